"""The attack on bounds and minima: what random points let pass."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Gt, MatrixSymbol, Rational, Symbol, Trace

from numerics.points.from_vectors import PointSpace
from proofs_checks.context import Context
from proofs_checks.evidence import exact_points, property_search, tightness
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import FALSE, TRUE, H, M, S, b, d, toy
from theory import (
    Assumption,
    Bound,
    Expectation,
    LoewnerBound,
    PositiveSemidefiniteMatrix,
    SymmetricMatrix,
    Theorem,
)

TIGHTEST = {"jensen": 1 / 3, "without_expectation": 0, "mean_is_nearest": 0}
"""The infimum of the relative slack, over sizes of 1 and 2."""


def bound(lhs, rhs, *assumptions):
    return Theorem(slug="bound", title="", statement=Bound(lhs, rhs), assumptions=assumptions)


@pytest.mark.parametrize(("name", "slack"), TIGHTEST.items())
def test_true_bounds_hold_where_they_are_tightest(name, slack):
    result = tightness.check(toy(name), Context())
    assert result.verdict is Verdict.CONFIRMED, result
    assert result.data["points"] > 0
    assert min(result.data["relative_slacks"]) == pytest.approx(slack, abs=1e-3)


@pytest.mark.parametrize("name", ["jensen_reversed", "wrong_value", "a_maximum"])
def test_false_bounds_are_refuted(name):
    result = tightness.check(toy(name), Context())
    assert result.verdict is Verdict.REFUTED, result
    assert result.counterexample.left != result.counterexample.right


@pytest.mark.parametrize("name", [*sorted(TRUE.keys() - TIGHTEST.keys()), "only_the_mean"])
def test_equalities_have_nothing_to_attack(name):
    assert tightness.check(toy(name), Context()) is None
    assert name in {**TRUE, **FALSE}


x, y = Symbol("x", real=True), Symbol("y", real=True)
v = MatrixSymbol("v", d, 1)


def test_a_violation_far_from_random_points_is_found():
    """false only within a tenth of (3/7, 2/7): random points and simple ones pass it by"""
    distance = (x - Rational(3, 7)) ** 2 + (y - Rational(2, 7)) ** 2
    narrow = bound(Rational(1, 100), distance)
    assert exact_points.check(narrow, Context()).verdict is Verdict.CONFIRMED
    assert property_search.check(narrow, Context()).verdict is Verdict.CONFIRMED
    result = tightness.check(narrow, Context())
    assert result.verdict is Verdict.REFUTED
    found = {name: Fraction(text) for name, text in result.counterexample.values.items()}
    assert (found["x"] - Fraction(3, 7)) ** 2 + (found["y"] - Fraction(2, 7)) ** 2 < Fraction(1, 100)
    assert all(value.denominator <= 64 for value in found.values())


def test_a_constant_slightly_too_large():
    """(tr H)² ≤ d·tr(H²) is sharp at H = I"""
    assert tightness.check(bound(Trace(H) ** 2, d * Trace(H**2)), Context()).verdict is Verdict.CONFIRMED
    result = tightness.check(bound(Rational(101, 100) * Trace(H) ** 2, d * Trace(H**2)), Context())
    assert result.verdict is Verdict.REFUTED


def test_matrices_are_compared_at_every_size():
    """E[S A S] ⪰ H A H for A ⪰ 0, and not twice as large; at d = 1 alone 2/M would pass for tr(A H)/M"""
    A = PositiveSemidefiniteMatrix("A", d)
    mean = Expectation(S * A * S)
    true = Theorem(slug="true", title="", statement=LoewnerBound(H * A * H + Trace(H * A) * H / M, mean))
    result = tightness.check(true, Context())
    assert result.verdict is Verdict.CONFIRMED
    assert all(slack < 1 for slack in result.data["relative_slacks"])
    wrong = Theorem(slug="wrong", title="", statement=LoewnerBound(H * A * H + 2 * Trace(H * A) * H / M, mean))
    result = tightness.check(wrong, Context())
    assert result.verdict is Verdict.REFUTED
    assert int(result.counterexample.values["d"]) > 1


def test_larger_sizes_where_small_ones_give_no_value():
    """1/(M − 2) is negative for M = 1 and undefined for M = 2"""
    assert tightness.check(bound(Trace(H) / (M - 2), Trace(H)), Context()).verdict is Verdict.CONFIRMED
    result = tightness.check(bound(3 * Trace(H) / (M - 2), Trace(H)), Context())
    assert result.verdict is Verdict.REFUTED
    assert result.counterexample.values["M"] == "4"


def test_hypotheses_hold_at_a_counterexample():
    wanted = Assumption("x is large", Gt(x, 10))
    assert tightness.check(bound(1 - x, x**2), Context()).verdict is Verdict.REFUTED
    result = tightness.check(bound(1 - x, x**2, wanted), Context())
    assert result.verdict is Verdict.CONFIRMED
    (slack,) = result.data["relative_slacks"]
    assert slack == pytest.approx(1, abs=0.2)


def test_hypotheses_that_no_size_meets():
    result = tightness.check(bound(Trace(H) ** 2, 2 * Trace(H) ** 2, Assumption("none", Gt(Trace(-H), 0))), Context())
    assert result.verdict is Verdict.VACUOUS
    assert "hypotheses" in result.detail


def test_what_has_no_closed_form_is_vacuous():
    result = tightness.check(bound(0, Expectation(Trace((H + S).I))), Context())
    assert result.verdict is Verdict.VACUOUS
    assert "could be compared" in result.detail


@pytest.mark.parametrize("exact", [False, True])
def test_every_vector_is_an_admissible_point(exact):
    rng = np.random.default_rng(0)
    signs = {"positive": 1, "nonnegative": 1, "negative": -1, "nonpositive": -1}
    scalars = [Symbol(name, **{name: True}) for name in signs]
    psd, symmetric = PositiveSemidefiniteMatrix("P", d), SymmetricMatrix("Q", d)
    space = PointSpace((*scalars, H, psd, symmetric, b), {d: 3})
    assert space.dimension == 4 + 6 + 6 + 6 + 3
    vectors = rng.integers(-3, 4, (20, space.dimension)).astype(float)
    if exact:
        vectors = np.array([[Fraction(x) for x in row] for row in vectors], dtype=object)
    point = space.point(vectors)
    for scalar, sign in zip(scalars, signs.values(), strict=True):
        values = sign * point[scalar].astype(float)
        assert (values >= (1 / 64 if "on" not in scalar.name else 0)).all()
    for matrix, floor in ((H, 1e-9), (psd, -1e-9), (symmetric, -np.inf)):
        values = point[matrix].astype(float)
        assert values.shape == (20, 3, 3)
        assert np.array_equal(values, values.swapaxes(-1, -2))
        assert np.linalg.eigvalsh(values).min() >= floor
    assert point[b].shape == (20, 3, 1)
    assert point[d] == 3
