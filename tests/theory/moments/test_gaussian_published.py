"""Moments of the literature, W = XᵀX with n rows N(0, Σ): each equal for every size, the misprinted ones refuted."""

from fractions import Fraction

import pytest
from sympy import Identity, MatrixSymbol, Trace, ZeroMatrix, symbols

from numerics import evaluate, exact_value
from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, Variance, equal

n, p = symbols("n p", integer=True, positive=True)
Sigma = PositiveDefiniteMatrix("Sigma", p)
A, B = MatrixSymbol("A", p, p), MatrixSymbol("B", p, p)
m, b = MatrixSymbol("m", p, 1), MatrixSymbol("b", p, 1)
X = MatrixNormal("X", ZeroMatrix(n, p), Identity(n), Sigma)
x = MatrixNormal("x", m, Sigma, Identity(1))
W = X.T * X
K = Sigma + m * m.T
t1, t2, t3 = (Trace(Sigma**k) for k in (1, 2, 3))

LETAC_MASSAM = "Letac & Massam 2004, All invariant moments of the Wishart distribution"
HILLIER_KAN = "Hillier & Kan, Moments of a Wishart matrix (vignette of the R package wishmom)"
COOKBOOK = "The Matrix Cookbook 2012, section 8.2"


def quadratic(square):
    return Trace(x.T * square * x)


def mean_of(square):
    return Trace(square * Sigma) + Trace(m.T * square * m)


def covariance(first, second):
    turned = second + second.T
    return Trace(first * Sigma * turned * Sigma) + Trace(m.T * (first + first.T) * Sigma * turned * m)


PUBLISHED = [
    (LETAC_MASSAM, W * A * W, n**2 * Sigma * A * Sigma + n * Sigma * A.T * Sigma + n * Trace(A * Sigma) * Sigma),
    (LETAC_MASSAM, Trace(A * W) * W, n**2 * Trace(A * Sigma) * Sigma + n * Sigma * (A + A.T) * Sigma),
    (
        LETAC_MASSAM,
        Trace(A * W) * Trace(B * W),
        n**2 * Trace(A * Sigma) * Trace(B * Sigma)
        + n * Trace(A * Sigma * B * Sigma)
        + n * Trace(A * Sigma * B.T * Sigma),
    ),
    (HILLIER_KAN, W**2, n * (n + 1) * Sigma**2 + n * t1 * Sigma),
    (
        HILLIER_KAN,
        W * Trace(W) ** 2,
        8 * n * Sigma**3 + 4 * n**2 * t1 * Sigma**2 + (n**3 * t1**2 + 2 * n**2 * t2) * Sigma,
    ),
    (
        HILLIER_KAN,
        W**4,
        n * (n**3 + 6 * n**2 + 21 * n + 20) * Sigma**4
        + 3 * n * (n**2 + 3 * n + 4) * t1 * Sigma**3
        + (n * (2 * n**2 + 5 * n + 5) * t2 + 3 * n * (n + 1) * t1**2) * Sigma**2
        + (n * (n**2 + 3 * n + 4) * t3 + 3 * n * (n + 1) * t1 * t2 + n * t1**3) * Sigma,
    ),
    (COOKBOOK, x * b.T * x * x.T, m * b.T * K + K * b * m.T + Trace(b.T * m) * (Sigma - m * m.T)),
    (COOKBOOK, quadratic(A) * quadratic(B), covariance(A, B) + mean_of(A) * mean_of(B)),
]


@pytest.mark.parametrize(("source", "integrand", "published"), PUBLISHED, ids=[str(case[1]) for case in PUBLISHED])
def test_published_moment(source, integrand, published):
    assert equal(Expectation(integrand), published), source


def test_variance_of_a_quadratic_form():
    published = Trace(A * Sigma * (A + A.T) * Sigma) + Trace(m.T * (A + A.T) * Sigma * (A + A.T) * m)
    assert equal(Variance(quadratic(A)), published), COOKBOOK


def test_refuted_wishmom_second_moment_without_its_factor():
    """The symbolic routine of wishmom 1.1.0 prints E[W²] without the factor n."""
    assert not equal(Expectation(W**2), (n + 1) * Sigma**2 + t1 * Sigma)
    assert equal(Expectation(W**2), n * ((n + 1) * Sigma**2 + t1 * Sigma))


def test_refuted_numbers_of_the_wishart_moments_readme():
    """E[W tr(W)²] at n = 10: the README of WishartMoments prints three times the true value."""
    values = {Sigma: [[Fraction(4), Fraction(1)], [Fraction(1), Fraction(3)]], n: 10}
    moment = Expectation(W * Trace(W) ** 2)
    closed = evaluate(moment.doit(), values)
    assert closed.tolist() == [[271200, 77040], [77040, 194160]]
    assert closed.tolist() != [[813600, 231120], [231120, 582480]]
    small = {**values, n: 2}
    assert (exact_value(moment, small) == evaluate(moment.doit(), small)).all()
