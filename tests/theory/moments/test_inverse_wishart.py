"""Moments of (XᵀX)⁻¹ against published formulas and against quadrature over Bartlett's decomposition."""

import numpy as np
import pytest
from sympy import Identity, Inverse, MatMul, MatrixSymbol, S, Symbol, Trace, ZeroMatrix, exp, symbols

from numerics import evaluate
from numerics.with_engine.checked_existence import expected_value
from tests.theory.moments.bartlett import expected
from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, UnsupportedExpressionError
from theory.moments.integrated_equality import equal, proves_equal
from theory.theorem_record import moments_exist

n, p = symbols("n p", integer=True, positive=True)
s = Symbol("s", positive=True)
A, B, C = (MatrixSymbol(name, p, p) for name in "ABC")
b, w = (MatrixSymbol(name, p, 1) for name in "bw")
Sigma = PositiveDefiniteMatrix("Sigma", p)
X = MatrixNormal("X", ZeroMatrix(n, p), Identity(n), Sigma)
Y = MatrixNormal("Y", ZeroMatrix(n, p), 2 * s * Identity(n), Identity(p))
y = MatrixNormal("y", X * w, s * Identity(n), Identity(1))
x = MatrixNormal("x", ZeroMatrix(n, 1), s * Identity(n), Identity(1))
W = X.T * X
K, P = Inverse(W), Inverse(Sigma)
least_squares = K * X.T * y

# Letac & Massam 2004; n > p + 3
c2 = 1 / ((n - p) * (n - p - 1) * (n - p - 3))
c1 = (n - p - 2) * c2
r = n - p
PUBLISHED = [
    (K, P / (r - 1)),
    (Trace(A * K), Trace(A * P) / (r - 1)),
    (K * A * K, c1 * P * A * P + c2 * (P * A.T * P + Trace(A * P) * P)),
    (Trace(A * K) * K, c1 * Trace(A * P) * P + c2 * (P * A * P + P * A.T * P)),
    (
        Trace(A * K) * Trace(B * K),
        c1 * Trace(A * P) * Trace(B * P) + c2 * (Trace(A * P * B * P) + Trace(A * P * B.T * P)),
    ),
    (K**2, (c1 + c2) * P**2 + c2 * Trace(P) * P),
    (Trace(K) ** 2, c1 * Trace(P) ** 2 + 2 * c2 * Trace(P * P)),
    (Trace(b.T * K * b) ** 2, Trace(b.T * P * b) ** 2 / ((r - 1) * (r - 3))),
    (b.T * K * A * K * b, c1 * b.T * P * A * P * b + c2 * (b.T * P * A.T * P * b + Trace(A * P) * b.T * P * b)),
]


@pytest.mark.parametrize(("integrand", "formula"), PUBLISHED)
def test_published_formulas(integrand, formula):
    assert equal(Expectation(integrand), formula)


def test_a_wrong_constant_is_told_apart():
    assert not equal(Expectation(K), P / r)


SPELLINGS = [
    (Inverse(W / n) * A * Inverse(W / n), n**2 * Expectation(K * A * K).doit()),
    ((W / n) ** -1, n * P / (r - 1)),
    (Inverse(Trace(A) * W), P / (r - 1) / Trace(A)),
    ((K * A * K).T, Expectation(K * A.T * K).doit()),
    (K + 3 * W, P / (r - 1) + 3 * n * Sigma),
    (K * W * A * K, A * P / (r - 1)),
    (Trace(X * K * X.T), p),
    (Inverse(Y.T * Y), Identity(p) / (2 * s * (r - 1))),
    (K * A * Inverse(Y.T * Y), P * A / (2 * s * (r - 1) ** 2)),
    (1 / Trace(x.T * x), 1 / (s * (n - 2))),
    (Trace(x.T * x) ** -2, 1 / (s**2 * (n - 2) * (n - 4))),
    (Trace(x.T * x) / Trace(x.T * x), S.One),
]


@pytest.mark.parametrize(("integrand", "closed_form"), SPELLINGS)
def test_other_spellings_and_laws(integrand, closed_form):
    assert equal(Expectation(integrand), closed_form)


def test_least_squares():
    residual = y - X * least_squares
    H = PositiveDefiniteMatrix("H", p)
    error = (least_squares - w).T * H * (least_squares - w)
    assert equal(Expectation(least_squares), w)
    assert equal(Expectation(Trace(residual.T * residual)), s * (n - p))
    assert equal(Expectation(Trace(error)), s * Trace(H * P) / (r - 1))
    assert equal(Expectation(Trace(error)).doit().subs(H, Sigma), s * p / (r - 1))


# -- a second oracle ------------------------------------------------------------------------------------------------
NUMBERS = {
    1: {Sigma: [[2.5]], A: [[1.5]], B: [[-0.5]], C: [[2.0]]},
    2: {Sigma: [[2.0, 0.7], [0.7, 1.1]], A: [[1, 2], [-1, 3]], B: [[0.5, -2], [1, 1]], C: [[1, 0], [4, -1]]},
    3: {
        Sigma: [[2, 0.5, 0.1], [0.5, 1, -0.3], [0.1, -0.3, 1.5]],
        A: [[1, 2, 0], [-1, 3, 1], [0.5, 1, -2]],
        B: [[0, 1, 1], [2, 0, -1], [1, 1, 1]],
        C: np.eye(3),
    },
}
WORDS = [(K, 1), (K * A * K, 2), (Trace(A * K) * K * B, 2), (K * A * K * B * K, 3), (Trace(K * A * K) * B * K * C, 3)]


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize(("integrand", "order"), WORDS)
def test_quadrature_over_bartletts_decomposition_agrees(integrand, order, size):
    rows = size + 2 * order + 1
    values = NUMBERS[size] | {n: rows}
    stand_in = MatrixSymbol("K", p, p)
    function = integrand.xreplace({K: stand_in, K**2: stand_in * stand_in})
    oracle = expected(lambda inverse: evaluate(function, values | {stand_in: inverse}), order, rows, values[Sigma])
    np.testing.assert_allclose(expected_value(Expectation(integrand), values), oracle, rtol=1e-11, atol=1e-14)


# -- existence ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("integrand", "relations"),
    [
        (K, [n > p + 1]),
        (K * A * K + K, [n > p + 3]),
        (Trace(K) ** 3, [n > p + 5]),
        (K * Inverse(Y.T * Y) * K, [n > p + 3, n > p + 1]),
        (least_squares * least_squares.T, [n > p + 1]),
        (Trace(X * K * X.T), [n > p - 1]),
        (W * A * W, []),
        (MatMul(exp(Trace(W)), K), []),
    ],
)
def test_the_condition_stands_beside_the_closed_form(integrand, relations):
    assert [a.relation for a in moments_exist(Expectation(integrand))] == relations


def test_sizes_that_break_the_condition_are_refused():
    closed = Expectation(Trace(K * K)).subs({n: 7, p: 3})
    assert closed.doit().free_symbols
    with pytest.raises(UnsupportedExpressionError, match=r"E\[Trace.* it exists for n > p \+ 3 only"):
        Expectation(Trace(K * K)).subs({n: 6, p: 3}).doit()


noncentral = MatrixNormal("Z", MatrixSymbol("Q", n, p), Identity(n), Sigma)
dependent = MatrixNormal("Z", ZeroMatrix(n, p), PositiveDefiniteMatrix("R", n), Sigma)


@pytest.mark.parametrize(
    ("integrand", "message"),
    [
        (K * A * W, r"E\[.*A.*\] has no closed form here: X stands both inside and outside"),
        (X * K * X.T, "X stands both inside and outside"),
        (K**4, "order 4 .* the highest order is 3"),
        (Inverse(W + A), "an expression in the random symbols X is inverted"),
        (Inverse(A + K), "an expression in the random symbols X is inverted"),
        (Inverse(X * X.T), "an expression in the random symbols X is inverted"),
        (1 / Trace(W), "an expression in the random symbols X is inverted"),
        (Inverse(noncentral.T * noncentral), "Z has the mean Q"),
        (Inverse(dependent.T * dependent), "Z has the mean 0 and the covariances R and Sigma"),
    ],
)
def test_what_is_not_covered_names_the_term(integrand, message):
    with pytest.raises(UnsupportedExpressionError, match=message):
        Expectation(integrand).doit()


def test_a_projection_is_not_the_identity():
    Q = MatrixSymbol("Q", p, n)
    assert not proves_equal(Q.T * Inverse(Q * Q.T) * Q, Identity(n))
