"""Expressions with a sign, and the random points at which signs are looked at."""

import numpy as np
from sympy import Identity, Inverse, MatrixSymbol, Rational, Symbol, Trace, symbols

from numerics import evaluate, rational_point
from numerics.values.binding import free_parameters
from theory import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix

__all__ = ["DEFINITE", "INDEFINITE", "NEGATIVE", "NONNEGATIVE", "POSITIVE", "SEMIDEFINITE", "smallest"]

d, M = symbols("d M", integer=True, positive=True)
H, R = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("R", d)
P, Q = PositiveSemidefiniteMatrix("P", d), PositiveSemidefiniteMatrix("Q", d)
T = SymmetricMatrix("T", d)
A, B = MatrixSymbol("A", d, d), MatrixSymbol("B", d, d)
X = MatrixSymbol("X", M, d)
b, c = MatrixSymbol("b", d, 1), MatrixSymbol("c", d, 1)
n, p = Symbol("n", nonnegative=True), Symbol("p", positive=True)
(x, y), z = symbols("x y", real=True), Symbol("z")
I = Identity(d)  # noqa: E741

POSITIVE = (
    x**2 * n + 3 * p,
    1 + n,
    p + x**2,
    M * p / (n + 1),
    d,
    1 / (1 + Trace(P * Q)),
    p + Trace(P * Q) ** 2,
    Trace(I) + n,
)
NONNEGATIVE = (
    n,
    x**2,
    Trace(P * Q),
    Trace(H * P) * Trace(A * A.T),
    Trace(A * P * A.T),
    Trace(P * A * Q * A.T),
    Trace(H * A * Inverse(R) * A.T),
    Trace(P * Q * P),
    Trace(P * Q * P * Q * P),
    Trace(P**3),
    Trace(X.T * X * P),
    Trace(b.T * P * b),
    Trace(b.T * A * c) ** 2,
    Trace(A) ** 2 * n,
    Trace(b.T * A * c) ** 2 * Trace(b.T * b) / p,
    Trace(P * Inverse(H + Q)),
    Trace(P * Inverse(I + A * A.T)),
    n / (n + Trace(P)),
    Trace(H ** Rational(1, 2) * P * H ** Rational(1, 2)),
    n * Trace(Inverse(H)) + 2 * M * Trace(T**2),
    (n + 1) * (Trace(P) + x**2),
)
NEGATIVE = (
    -n,
    x,
    x * n,
    z**2,
    x * y,
    n - p,
    -1 + n,
    Trace(A),
    Trace(T),
    Trace(T**3),
    Trace(A**2),
    Trace(P * T),
    Trace(P * Q * H),
    Trace(A * P * A),
    Trace(P * A * Q * A),
    Trace(A * P) * Trace(B * P),
    Trace(b.T * A * b),
    Trace(b.T * P * c),
    Trace(P * Inverse(H - Q)),
    Trace(P * Inverse(I + A)),
    1 / (1 + x),
    n / (Trace(T) + n),
    Trace(P) ** 2 - Trace(P**2),
    (x + y) ** 2 - 2 * x * y - x**2 - 2 * y**2,
)
"""Of no sign, or of none that a look at the terms shows."""

DEFINITE = (H, I, H + P, n * P + p * H, Inverse(H), H * R * H, H**3, Inverse(I + P), M * I + A * A.T)
SEMIDEFINITE = (
    P,
    A * A.T,
    A * P * A.T,
    P * H * P,
    P * Q * P,
    X.T * X,
    b * b.T,
    A * b * b.T * A.T,
    x**2 * P,
    Trace(P * Q) * A.T * A,
    P ** Rational(1, 2),
    P * Inverse(I + P * P) * P,
    n * H,
    P + 0 * H,
)
INDEFINITE = (
    T,
    -H,
    H - P,
    A,
    A + A.T,
    P * Q,
    P * Q + Q * P,
    A * T * A.T,
    A * A,
    b * c.T,
    b * c.T + c * b.T,
    x * H,
    Inverse(T),
    Inverse(H - P),
    T * H,
)


def smallest(expression, rng, sizes):
    """The smallest value, or eigenvalue, at one point, relative to the size of what was computed."""
    value = np.asarray(evaluate(expression, point_of(expression, rng, sizes), precision=30), dtype=object)
    if value.ndim < 2:
        return float(value)
    numbers = value.astype(float)
    assert np.abs(numbers - numbers.T).max() <= 1e-12 * (1 + np.abs(numbers).max())
    return float(np.linalg.eigvalsh(numbers)[0] / (1 + np.abs(numbers).max()))


def point_of(expression, rng, sizes):
    return rational_point(free_parameters(expression), rng, sizes={s: sizes[s.name] for s in (d, M)})
