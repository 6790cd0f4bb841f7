"""The function that a user calls."""

import re

import numpy as np
import pytest
import sympy
from sympy import Eq, Gt, Identity, Trace, ZeroMatrix

from proofs_checks import CheckResult, Report, Verdict, verify
from tests.proofs_checks.toys import FALSE, TRUE, A, H, M, S, X, d, distance, second_moment, sigma2, v
from theory import (
    Bound,
    Equality,
    Expectation,
    MatrixNormal,
    Minimum,
    NameClashError,
    PositiveDefiniteMatrix,
    ShapeError,
)


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


@pytest.mark.parametrize("arguments", [{"seed": -1}, {"seed": 0.5}, {"samples": 3}])
def test_bad_arguments(arguments):
    with pytest.raises(ValueError, match="give a whole number"):
        verify(TRUE["jensen"], **arguments)


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"M": 0, "H": [[1]]}, "M is 0: give a whole number"),
        ({"M": 2.5, "H": [[1]]}, r"M is 2\.5: give a whole number"),
        ({"M": -1}, "M is -1: give a whole number"),
        ({"H": [[1.0, 2.0], [0.0, 1.0]]}, r"H is not symmetric \(\[0,1\] is 2, \[1,0\] is 0\): symmetrise it"),
        ({"H": [[1.0, 2.0], [2.0, 1.0]]}, "H has the eigenvalue -1: give a positive"),
        ({"H": [[1.0, np.nan], [np.nan, 1.0]]}, "H holds nan or inf: give finite"),
        ({"H": [[np.inf]]}, "H holds nan or inf: give finite"),
        ({"H": np.eye(2), "A": np.eye(3)}, r"H has a value of shape \(2, 2\) .* d = 3 from A: make"),
        ({"H": [[1.0, 2.0]]}, r"\(1, 2\) .*make the shapes agree"),
        ({"H": [[1.0, 2.0], [3.0]]}, "H is not a rectangular array .*: give rows of equal length"),
        ({"H": "identity"}, "H .*: give"),
        ({3: 1.0}, "3 cannot be given a value: use"),
        ({H: [[1.0]], "H": [[1.0]]}, "H is given two values: give one"),
    ],
)
def test_values_that_make_no_sense_are_named_on_one_line(values, match):
    with pytest.raises(ValueError, match=match) as caught:
        verify(TRUE["second_moment"], values=values)
    assert "\n" not in str(caught.value)


def test_a_negative_variance_is_refused():
    with pytest.raises(ValueError, match=r"sigma2 is -0\.5: give a number ≥ 0"):
        verify(Equality(sigma2 + 0, sigma2), values={"sigma2": -0.5})


def test_a_singular_matrix_breaks_the_hypothesis_that_it_is_definite():
    checks = verify(TRUE["second_moment"], values={"H": np.diag([1.0, 0.0])}).checks
    given = next(check for check in checks if check.check == "given_values")
    assert (given.verdict, given.detail) == (Verdict.VACUOUS, "your numbers break the hypothesis H ≻ 0")


@pytest.mark.parametrize(
    ("integrand", "match"),
    [
        (Trace((H + S).I), "random symbols X is inverted"),
        (sympy.exp(Trace(S)), r"exp\(Trace.* is not shown to exist"),
        (sympy.exp(-Trace(S)), r"exp\(-Trace.* is not a polynomial in the random symbols it contains \(X\): give"),
        (sympy.sqrt(Trace(S) ** 2 + 1), r"sqrt\(.* is not a polynomial .* \(X\): give"),
    ],
)
def test_what_cannot_be_integrated_is_said(integrand, match):
    report = verify(Equality(Expectation(integrand), Trace(H)), samples=500)
    derivation = next(check for check in report.checks if check.check == "derivation")
    assert derivation.verdict in {Verdict.ERROR, Verdict.INCONCLUSIVE}
    assert re.search(match, derivation.detail)


def test_one_name_with_two_laws_is_refused():
    wider = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), 2 * H)
    with pytest.raises(NameClashError, match="X"):
        verify(Equality(Expectation(X.T * X + wider.T * wider), 3 * M * H))
