import numpy as np
import pytest
from sympy import Identity, Inverse, MatrixSymbol, Trace, ZeroMatrix, exp

from numerics import evaluate, exact_value, monte_carlo, rational_point
from numerics.values.binding import free_parameters
from tests.theory.moments.words import A, H, M, Psi, S, X, b, c, d, sigma2, w, y
from theory import Expectation, MatrixNormal, UnsupportedExpressionError, equal, expectation


def test_what_is_given_stays():
    assert Expectation(y, given=[X]).doit() == X * b
    assert Expectation(y, given=[X, w]).doit() == X * w
    assert equal(Expectation(y * y.T, given=[X]), X * (Psi + b * b.T) * X.T + sigma2 * Identity(M))


def test_what_is_given_may_stand_inside_inverses_and_functions():
    least_squares = Inverse(X.T * X) * X.T * y
    assert equal(Expectation(least_squares, given=[X]), b)
    assert Expectation(exp(Trace(S)) * Trace(c.T * w), given=[X]).doit() == exp(Trace(S)) * Trace(b.T * c)
    with pytest.raises(UnsupportedExpressionError, match="polynomial"):
        Expectation(exp(Trace(S)), given=[w]).doit()


@pytest.mark.parametrize("given", [[X], [X, w], [w]], ids=str)
@pytest.mark.parametrize(
    "integrand", [X.T * y * y.T * X, Trace(y.T * y) ** 2, Trace(S * A) * w * w.T, y * c.T * S], ids=str
)
def test_tower_property(integrand, given):
    inner = Expectation(integrand, given=given)
    assert Expectation(inner).doit() == Expectation(integrand).doit()
    assert Expectation(inner.doit()).doit() == Expectation(integrand).doit()


def test_conditional_expectations_inside_products():
    mean = Expectation(Trace(c.T * w) * Trace(S), given=[X])
    assert equal(Expectation(mean**2), Trace(b.T * c) ** 2 * Expectation(Trace(S) ** 2).doit())


def test_conditioning_on_a_child_is_refused():
    with pytest.raises(UnsupportedExpressionError, match=r"law of y depends on X.*condition on X too"):
        Expectation(X.T * y, given=[y]).doit()
    assert Expectation(y * Trace(c.T * c), given=[y]).doit() == Trace(c.T * c) * y


def test_conditions_are_random_symbols():
    with pytest.raises(ValueError, match="condition on random symbols"):
        Expectation(y, given=[X.T * X])
    node = Expectation(y, given=X)
    assert node.given == (X,)
    constant = MatrixSymbol("C", M, d)
    assert node.subs(X, constant) == Expectation(y.subs(X, constant))


def test_free_symbols():
    assert Expectation(Trace(y.T * y), given=[X]).free_symbols == {X, d, M, H, Psi, b, sigma2}
    assert Expectation(Trace(y.T * y)).free_symbols == {d, M, H, Psi, b, sigma2}


def test_numbers_of_a_conditional_expectation():
    node = Expectation(X.T * y / M, given=[X])
    values = rational_point(free_parameters(node), np.random.default_rng(0))
    for use in (exact_value, monte_carlo):
        with pytest.raises(ValueError, match=r"conditional.*\.doit\(\) first"):
            use(node, values)
    outer = Expectation(node.doit())
    assert (exact_value(outer, values) == evaluate(outer.doit(), values)).all()


def test_names_and_shapes_survive():
    other = MatrixNormal("V", ZeroMatrix(M, d), Identity(M), H)
    node = Expectation(X.T * other * X.T * other, given=[X])
    assert node.doit() == expectation(X.T * other * X.T * other, given=[X])
    assert equal(node, X.T * X * H)
    assert node.T.given == (X,)
    assert equal(node.T, H * X.T * X)
