"""Convergence of gradient flows, limits in the right variables, and laws of which two moments are known."""

from dataclasses import replace

import pytest
from sympy import Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix, oo, symbols

from proofs_checks import Verdict, verify
from proofs_checks.context import Context
from proofs_checks.evidence import derivation, flow
from tests.shares import nightly
from theory import (
    Equality,
    Expectation,
    FlowConvergence,
    Limit,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    RandomMatrix,
    Step,
    Theorem,
    quad,
)
from theory.rules import Expand, TakeLimit

d, M, N = symbols("d M N", integer=True, positive=True)
A, b, v = PositiveDefiniteMatrix("A", d), MatrixSymbol("b", d, 1), MatrixSymbol("v", d, 1)
c = Symbol("c", real=True)

OBJECTIVE = quad(v - b, A) + (c - 1) ** 2


def convergence(**fields):
    claim = FlowConvergence(OBJECTIVE, (v, c), (ZeroMatrix(d, 1), 3), (b, 1))
    return Theorem(slug="flow", title="", statement=replace(claim, **fields))


def test_a_flow_that_converges_is_confirmed_and_not_proved():
    assert flow.check(convergence(), Context()).verdict is Verdict.CONFIRMED
    assert verify(convergence()).verdict is Verdict.CONFIRMED
    theorem = replace(convergence(), derivation=(Step(Expand(), "the rate of decrease"),))
    assert derivation.check(theorem, Context()).verdict is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("to", [(2 * b, 1), nightly((b, 2))])
def test_another_end_is_refuted(to):
    assert verify(convergence(to=to)).verdict is Verdict.REFUTED


def test_start_and_end_have_as_many_values_as_there_are_variables():
    with pytest.raises(ValueError, match="2 variables but 1 values"):
        convergence(start=(b,))


def test_other_statements_have_no_flow():
    assert flow.check(Theorem(slug="x", title="", statement=Equality(A, A)), Context()) is None


@pytest.mark.parametrize("variables", [(M,), (N,)])
def test_a_limit_in_other_variables_is_not_derived(variables):
    claim = Limit((1 / M + 1 / N) * Trace(A), (M, N), oo, 0)
    theorem = Theorem(slug="limit", title="", statement=claim, derivation=(Step(TakeLimit((M, N)), "both grow"),))
    assert derivation.check(theorem, Context()).verdict is Verdict.PROVED
    other = replace(theorem, statement=replace(claim, variables=variables))
    assert derivation.check(other, Context()).verdict is Verdict.ERROR
    assert verify(other).verdict is Verdict.REFUTED


def test_a_law_known_by_two_moments_is_tried_as_a_gaussian():
    Sigma = PositiveSemidefiniteMatrix("Sigma", d)
    x = RandomMatrix("x", b, Sigma, Identity(1))
    report = verify(Equality(Expectation(quad(x, A)), Trace(A * Sigma) + quad(b, A)))
    verdicts = {check.check: check.verdict for check in report.checks}
    assert verdicts["exact_points"] is verdicts["monte_carlo"] is Verdict.CONFIRMED
    assert verify(Equality(Expectation(quad(x, A)), Trace(A * Sigma))).verdict is Verdict.REFUTED
