"""What a difference can be made of: frames with their vectors, and pieces."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations_with_replacement

from sympy import Expr, Rational

from numerics.proposals.budget import Budget
from numerics.proposals.completions import completions
from numerics.proposals.frames import Frame, readings, resolvent_readings
from numerics.proposals.monomials import monomial_frames
from numerics.proposals.pieces import Piece, generated_pieces, sizes_in
from numerics.proposals.visible import Visible
from numerics.tolerances.proposal_budgets import COMPLETION_ROUNDS, MOST_FRAMES, MOST_VECTORS
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.normal_form import Key, TracePolynomial

__all__ = ["Columns", "Term", "columns_of", "rational", "square"]


Term = tuple[Expr, Certificate]
Vectors = tuple[TracePolynomial, ...]


@dataclass(frozen=True)
class Columns:
    """``frames`` with the vectors between which they stand, and ``pieces``."""

    frames: tuple[tuple[Frame, Vectors], ...]
    pieces: tuple[Piece, ...]


def columns_of(
    difference: TracePolynomial,
    known: Iterable[TracePolynomial],
    weights: tuple[TracePolynomial, ...],
    visible: Visible,
    budget: Budget,
    *,
    rich: bool = False,
) -> Columns:
    """Read off the terms: squares from those > 0, what meets them from the others.

    ``rich`` adds all monomials that fit between those of a scalar, and every frame times 1 − 1/n for each size n.
    """
    bases: dict[Frame, dict[Key, None]] = {}
    for key, value in difference.terms.items():
        budget.require()
        if value > 0:
            for frame, v in readings(key, visible, weights):
                bases.setdefault(frame, {})[v] = None
        for frame, v in resolvent_readings(key, visible):
            bases.setdefault(frame, {})[v] = None
    bases = dict(list(bases.items())[:MOST_FRAMES])
    for frame, basis in bases.items():
        for _ in range(COMPLETION_ROUNDS):
            _complete(frame, basis, difference, budget)
    pieces = generated_pieces(difference, known, visible, budget)
    vectors = {frame: tuple(map(frame.vector, basis)) for frame, basis in bases.items()}
    if rich:
        vectors |= monomial_frames(difference, visible)
        vectors |= {replace(f, beyond=n): basis for n in sizes_in(difference) for f, basis in vectors.items()}
    return Columns(_pruned(vectors, pieces, difference, budget), tuple(pieces))


def _complete(frame: Frame, basis: dict[Key, None], difference: TracePolynomial, budget: Budget) -> None:
    for v in list(basis):
        budget.require()
        for key in difference.terms:
            for w in completions(frame, v, key):
                if len(basis) < MOST_VECTORS:
                    basis.setdefault(w)


def _pruned(
    vectors: dict[Frame, Vectors], pieces: list[Piece], difference: TracePolynomial, budget: Budget
) -> tuple[tuple[Frame, Vectors], ...]:
    """Without vectors whose own square nothing could cancel, and without frames that add no new product."""
    # a square of an inverse is another sum of terms in each of its spellings
    has_inverses = any(letter.argument is not None for letter in difference.letters())
    while not has_inverses:
        budget.require()
        cancellable = _cancellable(vectors, pieces, difference)
        smaller = {
            frame: tuple(v for v in basis if _positive_terms(frame.product(v, v)) <= cancellable)
            for frame, basis in vectors.items()
        }
        if smaller == vectors:
            break
        vectors = smaller
    seen: set[frozenset[TracePolynomial]] = set()
    kept = []
    for frame, basis in sorted(vectors.items(), key=lambda item: -len(item[1])):
        budget.require()
        products = frozenset(frame.product(v, w) for v, w in combinations_with_replacement(basis, 2))
        if basis and not any(products <= other for other in seen):
            kept.append((frame, basis))
            seen.add(products)
    return tuple(kept)


def _cancellable(vectors: dict[Frame, Vectors], pieces: list[Piece], difference: TracePolynomial) -> set[Key]:
    """Terms that are there with a positive sign, or that something else takes off."""
    found = _positive_terms(difference).union(*(_positive_terms(-piece.polynomial) for piece in pieces))
    for frame, basis in vectors.items():
        for v, w in combinations_with_replacement(basis, 2):
            made = frame.product(v, w)
            found |= _positive_terms(-made) if v is w else made.terms.keys()
    return found


def _positive_terms(polynomial: TracePolynomial) -> set[Key]:
    return {key for key, value in polynomial.terms.items() if value > 0}


def square(frame: Frame, vector: TracePolynomial, coefficient: Fraction) -> Term:
    """Coefficient · m·tr(L V K Vᵀ)."""
    factor = rational(coefficient) * frame.coefficient
    if frame.is_scalar:
        return factor, Square(to_sympy(vector))
    V, left, right = (to_sympy(p, matrix=True) for p in (vector, frame.left, frame.right))
    return factor, WeightedSquare(V, left, right)


def rational(number: Fraction | int) -> Rational:
    """The number as SymPy's."""
    return Rational(number.numerator, number.denominator)
