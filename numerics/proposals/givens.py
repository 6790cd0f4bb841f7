"""What the hypotheses of a claim give a search: scalars ≥ 0, matrices ⪰ 0, equations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sympy import Basic, MatrixSymbol, Q, Symbol

from numerics.proposals.by_equations import Equations
from numerics.proposals.frames import Multiplier, Weight
from numerics.tolerances.proposal_budgets import MOST_WEIGHTS
from theory.algebra.signs.shapes import normal
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite
from theory.algebra.words.inverses import has_reciprocal, reciprocal_letter
from theory.algebra.words.letters import Letter
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_rewriting import rewrite
from theory.core.known import Context
from theory.core.substitution import replaced

__all__ = ["Givens", "givens_of"]


@dataclass(frozen=True)
class Givens:
    """``known`` scalars are ≥ 0, ``weights`` ⪰ 0; ``products`` are weights that commute, multiplied."""

    known: tuple[Multiplier, ...]
    weights: tuple[Weight, ...]
    products: tuple[Weight, ...]
    equations: Equations


def givens_of(context: Context) -> Givens:
    """Read off the hypotheses, in the symbols of the claim, not in those of the kinds that the hypotheses give."""
    facts = context.facts
    scalars = _as_stated(context, (*facts.positive, *facts.nonnegative))
    predicates = (PositiveSemidefinite, Q.positive_definite)
    matrices = _as_stated(context, sorted((m for p, m in facts.predicates if p in predicates), key=str))
    weights = tuple(Weight(polynomial) for polynomial, _ in matrices if len(polynomial.terms) > 1)
    products = tuple(_commuting(weights))[:MOST_WEIGHTS]
    return Givens(tuple(Multiplier(*pair) for pair in scalars), weights, products, Equations(context))


def _as_stated(context: Context, expressions: Iterable[Basic]) -> list[tuple[TracePolynomial, Basic]]:
    symbols = {strong: s for s, strong in context.facts.kinds.items() if isinstance(strong, Symbol | MatrixSymbol)}
    stated = dict.fromkeys(replaced(e, symbols) for e in expressions)
    return [(polynomial, e) for e in stated if (polynomial := normal(e)) is not None and polynomial]


def _commuting(weights: tuple[Weight, ...]) -> Iterator[Weight]:
    """Products of two declared weights, of one with a letter ⪰ 0 in it, and of two with one."""
    singles = [(w, letter) for w in weights for letter in _letters_in(w.polynomial)]
    pairs = [found for a, b in combinations(weights, 2) if (found := _product(a, b)) is not None]
    yield from pairs
    for weight, letter in singles:
        found = _product(weight, Weight(TracePolynomial.letter(letter)))
        if found is not None:
            yield found
    for pair in pairs:
        for letter in _letters_in(pair.factors[0]):
            found = _product(pair, Weight(TracePolynomial.letter(letter)))
            if found is not None:
                yield found


def _letters_in(polynomial: TracePolynomial) -> Iterator[Letter]:
    """The letters ⪰ 0 that stand alone in a sum, and their inverses."""
    for word in polynomial.by_word():
        if len(word) == 1 and isinstance(word[0].base, PositiveSemidefiniteMatrix) and has_reciprocal(word[0]):
            yield word[0]
            if isinstance(word[0].base, PositiveDefiniteMatrix):
                yield reciprocal_letter(word[0])


def _product(a: Weight, b: Weight) -> Weight | None:
    if a.polynomial.rows != b.polynomial.rows:
        return None
    product = rewrite(a.polynomial @ b.polynomial)
    if product != product.transpose():
        return None
    return Weight(product, (*(a.factors or (a.polynomial,)), *(b.factors or (b.polynomial,))))
