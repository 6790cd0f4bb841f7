"""Expectations of polynomials in Gaussian matrices, by integration by parts on words.

For X with mean μ, row covariance R and column covariance C, and any polynomial f (Stein's lemma, the matrix form of
Isserlis' theorem):

    E[X_ij f(X)] = μ_ij E[f] + Σ_kl R_ik C_jl E[∂f/∂X_kl].

One occurrence of X is replaced by its mean, and contracted with every other occurrence. Like terms are merged after
every step, so the number of distinct terms stays small although the number of pairings of 2p letters is (2p−1)!!.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from theory.algebra.convert import from_sympy
from theory.algebra.errors import UnsupportedExpressionError
from theory.algebra.letters import Letter
from theory.algebra.normal_form import Key, Number, Scalars, TracePolynomial, multiply_scalars
from theory.algebra.random import MatrixNormal, random_symbols
from theory.algebra.words import Loop, Word, close, cut, sort_loops, transpose

__all__ = ["integrate"]

Terms = dict[Key, Number]
Moments = tuple[tuple[Key, Number], ...]  # a mean or covariance, as a list of terms


class _Law(NamedTuple):
    """Mean and covariances of a random symbol."""

    mean: Moments
    row: Moments
    column: Moments


class _Strand(NamedTuple):
    """The word that the contracted letter stands in, without it: ``before`` · letter · ``after``."""

    before: Word
    after: Word
    closed: bool


@cache
def _law(symbol: MatrixNormal) -> _Law:
    return _Law(*(tuple(from_sympy(a).sorted_terms()) for a in symbol.args[1:]))


def integrate(polynomial: TracePolynomial, given: Iterable[MatrixNormal] = ()) -> TracePolynomial:
    """E[polynomial] over every random symbol in it except those in ``given``."""
    kept = frozenset(given)
    while True:
        present = {letter.random for letter in polynomial.letters() if letter.random is not None} - kept
        if not present:
            return polynomial
        symbol = _childless(present)
        terms = _integrate_symbol(polynomial.terms, symbol)
        polynomial = TracePolynomial(polynomial.rows, polynomial.cols, terms)


def _childless(present: set[MatrixNormal]) -> MatrixNormal:
    """A random symbol on which no other one present depends; children are integrated before their parents."""
    parents = {p for x in present for argument in x.args[1:] for p in random_symbols(argument)}
    childless = sorted(present - parents, key=str)
    if not childless:
        message = f"the laws of {sorted(map(str, present))} depend on each other in a circle"
        raise UnsupportedExpressionError(message)
    return childless[0]


def _integrate_symbol(terms: Terms, symbol: MatrixNormal) -> Terms:
    """Integrate one symbol out, terms of the highest degree first so that all like terms have met."""
    law = _law(symbol)
    by_degree: dict[int, Terms] = {}
    for key, value in terms.items():
        by_degree.setdefault(_degree(key, symbol), {})[key] = value
    for degree in range(max(by_degree), 0, -1):
        for key, value in by_degree.pop(degree, {}).items():
            if value:
                for lowered, new, factor in _by_parts(key, symbol, law):
                    bucket = by_degree.setdefault(degree - lowered, {})
                    bucket[new] = bucket.get(new, 0) + value * factor
    return by_degree.get(0, {})


def _degree(key: Key, symbol: MatrixNormal) -> int:
    return sum(1 for word in (key[2], *key[1]) for letter in word if letter.random == symbol)


def _by_parts(key: Key, symbol: MatrixNormal, law: _Law) -> Iterator[tuple[int, Key, Number]]:
    """The terms that one integration by parts turns a term into: (loss of degree, term, coefficient)."""
    scalars, loops, word = key
    position = _position(word, symbol)
    if position is not None:
        letter, others = word[position], loops
        strand = _Strand(word[:position], word[position + 1 :], closed=False)
    else:
        index = next(i for i, loop in enumerate(loops) if _position(loop, symbol) is not None)
        loop = loops[index]
        position = _position(loop, symbol)
        assert position is not None
        letter, others = loop[position], loops[:index] + loops[index + 1 :]
        strand = _Strand((), loop[position + 1 :] + loop[:position], closed=True)
    rest = (scalars, others, word if strand.closed else ())
    left, right = (law.column, law.row) if letter.transposed else (law.row, law.column)
    yield from _replace_by_mean(rest, strand, letter, law)
    yield from _contract_within(rest, strand, letter, left, right)
    yield from _contract_with_loops(rest, strand, letter, left, right)


def _position(word: Word, symbol: MatrixNormal) -> int | None:
    for i, letter in enumerate(word):
        if letter.random == symbol:
            return i
    return None


def _replace_by_mean(rest: Key, strand: _Strand, letter: Letter, law: _Law) -> Iterator[tuple[int, Key, Number]]:
    for (scalars, loops, mean), value in law.mean:
        middle = transpose(mean) if letter.transposed else mean
        path = strand.before + middle + strand.after
        for new, factor in _assemble(rest, strand, path, scalars, loops, letter.rows):
            yield 1, new, value * factor


def _contract_within(
    rest: Key, strand: _Strand, letter: Letter, left: Moments, right: Moments
) -> Iterator[tuple[int, Key, Number]]:
    """Partners in the same word: X Q X gives L Qᵀ C, and X Q Xᵀ gives L tr(Q C)."""
    for i, partner in enumerate(strand.after):
        if partner.random != letter.random:
            continue
        between, behind = strand.after[:i], strand.after[i + 1 :]
        same = partner is letter
        for (s1, l1, w1), v1 in left:
            for (s2, l2, w2), v2 in right:
                scalars, loops = multiply_scalars(s1, s2), l1 + l2
                if same:
                    path = strand.before + w1 + transpose(between) + w2 + behind
                    made: list[tuple[Scalars, tuple[Loop, ...], Number]] = [((), (), 1)]
                else:
                    path = strand.before + w1 + behind
                    made = list(_close(between + w2, letter.cols))
                for s3, l3, v3 in made:
                    more, extra = multiply_scalars(scalars, s3), loops + l3
                    for new, factor in _assemble(rest, strand, path, more, extra, letter.rows):
                        yield 2, new, v1 * v2 * v3 * factor


def _contract_with_loops(
    rest: Key, strand: _Strand, letter: Letter, left: Moments, right: Moments
) -> Iterator[tuple[int, Key, Number]]:
    """Partners in other words that are closed: X … tr(X Q) gives L Qᵀ C, and X … tr(Xᵀ Q) gives L Q C.

    A strand that is closed leaves the open word, if there is one, without occurrences: the letter is always taken
    from the open word first.
    """
    scalars, loops, word = rest
    for loop, multiplicity in Counter(loops).items():
        for i, partner in enumerate(loop):
            if partner.random != letter.random:
                continue
            other = loop[i + 1 :] + loop[:i]
            path_between = transpose(other) if partner is letter else other
            remaining = list(loops)
            remaining.remove(loop)
            reduced = (scalars, tuple(remaining), word)
            for (s1, l1, w1), v1 in left:
                for (s2, l2, w2), v2 in right:
                    path = strand.before + w1 + path_between + w2 + strand.after
                    for new, factor in _assemble(reduced, strand, path, multiply_scalars(s1, s2), l1 + l2, letter.rows):
                        yield 2, new, multiplicity * v1 * v2 * factor


def _close(word: Word, size: object) -> Iterator[tuple[Scalars, tuple[Loop, ...], Number]]:
    """tr(word) as a sum of monomials."""
    for (scalars, loops, _), value in _trace_of(word, size).terms.items():
        yield scalars, loops, value


@cache
def _trace_of(word: Word, size: object) -> TracePolynomial:
    loops, rest = cut(word)
    return TracePolynomial(size, size, {((), loops, rest): 1}).trace()


def _assemble(
    rest: Key, strand: _Strand, path: Word, scalars: Scalars, loops: tuple[Loop, ...], size: object
) -> Iterator[tuple[Key, Number]]:
    """The term with ``path`` in place of the strand."""
    merged, others = multiply_scalars(rest[0], scalars), rest[1] + loops
    if not strand.closed:
        inner, word = cut(path)
        yield (merged, sort_loops(others + inner), word), 1
        return
    inner, dimensions = close(path) if path else ((), (size,))
    if not dimensions:
        yield (merged, sort_loops(others + inner), rest[2]), 1
        return
    for more, closed, value in _close((), dimensions[0]):
        yield (multiply_scalars(merged, more), sort_loops(others + inner + closed), rest[2]), value
