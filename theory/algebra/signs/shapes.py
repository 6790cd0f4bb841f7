"""Shapes of matrix expressions that are definite, semidefinite or invertible under conditions.

Each function yields alternatives: what remains to be shown, as pairs (property, expression). Nothing is decided here.
"""

from collections.abc import Iterator

from sympy import (
    Basic,
    Identity,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    Trace,
    Transpose,
    preorder_traversal,
)

from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_operations import Word

__all__ = ["Conditions", "normal", "projected", "shifted_product", "shrunk", "stripped"]

Conditions = tuple[tuple[str, Basic], ...]


def normal(expression: Basic) -> TracePolynomial | None:
    """The normal form, or None where there is none."""
    try:
        return from_sympy(expression)
    except (UnsupportedExpressionError, ShapeError, ZeroDivisionError):
        return None


def shifted_product(polynomial: TracePolynomial) -> Iterator[Conditions]:
    """C + P S is invertible for c I = C, c > 0, P, S ⪰ 0: the eigenvalues of PS are those of P^½ S P^½, hence ≥ 0.

    S may be a sum, P one letter in front of (or behind) all other terms.
    """
    words = polynomial.by_word()
    shift = words.pop((), None)
    if shift is None or not words:
        return
    for first in (True, False):
        ends = {word[0] if first else word[-1] for word in words}
        if len(ends) == 1 and (end := next(iter(ends))).rows == end.cols:
            rest = TracePolynomial.zero(polynomial.rows, polynomial.cols)
            for word, coefficient in words.items():
                rest = rest + _product(word[1:] if first else word[:-1], polynomial).scale(coefficient)
            factor = to_sympy(TracePolynomial.letter(end), matrix=True)
            yield (
                ("positive", to_sympy(shift)),
                ("semidefinite", factor),
                ("semidefinite", to_sympy(rest, matrix=True)),
            )


def stripped(matrix: MatrixExpr, polynomial: TracePolynomial) -> Iterator[Conditions]:
    """D·N and N·D are invertible for D ≻ 0 and invertible N, D being a letter at the edge of a word."""
    edges = {letter for word in polynomial.by_word() if word for letter in (word[0], word[-1])}
    for letter in sorted(edges, key=lambda each: each.key):
        if isinstance(letter.base, PositiveDefiniteMatrix) and letter.power == 1:
            for product in (Inverse(letter.base) * matrix, matrix * Inverse(letter.base)):
                rest = normal(product)
                if rest is not None:
                    yield (("definite", to_sympy(rest, matrix=True)),)


def projected(matrix: MatrixExpr) -> Iterator[Conditions]:
    """C zzᵀ/|z|² + QBQ ≻ 0 for c > 0, B ≻ 0, z ≠ 0, Q = I − zzᵀ/|z|²: Q and zzᵀ/|z|² project on complements."""
    symbols = sorted(matrix.atoms(MatrixSymbol), key=str)
    for z in (s for s in symbols if s.shape[1] == 1 and s.shape[0] == matrix.shape[0]):
        onto = z * z.T / Trace(z.T * z)
        Q = Identity(z.shape[0]) - onto
        for B in (s for s in symbols if isinstance(s, PositiveDefiniteMatrix) and s.shape == matrix.shape):
            rest = matrix - Q * B * Q
            weight = normal(Trace(rest))
            difference = None if weight is None else normal(rest - to_sympy(weight) * onto)
            if difference is not None and weight is not None and not difference:
                yield (("positive", to_sympy(weight)), ("nonzero", z))


def shrunk(matrix: MatrixExpr) -> Iterator[Conditions]:
    """P − PXᵀ(C + XPXᵀ)⁻¹XP ⪰ 0 for P ⪰ 0, C ≻ 0: the Schur complement of a block in a matrix that is ⪰ 0."""
    if not isinstance(matrix, MatAdd):
        return
    for P in matrix.args:
        for inverse in _inverses(matrix):
            for X in _factors_between(matrix, P, inverse):
                C = (inverse.args[0] - X * P * X.T).doit()
                difference = normal(matrix - (P - P * X.T * inverse * X * P))
                if difference is not None and not difference:
                    yield (("semidefinite", P), ("definite", C))


def _inverses(matrix: MatrixExpr) -> list[Basic]:
    nodes = (n for n in preorder_traversal(matrix) if isinstance(n, Inverse) or (isinstance(n, MatPow) and n.exp == -1))
    return list(dict.fromkeys(nodes))


def _factors_between(matrix: MatrixExpr, P: MatrixExpr, inverse: Basic) -> Iterator[MatrixExpr]:
    """X for every term … P Xᵀ K …"""
    for term in matrix.args:
        factors = [a for a in term.args if getattr(a, "is_Matrix", False)] if isinstance(term, MatMul) else []
        if inverse in factors and factors[0] == P:
            before = factors[1 : factors.index(inverse)]
            yield Transpose(MatMul(*before)).doit() if before else Identity(P.shape[0])


def _product(word: Word, like: TracePolynomial) -> TracePolynomial:
    return TracePolynomial.product(word) if word else TracePolynomial.identity(like.rows)
