"""Matrices given entry by entry, and matrices of ones, in the normal form: letters that multiply with each other."""

from collections.abc import Callable, Iterator
from itertools import groupby

from sympy import Basic, Identity, ImmutableMatrix, Integer, MatrixBase, OneMatrix, default_sort_key

from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.letters import Letter, matrix_letter
from theory.algebra.words.normal_form import TracePolynomial, dimension_scalars
from theory.algebra.words.word_operations import Word

__all__ = ["constant_matrix", "holds_constants", "multiply_constants"]

Scalar = Callable[[Basic], TracePolynomial]
"""The normal form of an entry."""


def constant_matrix(matrix: Expression, scalar: Scalar) -> TracePolynomial:
    """The normal form of a concrete matrix, or of a ``OneMatrix``, which is 1 1ᵀ."""
    rows, cols = matrix.shape
    if isinstance(matrix, OneMatrix):
        return _ones(rows) @ _ones(cols).transpose()
    if matrix.is_zero_matrix:
        return TracePolynomial.zero(rows, cols)
    if rows == cols and matrix == matrix[0, 0] * ImmutableMatrix.eye(rows):
        return TracePolynomial.identity(Identity(rows).rows).scale(scalar(matrix[0, 0]))
    flat = [scalar(entry) for entry in matrix]  # raises for what is not exact or not real
    assert flat, "a matrix without entries is zero"
    transposed = matrix.T
    if default_sort_key(transposed) < default_sort_key(matrix):
        return TracePolynomial.letter(matrix_letter(transposed.as_immutable()).T)
    return TracePolynomial.letter(matrix_letter(matrix.as_immutable()))


def holds_constants(polynomial: TracePolynomial) -> bool:
    """Whether such a letter occurs, those inside inverses not included."""
    return any(map(_is_constant, polynomial.letters()))


def multiply_constants(polynomial: TracePolynomial, scalar: Scalar) -> TracePolynomial:
    """The polynomial with neighbouring constants multiplied, and their traces as numbers."""
    if not holds_constants(polynomial):
        return polynomial
    total = TracePolynomial.zero(polynomial.rows, polynomial.cols)
    for (scalars, loops, word), value in polynomial.terms.items():
        term = _product(word, scalar) if word else TracePolynomial.identity(polynomial.rows)
        for loop in loops:
            term = term.scale(_trace(_turned(loop), scalar))
        total = total + term.scale(TracePolynomial(1, 1, {(scalars, (), ()): value}))
    return total


def _ones(size: Expression) -> TracePolynomial:
    return TracePolynomial.scalar(1) if size == 1 else TracePolynomial.letter(matrix_letter(OneMatrix(size, 1)))


def _is_constant(letter: Letter) -> bool:
    return letter.power == 1 and isinstance(letter.base, MatrixBase | OneMatrix)


def _turned(loop: Word) -> Word:
    """The loop from its first letter that is none, so that constants at both ends become neighbours."""
    first = next((i for i, letter in enumerate(loop) if not _is_constant(letter)), 0)
    return loop[first:] + loop[:first]


def _trace(loop: Word, scalar: Scalar) -> TracePolynomial:
    product = _product(loop, scalar)
    if len(product.terms) == 1:
        ((_, _, word),) = product.terms
        if len(word) == 1 and isinstance(word[0].base, MatrixBase) and _is_constant(word[0]):
            number = sum(word[0].base.diagonal().flat(), start=Integer(0))
            return scalar(number).scale(
                TracePolynomial(1, 1, {(s, k, ()): v for (s, k, _), v in product.terms.items()})
            )
    return product.trace()


def _product(word: Word, scalar: Scalar) -> TracePolynomial:
    total = TracePolynomial.identity(word[0].rows)
    for factor in _factors(word, scalar):
        total = total @ factor
    return total


def _factors(word: Word, scalar: Scalar) -> Iterator[TracePolynomial]:
    for constant, letters in groupby(word, _is_constant):
        run = list(letters)
        if constant:
            yield _multiplied([letter.base.T if letter.transposed else letter.base for letter in run], scalar)
        else:
            yield TracePolynomial(run[0].rows, run[-1].cols, {((), (), tuple(run)): 1})


def _multiplied(matrices: list[Expression], scalar: Scalar) -> TracePolynomial:
    known = TracePolynomial.scalar(1)
    product = matrices[0]
    for matrix in matrices[1:]:
        if isinstance(product, OneMatrix) and isinstance(matrix, OneMatrix):
            for number, scalars in dimension_scalars(matrix.rows):
                known = known.scale(TracePolynomial.scalar(number, scalars))
            product = OneMatrix(product.rows, matrix.cols)
        else:
            product = _explicit(product) * _explicit(matrix)
    return constant_matrix(product, scalar).scale(known)


def _explicit(matrix: Expression) -> ImmutableMatrix:
    return matrix.as_explicit().as_immutable()
