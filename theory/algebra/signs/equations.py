"""Equations among the hypotheses, as rules for words and as values of scalars.

A hypothesis W = V between matrices becomes a rule from its longer single word to the rest, which
``algebra.words.word_rewriting`` completes (Knuth and Bendix 1970). From W V = cI with a number c ≠ 0 and square letters
follow the rotations, for V W = cI too: a matrix that has a left inverse has it on the right, at every size.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from sympy import Basic, Identity, Q, Transpose

from theory.algebra.signs.facts import Facts
from theory.algebra.signs.shapes import normal
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.inverses import has_reciprocal, reciprocal_letter
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_operations import Word

__all__ = ["eliminated", "equations_of"]

Pair = tuple[Basic, Basic]


def equations_of(facts: Facts) -> tuple[Pair, ...]:
    """Matrix equations as pairs (one product, what it equals).

    Of square matrices, WV = I gives VW = I too. Orthogonal matrices have AᵀA = I; diagonal ones commute.
    """
    found = list(facts.equations)
    for predicate, matrix in sorted(facts.predicates, key=str):
        if predicate in (Q.orthogonal, Q.unitary):
            found.append((Transpose(matrix).doit() * matrix, Identity(matrix.shape[0])))
    oriented = [pair for equation in found for pair in _oriented(*equation)]
    return (*dict.fromkeys(oriented), *_commuting(facts))


def _commuting(facts: Facts) -> Iterator[Pair]:
    diagonal = sorted((m for predicate, m in facts.predicates if predicate == Q.diagonal), key=str)
    for a, b in permutations(diagonal, 2):
        if a.shape == b.shape and str(a) > str(b):
            yield a * b, b * a


def _oriented(left: Basic, right: Basic) -> Iterator[Pair]:
    """The equation with one product of matrices on its left side, and its rotations where the other side is I."""
    if not getattr(left, "is_Matrix", False):
        return
    a, b = normal(left), normal(right)
    if a is None or b is None:
        return
    if not (_is_one_word(a) or _is_one_word(b)):
        return
    if not _is_one_word(a) or (_is_one_word(b) and len(_word(b)) > len(_word(a))):
        a, b = b, a
    yield to_sympy(a, matrix=True), to_sympy(b, matrix=True)
    word, square = _word(a), all(letter.rows == letter.cols for letter in _word(a))
    # a number that is not 0: AB = τI says nothing of BA where τ = 0
    if square and set(b.terms) == {((), (), ())}:
        for i in range(1, len(word)):
            turned = TracePolynomial(
                a.rows, a.cols, {(key[0], key[1], word[i:] + word[:i]): v for key, v in a.terms.items()}
            )
            yield to_sympy(turned, matrix=True), to_sympy(b, matrix=True)
        yield from _inverses(word, b.times(Fraction(1) / next(iter(a.terms.values()))))


def _inverses(word: Word, value: TracePolynomial) -> Iterator[Pair]:
    """From W V = cI, c ≠ 0, for letters W = w₁ and V = wₖ at the ends: w₁⁻¹ = w₂ … wₖ/c and wₖ⁻¹ = w₁ … wₖ₋₁/c."""
    for letter, rest in ((word[0], word[1:]), (word[-1], word[:-1])):
        if rest and has_reciprocal(letter) and letter.power == 1:
            inverse = TracePolynomial.letter(reciprocal_letter(letter))
            product = TracePolynomial.product(rest).times(Fraction(1) / value.terms[((), (), ())])
            yield to_sympy(inverse, matrix=True), to_sympy(product, matrix=True)


def _is_one_word(polynomial: TracePolynomial) -> bool:
    return len(polynomial.terms) == 1 and next(iter(polynomial.terms))[:2] == ((), ()) and bool(_word(polynomial))


def _word(polynomial: TracePolynomial) -> Word:
    return next(iter(polynomial.terms))[2]


# -- scalars ----------------------------------------------------------------------------------------------------------
def eliminated(expression: Basic, facts: Facts) -> Basic:
    """The expression with scalars that an equation determines, such as a trace, replaced by their values."""
    scalar = [pair for pair in facts.equations if not getattr(pair[0], "is_Matrix", False)]
    if not scalar:
        return expression
    matrix = getattr(expression, "is_Matrix", False)
    for left, right in scalar:
        solved = _solved(left, right)
        if solved is not None:
            expression = to_sympy(from_sympy(expression), matrix).xreplace(solved)
    return expression


def _solved(left: Basic, right: Basic) -> dict[Basic, Basic] | None:
    """An atom (a symbol or a trace) of a scalar equation that stands in it once, by itself, and its value."""
    try:
        polynomial = from_sympy(left - right)
    except UnsupportedExpressionError:
        return None
    for key, value in polynomial.sorted_terms():
        atom: Expression = to_sympy(TracePolynomial(1, 1, {key: 1}))
        is_atom = len(key[0]) + len(key[1]) == 1 and not (key[0] and key[0][0][1] != 1)
        rest = TracePolynomial(1, 1, {k: v for k, v in polynomial.terms.items() if k != key})
        solution = to_sympy(rest.times(-1)) / to_sympy(TracePolynomial.scalar(value))
        if is_atom and not solution.has(atom) and not (atom.is_Symbol and atom.is_integer):
            return {atom: solution}
    return None
