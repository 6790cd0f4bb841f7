import numpy as np
import pytest
from sympy import MatAdd, MatMul, MatrixSymbol, Symbol, Trace, Transpose, symbols

from numerics import evaluate
from theory import PositiveDefiniteMatrix, ShapeError, equal, inner, quad
from theory.algebra.words.convert import from_sympy

d, m = symbols("d m", integer=True, positive=True)
H, A = PositiveDefiniteMatrix("H", d), MatrixSymbol("A", d, d)
a, b = MatrixSymbol("a", d, 1), MatrixSymbol("b", d, 1)
U, W = MatrixSymbol("U", d, m), MatrixSymbol("W", d, m)
sigma2 = Symbol("sigma2", nonnegative=True)


def test_they_are_traces_as_one_writes_them():
    assert inner(a, b) == Trace(a.T * b)
    assert quad(b, H) == Trace(b.T * H * b)
    assert inner(a + b, b) == Trace(MatMul(Transpose(MatAdd(a, b)), b))
    assert quad(A * b, H).arg.args[0] == Transpose(A * b)


def test_they_add_to_scalars():
    total = quad(b, H) + sigma2 + 2 * inner(a, b)
    assert equal(total - sigma2, b.T * H * b + 2 * b.T * a)
    assert from_sympy(total).is_scalar


def test_values():
    rng = np.random.default_rng(0)
    u, w = rng.standard_normal((2, 3, 2))
    h = np.diag([1.0, 2.0, 3.0])
    values = {U: u, W: w, H: h, a: u[:, 0], b: u[:, 1]}
    assert evaluate(inner(U, W), values) == pytest.approx((u * w).sum())
    assert evaluate(quad(U, H), values) == pytest.approx(np.trace(u.T @ h @ u))
    assert evaluate(inner(a, b), values) == pytest.approx(u[:, 0] @ u[:, 1])
    assert evaluate(quad(a - b, H), values) == pytest.approx((u[:, 0] - u[:, 1]) @ h @ (u[:, 0] - u[:, 1]))


def test_they_are_symmetric():
    assert equal(inner(a, b), inner(b, a))
    assert equal(inner(U, W), inner(W, U))
    assert equal(quad(a + b, H), quad(a, H) + 2 * inner(a, H * b) + quad(b, H))
    assert not equal(inner(a, A * b), inner(A * a, b))


def test_shapes_are_checked():
    with pytest.raises(ShapeError, match="shapes must agree"):
        from_sympy(quad(W.T, H))
    with pytest.raises(ShapeError, match="the trace of a d×m matrix"):
        from_sympy(inner(A, W))
