"""Quadrature against closed forms, exact fractions, another quadrature of one dimension, and sampling."""

import numpy as np
import pytest
from sympy import Identity, Inverse, MatrixSymbol, Trace, ZeroMatrix, symbols

from numerics import Problem, TooLargeError, exact_value, monte_carlo
from numerics.independent.product_quadrature import inverted_symbols, quadrature
from tests.numerics.bayes_references import bayes_excess_in_one_dimension
from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS

d, M = symbols("d M", integer=True, positive=True)
H = PositiveDefiniteMatrix("H", d)
A = MatrixSymbol("A", d, d)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
Y = MatrixNormal("Y", X * A, Identity(M), Identity(d))


def problem(M, sigma2=1.0):
    return Problem(H=[[1.5]], Psi=[[0.7]], beta_star=[1.0], sigma2=sigma2, M=M)


@pytest.mark.parametrize("M", [1, 2, 3])
def test_the_bayes_risk_in_one_dimension(M):
    found = quadrature(BAYES_EXCESS, problem(M).values())
    truth = float(bayes_excess_in_one_dimension(problem(M)))
    assert abs(found.value - truth) <= found.error < 1e-7 * truth


def test_the_stated_error_covers_a_rule_that_is_too_coarse():
    hard = problem(1, sigma2=0.05)
    found = quadrature(BAYES_EXCESS, hard.values())
    off = abs(found.value - float(bayes_excess_in_one_dimension(hard)))
    assert 1e-5 < off <= found.error


def test_polynomials_are_exact():
    values = {"H": np.array([[2, 1], [1, 1]]), "A": np.array([[1, -1], [2, 0]]), "M": 1}
    node = Expectation(Y.T * Y * A)
    found, truth = quadrature(node, values), np.array(exact_value(node, values), dtype=float)
    assert inverted_symbols(node.integrand) == set()
    np.testing.assert_allclose(found.value, truth, rtol=1e-12)
    assert found.error < 1e-12


def test_two_dimensions_agree_with_samples():
    inside = Problem(H=[[1.5, 0.2], [0.2, 1]], Psi=[[0.7, 0], [0, 0.3]], beta_star=[1, 0], sigma2=1, M=1)
    found = quadrature(BAYES_EXCESS, inside.values())
    sampled = monte_carlo(BAYES_EXCESS, inside.values(), relative_error=1e-3)
    assert abs(found.value - sampled.mean) < 4 * sampled.standard_error


def test_what_stands_under_an_inverse_takes_more_nodes():
    inverse = Inverse(Identity(d) + X.T * X)
    assert inverted_symbols(Trace(inverse * Y.T * Y)) == {X}
    assert inverted_symbols(Trace(H**-1 * X.T * X) ** 2) == set()


def test_a_random_covariance_is_drawn_through_its_root():
    scale = MatrixNormal("z", ZeroMatrix(1, 1), Identity(1), Identity(1))
    V = MatrixNormal("V", ZeroMatrix(1, 1), Trace(scale.T * scale) * Identity(1), Identity(1))
    # E V⁴ = 3·E z⁴ = 9
    found = quadrature(Expectation(Trace(V.T * V) ** 2), {})
    assert found.value == pytest.approx(9, rel=1e-12)


def test_too_many_nodes_are_refused():
    with pytest.raises(TooLargeError, match="more than the limit of 400,000"):
        quadrature(BAYES_EXCESS, Problem(H=np.eye(2), Psi=np.eye(2), beta_star=[0, 0], sigma2=1, M=2).values())
