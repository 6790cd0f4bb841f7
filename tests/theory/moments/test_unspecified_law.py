import pytest
from sympy import Identity, Trace, ZeroMatrix

from numerics import exact_value, monte_carlo
from tests.theory.moments.words import A, H, M, Psi, R, S, X, b, c, d, sigma2
from theory import (
    Expectation,
    MatrixNormal,
    NameClashError,
    RandomMatrix,
    ShapeError,
    UnsupportedExpressionError,
    Variance,
    equal,
    inner,
    quad,
)

v = RandomMatrix("v", b, Psi, Identity(1))
N = RandomMatrix("N", ZeroMatrix(M, d), R, H)
twins = {v: MatrixNormal("v", b, Psi, Identity(1)), N: MatrixNormal("N", ZeroMatrix(M, d), R, H)}


@pytest.mark.parametrize(
    "integrand",
    [
        v,
        v * v.T,
        quad(v, A),
        c * v.T * A,
        N.T * N,
        N * A * N.T,
        N * c * v.T,
        Trace(N.T * N) * v * v.T,
        quad(v, S),
        X * v,
    ],
    ids=str,
)
def test_two_moments_are_as_good_as_a_law_to_degree_two(integrand):
    assert Expectation(integrand).doit() == Expectation(integrand.xreplace(twins)).doit()


def test_a_gaussian_that_depends_on_an_unspecified_law():
    y = MatrixNormal("y", X * v, sigma2 * Identity(M), Identity(1))
    assert equal(Expectation(Trace(y.T * y) / M), Trace(H * (Psi + b * b.T)) + sigma2)
    assert Expectation(Trace(y.T * y), given=[X, v]).doit() == M * sigma2 + Trace(v.T * X.T * X * v)
    with pytest.raises(UnsupportedExpressionError, match=r"moment of order 4 of v"):
        Expectation(Trace(y.T * y) ** 2).doit()


def test_the_missing_moment_is_named():
    with pytest.raises(UnsupportedExpressionError, match=r"term .*v.* needs the moment of order 3 of v, of which only"):
        Expectation(quad(v, A) * v).doit()
    with pytest.raises(UnsupportedExpressionError, match=r"order 4 of N"):
        Expectation(N.T * N * A * N.T * N).doit()
    assert equal(Variance(inner(c, v)), quad(c, Psi))
    with pytest.raises(UnsupportedExpressionError, match=r"order 4 of v"):
        Variance(quad(v, A)).doit()


@pytest.mark.parametrize("use", [exact_value, monte_carlo])
def test_it_has_no_numbers(use):
    values = {Psi: [[1, 0], [0, 1]], b: [1, 2]}
    with pytest.raises(ValueError, match=r"v has a mean and a covariance but no law: replace it by a MatrixNormal"):
        use(Expectation(v * v.T), values)


def test_symbols():
    assert v.func(*v.args) == v
    assert v != twins[v]
    with pytest.raises(NameClashError, match="RandomMatrix"):
        Expectation(v * twins[v].T).doit()
    with pytest.raises(ShapeError, match="row covariance of q"):
        RandomMatrix("q", b, R, Identity(1))
