"""Asymptotic series beside SymPy's limits, which are computed by another algorithm."""

import math
import random
from fractions import Fraction

import pytest
from sympy import Abs, E, Integer, Max, Rational, Symbol, ceiling, exp, floor, limit, log, oo, sqrt

from numerics.evaluation.asymptotic_series import Series, enclosed
from numerics.evaluation.asymptotics import Asymptotics
from numerics.evaluation.enclosures import Undecided, ends
from numerics.evaluation.walk import Evaluation
from numerics.tolerances.series_sizes import SERIES_TERMS

x = Symbol("x", positive=True)
t = Series({(1, 0): Fraction(1)})


def series(expression, at=t):
    value = Evaluation({x: at}, Asymptotics())(expression)
    return value if isinstance(value, Series) else value.item()


def agrees(found, wanted):
    """Whether SymPy's limit is what the series has, or lies in its interval."""
    if found in (math.inf, -math.inf):
        return wanted == (oo if found > 0 else -oo)
    if isinstance(found, Fraction):
        return wanted == Rational(found.numerator, found.denominator)
    low, high = ends(enclosed(found))
    # beyond the 60 digits of the coefficients
    value = Fraction(str(wanted.evalf(70)))
    return low <= value <= high


FAMILIAR = [
    x / (x + 1),
    (2 * x**3 - x) / (1 - x**3),
    sqrt(x**2 + x) - x,
    (x**3 + x**2) ** Rational(1, 3) - x,
    log(x) / x,
    log(x) ** 3 / sqrt(x),
    x * (log(x + 1) - log(x)),
    (1 + 1 / x) ** x,
    (1 - 2 / x) ** x,
    x ** (1 / x),
    x**5 * exp(-x),
    exp(1 / x) * x - x,
    x**2,
    -log(x),
    sqrt(2 * x + 1) / sqrt(x),
    exp(sqrt(2) * x / (x + 1)),
]


@pytest.mark.parametrize("expression", FAMILIAR, ids=str)
def test_limits_are_those_of_another_algorithm(expression):
    assert agrees(series(expression).limit(), limit(expression, x, oo))


def drawn(rng, depth):
    if not depth:
        return rng.choice([x, x + 1, 1 / x, x**2 - 3 * x, 2 * x**2 + 1, Integer(rng.randint(1, 3))])
    a, b = drawn(rng, depth - 1), drawn(rng, depth - 1)
    made = (a + b, a - b, a * b, a / b if b != 0 else a, sqrt(a**2 + 1), log(1 + a**2), exp(-1 / (1 + a**2)))
    return rng.choice(made)


def disagreements(count, seed):
    """Random expressions of which a series has another limit than SymPy, and how many were compared."""
    rng = random.Random(seed)
    wrong, compared = [], 0
    for _ in range(count):
        expression = drawn(rng, rng.randint(1, 2))
        try:
            found = series(expression).limit()
        except ValueError:  # undecided, or without a value
            continue
        compared += 1
        if not agrees(found, limit(expression, x, oo)):
            wrong.append(expression)
    return wrong, compared


def test_random_expressions():
    wrong, compared = disagreements(60, 1)
    assert not wrong
    assert compared > 50


@pytest.mark.nightly
def test_many_random_expressions():
    wrong, compared = disagreements(1000, 2)
    assert not wrong
    assert compared > 900


def test_rounding_at_whole_numbers_goes_by_the_side():
    assert series(ceiling(x), 1 / t).limit() == 1
    assert series(floor(x), 1 / t).limit() == 0
    assert series(ceiling(2 - x), 1 / t).limit() == 2
    assert series(floor(2 - x), 1 / t).limit() == 1
    assert series(floor(Rational(7, 2) - x), 1 / t).limit() == 3
    assert series(ceiling(x) / x).limit() == 1


def test_order_is_that_of_large_t():
    assert series(Max(x, x**2) / x**2).limit() == 1
    assert series(Abs(1 - x) / x).limit() == 1
    assert Series({(1, 0): Fraction(-1), (0, 0): Fraction(10**9)}) < 0


def test_signs_of_whole_powers_go_by_parity():
    assert series(Integer(-1) ** x, 2 * t).limit() == 1
    assert series(Integer(-1) ** x, 2 * t + 1).limit() == -1
    with pytest.raises(Undecided):
        series(Integer(-1) ** x)


def test_what_cancels_beyond_the_terms_is_undecided_and_never_wrong():
    rest = 1 / (x ** (SERIES_TERMS + 1) + 1)
    cancelled = 1 / (x - 1) - sum(x ** (-k) for k in range(1, SERIES_TERMS + 2)) + rest
    with pytest.raises(Undecided):
        series(x**SERIES_TERMS * 10 * cancelled).sign()
    with pytest.raises(Undecided):
        series(x ** (SERIES_TERMS + 5) * cancelled).limit()
    # √2·√t − √(2t): the coefficient is known to many digits only
    with pytest.raises(Undecided):
        series(sqrt(2 * x + 1) - sqrt(2) * sqrt(x)).limit()


def test_a_bounded_remainder_is_an_interval_and_no_limit():
    low, high = ends(series(ceiling(x / 2) - x / 2).limit())
    assert (low, high) == (0, 1)


@pytest.mark.parametrize("expression", [log(-x), sqrt(1 - x), log(log(x)), exp(x), x**E, exp(sqrt(log(x)))], ids=str)
def test_what_has_no_value_or_no_scale_is_refused(expression):
    with pytest.raises(ValueError, match=r".+"):
        series(expression).limit()


def test_an_exact_zero_has_no_reciprocal():
    with pytest.raises(ValueError, match="division by zero"):
        1 / (t - t)
