"""A sample that ends as soon as it has shown enough misses no more than it says, and rejects no more."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest
from sympy import Trace

from numerics import smallest_detectable
from numerics.independent.comparison import critical_value
from numerics.tolerances.sample_sizes import FALSE_ALARM, MISS
from proofs_checks.cases.sampleable import sampled_form
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.context import Context
from proofs_checks.judging import early_looks
from proofs_checks.judging.early_looks import LAST_MISS, early_lengths, whole_length, within
from proofs_checks.judging.sampling_plan import plan_for
from proofs_checks.judging.streams import look_early
from proofs_checks.settings.sampling_trials import EARLY_LOOKS, EARLY_WORK, REQUIRED_ERROR
from tests.proofs_checks.toys import H, S
from theory import Bound, Equality, Expectation, Theorem

RUNS = [5_000, pytest.param(200_000, marks=pytest.mark.nightly)]
CONFIDENCE = 0.999


def simulated(runs, off, one_sided=False, entries=1):
    """How often a sum of normal increments is accepted early, accepted late and rejected, and what is drawn of it.

    ``off``: by how many of the errors that must be seen the mean is off, in the first of the entries.
    """
    rng = np.random.default_rng(7)
    share = FALSE_ALARM / entries
    # standard errors of the whole sample; what must be seen is what the last look sees
    error = float(smallest_detectable(1.0, share, LAST_MISS)) * math.sqrt(entries)
    parts = np.array([*EARLY_LOOKS, 1.0])
    steps = np.diff(parts, prepend=0.0)
    early = late = rejected = 0
    drawn = 0.0
    mean = np.zeros(entries)
    mean[0] = off * error
    sides = np.sqrt(steps)[:, None]
    for _ in range(runs):
        means = np.cumsum(sides * rng.standard_normal((len(parts), entries)), axis=0) / parts[:, None] + mean
        for part, found in zip(EARLY_LOOKS, means[:-1], strict=True):
            if within(found, np.full(entries, 1 / math.sqrt(part)), error, one_sided=one_sided):
                early, drawn = early + 1, drawn + part
                break
        else:
            drawn += 1.0
            beyond = -means[-1] if one_sided else np.abs(means[-1])
            is_rejected = (beyond > critical_value(share)).any()
            rejected += is_rejected
            late += not is_rejected
    return early, late, rejected, drawn / runs


def at_most(count, of, chance):
    return binomtest(int(count), of).proportion_ci(CONFIDENCE, method="exact").low <= chance


@pytest.mark.parametrize("runs", RUNS)
@pytest.mark.parametrize("entries", [1, 6])
def test_an_error_is_missed_as_rarely_as_said(runs, entries):
    early, late, _, _ = simulated(runs, 1.0, entries=entries)
    print(f"{entries} entries: {early} and {late} of {runs} accepted although off by what must be seen")
    assert at_most(early + late, runs, MISS)


@pytest.mark.parametrize("runs", RUNS)
def test_a_violated_bound_is_missed_as_rarely(runs):
    early, late, _, _ = simulated(runs, -1.0, one_sided=True)
    assert at_most(early + late, runs, MISS)


@pytest.mark.parametrize("runs", RUNS)
def test_true_claims_are_rejected_no_more_often_than_by_one_look_and_take_three_fifths(runs):
    _, _, rejected, drawn = simulated(runs, 0.0)
    print(f"{rejected} of {runs} rejected; {drawn:.3f} drawn of each")
    assert at_most(rejected, runs, FALSE_ALARM)
    assert drawn < 0.65


def test_a_bound_that_is_far_from_sharp_takes_the_first_look():
    *_, drawn = simulated(200, 6.0, one_sided=True)
    assert drawn == EARLY_LOOKS[0]


def test_looks_that_are_too_generous_are_found_out(monkeypatch):
    monkeypatch.setattr(early_looks, "EARLY_CRITICAL", 2.5)
    early, late, _, _ = simulated(5_000, 1.0)
    assert not at_most(early + late, 5_000, MISS)


def test_lengths():
    assert early_lengths(EARLY_WORK, 1) == tuple(math.ceil(part * EARLY_WORK) for part in EARLY_LOOKS)
    assert early_lengths(EARLY_WORK - 1, 1) == ()
    assert min(early_lengths(5000, EARLY_WORK)) > 1000, "so few say little of their standard error"
    assert 1.03 < whole_length(1_000_000, 100) / 1e6 < whole_length(1_000_000, 1) / 1e6 < 1.07


def looked(statement, seeds, monkeypatch):
    """The streams of a real sample, cheap as it is, from these seeds."""
    monkeypatch.setattr(early_looks, "EARLY_WORK", 0)
    theorem = Theorem(slug="early", title="", statement=statement)
    (form,) = (f for f in map(sampled_form, claims_of(theorem)) if f)
    plan = plan_for(form, theorem, Context(), np.random.default_rng(0))
    return plan, [look_early(form, plan, plan.samples, iter([np.random.SeedSequence(seed)])) for seed in seeds]


@pytest.fixture
def uncontrolled(monkeypatch):
    monkeypatch.setattr("numerics.independent.sampled_integrand.WORTH_CONTROLLING", 0.0)


@pytest.mark.usefixtures("uncontrolled")
def test_a_sample_of_a_true_claim_is_shorter_and_says_what_it_excludes(monkeypatch):
    plan, found = looked(Equality(Expectation(Trace(S)), Trace(H)), range(20), monkeypatch)
    assert np.mean([s.comparison.samples for s in found]) < 0.8 * plan.samples
    assert all(s.detectable <= REQUIRED_ERROR and not s.weakness for s in found)
    assert {s.detectable for s in found if s.excluded} == {REQUIRED_ERROR}


@pytest.mark.usefixtures("uncontrolled")
@pytest.mark.parametrize("sign", [1, -1])
def test_a_claim_that_is_off_by_what_must_be_seen_is_not_accepted(sign, monkeypatch):
    _, found = looked(Equality(Expectation(Trace(S)), (1 + sign * REQUIRED_ERROR) * Trace(H)), range(20), monkeypatch)
    assert all(s.signs.any() for s in found)


@pytest.mark.usefixtures("uncontrolled")
def test_a_bound_is_accepted_early_and_its_converse_never(monkeypatch):
    plan, found = looked(Bound(Trace(H) / 2, Expectation(Trace(S))), range(5), monkeypatch)
    assert all(s.excluded for s in found)
    assert np.mean([s.comparison.samples for s in found]) <= 0.5 * plan.samples
    _, reversed_ = looked(Bound(Expectation(Trace(S)), Trace(H) / 2), range(5), monkeypatch)
    assert not any(s.excluded for s in reversed_)
    assert all(s.signs.any() for s in reversed_)


@pytest.mark.usefixtures("uncontrolled")
def test_what_is_excluded_is_what_is_required_to_the_last_bit(monkeypatch):
    _, (stream, *_) = looked(Equality(Expectation(Trace(S)), Trace(H)), range(1), monkeypatch)
    sizes = np.random.default_rng(0).uniform(1, 2, 100).tolist()
    assert any(REQUIRED_ERROR * size / size > REQUIRED_ERROR for size in sizes)
    for size in sizes:
        early = replace(stream, excluded=REQUIRED_ERROR, size=size)
        assert early.detectable == REQUIRED_ERROR
        assert not early.weakness
        assert not early.is_short


@pytest.mark.usefixtures("uncontrolled")
def test_a_skewed_sample_is_not_accepted_early(monkeypatch):
    _, (stream, *_) = looked(Equality(Expectation(Trace(S)), Trace(H)), range(1), monkeypatch)
    assert stream.excludes(1.0)
    skewed = replace(stream, comparison=replace(stream.comparison, skewness_term=0.4))
    assert not skewed.distrust, "a whole sample would be trusted"
    assert not skewed.excludes(1.0), "with the larger z of an early look skewness matters more"
