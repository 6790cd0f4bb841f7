"""Intervals hold the value, whatever cancels; elements of ℚ(t) are the value."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from sympy import E, Identity, Integer, Inverse, Lambda, MatrixSymbol, Max, Symbol, Trace, ceiling, floor, log, pi, sqrt

from numerics import evaluate
from numerics.evaluation.enclosures import Undecided, around, context_of, eigenvalue_enclosures, ends, sign_of
from numerics.evaluation.interval_arithmetic import Intervals
from numerics.evaluation.pivoting import entrywise, inverse_by_elimination
from numerics.evaluation.rational_functions import RationalFunctions
from numerics.evaluation.walk import Evaluation
from theory import PositiveDefiniteMatrix
from theory.algebra.vocabulary.spectral import SpectralSum

x, y, mu = Symbol("x", positive=True), Symbol("y", positive=True), Symbol("mu", positive=True)
H = PositiveDefiniteMatrix("H", 2)
A = MatrixSymbol("A", 2, 2)
H2 = np.array([[Fraction(2), Fraction(1)], [Fraction(1), Fraction(3, 2)]], dtype=object)
A2 = np.array([[Fraction(0), Fraction(1)], [Fraction(-1, 3), Fraction(5)]], dtype=object)


def within(expression, values, digits=80):
    return Evaluation(values, Intervals(digits))(expression).held


@pytest.mark.parametrize(
    "expression",
    [sqrt(x + 1) - sqrt(x), log(x) * x**pi, (1 + 1 / x) ** x, E**x / (E**x + 1), floor(x * pi), Max(x, y) / 3, x**-3],
    ids=str,
)
def test_intervals_hold_what_more_digits_give(expression):
    values = {x: Fraction(22, 7), y: Fraction(1, 3)}
    low, high = ends(within(expression, values, 30))
    fine = evaluate(expression, values, precision=60)
    with mpmath.workdps(60):
        assert mpmath.mpf(low.numerator) / low.denominator <= fine <= mpmath.mpf(high.numerator) / high.denominator
    assert 0 <= high - low < Fraction(1, 10**20)


def test_what_cancels_is_seen_to_be_unknown():
    far = {x: 10**100}
    assert sign_of(within(sqrt(x**2 + 1) - x, far, 300)) == 1
    with pytest.raises(Undecided, match="sign"):
        sign_of(within(sqrt(x**2 + 1) - x, far, 100))
    with pytest.raises(Undecided, match="whole part"):
        within(ceiling(sqrt(x) * sqrt(y)), {x: 2, y: 2})


def test_what_has_no_value_is_refused():
    for expression in (1 / (x - y), log(x - y), sqrt(x - 2 * y)):
        with pytest.raises(ValueError, match=r"zero|≤ 0"):
            within(expression, {x: 1, y: 1})
    with pytest.raises(ValueError, match="singular"):
        within(Inverse(A), {A: 0 * A2})


def test_eigenvalues_are_enclosed_and_zeros_are_exact():
    context = context_of(60)
    matrix = held(H2)
    low, high = eigenvalue_enclosures(matrix, context)
    total, product = ends(low + high), ends(low * high)
    assert total[0] <= Fraction(7, 2) <= total[1]
    assert product[0] <= 2 <= product[1]
    singular = np.array([[1, 2], [2, 4]], dtype=object)
    zero, five = eigenvalue_enclosures(held(singular), context)
    assert zero == 0
    assert isinstance(zero, Fraction)
    assert ends(five)[0] <= 5 <= ends(five)[1]
    with pytest.raises(ValueError, match="not symmetric"):
        eigenvalue_enclosures(held(A2), context)
    with pytest.raises(Undecided, match="roughly"):
        eigenvalue_enclosures(matrix + matrix * context.mpf([0, 0.1]), context)


def test_spectral_sums_are_enclosed():
    node = SpectralSum(Lambda(mu, mu / (1 + mu)), H)
    low, high = ends(within(node, {H: H2}, 60))
    exact = evaluate(Trace(H * Inverse(Identity(2) + H)), {H: H2})
    assert low <= exact <= high
    assert high - low < Fraction(1, 10**35)


def test_arrays_are_not_taken_for_ends():
    three = Intervals(20).array(3)
    found = three + Intervals(20).array(np.array([1, 2]))
    assert [ends(x.held) for x in found] == [(4, 4), (5, 5)]


def test_numbers_known_to_many_digits_become_intervals():
    third = mpmath.mpf(1) / 3
    low, high = ends(around(third, context_of(60)))
    assert low < Fraction(float(third)) < high


def held(a):
    return entrywise(lambda x: x.held, Intervals(60).array(a))


def rational(expression, values):
    arithmetic = RationalFunctions(2)
    one, two = arithmetic.letters
    return Evaluation({**values, x: one, y: two}, arithmetic)(expression)


@pytest.mark.parametrize(
    "expression",
    [
        (x + 1) / (y - x) ** 2,
        Trace(H * Inverse(x * H + A / y)),
        Trace(Inverse(H * x + Identity(2)) ** 2 * A * A.T) - x ** Integer(-3),
    ],
    ids=str,
)
def test_rational_functions_have_the_values_of_the_expression(expression):
    values = {H: H2, A: A2}
    f = np.asarray(rational(expression, values), dtype=object).item()
    for point in ((3, 7), (Fraction(5, 2), Fraction(1, 3))):
        exact = evaluate(expression, {**values, x: Fraction(point[0]), y: Fraction(point[1])})
        top, bottom = (
            sum((int(c) * Fraction(point[0]) ** i * Fraction(point[1]) ** j for (i, j), c in p.terms()), Fraction(0))
            for p in (f.numer, f.denom)
        )
        assert top / bottom == exact


def test_rational_functions_refuse_the_rest():
    for expression, fault in ((sqrt(x), "root"), (2**x, "varying exponent"), (pi * x, "not rational"), (log(x), "not")):
        with pytest.raises(ValueError, match=fault):
            rational(expression, {})
    with pytest.raises(ValueError, match="divides by zero"):
        rational(1 / (1 / x - 1 / (x + Trace(A))), {A: 0 * A2})
    assert not RationalFunctions.admits(Max(x, y))


def test_elimination_passes_over_zeros():
    swap = np.array([[0, 1], [1, 0]], dtype=object)
    found = inverse_by_elimination(swap, np.eye(2, dtype=object), bool, "A")
    assert (found == swap).all()
    with pytest.raises(ValueError, match="A is singular"):
        inverse_by_elimination(0 * swap, np.eye(2, dtype=object), bool, "A")


@pytest.mark.parametrize(("value", "low", "high"), [(Fraction(7, 2), 3, 4), (-0.5, -1, 0), (Fraction(4), 4, 4)])
def test_floor_and_ceiling_in_every_arithmetic(value, low, high):
    number = Symbol("number", real=True)
    assert evaluate(floor(number), {number: value}) == low
    assert evaluate(ceiling(number), {number: value}) == high
    assert evaluate(ceiling(number), {number: value}, precision=30) == high
