"""Claims about the Bayes risk by quadrature: true ones confirmed, wrong ones refuted with values."""

from dataclasses import replace

import pytest
from sympy import Rational

import theory
from proofs_checks.context import Context
from proofs_checks.evidence import quadrature
from proofs_checks.verdict import Verdict

BAYES = ("posterior_mean_is_optimal", "bayes_risk_lower_bound", "bounded_signal_to_noise_is_needed")
POSTERIOR, LOWER, FACTOR = (
    theory.theorem(s) for s in ("posterior_mean_is_optimal", "bayes_risk_lower_bound", "one_step_gd_is_nearly_optimal")
)


@pytest.mark.parametrize("slug", [*BAYES, "one_step_gd_is_nearly_optimal"])
def test_claims_about_the_bayes_risk(slug):
    result = quadrature.check(theory.theorem(slug), Context())
    assert result.verdict is Verdict.CONFIRMED
    assert result.data["comparisons"] >= 2
    assert result.data["sizes"]


def test_where_every_integrand_is_polynomial_there_is_nothing_to_add():
    assert quadrature.check(theory.theorem("risk_of_one_step_gd"), Context()) is None


def test_what_is_too_large_is_vacuous():
    result = quadrature.check(theory.theorem("least_squares_risk"), Context())
    assert result.verdict is Verdict.VACUOUS
    assert "nodes are more than the limit" in result.detail


def test_an_error_of_one_in_a_hundred_thousand_is_refuted():
    *others, risk = POSTERIOR.corollaries
    claim = replace(risk.statement, rhs=risk.statement.rhs + Rational(1, 100_000))
    wrong = replace(POSTERIOR, corollaries=(*others, replace(risk, statement=claim)))
    result = quadrature.check(wrong, Context())
    assert result.verdict is Verdict.REFUTED
    assert float(result.counterexample.right) - float(result.counterexample.left) == pytest.approx(1e-5, rel=1e-2)


def test_a_bound_that_is_too_strong_is_refuted():
    statement = LOWER.statement
    result = quadrature.check(replace(LOWER, statement=replace(statement, lhs=2 * statement.lhs)), Context())
    assert result.verdict is Verdict.REFUTED
    assert float(result.counterexample.left) > float(result.counterexample.right)


def test_the_same_seed_gives_the_same_result():
    assert quadrature.check(FACTOR, Context()).detail == quadrature.check(FACTOR, Context()).detail
