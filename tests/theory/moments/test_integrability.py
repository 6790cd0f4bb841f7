"""Which expectations exist: by growth alone, or for enough rows, at the border and one step beside it."""

import pytest
from sympy import (
    Abs,
    Gt,
    Identity,
    Inverse,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
    cosh,
    exp,
    log,
    sqrt,
)

from theory import Expectation, MatrixNormal, RandomMatrix, inner, quad
from theory.algebra.signs.engine import Signs
from theory.core.known import Context
from theory.core.shown import undefined_in
from theory.moments.integrability import conditions_for_moments, has_moments

n, d = (Symbol(name, integer=True, positive=True) for name in "nd")
A, a = MatrixSymbol("A", d, d), MatrixSymbol("a", d, 1)
X = MatrixNormal("X", ZeroMatrix(n, d), Identity(n), Identity(d))
x = MatrixNormal("x", ZeroMatrix(d, 1), Identity(d), Identity(1))
u = RandomMatrix("u", ZeroMatrix(d, 1), Identity(d), Identity(1))
ax, au, K = inner(a, x), inner(a, u), Inverse(X.T * X)
half = Rational(1, 2)


@pytest.mark.parametrize(
    ("exists", "nearly"),
    [
        (ax**7, 1 / ax),
        (exp(ax), exp(ax**2)),
        (exp(-(ax**2)), exp(ax**3)),
        (Abs(ax), Abs(ax) ** -1),
        (sqrt(quad(x, Identity(d))), 1 / sqrt(quad(x, Identity(d)))),
        (1 / (1 + ax**2), 1 / (1 + ax)),
        (log(1 + ax**2), log(ax**2)),
        (au**2, au**3),
        (au * ax**9, au**2 * au),
        (ax**2, cosh(ax**2)),
        (au, Abs(au) ** 3),
    ],
    ids=str,
)
def test_growth(exists, nearly):
    assert has_moments(Expectation(exists), Signs())
    assert not has_moments(Expectation(nearly), Signs())


# the order r counts inverses, less one half for each X beside one: n > d + 2r - 1
ORDERS = [
    (Trace(K), 1),
    (Trace(K * A), 1),
    (Trace(K * A * K), 2),
    (Trace(K) ** 2, 2),
    (Trace(K * K * K), 3),
    (Trace(A * K * X.T * X * A), 0),
]


@pytest.mark.parametrize(("integrand", "order"), ORDERS, ids=str)
def test_orders_of_inverses(integrand, order):
    found = conditions_for_moments(Expectation(integrand), Signs())
    assert found == ((Gt(n, d + 2 * order - 1),) if order else ())


def test_half_orders_of_an_inverse_beside_its_matrix():
    b = MatrixSymbol("b", n, 1)
    assert conditions_for_moments(Expectation(inner(a, K * X.T * b)), Signs()) == (Gt(n, d),)
    twice = Expectation(quad(b, X * K * K * X.T))
    assert conditions_for_moments(twice, Signs()) == (Gt(n, d + 1),)


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("p", [1, 2, 3])
def test_the_border_in_numbers(p, order):
    """tr((XᵀX)⁻¹)ʳ has a mean for n > p + 2r − 1 rows, and none at n = p + 2r − 1."""

    def is_defined(rows):
        Z = MatrixNormal("Z", ZeroMatrix(rows, p), Identity(rows), Identity(p))
        return not undefined_in(Context(), [Expectation(Trace(Inverse(Z.T * Z)) ** order)])

    border = p + 2 * order - 1
    assert is_defined(border + 1)
    assert not is_defined(border)


def test_sums_need_what_each_term_needs():
    found = conditions_for_moments(Expectation(Trace(K) + Trace(K * K)), Signs())
    assert set(found) == {Gt(n, d + 1), Gt(n, d + 3)}
    assert conditions_for_moments(Expectation(Trace(K) + exp(ax**2)), Signs()) is None


def test_no_condition_is_known_for_other_laws_and_functions():
    U = RandomMatrix("U", ZeroMatrix(n, d), Identity(n), Identity(d))
    assert undefined_in(Context(hypotheses=(("rows", Gt(n, d + 9)),)), [Expectation(Trace(Inverse(U.T * U)))])
    assert conditions_for_moments(Expectation(exp(Trace(K))), Signs()) is None
    assert conditions_for_moments(Expectation(1 / ax), Signs()) is None


def test_what_is_given_is_held_fixed():
    y = MatrixNormal("y", ZeroMatrix(d, 1), Identity(d), Identity(1))
    grows = exp(ax**2) * inner(a, y) ** 2
    assert has_moments(Expectation(grows, (x,)), Signs())
    assert not has_moments(Expectation(grows, (y,)), Signs())
    assert not has_moments(Expectation(grows), Signs())
