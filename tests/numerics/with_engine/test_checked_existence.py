"""Moments of inverses exist for some sizes only: numbers that break the condition are refused."""

import numpy as np
import pytest
from sympy import Identity, Inverse, ZeroMatrix

from numerics import evaluate, expected_value, monte_carlo
from tests.numerics.setting import A, F, H, M, X, d, only
from theory import Expectation, MatrixNormal

K = Inverse(X.T * X)
second_moment = Expectation(K * A * K)
refused = r"the moments of order 2 of \(XᵀX\)⁻¹ exist for M > d \+ 3, which M = 5, d = 2 do not satisfy"


def test_the_value_of_an_expectation_is_that_of_its_closed_form():
    values = only(H, A) | {M: 6}
    assert expected_value(second_moment, values)[0, 0] == F(1, 25)
    assert np.array_equal(expected_value(second_moment, values), evaluate(second_moment.doit(), values))


def test_numbers_that_break_the_condition_are_refused():
    values = only(H, A) | {M: 5}
    with pytest.raises(ValueError, match=refused):
        expected_value(second_moment, values)
    with pytest.raises(ValueError, match=refused):
        monte_carlo(second_moment, values)


def test_sizes_in_the_expression_are_refused():
    wide = MatrixNormal("X", ZeroMatrix(3, 2), Identity(3), H.subs(d, 2))
    with pytest.raises(ValueError, match=r"of order 1 .* exist for 3 > 3, which these sizes do not"):
        monte_carlo(Expectation(Inverse(wide.T * wide)), only(H))


def test_an_inverse_moment_can_be_sampled():
    values = {**only(H), M: 12}
    estimate = monte_carlo(Expectation(K), values, relative_error=0.02)
    exact = np.array(expected_value(Expectation(K), values), dtype=float)
    np.testing.assert_allclose(estimate.mean, exact, atol=5 * float(np.max(estimate.standard_error)))
