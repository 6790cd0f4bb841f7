"""Values that are computed once, and points that meet the hypotheses."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Gt, Trace

from numerics import TooLargeError
from numerics.tolerances.exact_budgets import PAIR_LIMIT
from proofs_checks.challenges.mutation import exact_judging as exact
from proofs_checks.challenges.mutation.exact_judging import ExactPoints, RememberedValues
from proofs_checks.judging.compared_exactly import exact_quantity
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import A, H, M, S, d, second_moment, toy
from theory import Assumption, Bound, Equality, Theorem


def values(sizes):
    one = np.array([[Fraction(2), Fraction(1)], [Fraction(1), Fraction(3)]])
    return {d: 2, M: sizes, H: one, A: one}


def test_each_value_is_computed_once(monkeypatch):
    calls = []
    monkeypatch.setattr(exact, "exact_quantity", lambda *a: calls.append(a) or exact_quantity(*a))
    remembered = RememberedValues()
    first = remembered(second_moment, values(2), PAIR_LIMIT)
    assert (first == exact_quantity(second_moment, values(2), PAIR_LIMIT)).all()
    assert remembered(second_moment, values(2), PAIR_LIMIT) is first
    assert len(calls) == 1
    assert (remembered(second_moment, values(3), PAIR_LIMIT) != first).any()


def test_so_are_failures():
    remembered = RememberedValues()
    for _ in range(2):
        with pytest.raises(TooLargeError):
            remembered(second_moment, values(2), 1)


def test_points_meet_the_hypotheses():
    wanted = Assumption("H is large", Gt(Trace(H), 6))
    points = ExactPoints(toy("second_moment", assumptions=(wanted,)), [], np.random.default_rng(0))
    assert all(np.trace(p[H]) > 6 for p in points.points)
    assert points.tried >= len(points.points) > 4
    impossible = Assumption("none", Gt(Trace(-H), 0))
    assert ExactPoints(toy("second_moment", assumptions=(impossible,)), [], np.random.default_rng(0)).points == []


def test_verdicts():
    points = ExactPoints(toy("second_moment"), [], np.random.default_rng(0))
    true = toy("second_moment").statement
    assert points.judge(true, points.points) is Verdict.CONFIRMED
    assert points.judge(Equality(true.lhs, 2 * true.rhs), points.points) is Verdict.REFUTED
    assert points.judge(true, []) is Verdict.VACUOUS
    assert points.is_negative(Trace(H), points.points) is False
    assert points.is_negative(-Trace(H), points.points) is True
    assert points.is_negative(Trace(H), []) is None


def test_the_tightest_points_of_a_bound():
    sharp = Theorem(slug="sharp", title="", statement=Bound(Trace(H) ** 2, d * Trace(H**2)))
    for point in exact.tightest_points(sharp, sharp.statement, np.random.default_rng(0)):
        n = point[d]
        assert float(n * np.trace(point[H] @ point[H]) / np.trace(point[H]) ** 2) == pytest.approx(1, abs=1e-3)
    assert exact.tightest_points(toy("second_moment"), Equality(Trace(S), 0), np.random.default_rng(0)) == []
