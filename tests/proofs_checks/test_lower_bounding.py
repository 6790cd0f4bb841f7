"""Best constants against those of textbooks, and none where there is none."""

from fractions import Fraction

import pytest
from sympy import Identity, Symbol, Trace, ZeroMatrix, symbols

from numerics.proposals.budget import Budget
from proofs_checks import lower_bounding
from tests.shares import nightly
from theory.establishing import establish
from theorycheck import (
    Expectation,
    MatrixNormal,
    NoLowerBoundFoundError,
    PositiveDefiniteMatrix,
    ShapeError,
    inner,
    lower_bound,
)

d = symbols("d", integer=True, positive=True)
r, s = symbols("r s", real=True)
H = PositiveDefiniteMatrix("H", d)


@pytest.mark.parametrize(
    ("bounded", "unit", "constant"),
    [
        (r**2 + 3 * r * s + 5 * s**2, r**2 + s**2, "1/2"),
        (r**4 - r**2, 1, "-1/4"),
        (d * Trace(H**2), Trace(H) ** 2, "1"),
        nightly(2 * Trace(H) * Trace(H.inverse()), d**2, "2"),
    ],
    ids=str,
)
def test_the_constant_of_the_textbook_with_its_proof(bounded, unit, constant):
    found = lower_bound(bounded, unit)
    assert Fraction(int(found.constant.p), int(found.constant.q)) == Fraction(constant)
    assert establish(found.theorem).derivation is not None


def test_an_irrational_constant_is_approached_from_below():
    found = lower_bound(r**2 + 2 * r * s + 3 * s**2, r**2 + s**2)
    assert 0 <= 2 - 2**0.5 - float(found.constant) < 2e-6


def test_no_largest_constant_where_every_one_will_do_or_hypotheses_contradict_each_other():
    for unit, assumptions in ((0, ()), (1, (s > 1, s < 0))):
        with pytest.raises(NoLowerBoundFoundError, match="no largest c"):
            lower_bound(r**2, unit, assumptions=assumptions)


def test_what_is_no_scalar_or_has_no_closed_form_is_named():
    with pytest.raises(ShapeError, match="is a matrix"):
        lower_bound(H)
    x = MatrixNormal("x", ZeroMatrix(d, 1), H, Identity(1))
    with pytest.raises(NoLowerBoundFoundError, match="is inverted"):
        lower_bound(Expectation(1 / (1 + inner(x, x))))


def test_nothing_is_certified_of_what_has_no_lower_bound():
    with pytest.raises(NoLowerBoundFoundError, match="no largest c"):
        lower_bound(r, Symbol("p", positive=True))


class Countdown(Budget):
    """Time that is over when it has been asked for that often."""

    asked = 0

    @property
    def left(self):
        Countdown.asked += 1
        return 5.0 if Countdown.asked < 12 else 0.0


@pytest.mark.long
def test_what_is_found_when_the_time_is_over_holds_and_says_so(monkeypatch):
    assert not lower_bound(d * Trace(H**2), Trace(H) ** 2).ran_out
    monkeypatch.setattr(lower_bounding, "Budget", Countdown)
    found = lower_bound(d * Trace(H**2), Trace(H) ** 2)
    assert found.ran_out
    assert found.constant <= 1
    assert establish(found.theorem).derivation is not None


def test_no_time_at_all_is_said(monkeypatch):
    monkeypatch.setattr(lower_bounding, "LOWER_BOUND_SECONDS", 0)
    with pytest.raises(NoLowerBoundFoundError, match="when the time was over"):
        lower_bound(r**2 - 2 * r * s + s**2)
