"""Inverses: 1/(scalar) and (matrix)⁻¹ in normal form, with their content removed so that equal ones are one letter.

The content of a sum is what can be pulled out of all of its terms: the rational coefficient of the first one, common
powers of scalars, common traces, a common polynomial factor of the coefficients, and, for a matrix, invertible
letters common to the left or the right of all words. (2(H+A))⁻¹ is (H+A)⁻¹/2 and (H + HΨH)⁻¹ is (I + ΨH)⁻¹H⁻¹.
"""

from fractions import Fraction
from functools import reduce
from typing import Any

from sympy import QQ, ring

from theory.algebra.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.letters import Generator, Letter, inverse_letter, matrix_letter, reciprocal
from theory.algebra.normal_form import Key, Number, Scalars, TracePolynomial, key_order, multiply_scalars
from theory.algebra.words import Loop, Word, transpose

__all__ = ["clear_reciprocals", "divide", "invert", "invert_matrix", "power"]


def invert(polynomial: TracePolynomial) -> TracePolynomial:
    """1/polynomial for a scalar."""
    _refuse_random(polynomial)
    if not polynomial:
        message = "division by an expression that is identically zero"
        raise ZeroDivisionError(message)
    numerator, polynomial = _common_denominator(polynomial)
    content, primitive = _content(polynomial)
    result = numerator.scale(_invert_term(*content))
    if primitive.terms != {((), (), ()): 1}:
        result = result.scale(TracePolynomial.generator(reciprocal(primitive)))
    return result


def invert_matrix(polynomial: TracePolynomial) -> TracePolynomial:
    """The inverse of a square matrix polynomial."""
    if polynomial.rows != polynomial.cols:
        message = f"a {polynomial.rows}×{polynomial.cols} matrix has no inverse: give a square one"
        raise ShapeError(message)
    if polynomial.is_scalar:
        return invert(polynomial)
    _refuse_random(polynomial)
    if not polynomial:
        message = "the inverse of a matrix that is identically zero does not exist"
        raise ZeroDivisionError(message)
    denominator, polynomial = _common_denominator(polynomial)
    content, primitive = _content(polynomial)
    left, primitive, right = _common_letters(primitive)
    middle = _invert_word(primitive)
    inverse = _product_of_letters(right, polynomial.rows) @ middle @ _product_of_letters(left, polynomial.rows)
    return inverse.scale(denominator).scale(_invert_term(*content))


def _product_of_letters(word: Word, size: Any) -> TracePolynomial:
    """The inverse of a word of invertible letters."""
    product = TracePolynomial.identity(size)
    for letter in reversed(word):
        product = product @ TracePolynomial.letter(_inverse_of_letter(letter))
    return product


def _inverse_of_letter(letter: Letter) -> Letter:
    return matrix_letter(letter.base, -1 if letter.power == 1 else 1, letter.transposed)


def _invert_word(primitive: TracePolynomial) -> TracePolynomial:
    if primitive.terms == {((), (), ()): 1}:
        return TracePolynomial.identity(primitive.rows)
    if len(primitive.terms) == 1:
        ((_, _, word),) = primitive.terms
        if all(letter.rows == letter.cols and letter.base is not None and abs(letter.power) == 1 for letter in word):
            return _product_of_letters(word, primitive.rows)
        if len(word) == 1 and word[0].argument is not None:
            return word[0].argument
    return TracePolynomial.letter(inverse_letter(primitive))


def power(polynomial: TracePolynomial, exponent: int) -> TracePolynomial:
    """Whole powers, negative ones included."""
    if exponent < 0:
        polynomial, exponent = invert_matrix(polynomial), -exponent
    result = TracePolynomial.identity(polynomial.rows)
    for _ in range(exponent):
        result = result @ polynomial
    return result


def divide(polynomial: TracePolynomial, scalar: TracePolynomial) -> TracePolynomial:
    """The polynomial over a scalar one; ZeroDivisionError where that is identically zero."""
    return polynomial.scale(invert(scalar))


def clear_reciprocals(polynomial: TracePolynomial) -> TracePolynomial:
    """A multiple of the polynomial, by a nonzero scalar, without reciprocals of sums."""
    return _common_denominator(polynomial)[1]


def _common_denominator(polynomial: TracePolynomial) -> tuple[TracePolynomial, TracePolynomial]:
    """(D, D·polynomial), with D the product of every reciprocal that occurs, to its highest power."""
    denominator = TracePolynomial.scalar(1)
    while True:
        highest: dict[Generator, Number] = {}
        for scalars, _, _ in polynomial.terms:
            for generator, exponent in scalars:
                if generator.argument is not None:
                    highest[generator] = max(highest.get(generator, 0), exponent)
        if not highest:
            return denominator, polynomial
        generator = min(highest, key=lambda g: g.key)
        denominator = denominator.scale(_argument_power(generator, highest[generator]))
        polynomial = _multiply_out(polynomial, generator, highest[generator])


def _argument_power(generator: Generator, exponent: Number) -> TracePolynomial:
    assert generator.argument is not None
    return power(generator.argument, int(exponent))


def _multiply_out(polynomial: TracePolynomial, generator: Generator, highest: Number) -> TracePolynomial:
    by_power: dict[Number, dict[Key, Number]] = {}
    for (scalars, loops, word), value in polynomial.terms.items():
        exponent = dict(scalars).get(generator, 0)
        rest = tuple(item for item in scalars if item[0] is not generator)
        by_power.setdefault(highest - exponent, {})[(rest, loops, word)] = value
    total = TracePolynomial.zero(polynomial.rows, polynomial.cols)
    for missing, terms in by_power.items():
        part = TracePolynomial(polynomial.rows, polynomial.cols, terms)
        total = total + part.scale(_argument_power(generator, missing))
    return total


# -- content ------------------------------------------------------------------------------------------------------
Content = tuple[Number, Scalars, tuple[Loop, ...], TracePolynomial]


def _content(polynomial: TracePolynomial) -> tuple[Content, TracePolynomial]:
    """(number, scalars, loops, polynomial factor) common to all terms, and what is left of the polynomial."""
    scalars = reduce(_common_scalars, (key[0] for key in polynomial.terms))
    loops = reduce(_common_loops, (key[1] for key in polynomial.terms))
    reduced = {_without(key, scalars, loops): value for key, value in polynomial.terms.items()}
    rest = TracePolynomial(polynomial.rows, polynomial.cols, reduced)
    factor, rest = _common_factor(rest)
    number = rest.terms[min(rest.terms, key=key_order)]
    return (number, scalars, loops, factor), rest.times(Fraction(1) / number)


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


def _atoms(key: Key) -> list[Any]:
    return [g for g, _ in key[0]] + list(key[1])


def _atom_key(atom: Any) -> Any:
    return (0, (atom.key,)) if isinstance(atom, Generator) else (1, tuple(letter.key for letter in atom))


def _exponents(key: Key, index: dict[Any, int]) -> tuple[int, ...]:
    exponents = [0] * len(index)
    for generator, exponent in key[0]:
        exponents[index[generator]] += int(exponent)
    for loop in key[1]:
        exponents[index[loop]] += 1
    return tuple(exponents)


def _as_terms(element: Any, atoms: list[Any], word: Word) -> dict[Key, Number]:
    terms: dict[Key, Number] = {}
    for exponents, value in element.terms():
        scalars = tuple((a, e) for a, e in zip(atoms, exponents, strict=True) if e and isinstance(a, Generator))
        loops = tuple(
            a for a, e in zip(atoms, exponents, strict=True) if not isinstance(a, Generator) for _ in range(e)
        )
        terms[(scalars, loops, word)] = Fraction(int(value.numerator), int(value.denominator))
    return terms


def _invert_term(number: Number, scalars: Scalars, loops: tuple[Loop, ...], factor: TracePolynomial) -> TracePolynomial:
    inverse = TracePolynomial.scalar(Fraction(1) / number, tuple((g, -p) for g, p in scalars))
    for loop in loops:
        single = TracePolynomial(inverse.rows, inverse.cols, {((), (loop,), ()): 1})
        inverse = inverse.scale(TracePolynomial.generator(reciprocal(single)))
    if factor.terms != {((), (), ()): 1}:
        inverse = inverse.scale(invert(factor))
    return inverse


def _common_letters(polynomial: TracePolynomial) -> tuple[Word, TracePolynomial, Word]:
    """Invertible letters pulled out of all words to the left and to the right: A⁻¹ + B⁻¹ = A⁻¹ (A + B) B⁻¹."""
    if len(polynomial.terms) < 2:
        return (), polynomial, ()
    left, polynomial = _common_prefix(polynomial)
    right, flipped = _common_prefix(polynomial.transpose())
    return left, flipped.transpose(), transpose(right)


def _common_prefix(polynomial: TracePolynomial) -> tuple[Word, TracePolynomial]:
    prefix: list[Letter] = []
    while True:
        words = [key[2] for key in polynomial.terms]
        letter = _common_first(words) or _first_inverse(words)
        if letter is None:
            return tuple(prefix), polynomial
        prefix.append(letter)
        polynomial = TracePolynomial.letter(_inverse_of_letter(letter)) @ polynomial


def _common_first(words: list[Word]) -> Letter | None:
    if all(words) and _strippable(words[0][0]) and all(word[0] is words[0][0] for word in words):
        return words[0][0]
    return None


def _first_inverse(words: list[Word]) -> Letter | None:
    inverses = [word[0] for word in words if word and word[0].power == -1]
    return min(inverses, key=lambda letter: letter.key, default=None)


def _strippable(letter: Letter) -> bool:
    return letter.invertible and letter.base is not None and abs(letter.power) == 1


def _refuse_random(polynomial: TracePolynomial) -> None:
    for letter in polynomial.letters():
        if letter.random is not None:
            message = f"the random symbol {letter.random} stands inside an inverse: only polynomials can be integrated"
            raise UnsupportedExpressionError(message)
