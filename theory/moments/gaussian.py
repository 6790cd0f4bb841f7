"""Expectations of polynomials in Gaussian matrices, by integration by parts on words.

For X with mean μ, row covariance R and column covariance C, and any polynomial f (Stein 1981; the matrix form of the
theorem of Isserlis 1918, which sums over all pairings at once):

    E[X_ij f(X)] = μ_ij E[f] + Σ_kl R_ik C_jl E[∂f/∂X_kl].

For standard entries this is ∫ x f(x) φ(x) dx = ∫ f′(x) φ(x) dx, as φ′(x) = −xφ(x) and fφ vanishes at ±∞ for a
polynomial f; X − μ is linear in standard entries, whether R and C are singular or not.

One occurrence of X is replaced by its mean, and contracted with every other occurrence. Like terms are merged after
every step, so the number of distinct terms stays small although the number of pairings of 2p letters is (2p−1)!!.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from sympy import default_sort_key

from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import refuse_what_informs
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix, random_symbols
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.gram import inverted_in, random_in
from theory.algebra.words.letters import Letter
from theory.algebra.words.normal_form import Key, Number, Scalars, TracePolynomial, multiply_scalars
from theory.algebra.words.word_operations import Loop, Word, cut, sort_loops, transpose
from theory.moments.inverse_wishart import integrate_inverse, split_inverse

__all__ = ["integrate"]

MOST_STEPS = 500_000  # contractions, counted before they are carried out; that many take some seconds and 300 MiB
CACHE = 20_000  # strands that are remembered; more would take memory and save no time

Terms = dict[Key, Number]
Moments = tuple[tuple[Key, Number], ...]  # a mean or covariance, as a list of terms


class _Law(NamedTuple):
    """Mean and covariances of a random symbol."""

    mean: Moments
    row: Moments
    column: Moments


class _Strand(NamedTuple):
    """The word that the contracted letter stands in: ``before`` · letter · ``after``."""

    before: Word
    letter: Letter
    after: Word
    closed: bool


@cache
def _law(symbol: RandomMatrix) -> _Law:
    return _Law(*(tuple(from_sympy(a).sorted_terms()) for a in symbol.args[1:]))


def integrate(polynomial: TracePolynomial, given: Iterable[RandomMatrix] = ()) -> TracePolynomial:
    """E[polynomial | given] over every random symbol in it, those that are given apart.

    Raises UnsupportedExpressionError where a symbol is conditioned on what depends on it, where a moment is not known,
    and where the work would exceed :data:`MOST_STEPS`.
    """
    return _integrate_in_some_order(polynomial, frozenset(given), {})


def _integrate_in_some_order(
    polynomial: TracePolynomial,
    kept: frozenset[RandomMatrix],
    failed: dict[frozenset[RandomMatrix], UnsupportedExpressionError],
) -> TracePolynomial:
    """The result does not depend on the order, but not every order finds it: each is tried until one does.

    What is left to integrate determines the polynomial, so that no set of symbols that ``failed`` is tried again.
    """
    present = frozenset(random_in(polynomial) - kept)
    if not present:
        return polynomial
    if present not in failed:
        refuse_what_informs(present, kept)
        errors = []
        for symbol in _next_in_order(present, polynomial):
            try:
                return _integrate_in_some_order(_integrate_out(polynomial, symbol), kept, failed)
            except UnsupportedExpressionError as error:
                errors.append(error)
        failed[present] = errors[0]
    raise failed[present]


def _integrate_out(polynomial: TracePolynomial, symbol: RandomMatrix) -> TracePolynomial:
    if symbol not in inverted_in(polynomial):
        return TracePolynomial(polynomial.rows, polynomial.cols, _integrate_symbol(polynomial.terms, symbol))
    inverse, rest = split_inverse(polynomial, symbol)
    return integrate_inverse(inverse, symbol) + _integrate_out(rest, symbol)


def _parents(symbol: RandomMatrix) -> set[RandomMatrix]:
    return {parent for argument in symbol.args[1:] for parent in random_symbols(argument)}


def _next_in_order(present: frozenset[RandomMatrix], polynomial: TracePolynomial) -> list[RandomMatrix]:
    """The random symbols on which no other one present depends, in the order in which they are tried.

    Those whose law is known by two moments, and what depends on such, come first and before all others: E[s³z] is
    not 0 because z has mean 0, unless the third moment of s exists, so that it has to be asked for.
    """
    childless = present.difference(*map(_parents, present))
    unknown = {x for x in present if any(not isinstance(y, MatrixNormal) for y in random_symbols(x))}
    inverted = inverted_in(polynomial)
    return sorted(childless & unknown or childless, key=lambda x: (x in inverted, str(x), default_sort_key(x)))


def _integrate_symbol(terms: Terms, symbol: RandomMatrix) -> Terms:
    """Integrate one symbol out, terms of the highest degree first so that all like terms have met."""
    law = _law(symbol)
    by_degree: dict[int, Terms] = {}
    for key, value in terms.items():
        by_degree.setdefault(_degree(key, symbol), {})[key] = value
    top, steps = max(by_degree, default=0), 0
    for degree in range(top, 0, -1):
        level = by_degree.pop(degree, {})
        if degree > 2 and level and not isinstance(symbol, MatrixNormal):
            raise UnsupportedExpressionError(_missing_moment(symbol, degree, level))
        steps += degree * len(level) * len(law.row) * len(law.column)
        if steps > MOST_STEPS:
            raise UnsupportedExpressionError(_too_large(symbol, top, degree, len(level), steps))
        for key, value in level.items():
            if value:
                for lowered, new, factor in _by_parts(key, symbol):
                    bucket = by_degree.setdefault(degree - lowered, {})
                    bucket[new] = bucket.get(new, 0) + value * factor
    return by_degree.get(0, {})


def _missing_moment(symbol: RandomMatrix, degree: int, level: Terms) -> str:
    _, loops, word = next(iter(level))
    term = "·".join([*(f"tr{list(loop)}" for loop in loops), *([str(list(word))] if word else [])])
    return (
        f"the term {term} needs the moment of order {degree} of {symbol}, of which only mean and covariance are known: "
        "declare it as a MatrixNormal if it is Gaussian"
    )


def _too_large(symbol: RandomMatrix, order: int, degree: int, terms: int, steps: int) -> str:
    return (
        f"an expectation of order {order} in {symbol} has {terms:,} different terms once {order - degree} of its "
        f"factors are integrated, and {steps:,} contractions are more than the limit of {MOST_STEPS:,}: "
        "lower the order, or sample it"
    )


def _degree(key: Key, symbol: RandomMatrix) -> int:
    return sum(1 for word in (key[2], *key[1]) for letter in word if letter.random is symbol)


def _by_parts(key: Key, symbol: RandomMatrix) -> Iterator[tuple[int, Key, Number]]:
    """The terms that one integration by parts turns a term into: (loss of degree, term, coefficient)."""
    scalars, loops, word = key
    position = _position(word, symbol)
    if position is not None:
        strand = _Strand(word[:position], word[position], word[position + 1 :], closed=False)
        word = ()
    else:
        index, position = next((i, p) for i, loop in enumerate(loops) if (p := _position(loop, symbol)) is not None)
        loop, loops = loops[index], loops[:index] + loops[index + 1 :]
        strand = _Strand((), loop[position], loop[position + 1 :] + loop[:position], closed=True)
    for lowered, (more, inner, path), factor in _alone(strand):
        yield lowered, (multiply_scalars(scalars, more), sort_loops(loops + inner), path or word), factor
    for loop, multiplicity in Counter(loops).items():
        pieces = _joined(strand, loop)
        if pieces:
            at = loops.index(loop)
            others = loops[:at] + loops[at + 1 :]
            for (more, inner, path), factor in pieces:
                new = (multiply_scalars(scalars, more), sort_loops(others + inner), path or word)
                yield 2, new, multiplicity * factor


def _position(word: Word, symbol: RandomMatrix) -> int | None:
    for i, letter in enumerate(word):
        if letter.random is symbol:
            return i
    return None


@lru_cache(maxsize=CACHE)
def _alone(strand: _Strand) -> tuple[tuple[int, Key, Number], ...]:
    """What the letter gives by itself and with its partners in the same word: (loss of degree, term, coefficient).

    X … X gives row · (…)ᵀ · column, and X Q Xᵀ gives row · tr(Q column).
    """
    before, letter, after, _ = strand
    means: Terms = {}
    for (scalars, loops, mean), value in _law(letter.base).mean:
        path = before + (transpose(mean) if letter.transposed else mean) + after
        _collect(means, strand, path, scalars, loops, value)
    contractions: Terms = {}
    for i, partner in enumerate(after):
        if partner.random is letter.random:
            between, behind = after[:i], after[i + 1 :]
            for scalars, loops, left, right, value in _covariances(letter):
                if partner is letter:
                    path = before + left + transpose(between) + right + behind
                    _collect(contractions, strand, path, scalars, loops, value)
                else:
                    for (more, closed, _), factor in _trace_of(between + right, letter.cols).terms.items():
                        scaled = multiply_scalars(scalars, more)
                        _collect(contractions, strand, before + left + behind, scaled, loops + closed, value * factor)
    return (*((1, *term) for term in means.items()), *((2, *term) for term in contractions.items()))


@lru_cache(maxsize=CACHE)
def _joined(strand: _Strand, loop: Loop) -> tuple[tuple[Key, Number], ...]:
    """What the letter gives with its partners in a trace: X … tr(X Q) gives row · Qᵀ · column.

    A strand that is closed leaves the open word, if there is one, without occurrences: the letter is always taken
    from the open word first.
    """
    before, letter, after, _ = strand
    terms: Terms = {}
    for i, partner in enumerate(loop):
        if partner.random is letter.random:
            other = loop[i + 1 :] + loop[:i]
            between = transpose(other) if partner is letter else other
            for scalars, loops, left, right, value in _covariances(letter):
                _collect(terms, strand, before + left + between + right + after, scalars, loops, value)
    return tuple(terms.items())


@cache
def _covariances(letter: Letter) -> tuple[tuple[Scalars, tuple[Loop, ...], Word, Word, Number], ...]:
    """The products of a term of the covariance on the left of the letter and one of that on its right."""
    law = _law(letter.base)
    left, right = (law.column, law.row) if letter.transposed else (law.row, law.column)
    return tuple(
        (multiply_scalars(s1, s2), l1 + l2, w1, w2, v1 * v2) for (s1, l1, w1), v1 in left for (s2, l2, w2), v2 in right
    )


@lru_cache(maxsize=CACHE)
def _trace_of(word: Word, size: object) -> TracePolynomial:
    loops, rest = cut(word)
    return TracePolynomial(size, size, {((), loops, rest): 1}).trace()


def _collect(
    terms: Terms, strand: _Strand, path: Word, scalars: Scalars, loops: tuple[Loop, ...], value: Number
) -> None:
    """Add the term with ``path`` in place of the strand."""
    if not strand.closed:
        inner, word = cut(path)
        key = (scalars, sort_loops(loops + inner), word)
        terms[key] = terms.get(key, 0) + value
        return
    for (more, closed, _), factor in _trace_of(path, strand.letter.rows).terms.items():
        key = (multiply_scalars(scalars, more), sort_loops(loops + closed), ())
        terms[key] = terms.get(key, 0) + value * factor
