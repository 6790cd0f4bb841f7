import numpy as np
import pytest
from sympy import Identity, Integer, Trace, ZeroMatrix

from numerics import exact_value, rational_point
from numerics.values.binding import free_parameters
from tests.theory.moments.words import A, B, H, M, S, X, b, c, d, sigma2, w, y
from theory import Covariance, Expectation, MatrixNormal, ShapeError, Variance, equal, inner, quad

g = MatrixNormal("g", ZeroMatrix(d, 1), H, Identity(1))


def test_variance_of_linear_and_quadratic_forms():
    assert Variance(inner(c, g)).doit() == quad(c, H).doit()
    assert equal(Variance(quad(g, H)), 2 * Trace(H**4))
    assert equal(Variance(Trace(S)), 2 * Trace(H**2) / M)


def test_variance_is_an_expression_of_expectations():
    variance = Variance(inner(c, g))
    assert variance.has(Expectation)
    assert variance == Expectation(inner(c, g) ** 2) - Expectation(inner(c, g)) ** 2
    assert Variance(c.T * g) == variance


def test_covariance():
    assert equal(Covariance(inner(c, g), inner(b, g)), Trace(c.T * H * b))
    assert equal(Covariance(quad(g, A), quad(g, B)), Trace(A * H * (B + B.T) * H))
    assert Covariance(quad(g, A), inner(c, g)).doit() == 0
    assert Covariance(Trace(S), inner(c, w)).doit() == 0


def test_rules():
    u, v = inner(c, g), quad(g, A)
    assert Variance(Integer(5)).doit() == 0
    assert equal(Variance(3 * u + 2), 9 * Variance(u).doit())
    assert equal(Variance(u + v), Variance(u).doit() + Variance(v).doit() + 2 * Covariance(u, v).doit())


def test_conditional_variance_and_the_law_of_total_variance():
    prediction = inner(c, X.T * y / M)
    within = Variance(prediction, given=[X, w])
    assert equal(within, sigma2 * Trace(c.T * S * c) / M)
    between = Variance(Expectation(prediction, given=[X, w]).doit())
    assert equal(Variance(prediction), Expectation(within.doit()).doit() + between.doit())


def test_against_the_oracle():
    variance = Variance(quad(w, A) + inner(c, w))
    values = rational_point(free_parameters(variance), np.random.default_rng(1))
    assert exact_value(variance, values) == exact_value(variance.doit(), values) > 0


def test_matrices_are_refused():
    with pytest.raises(ShapeError, match="give an entry or a trace"):
        Variance(S)
