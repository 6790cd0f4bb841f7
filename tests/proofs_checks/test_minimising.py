"""Minima that nobody has said, against textbooks and against the theorems."""

import pytest
from sympy import Eq, Identity, Inverse, MatrixSymbol, Q, Symbol, Trace, symbols

import theory
from theory.establishing import agree, establish
from theorycheck import NoMinimumFoundError, PositiveDefiniteMatrix, ShapeError, inner, minimise, quad, setting

d, n = symbols("d n", integer=True, positive=True)
r, s = symbols("r s", real=True)
p = Symbol("p", positive=True)
H, W = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("W", n)
X, V = MatrixSymbol("X", n, d), MatrixSymbol("V", d, n)
v, a, u = (MatrixSymbol(name, d, 1) for name in "vau")


@pytest.mark.long
def test_one_step_of_gradient_descent_from_the_definition_of_its_risk():
    found = minimise(setting.one_step_gd_excess(), (setting.beta, setting.Gamma), assumptions=(setting.sigma2 > 0,))
    stated = theory.theorem("optimal_one_step_gd")
    statement = stated.unfold()
    assert found.unique
    assert found.at[setting.beta] == setting.beta_star
    assert agree(stated, found.at[setting.Gamma], statement.at[1])
    assert agree(stated, found.value, statement.value)
    assert establish(found.theorem).derivation is not None


@pytest.mark.parametrize(
    ("objective", "over", "constraints", "assumptions", "at", "value"),
    [
        (quad(v - a, H) + p, v, (), (), a, p),
        (p * (r - 1) ** 2 + r**2, r, (), (), p / (p + 1), p / (p + 1)),
        (
            Trace(V * W * V.T),
            V,
            (Eq(V * X, Identity(d)),),
            (Q.fullrank(X), n >= d),
            Inverse(X.T * Inverse(W) * X) * X.T * Inverse(W),
            Trace(Inverse(X.T * Inverse(W) * X)),
        ),
        (
            quad(v, H),
            v,
            (Eq(inner(u, v), 1),),
            (quad(u, Inverse(H)) > 0,),
            Inverse(H) * u / quad(u, Inverse(H)),
            1 / quad(u, Inverse(H)),
        ),
    ],
    ids=["a square", "a weighted mean", "Gauss and Markov", "least variance"],
)
def test_textbook_minima(objective, over, constraints, assumptions, at, value):
    found = minimise(objective, over, constraints, assumptions=assumptions)
    assert agree(found.theorem, found.at[over], at)
    assert agree(found.theorem, found.value, value)
    assert found.unique


def test_a_minimum_that_is_attained_along_a_line_is_not_called_unique():
    found = minimise((r - s) ** 2 + p, r)
    assert found.unique
    assert not minimise((r - s) ** 2 + p, (r, s)).unique


@pytest.mark.parametrize("objective", [r, -(r**2), r**2 - 3 * r * s + s**2, (r - s) ** 3], ids=str)
def test_nothing_is_said_of_what_has_no_minimum(objective):
    with pytest.raises(NoMinimumFoundError, match=r"no minimum of .* was found"):
        minimise(objective, (r, s))


def test_hypotheses_that_contradict_each_other_have_no_minimum():
    """Under them everything follows, a minimum too."""
    for constraints, assumptions in (((), (s > 1, s < 0)), ((Eq(r, 1), Eq(r, 2)), ())):
        with pytest.raises(NoMinimumFoundError):
            minimise(r**2, r, constraints, assumptions=assumptions)


@pytest.mark.parametrize("over", [(), r + 1, (r, "s")], ids=str)
def test_what_is_no_variable_is_named(over):
    with pytest.raises(ValueError, match="is to be varied: give a Symbol"):
        minimise(r**2, over)


def test_a_matrix_has_no_least_value():
    with pytest.raises(ShapeError, match="is a matrix"):
        minimise(v * v.T, v)


def test_one_equation_may_stand_alone():
    assert minimise(quad(v, H), v, Eq(inner(u, v), 1), assumptions=(quad(u, Inverse(H)) > 0,)).unique
