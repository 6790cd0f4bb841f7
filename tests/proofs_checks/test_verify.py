"""The function that a user calls."""

import numpy as np
import pytest
import sympy
from sympy import Eq, Gt, Trace, ZeroMatrix

from proofs_checks import CheckResult, Report, Verdict, verify
from tests.proofs_checks.toys import FALSE, TRUE, A, H, M, S, X, b, d, distance, second_moment, v
from theory import Bound, Equality, Expectation, Minimum, NameClashError, PositiveDefiniteMatrix, ShapeError


def test_an_equality_is_proved_and_a_changed_coefficient_refuted():
    report = verify(TRUE["second_moment"])
    assert isinstance(report, Report)
    assert report.verdict is Verdict.PROVED
    assert all(isinstance(check, CheckResult) for check in report.checks)
    report = verify(FALSE["wrong_factor"])
    assert report.verdict is Verdict.REFUTED
    assert report.note == ""
    assert str(report.counterexample) in str(report)


def test_an_unevaluated_equation_will_do():
    assert verify(Eq(second_moment, H * A * H)).verdict is Verdict.REFUTED


def test_values_and_assumptions():
    report = verify(TRUE["second_moment"], assumptions=(Gt(Trace(H), 1),), values={H: np.eye(2), "M": 3}, seed=5)
    assert report.verdict is Verdict.PROVED
    assert report.checks[-1].check == "given_values"
    assert report.checks[-1].verdict is Verdict.CONFIRMED


other_A = PositiveDefiniteMatrix("A", d)


@pytest.mark.parametrize(
    ("claim", "error", "match"),
    [
        (sympy.true, ValueError, "theory.Equality"),
        (False, ValueError, "theory.Equality"),
        (3, ValueError, "3 is a int"),
        (Equality(second_moment, ZeroMatrix(M, d)), ShapeError, "d×d .* M×d"),
        (Equality(Expectation(X * X), H), ShapeError, "M×d"),
        (Equality(X.T * X, H), ValueError, "X is random and stands outside every Expectation"),
        (Equality(H, A + other_A), NameClashError, "the name A"),
        (Bound(H, A), ShapeError, "compare scalars"),
        (Minimum(distance, (v,), (H,), Trace(H)), ShapeError, "another shape"),
    ],
)
def test_what_makes_no_sense_is_named(claim, error, match):
    with pytest.raises(error, match=match):
        verify(claim)


@pytest.mark.parametrize("arguments", [{"seed": -1}, {"seed": 0.5}, {"samples": 3}, {"values": {"M": 0, "H": [[1]]}}])
def test_bad_arguments(arguments):
    if "values" in arguments:
        report = verify(TRUE["second_moment"], **arguments)
        assert "M is 0" in str(report)
    else:
        with pytest.raises(ValueError, match="give a whole number"):
            verify(TRUE["jensen"], **arguments)


def test_what_cannot_be_integrated_is_said():
    report = verify(Equality(Expectation(Trace((H + S).I)), Trace(H) * Trace(b * b.T)))
    assert any("X" in check.detail and check.verdict is Verdict.ERROR for check in report.checks) or "X" in str(report)
