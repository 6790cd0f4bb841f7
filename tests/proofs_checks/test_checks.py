"""Each kind of evidence by itself: it confirms what is true and refutes what is false."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Gt, Inverse, Trace

from proofs_checks.context import Context
from proofs_checks.evidence import exact_points, given_values, monte_carlo, property_search
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import FALSE, TRUE, A, H, M, S, d, toy
from theory import Assumption, Equality, Expectation, Theorem

EVIDENCE = [exact_points, property_search, monte_carlo]


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda m: m.NAME)
@pytest.mark.parametrize("name", TRUE)
def test_true_statements_are_confirmed(name, evidence):
    result = evidence.check(toy(name), Context(seed=3))
    if evidence is monte_carlo and name == "without_expectation":
        assert result is None
    else:
        assert result.verdict is Verdict.CONFIRMED, result


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda m: m.NAME)
@pytest.mark.parametrize("name", FALSE)
def test_false_statements_are_refuted(name, evidence):
    result = evidence.check(toy(name), Context(seed=3))
    assert result.verdict is Verdict.REFUTED, result
    assert result.counterexample.left != result.counterexample.right


def test_the_search_shrinks_to_what_can_be_checked_by_hand():
    found = property_search.check(toy("only_the_mean"), Context()).counterexample
    assert found.values == {"M": "1", "d": "1", "A": (("1",),), "H": (("1",),)}
    assert (found.left, found.right) == ("3", "1")


def test_exact_points_report_sizes_and_slack():
    assert exact_points.check(toy("second_moment"), Context()).data["sizes"] == [
        "(M=2, d=2)",
        "(M=3, d=2)",
        "(M=2, d=3)",
    ]
    assert Fraction(exact_points.check(toy("jensen"), Context()).data["smallest_slack"]) > 0


def test_a_sample_says_what_it_would_have_seen():
    (data,) = monte_carlo.check(toy("second_moment"), Context()).data["comparisons"]
    assert data["smallest_detectable_relative_error"] < 0.05
    assert data["relative_to"] == "the claim"
    assert np.shape(data["observed"]) == np.shape(data["claimed"]) == np.shape(data["standard_error"])
    (data,) = monte_carlo.check(toy("mean_zero"), Context()).data["comparisons"]
    assert data["relative_to"] == "the integrand's RMS"


@pytest.mark.long
def test_too_few_samples_are_inconclusive():
    result = monte_carlo.check(toy("second_moment"), Context(samples=500))
    assert result.verdict is Verdict.INCONCLUSIVE
    assert "5% would have gone unseen" in result.detail or "too skewed" in result.detail


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda m: m.NAME)
def test_hypotheses_that_no_point_meets_are_vacuous(evidence):
    hypothesis = Assumption("the trace is negative", Gt(-Trace(H), 0))
    result = evidence.check(toy("second_moment", assumptions=(hypothesis,)), Context())
    assert result.verdict is Verdict.VACUOUS
    assert "hypothesis" in result.detail


def test_points_are_found_far_from_where_they_are_drawn():
    theorem = toy("second_moment", assumptions=(Assumption("trace is huge", Gt(Trace(H), 10**6)),))
    for evidence in (exact_points, property_search):
        assert evidence.check(theorem, Context()).verdict is Verdict.CONFIRMED


def test_a_statement_that_needs_its_hypothesis():
    statement = Equality(Expectation(Trace(S * A)) * 0 + abs(Trace(A)), Trace(A))
    loose = Theorem(slug="loose", title="", statement=statement)
    tight = Theorem(slug="tight", title="", statement=statement, assumptions=(Assumption("positive", Gt(Trace(A), 0)),))
    assert exact_points.check(tight, Context()).verdict is Verdict.CONFIRMED
    assert not exact_points.check(tight, Context()).data["inadmissible"], "points are moved to where it holds"
    assert property_search.check(loose, Context()).verdict is Verdict.REFUTED


def test_what_has_no_exact_value_can_still_be_sampled():
    statement = Equality(Expectation(Trace(Inverse(H + S))), d)
    theorem = Theorem(slug="inverse", title="", statement=statement)
    exact = exact_points.check(theorem, Context())
    assert exact.verdict is Verdict.VACUOUS
    assert "not polynomial" in exact.detail
    assert monte_carlo.check(theorem, Context()).verdict is Verdict.REFUTED


@pytest.mark.parametrize(("size", "verdict"), [(2, Verdict.CONFIRMED), (40, Verdict.INCONCLUSIVE)])
def test_given_values_say_what_is_feasible(size, verdict):
    context = Context(values={"H": 0.3 * np.eye(size), "M": 3 if size == 2 else 40})
    result = given_values.check(toy("jensen"), context)
    assert result.verdict is verdict, result
    assert "closed form" in result.detail
    assert ("too large" in result.detail) == (size == 40)
    assert given_values.check(toy("jensen"), Context()) is None


def test_given_values_outside_the_hypotheses():
    theorem = toy("second_moment", assumptions=(Assumption("long context", Gt(M, 10)),))
    context = Context(values={"H": np.eye(2), "M": 3})
    for evidence in (given_values, monte_carlo):
        result = evidence.check(theorem, context)
        assert result.verdict is Verdict.VACUOUS
        assert "your numbers" in result.detail
        assert "break the hypothesis long context" in result.detail


def test_streams_depend_on_the_slug_and_the_seed_only():
    draws = [Context(seed=s).generator(slug, "c").random() for s, slug in ((0, "a"), (0, "b"), (1, "a"))]
    assert len(set(draws)) == 3
    assert Context(seed=0).generator("a", "c").random() == draws[0]


@pytest.mark.nightly
def test_false_alarms_of_sampling():
    verdicts = [
        monte_carlo.check(toy(name), Context(seed=s)).verdict
        for s in range(100)
        for name in ("second_moment", "jensen")
    ]
    counts = {verdict: verdicts.count(verdict) for verdict in set(verdicts)}
    print(f"sampling of true statements, {len(verdicts)} runs: {counts}")
    assert Verdict.REFUTED not in counts
