"""Where it is sampled, how much, and what is said of that before and after."""

import math

import numpy as np
import pytest
from sympy import Symbol, Trace

from numerics.independent.comparison import smallest_detectable
from numerics.tolerances.sample_sizes import FALSE_ALARM, MISS
from proofs_checks.cases.sampleable import sampled_form
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.context import Context
from proofs_checks.evidence import monte_carlo
from proofs_checks.judging import sampling_plan
from proofs_checks.judging.sampling_plan import Plan, PlanError, plan_for
from proofs_checks.settings.plan_sizes import CANDIDATES
from proofs_checks.settings.sampling_trials import CHEAP, REQUIRED_ERROR, TAKEN_AT_ONCE, WANTED_ERROR
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import H, S, toy, w
from theory import Equality, Expectation, Theorem

sigma2 = Symbol("sigma2", nonnegative=True)


def plan(statement, context=None):
    theorem = statement if isinstance(statement, Theorem) else Theorem(slug="toy", title="", statement=statement)
    (form,) = (f for f in map(sampled_form, claims_of(theorem)) if f)
    return plan_for(form, theorem, context or Context(), np.random.default_rng(0))


@pytest.fixture
def uncontrolled(monkeypatch):
    """Nothing is taken away from samples: a plan is then what the spread of single draws asks for."""
    monkeypatch.setattr("numerics.independent.sampled_integrand.WORTH_CONTROLLING", 0.0)


@pytest.mark.usefixtures("uncontrolled")
def test_a_plan_is_long_enough_for_what_is_wanted():
    found = plan(Equality(Expectation(Trace(S)), Trace(H)))
    exactly = (float(smallest_detectable(found.spread)) / WANTED_ERROR) ** 2
    assert exactly < found.wanted < 1.1 * exactly  # what a pilot may be wrong by is added
    assert found.wanted <= found.samples + 1
    assert found.work <= CHEAP


def test_controls_make_a_plan_shorter_and_what_it_shows_no_larger():
    found = plan(toy("second_moment"))
    assert found.scheme.coefficients is not None
    without = (float(smallest_detectable(found.spread, FALSE_ALARM / found.values[H].size)) / WANTED_ERROR) ** 2
    assert found.wanted < 0.5 * without
    seen = found.draw(found.samples, 1)
    error = float(smallest_detectable(np.linalg.norm(seen.standard_error), FALSE_ALARM / found.values[H].size))
    assert error <= REQUIRED_ERROR * found.place.form.size_at(found.values, seen)[0]


@pytest.mark.usefixtures("uncontrolled")
def test_matrices_are_planned_for_the_level_of_an_entry():
    found = plan(toy("second_moment"))
    entries = found.values[H].size
    assert found.wanted >= (float(smallest_detectable(found.spread, FALSE_ALARM / entries)) / WANTED_ERROR) ** 2


def test_noise_is_present_where_it_may_be():
    statement = Equality(Expectation(Trace(S)) + sigma2, Trace(H) + sigma2)
    for seed in range(8):
        (form,) = map(sampled_form, claims_of(Theorem(slug="toy", title="", statement=statement)))
        theorem = Theorem(slug="toy", title="", statement=statement)
        assert plan_for(form, theorem, Context(), np.random.default_rng(seed)).values[sigma2] > 0


@pytest.mark.long
def test_caps_are_kept():
    found = plan(toy("second_moment"), Context(samples=10_000))
    assert found.samples == found.cap == 2_000
    assert found.wanted > found.cap


@pytest.mark.parametrize("name", ["second_moment", "jensen", "mean_zero"])
def test_what_is_said_before_and_after(name):
    (data,) = monte_carlo.check(toy(name), Context()).data["comparisons"]
    before = {"nominal_false_alarm": FALSE_ALARM, "miss": MISS, "wanted_relative_error": REQUIRED_ERROR}
    assert before.items() <= data.items()
    seen, needed = data["smallest_detectable_relative_error"], data["samples_for_wanted_error"]
    assert seen <= REQUIRED_ERROR
    assert needed == pytest.approx(data["samples"] * (seen / REQUIRED_ERROR) ** 2, rel=1e-3, abs=1)
    whole = data["planned_samples"] == pytest.approx(data["samples"], abs=1)
    assert whole or (data["ended_early"] and data["samples"] < data["planned_samples"])


@pytest.mark.usefixtures("uncontrolled")
def test_what_falls_short_is_drawn_anew(monkeypatch):
    sizes = []
    sample = Plan.draw
    monkeypatch.setattr(Plan, "draw", lambda plan, *a: sizes.append((plan, a[0])) or sample(plan, *a))
    monkeypatch.setattr("proofs_checks.judging.sampling_plan.WANTED_ERROR", 1.5 * REQUIRED_ERROR)
    monkeypatch.setattr("proofs_checks.judging.early_looks.EARLY_WORK", math.inf)  # whole samples alone
    result = monte_carlo.check(toy("jensen"), Context())
    assert result.verdict is Verdict.CONFIRMED
    *_, first, second = (samples for plan, samples in sizes if plan.description.startswith("a random point"))
    assert 2 * first < second < 3 * first


@pytest.mark.usefixtures("uncontrolled")
def test_gross_errors_take_few_samples(monkeypatch):
    sizes = []
    sample = Plan.draw
    monkeypatch.setattr(Plan, "draw", lambda plan, *a: sizes.append(a[0]) or sample(plan, *a))
    wanted = plan(toy("wrong_factor"), Context()).wanted
    assert monte_carlo.check(toy("wrong_factor"), Context()).verdict is Verdict.REFUTED
    glance, repeated, beside, farther_off = sizes
    assert repeated == beside == farther_off == 4 * glance
    assert sum(sizes) < wanted


def test_small_errors_are_found_by_the_whole_sample():
    for wrong, verdict in ((1.0, Verdict.CONFIRMED), (1 + REQUIRED_ERROR, Verdict.REFUTED)):
        statement = Equality(Expectation(Trace(S) * wrong), Trace(H))
        theorem = Theorem(slug="small", title="", statement=statement)
        assert monte_carlo.check(theorem, Context()).verdict is verdict


def test_two_sampled_sides_are_measured_by_one_of_them():
    statement = Equality(Expectation(Trace(w.T * w)), Expectation(Trace(w * w.T)))
    (data,) = monte_carlo.check(Theorem(slug="sides", title="", statement=statement), Context()).data["comparisons"]
    assert data["relative_to"] == "the right side"


def test_a_cheap_point_is_taken_at_once(monkeypatch):
    drawn = []
    point = sampling_plan.admissible_point
    monkeypatch.setattr(sampling_plan, "admissible_point", lambda *a, **k: drawn.append(a) or point(*a, **k))
    found = plan(toy("second_moment"))
    assert found.work <= TAKEN_AT_ONCE
    at_once = len(drawn)
    assert at_once < CANDIDATES
    monkeypatch.setattr(sampling_plan, "TAKEN_AT_ONCE", 0)
    plan(toy("second_moment"))
    assert len(drawn) == at_once + CANDIDATES


def test_what_can_be_sampled_nowhere_is_said_before_a_point_is_drawn(monkeypatch):
    monkeypatch.setattr("proofs_checks.judging.sampling_plan.admissible_point", None)
    with pytest.raises(PlanError, match="not linear in its expectations"):
        plan(Equality(Expectation(Trace(S)) * Expectation(Trace(S * S)), Trace(H) ** 3))
