"""Matrices given entry by entry, and matrices of ones, beside symbols."""

from random import Random

import pytest
from sympy import (
    Add,
    Identity,
    ImmutableMatrix,
    Inverse,
    MatAdd,
    MatMul,
    Matrix,
    MatrixSymbol,
    OneMatrix,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    symbols,
)

from theory import UnsupportedExpressionError, equal, gradient, quad
from theory.algebra.identities.explicit import as_matrix, explicit
from theory.algebra.words.convert import from_sympy, to_sympy

n = Symbol("n", integer=True, positive=True)
p = Symbol("p", real=True)
A, B = MatrixSymbol("A", n, n), MatrixSymbol("B", 2, 2)
b = MatrixSymbol("b", 2, 1)
C = ImmutableMatrix([[1, 2], [3, 4]])
D = ImmutableMatrix([[0, 1], [-1, 2]])

TRUE = [
    (Trace(Matrix([[1, 2], [3, 4]])), 5),
    ([[1, 2], [3, 4]], C),
    (Trace(C * B), Trace(B * C)),
    (Trace(C * B.T), Trace(B * C.T)),
    (MatMul(C + B, D), MatAdd(C * D, MatMul(B, D))),
    (MatAdd(C, -C), ZeroMatrix(2, 2)),
    (MatMul(Inverse(C), C), Identity(2)),
    (Trace(C * B * D), Trace(B * (D * C))),
    (quad([[1], [2]], [[1, 0], [0, 1]]), 5),
    (Trace(ImmutableMatrix([[p, 1], [1, p]])), 2 * p),
    (ImmutableMatrix([[p, 0], [0, p]]), p * Identity(2)),
    (Trace(OneMatrix(n, n)), n),
    (quad(OneMatrix(n, 1), Identity(n)), n),
    (Trace(OneMatrix(n, n) * A), quad(OneMatrix(n, 1), A)),
    (Trace(OneMatrix(n, n) * OneMatrix(n, n)), n**2),
    (OneMatrix(n, n).T, OneMatrix(n, n)),
    (OneMatrix(2, 2), [[1, 1], [1, 1]]),
    (gradient(quad(b, C), b), MatMul(ImmutableMatrix([[2, 5], [5, 8]]), b)),
]
FALSE = [
    (Trace(C), 4),
    (C, D),
    (MatMul(C, B), MatMul(B, C)),
    (OneMatrix(2, 2), [[1, 1], [1, 2]]),
    (Trace(OneMatrix(2, 2) * B), Trace(B)),
    (Trace(C * D), Trace(C) * Trace(D)),
]


@pytest.mark.parametrize(("left", "right"), TRUE, ids=lambda side: str(side)[:30])
def test_true(left, right):
    assert equal(left, right) is True


@pytest.mark.parametrize(("left", "right"), FALSE, ids=lambda side: str(side)[:30])
def test_false(left, right):
    assert equal(left, right) is False


def test_what_is_not_known_to_be_invertible():
    for matrix in ([[1, 1], [1, 1]], [[p, 0], [0, 1]]):
        with pytest.raises(UnsupportedExpressionError, match="not known to be invertible"):
            equal(Inverse(ImmutableMatrix(matrix)), Identity(2))


def _random(random: Random, depth: int):
    if not depth:
        entries = ImmutableMatrix(2, 2, lambda i, j: random.randint(-2, 2))
        return random.choice((B, MatrixSymbol("E", 2, 2), entries, OneMatrix(2, 2), Identity(2)))
    parts = [_random(random, depth - 1) for _ in range(2)]
    kind = random.choice((MatAdd, MatMul, MatMul, Transpose))
    if kind is Transpose:
        return Transpose(parts[0])
    return MatMul(Trace(parts[0]), parts[1]) if random.random() < 0.2 else kind(*parts)


def test_normal_forms_of_random_expressions_keep_their_value():
    random = Random(0)
    values = {m: ImmutableMatrix(2, 2, [random.randint(-3, 3) for _ in range(4)]) for m in (B, MatrixSymbol("E", 2, 2))}
    for _ in range(200):
        expr = _random(random, 3)
        again = to_sympy(from_sympy(expr), matrix=True)
        assert as_matrix(explicit(again, values)) == as_matrix(explicit(expr, values)), expr
        assert from_sympy(again) == from_sympy(expr)


def test_sums_with_scalars():
    s, t = symbols("s t", real=True)
    assert equal(Add(s * Trace(C), t * Trace(B * C)), 5 * s + t * Trace(C * B))
