"""One derivation, several claims about the quantity that it starts from."""

from dataclasses import replace

import pytest
from sympy import Rational

import theory
from proofs_checks.context import Context
from proofs_checks.evidence.derivation import check, derivation_of, judge
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import toy
from theory import Bound, Equality

GAP = theory.theorem("no_gap_without_shared_signal")


def with_minimiser(**values):
    statement = GAP.statement
    at = [values.get(str(v), old) for v, old in zip(statement.over, statement.at, strict=True)]
    return replace(GAP, statement=replace(statement, at=tuple(at)))


def test_another_minimiser_is_established_too():
    P, *_, v_0 = GAP.statement.at
    assert check(with_minimiser(P=2 * P, v_0=v_0 / 2), Context()).verdict is Verdict.PROVED
    assert check(with_minimiser(P=-P, v_0=-v_0), Context()).verdict is Verdict.PROVED


def test_and_what_is_no_minimiser_is_not():
    P, *_, v_0 = GAP.statement.at
    result = check(with_minimiser(P=2 * P), Context())
    assert result.verdict is Verdict.ERROR
    assert "the objective at the minimiser is" in result.detail
    assert check(with_minimiser(v_0=v_0 / 2), Context()).verdict is Verdict.ERROR


def test_the_derivation_is_executed_once_for_many_claims():
    theorem = theory.theorem("second_moment_of_sample_covariance")
    done, true = derivation_of(theorem), theorem.statement
    assert judge(true, theorem, done) is Verdict.PROVED
    assert judge(Equality(true.lhs, 2 * true.rhs), theorem, done) is Verdict.REFUTED


def test_without_steps_the_normal_forms_decide():
    theorem = toy("second_moment")
    assert derivation_of(theorem) is None
    assert judge(theorem.statement, theorem, None) is Verdict.PROVED
    wrong = Equality(theorem.statement.lhs, Rational(1, 2) * theorem.statement.rhs)
    assert judge(wrong, theorem, None) is Verdict.REFUTED
    assert judge(Bound(0, 1), theorem, None) is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("slug", ["optimal_one_step_gd", "attention_gap_lower_bound"])
def test_the_claims_of_theorems_are_established(slug):
    theorem = theory.theorem(slug)
    assert judge(theorem.statement, theorem, derivation_of(theorem)) is Verdict.PROVED
