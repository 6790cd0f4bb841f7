"""Pieces: nonnegative scalars beside squares, generated for the terms of a difference."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, combinations_with_replacement

from sympy import Expr, Symbol

from numerics.proposals.budget import Budget
from numerics.proposals.frames import Multiplier, inverse_of
from numerics.proposals.givens import Givens
from numerics.proposals.readings import opened_inverses
from numerics.proposals.tangents import tangents
from numerics.proposals.visible import Visible, turned
from numerics.tolerances.proposal_budgets import MOST_TRACE_PRODUCTS
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.trace_product import TraceProduct
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.inverses import has_reciprocal, reciprocal_letter
from theory.algebra.words.letters import Generator, is_one
from theory.algebra.words.normal_form import Key, Number, Scalars, TracePolynomial, multiply_scalars
from theory.algebra.words.word_operations import Loop, cut
from theory.algebra.words.word_rewriting import rewrite

__all__ = ["Piece", "generated_pieces", "sizes_in"]


Terms = list[tuple[Key, Number]]


@dataclass(frozen=True)
class Piece:
    """factor · certificate ≥ 0, and its normal form."""

    polynomial: TracePolynomial
    factor: Expr
    certificate: Certificate


def generated_pieces(
    difference: TracePolynomial, givens: Givens, visible: Visible, budget: Budget, *, rich: bool = False
) -> list[Piece]:
    """``rich`` adds trace products of terms of either sign and of those inside inverses, and products of hypotheses."""
    known = givens.known
    if rich:
        known = (*known, *(a.times(b) for a, b in combinations_with_replacement(known, 2)))
    multiples = list(_known_multiples(difference, known, visible))
    terms = list(difference.terms.items())
    if rich:
        terms += [item for piece in multiples for item in (-piece.polynomial).terms.items()]
    found = [*_trace_products(terms, visible, budget, rich=rich), *_sizes_at_least_one(difference, visible), *multiples]
    found += [Piece(*tangent) for tangent in tangents(difference, visible)]
    reduced = givens.equations.reduced
    return [replace(piece, polynomial=reduced(piece.polynomial)) for piece in found]


def _trace_products(terms: Terms, visible: Visible, budget: Budget, *, rich: bool) -> Iterator[Piece]:
    """M (tr A tr B − tr AB), A and B ⪰ 0, for each term > 0 with two such traces, and for those that arise so.

    ``rich`` takes terms < 0 too, and those inside inverses.
    """
    todo, seen, count = [key for key, value in terms if value > 0], set(), 0
    if rich:
        todo += [key for key, value in terms if value < 0]
        todo += [opened for key in tuple(todo) for opened in opened_inverses(key, visible)]
    while todo and count < MOST_TRACE_PRODUCTS:
        budget.require()
        key = todo.pop(0)
        if key in seen:
            continue
        seen.add(key)
        for piece in _trace_products_of(key, visible):
            todo += [k for k, value in piece.polynomial.terms.items() if value < 0]
            count += 1
            yield piece


def _trace_products_of(key: Key, visible: Visible) -> Iterator[Piece]:
    scalars, loops, _ = key
    for i, j in combinations(range(len(loops)), 2):
        rest = tuple(loop for n, loop in enumerate(loops) if n not in (i, j))
        factor = TracePolynomial(1, 1, {(scalars, rest, ()): 1})
        if not visible.nonnegative(factor):
            continue
        for weight, A in _weighted_readings(loops[i], visible):
            for other, B in _weighted_readings(loops[j], visible):
                if weight == other:
                    certificate = TraceProduct(*(to_sympy(p, matrix=True) for p in (A, B, weight)))
                    first, second = weight @ A, weight @ B
                    polynomial = first.trace().scale(second.trace()) - (first @ second).trace()
                    yield Piece(rewrite(polynomial.scale(factor)), to_sympy(factor), certificate)


def _weighted_readings(loop: Loop, visible: Visible) -> Iterator[tuple[TracePolynomial, TracePolynomial]]:
    """(R, A) with the loop tr(RA), A = W Q Wᵀ ⪰ 0 and R ⪰ 0 one letter or the identity."""
    for word in turned(loop):
        size = word[0].rows
        if is_one(size):
            continue
        if visible.congruence(word):
            yield TracePolynomial.identity(size), TracePolynomial(size, size, {((), (), word): 1})
        if visible.semidefinite(word[0]) and visible.congruence(word[1:]):
            inner: dict[Key, Number] = {((), *cut(word[1:])): 1}
            yield TracePolynomial.letter(word[0]), TracePolynomial(size, size, inner)
            if has_reciprocal(word[0]) and word[0].invertible:  # tr(H Q) is tr(H⁻¹ (H Q H)), Q a congruence
                mirrored: dict[Key, Number] = {((), *cut((*word, word[0]))): 1}
                yield TracePolynomial.letter(reciprocal_letter(word[0])), TracePolynomial(size, size, mirrored)


def _sizes_at_least_one(difference: TracePolynomial, visible: Visible) -> Iterator[Piece]:
    """t(n − 1) ≥ 0 for whole numbers n ≥ 1, where terms with more and with fewer powers of n occur."""
    sizes = sizes_in(difference)
    for size in sizes:
        powers: dict[tuple[Scalars, tuple[Loop, ...]], list[int]] = {}
        for scalars, loops, _ in difference.terms:
            rest = tuple(item for item in scalars if item[0] not in sizes)
            powers.setdefault((rest, loops), []).append(int(dict(scalars).get(size, 0)))
        others = {tuple(item for item in s if item[0] in sizes and item[0] is not size) for s, _, _ in difference.terms}
        for (rest, loops), found in powers.items():
            for exponent in range(min(found), max(found)):
                for other in sorted(others, key=str):
                    monomial = multiply_scalars(multiply_scalars(rest, other), ((size, exponent),) if exponent else ())
                    factor = TracePolynomial(1, 1, {(monomial, loops, ()): 1})
                    if visible.nonnegative(factor):
                        yield _size_piece(size, factor)


def sizes_in(difference: TracePolynomial) -> tuple[Generator, ...]:
    """The whole numbers ≥ 1 that occur as letters."""
    found = {g for scalars, _, _ in difference.terms for g, _ in scalars if _is_size(g)}
    return tuple(sorted(found, key=lambda g: g.key))


def _is_size(generator: Generator) -> bool:
    e = generator.expr
    return isinstance(e, Symbol) and bool(e.is_integer and e.is_positive)


def _size_piece(size: Generator, factor: TracePolynomial) -> Piece:
    polynomial = TracePolynomial.generator(size) - TracePolynomial.scalar(1)
    return Piece(rewrite(factor.scale(polynomial)), to_sympy(factor), Termwise(to_sympy(polynomial)))


def _known_multiples(difference: TracePolynomial, known: Iterable[Multiplier], visible: Visible) -> Iterator[Piece]:
    """A scalar that is ≥ 0 by hypothesis, times what turns one of its terms into one of the difference's."""
    for scalar, certificate in ((m.polynomial, Termwise(m.spelled)) for m in known):
        factors: dict[tuple[Scalars, tuple[Loop, ...]], None] = {}
        for scalars, loops, _ in difference.terms:
            for inner, inner_loops, _ in scalar.terms:
                rest = list(loops)
                if not Counter(inner_loops) - Counter(rest):
                    for loop in inner_loops:
                        rest.remove(loop)
                    factors[multiply_scalars(scalars, inverse_of(inner)), tuple(rest)] = None
        for monomial, rest_loops in factors:
            factor = TracePolynomial(1, 1, {(monomial, rest_loops, ()): 1})
            if visible.nonnegative(factor):
                yield Piece(rewrite(factor.scale(scalar)), to_sympy(factor), certificate)
