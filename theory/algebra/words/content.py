"""The content of a sum: what can be pulled out of all of its terms.

It is the rational coefficient of the first term, common powers of scalars, common traces, and a common polynomial
factor of the coefficients. Without its content a sum is *primitive*, and two proportional sums have one primitive.
"""

from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from sympy import QQ, ring

from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.letters import Generator
from theory.algebra.words.normal_form import (
    Key,
    Number,
    Scalars,
    TracePolynomial,
    as_number,
    key_order,
    multiply_scalars,
)
from theory.algebra.words.word_operations import Loop, Word

__all__ = ["Content", "split_content"]


class Content(NamedTuple):
    """number · scalars · loops · factor."""

    number: Number
    scalars: Scalars
    loops: tuple[Loop, ...]
    factor: TracePolynomial


def split_content(polynomial: TracePolynomial) -> tuple[Content, TracePolynomial]:
    """What is common to all terms of a nonzero polynomial without reciprocals, and the primitive that is left."""
    scalars = reduce(_common_scalars, (key[0] for key in polynomial.terms))
    loops = reduce(_common_loops, (key[1] for key in polynomial.terms))
    reduced = {_without(key, scalars, loops): value for key, value in polynomial.terms.items()}
    rest = TracePolynomial(polynomial.rows, polynomial.cols, reduced)
    factor, rest = _common_factor(rest)
    # a constant comes last, so that n − p − 1 keeps its sign and whole coefficients
    number = rest.terms[min(rest.terms, key=lambda key: (not any(key), key_order(key)))]
    return Content(number, scalars, loops, factor), rest.times(Fraction(1) / number)


def _common_scalars(a: Scalars, b: Scalars) -> Scalars:
    first, second = dict(a), dict(b)
    lowest = {g: min(first.get(g, 0), second.get(g, 0)) for g in {**first, **second}}
    return tuple(sorted(((g, p) for g, p in lowest.items() if p), key=lambda item: item[0].key))


def _common_loops(a: tuple[Loop, ...], b: tuple[Loop, ...]) -> tuple[Loop, ...]:
    rest = list(b)
    common = []
    for loop in a:
        if loop in rest:
            rest.remove(loop)
            common.append(loop)
    return tuple(common)


def _without(key: Key, scalars: Scalars, loops: tuple[Loop, ...]) -> Key:
    rest = list(key[1])
    for loop in loops:
        rest.remove(loop)
    return multiply_scalars(key[0], tuple((g, -p) for g, p in scalars)), tuple(rest), key[2]


def _common_factor(polynomial: TracePolynomial) -> tuple[TracePolynomial, TracePolynomial]:
    """The greatest common divisor of the coefficients of the words, where each has at least two terms."""
    by_word: dict[Word, list[tuple[Key, Number]]] = {}
    for key, value in polynomial.terms.items():
        by_word.setdefault(key[2], []).append((key, value))
    one = TracePolynomial.scalar(1)
    if polynomial.is_scalar or any(len(terms) < 2 for terms in by_word.values()):
        return one, polynomial
    atoms = sorted({a for key in polynomial.terms for a in _atoms(key)}, key=_atom_key)
    if any(p != int(p) for key in polynomial.terms for _, p in key[0]):
        return one, polynomial
    domain = ring([f"x{i}" for i in range(len(atoms))], QQ)[0]
    index = {atom: i for i, atom in enumerate(atoms)}
    coefficients = {
        word: domain.from_dict({_exponents(key, index): QQ(v.numerator, v.denominator) for key, v in terms})
        for word, terms in by_word.items()
    }
    divisor = reduce(lambda p, q: p.gcd(q), coefficients.values())
    if divisor.is_ground:
        return one, polynomial
    reduced: dict[Key, Number] = {}
    for word, coefficient in coefficients.items():
        reduced.update(_as_terms(coefficient.quo(divisor), atoms, word))
    rest = TracePolynomial(polynomial.rows, polynomial.cols, reduced)
    return TracePolynomial(one.rows, one.cols, _as_terms(divisor, atoms, ())), rest


def _atoms(key: Key) -> list[Expression]:
    return [g for g, _ in key[0]] + list(key[1])


def _atom_key(atom: Expression) -> Expression:
    return (0, (atom.key,)) if isinstance(atom, Generator) else (1, tuple(letter.key for letter in atom))


def _exponents(key: Key, index: dict[Expression, int]) -> tuple[int, ...]:
    exponents = [0] * len(index)
    for generator, exponent in key[0]:
        exponents[index[generator]] += int(exponent)
    for loop in key[1]:
        exponents[index[loop]] += 1
    return tuple(exponents)


def _as_terms(element: Expression, atoms: list[Expression], word: Word) -> dict[Key, Number]:
    terms: dict[Key, Number] = {}
    for exponents, value in element.terms():
        scalars = tuple((a, e) for a, e in zip(atoms, exponents, strict=True) if e and isinstance(a, Generator))
        loops = tuple(
            a for a, e in zip(atoms, exponents, strict=True) if not isinstance(a, Generator) for _ in range(e)
        )
        terms[(scalars, loops, word)] = as_number(value)
    return terms
