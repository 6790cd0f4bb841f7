"""What a difference can be made of: frames with their vectors, and pieces."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, islice

from sympy import Expr, Rational

from numerics.proposals.budget import Budget
from numerics.proposals.completions import completions
from numerics.proposals.frames import Frame, Reading, size_excess
from numerics.proposals.givens import Givens
from numerics.proposals.gram_block import GramBlock
from numerics.proposals.monomials import monomial_frames
from numerics.proposals.pieces import Piece, generated_pieces, sizes_in
from numerics.proposals.readings import part_readings, readings, resolvent_readings
from numerics.proposals.visible import Visible
from numerics.tolerances.proposal_budgets import COMPLETION_ROUNDS, MOST_BETWEEN, MOST_FRAMES, MOST_VECTORS
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.normal_form import Key, Number, TracePolynomial

__all__ = ["Columns", "Term", "columns_of", "rational", "square"]


Term = tuple[Expr, Certificate]
Vectors = tuple[TracePolynomial, ...]
Bases = dict[Frame, dict[Key, None]]


@dataclass(frozen=True)
class Columns:
    """``blocks``, a frame each with the vectors between which it stands, and ``pieces``."""

    blocks: tuple[GramBlock, ...]
    pieces: tuple[Piece, ...]


def columns_of(
    difference: TracePolynomial, givens: Givens, visible: Visible, budget: Budget, *, rich: bool = False
) -> Columns:
    """Read off the terms: squares from those > 0, what meets them from the others.

    ``rich`` adds all monomials that fit between those of a scalar, every frame times 1 − 1/n for each size n and times
    what hypotheses declare ≥ 0, products of declared weights that commute, and squares of terms that arise in between.
    """
    bases: Bases = {}
    _read(bases, difference, difference, givens, visible, budget, rich=rich)
    if rich:
        _read(bases, _between(bases, difference, givens), difference, givens, visible, budget, rich=rich)
    pieces = generated_pieces(difference, givens, visible, budget, rich=rich)
    vectors = {
        replace(frame, reduced=givens.equations.reduced): tuple(map(frame.vector, basis))
        for frame, basis in bases.items()
    }
    if rich:
        vectors |= monomial_frames(difference, visible)
        vectors |= dict(islice(_multiplied(vectors, difference, givens), MOST_FRAMES))
    return Columns(_pruned(vectors, pieces, difference, budget), tuple(pieces))


def _read(
    bases: Bases,
    read: TracePolynomial,
    difference: TracePolynomial,
    givens: Givens,
    visible: Visible,
    budget: Budget,
    *,
    rich: bool,
) -> None:
    """Add the frames that terms are read in, and what completes the vectors to terms of the difference."""
    for key, value in read.terms.items():
        budget.require()
        for found, word in _readings(key, value > 0, givens, visible, rich=rich):
            frame, v = found.plain(word)
            if frame in bases or len(bases) < MOST_FRAMES:
                bases.setdefault(frame, {})[v] = None
    for frame, basis in bases.items():
        for _ in range(COMPLETION_ROUNDS):
            _complete(frame, basis, difference, budget)


def _readings(key: Key, positive: bool, givens: Givens, visible: Visible, *, rich: bool) -> Iterator[Reading]:
    weights = givens.weights + (givens.products if rich else ())
    yield from readings(key, visible, weights, declared_only=not (positive or rich), sizes=rich)
    yield from resolvent_readings(key, visible, givens.weights)
    if givens.equations.rules:
        yield from part_readings(key, visible)


def _between(bases: Bases, difference: TracePolynomial, givens: Givens) -> TracePolynomial:
    """The terms of products of vectors that the difference does not have."""
    found: dict[Key, Number] = {}
    for frame, basis in bases.items():
        ready = replace(frame, reduced=givens.equations.reduced)
        for v, w in combinations(map(frame.vector, islice(basis, MOST_BETWEEN)), 2):
            found |= dict.fromkeys(ready.product(v, w).terms.keys() - difference.terms.keys(), 1)
    return TracePolynomial(1, 1, found)


def _complete(frame: Frame, basis: dict[Key, None], difference: TracePolynomial, budget: Budget) -> None:
    for v in list(basis):
        budget.require()
        for key in difference.terms:
            for w in completions(frame, v, key):
                if len(basis) < MOST_VECTORS:
                    basis.setdefault(w)


def _multiplied(
    vectors: dict[Frame, Vectors], difference: TracePolynomial, givens: Givens
) -> Iterator[tuple[Frame, Vectors]]:
    """Every frame times 1 − 1/n for sizes n, times what is declared ≥ 0, and times products of two of these."""
    singles = [size_excess(n) for n in sizes_in(difference)] + [m for m in givens.known if len(m.polynomial.terms) > 1]
    for multiplier in (*singles, *(a.times(b) for a, b in combinations(singles, 2))):
        for frame, basis in vectors.items():
            yield replace(frame, multiplier=multiplier), basis


def _pruned(
    vectors: dict[Frame, Vectors], pieces: list[Piece], difference: TracePolynomial, budget: Budget
) -> tuple[GramBlock, ...]:
    """Without vectors whose own square nothing could cancel, and without frames that add nothing to others."""
    blocks = [GramBlock.of(frame, basis, budget) for frame, basis in vectors.items()]
    # a square of an inverse is another sum of terms in each of its spellings
    has_inverses = any(letter.argument is not None for letter in difference.letters())
    while not has_inverses:
        budget.require()
        cancellable = _cancellable(blocks, pieces, difference)
        kept = [[i for i in range(len(b.vectors)) if _positive_terms(b.product(i, i)) <= cancellable] for b in blocks]
        if all(len(indices) == len(b.vectors) for b, indices in zip(blocks, kept, strict=True)):
            break
        blocks = [b.kept(indices) for b, indices in zip(blocks, kept, strict=True)]
    found: list[GramBlock] = []
    for block in sorted(blocks, key=lambda b: -len(b.vectors)):
        budget.require()
        if block.vectors and not any(block.embeds_in(other) for other in found):
            found.append(block)
    return tuple(found)


def _cancellable(blocks: list[GramBlock], pieces: list[Piece], difference: TracePolynomial) -> set[Key]:
    """Terms that are there with a positive sign, or that something else takes off."""
    found = _positive_terms(difference).union(*(_positive_terms(-piece.polynomial) for piece in pieces))
    for block in blocks:
        for i, j in combinations_with_replacement(range(len(block.vectors)), 2):
            made = block.product(i, j)
            found |= _positive_terms(-made) if i == j else made.terms.keys()
    return found


def _positive_terms(polynomial: TracePolynomial) -> set[Key]:
    return {key for key, value in polynomial.terms.items() if value > 0}


def square(frame: Frame, vector: TracePolynomial, coefficient: Fraction) -> Term:
    """Coefficient · m·tr(L V K Vᵀ)."""
    factor = rational(coefficient) * frame.coefficient
    if frame.is_scalar:
        return factor, Square(to_sympy(vector))
    return factor, WeightedSquare(to_sympy(vector, matrix=True), *frame.weights)


def rational(number: Fraction | int) -> Rational:
    """The number as SymPy's."""
    return Rational(number.numerator, number.denominator)
