"""Inverses: 1/(scalar) and (matrix)⁻¹ in normal form, reduced so that equal ones are one letter.

Content is pulled out, and so are invertible letters common to the left or the right of all words: (2(H+A))⁻¹ is
(H+A)⁻¹/2 and (H + HΨH)⁻¹ is (I + ΨH)⁻¹H⁻¹. What differs from an invertible product by a matrix of rank one is
expanded (Sherman and Morrison 1950). Each of these is an identity wherever both sides exist: what makes them exist is
asked of the expression as it was written, by ``algebra.definedness``, and nothing of it is lost here.
"""

from fractions import Fraction

from theory.algebra.vocabulary.errors import ShapeError
from theory.algebra.words.content import Content, split_content
from theory.algebra.words.denominators import common_denominator
from theory.algebra.words.gram import refuse_random_inverse
from theory.algebra.words.letters import Letter, inverse_letter, is_one, matrix_letter, reciprocal
from theory.algebra.words.normal_form import TracePolynomial, as_number
from theory.algebra.words.word_operations import Word, transpose

__all__ = ["divide", "has_reciprocal", "invert_matrix", "reciprocal_letter"]

ONE = TracePolynomial.scalar(1)


def divide(polynomial: TracePolynomial, scalar: TracePolynomial) -> TracePolynomial:
    """The polynomial over a scalar one; ZeroDivisionError where that is identically zero."""
    return polynomial.scale(_invert(scalar))


def invert_matrix(polynomial: TracePolynomial) -> TracePolynomial:
    """The inverse of a square matrix polynomial, or of a scalar.

    Raises ShapeError, ZeroDivisionError where the polynomial is identically zero, and UnsupportedExpressionError
    where it contains random symbols.
    """
    if polynomial.rows != polynomial.cols:
        message = f"a {polynomial.rows}×{polynomial.cols} matrix has no inverse: give a square one"
        raise ShapeError(message)
    if polynomial.is_scalar:
        return _invert(polynomial)
    _check_invertible(polynomial)
    denominator, polynomial = common_denominator(polynomial)
    content, primitive = split_content(polynomial)
    left, primitive, right = _common_letters(primitive)
    middle = _invert_primitive(primitive)
    inverse = _invert_letters(right, primitive) @ middle @ _invert_letters(left, primitive)
    return inverse.scale(denominator).scale(_invert_content(content))


def _invert(scalar: TracePolynomial) -> TracePolynomial:
    _check_invertible(scalar)
    numerator, scalar = common_denominator(scalar)
    content, primitive = split_content(scalar)
    result = numerator.scale(_invert_content(content))
    return result if primitive == ONE else result.scale(TracePolynomial.generator(reciprocal(primitive)))


def _check_invertible(polynomial: TracePolynomial) -> None:
    if not polynomial:
        message = "an expression that is identically zero is inverted"
        raise ZeroDivisionError(message)
    refuse_random_inverse(polynomial)


def _invert_content(content: Content) -> TracePolynomial:
    inverse = TracePolynomial.scalar(
        as_number(Fraction(1) / content.number), tuple((g, -p) for g, p in content.scalars)
    )
    for loop in content.loops:
        trace = TracePolynomial(inverse.rows, inverse.cols, {((), (loop,), ()): 1})
        inverse = inverse.scale(TracePolynomial.generator(reciprocal(trace)))
    return inverse if content.factor == ONE else inverse.scale(_invert(content.factor))


def _invert_primitive(primitive: TracePolynomial) -> TracePolynomial:
    by_word = primitive.by_word()
    if len(by_word) == 1 and len(primitive.terms) == 1:
        (word,) = by_word
        if all(has_reciprocal(letter) for letter in word):
            return _invert_letters(word, primitive)
        if len(word) == 1 and word[0].argument is not None:
            return word[0].argument
    expanded = _invert_rank_one_update(by_word, primitive) if len(by_word) == 2 else None
    return TracePolynomial.letter(inverse_letter(primitive)) if expanded is None else expanded


def _invert_rank_one_update(by_word: dict[Word, TracePolynomial], whole: TracePolynomial) -> TracePolynomial | None:
    """(s a + c p qᵀ)⁻¹ = a⁻¹/s − c a⁻¹p qᵀa⁻¹ / (s(s + c qᵀa⁻¹p)) for an invertible word a; None for other sums."""
    for dyad, main in (tuple(by_word), tuple(by_word)[::-1]):
        cut = next((i for i, letter in enumerate(dyad) if is_one(letter.rows)), None)
        if cut is None or not all(_strippable(letter) for letter in main):
            continue
        shift, factor = by_word[main], by_word[dyad]
        base = _invert_letters(main, whole)
        column, row = TracePolynomial.product(dyad[:cut]), TracePolynomial.product(dyad[cut:])
        denominator = shift + (row @ base @ column).scale(factor)
        update = (base @ column @ row @ base).scale(factor)
        return divide(base - divide(update, denominator), shift)
    return None


# -- letters --------------------------------------------------------------------------------------------------------
def reciprocal_letter(letter: Letter) -> Letter:
    """The inverse of a square symbol, or of the inverse of one."""
    return matrix_letter(letter.base, -1 if letter.power == 1 else 1, letter.transposed)


def has_reciprocal(letter: Letter) -> bool:
    """Whether the inverse of a letter is a letter: it is a square symbol or its inverse."""
    return bool(letter.rows == letter.cols) and letter.base is not None and abs(letter.power) == 1


def _strippable(letter: Letter) -> bool:
    return letter.invertible and has_reciprocal(letter)


def _invert_letters(word: Word, like: TracePolynomial) -> TracePolynomial:
    """The inverse of a word of letters that have one."""
    product = TracePolynomial.identity(like.rows)
    for letter in reversed(word):
        product = product @ _invert_letter(letter)
    return product


def _invert_letter(letter: Letter) -> TracePolynomial:
    return TracePolynomial.letter(reciprocal_letter(letter)) if letter.argument is None else letter.argument


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
        polynomial = _without_first(letter, polynomial)


def _without_first(letter: Letter, polynomial: TracePolynomial) -> TracePolynomial:
    """The inverse of the letter times the polynomial."""
    inverse, total = _invert_letter(letter), TracePolynomial.zero(polynomial.rows, polynomial.cols)
    for word, coefficient in polynomial.by_word().items():
        if not word:
            product = inverse
        elif word[0] is not letter:
            product = inverse @ TracePolynomial.product(word)
        else:
            product = TracePolynomial.product(word[1:]) if len(word) > 1 else TracePolynomial.identity(polynomial.rows)
        total = total + product.scale(coefficient)
    return total


def _common_first(words: list[Word]) -> Letter | None:
    if all(words) and _strippable(words[0][0]) and all(word[0] is words[0][0] for word in words):
        return words[0][0]
    return None


def _first_inverse(words: list[Word]) -> Letter | None:
    inverses = [word[0] for word in words if word and (word[0].power == -1 or word[0].argument is not None)]
    return min(inverses, key=lambda letter: letter.key, default=None)
