"""Inverses of a multiple of the identity plus a column times a row."""

import pytest
from sympy import Identity, Inverse, MatrixSymbol, Symbol, Trace, symbols

from theory import PositiveDefiniteMatrix, equal, quad

d, M = symbols("d M", integer=True, positive=True)
H = PositiveDefiniteMatrix("H", d)
a, b = MatrixSymbol("a", d, 1), MatrixSymbol("b", d, 1)
s, c = Symbol("s", positive=True), Symbol("c", real=True)
I = Identity(d)  # noqa: E741

K = Inverse(s * I + c * H * b * a.T)
DIVISOR = s + c * Trace(a.T * H * b)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (K, (I - c * H * b * a.T / DIVISOR) / s),
        (K * H * b, H * b / DIVISOR),
        (a.T * K, a.T / DIVISOR),
        (Trace(K), d / s - c * Trace(a.T * H * b) / (s * DIVISOR)),
        (K * K * H * b, H * b / DIVISOR**2),
        (Trace(H * b * b.T * Inverse(M * H * b * b.T + s * I)), quad(b, H) / (M * quad(b, H) + s)),
        (K * (s * I + c * H * b * a.T), I),
    ],
)
def test_what_they_are(left, right):
    assert equal(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (K, (I + c * H * b * a.T / DIVISOR) / s),
        (K * b, b / DIVISOR),
        (b.T * K, b.T / DIVISOR),
        (Trace(K), d / s),
    ],
)
def test_what_they_are_not(left, right):
    assert not equal(left, right)
