"""Limits tried numerically: what holds is never refuted, what does not is, with a point and a path."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Symbol, oo

from numerics import evaluate
from proofs_checks import Verdict, verify
from proofs_checks.approach import trials
from proofs_checks.approach.edges import Spot
from proofs_checks.approach.paths import Path, paths_for
from proofs_checks.approach.rational import Quotient
from proofs_checks.context import Context
from proofs_checks.evidence import limits
from tests.proofs_checks.limit_claims import FALSE, TRUE, UNDECIDED, VACUOUS, K, M, N, d, s, signal, to_infinity
from theory import Assumption, Equality, Limit, Theorem, theorems

REGISTERED = [t.slug for t in theorems() if any(isinstance(statement, Limit) for statement in t.statements)]


def judged(claim, slug="limit", seed=0):
    statement, hypotheses = claim
    assumptions = tuple(Assumption(str(h), h) for h in hypotheses)
    return limits.check(Theorem(slug=slug, title="", statement=statement, assumptions=assumptions), Context(seed=seed))


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", TRUE)
def test_what_holds_is_confirmed(name, seed):
    result = judged(TRUE[name], seed=seed)
    assert result.verdict is Verdict.CONFIRMED, result.detail
    assert result.data["points"] >= 1
    assert result.data["paths"]


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", FALSE)
def test_what_does_not_hold_is_refuted_with_a_point_and_a_path(name, seed):
    statement, _ = FALSE[name]
    result = judged(FALSE[name], seed=seed)
    assert result.verdict is Verdict.REFUTED, result.detail
    found = result.counterexample
    assert found.left != found.right
    assert all("t" in found.values[v.name] for v in statement.variables)
    assert {"point", "path", "reached", "claimed", "how"} <= result.data.keys()


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_cannot_be_told_is_said_to_be_so(name):
    result = judged(UNDECIDED[name])
    assert result.verdict is Verdict.INCONCLUSIVE, result.detail
    assert result.counterexample is None


@pytest.mark.parametrize("name", VACUOUS)
def test_variables_that_cannot_go_there_confirm_nothing(name):
    assert judged(VACUOUS[name]).verdict is Verdict.VACUOUS


@pytest.mark.parametrize("slug", REGISTERED)
def test_registered_limits_are_confirmed(slug):
    (theorem,) = (t for t in theorems() if t.slug == slug)
    assert limits.check(theorem, Context()).verdict is Verdict.CONFIRMED


@pytest.mark.parametrize("claims", [TRUE, FALSE, UNDECIDED])
def test_the_name_of_a_theorem_changes_nothing(claims):
    for claim in list(claims.values())[::5]:
        assert judged(claim, "one") == judged(claim, "another")


def test_what_the_left_side_reaches_is_what_it_is_near():
    statement, _ = claim = FALSE["not along a steep curve"]
    found = judged(claim).counterexample
    assert found.values == {"M": "t^5", "N": "t"}
    t = 10**9
    value = evaluate(statement.expression, {M: Fraction(t**5), N: Fraction(t)})
    assert abs(value - Fraction(found.left)) < Fraction(1, 10**6)


def test_the_report_shows_the_counterexample():
    report = verify(FALSE["at P = 0"][0])
    assert report.verdict is Verdict.REFUTED
    assert report.counterexample.values["P"] == (("0", "0"), ("0", "0"))
    assert "tends to" in str(report.counterexample)


def test_another_corollary_that_fails_is_seen():
    theorem = Theorem(slug="x", title="", statement=TRUE["one over M"][0], corollaries=(FALSE["off by 1e-12"][0],))
    assert limits.check(theorem, Context()).verdict is Verdict.REFUTED
    unclear = replace(theorem, corollaries=(UNDECIDED["an unknown function"][0],))
    assert limits.check(unclear, Context()).verdict is Verdict.INCONCLUSIVE


def test_abbreviations_are_written_out():
    c = Symbol("c", nonnegative=True)
    theorem = Theorem(slug="x", title="", statement=to_infinity(c * M / (1 + c * M), (M,), 1), notation=((c, signal),))
    found = limits.check(theorem, Context()).counterexample
    assert found.values["P"] == (("0", "0"), ("0", "0"))
    assert "c" not in found.values


def test_other_statements_have_no_limit():
    assert limits.check(Theorem(slug="x", title="", statement=Equality(M, M)), Context()) is None


def test_points_on_the_border_are_what_refutes(monkeypatch):
    """A negative control of the points: without those that are not random the claim passes."""

    def random_alone(theorem, symbols, rng):
        return (Spot("", {d: 2, s: Fraction(n)}) for n in (1, 2, 3))

    claim = FALSE["at s = 0"]
    assert judged(claim).verdict is Verdict.REFUTED
    monkeypatch.setattr(trials, "spots", random_alone)
    assert judged(claim).verdict is Verdict.CONFIRMED


def test_shapes_of_paths_are_what_refutes(monkeypatch):
    """A negative control of the paths: along the diagonal alone the claim passes."""
    claim = FALSE["only along the diagonal"]
    assert judged(claim).verdict is Verdict.REFUTED
    monkeypatch.setattr(trials, "paths_for", lambda statement: paths_for(statement)[:1])
    assert "3*t" in judged(claim).data["path"]  # where the terms of the quotient balance
    monkeypatch.setattr(Quotient, "critical", ())
    assert judged(claim).verdict is Verdict.CONFIRMED


def test_two_evaluators_that_disagree_stop_the_check(monkeypatch):
    monkeypatch.setattr(Quotient, "at", lambda self, path, scale: np.asarray(Fraction(7)))
    with pytest.raises(ArithmeticError, match="evaluators disagree"):
        judged(FALSE["off by 1e-12"])


def test_one_variable_after_the_other():
    statement = to_infinity(M**2 / (M**2 + N), (M, N), 1)
    quotient = Quotient(statement, {})
    first_M, first_N = (Path((1, 1), (1, 1), (0, 0), levels) for levels in ((0, 1), (1, 0)))
    assert quotient.along(first_M, Fraction(1)).agrees
    assert quotient.along(first_N, Fraction(0)).agrees
    assert first_M.described(statement) == {"M": "t1", "N": "t2"}
    values = first_M.values(statement, 10)
    assert values[M] == values[N] ** 10


def test_paths_have_several_shapes():
    found = paths_for(to_infinity(1 / M + 1 / N, (M, N), 0))
    texts = [tuple(path.described(Limit(M * N, (M, N), oo, 0)).values()) for path in found]
    shapes = [("t", "t"), ("t", "t^2"), ("t^3", "t"), ("t^2", "t^3"), ("t", "2*t"), ("10*t", "t"), ("t", "t^7")]
    assert {*shapes, ("t + 1", "t")} <= set(texts)
    assert len(paths_for(to_infinity(1 / M, (M, N, K), 0))) > 20
