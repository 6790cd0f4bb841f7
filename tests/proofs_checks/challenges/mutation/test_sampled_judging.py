"""What sampling refutes, and by how much the rest is off."""

import numpy as np
import pytest
from sympy import Identity, Inverse, Rational, Trace

from proofs_checks.challenges.mutation.sampled_judging import Sampling
from proofs_checks.context import Context
from proofs_checks.settings.challenge_numbers import FEW_SAMPLES, PLACES
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import A, H, S, d, toy
from theory import Bound, Equality, Expectation, Theorem

CONTEXT = Context()


def sampled(statement):
    return Sampling(Theorem(slug="sampled", title="", statement=statement), CONTEXT)


@pytest.mark.long
def test_a_sample_serves_every_claim_about_one_quantity():
    true = toy("second_moment").statement
    sampling = sampled(true)
    assert sampling.judge(true)[0] is Verdict.INCONCLUSIVE
    for factor in (2, Rational(9, 8), -1):
        verdict, effect = sampling.judge(Equality(true.lhs, factor * true.rhs))
        assert verdict is Verdict.REFUTED
        assert effect > 1
    assert len(sampling.estimates) == 1


@pytest.mark.long
def test_too_small_an_error_is_measured():
    true = toy("second_moment").statement
    verdict, effect = sampled(true).judge(Equality(true.lhs, Rational(10_001, 10_000) * true.rhs))
    assert verdict is Verdict.INCONCLUSIVE
    assert 0 < effect < 1


def test_bounds_are_refuted_in_one_direction_only():
    mean = Expectation(Trace(S))
    sampling = sampled(Bound(Trace(H), mean))
    assert sampling.judge(Bound(Trace(H) / 2, mean))[0] is Verdict.INCONCLUSIVE
    assert sampling.judge(Bound(2 * Trace(H), mean))[0] is Verdict.REFUTED


def test_bounds_without_exact_values_are_sampled_at_more_points():
    mean = Expectation(Trace(Inverse(S + Identity(d))))
    sampling = sampled(Bound(Trace(Inverse(H + Identity(d))), mean))
    (places,) = sampling.places.values()
    assert len(places) == 1 + PLACES
    assert all(samples == FEW_SAMPLES for _, samples, _ in places[1:])
    assert sampling.judge(Bound(Trace(Inverse(H + Identity(d))), mean))[0] is Verdict.INCONCLUSIVE
    assert sampling.judge(Bound(d, mean))[0] is Verdict.REFUTED


@pytest.mark.nightly  # six seconds; bounds on such means are judged daily
def test_the_error_of_a_mean_without_closed_form_is_sampled():
    left, right = (Expectation(Trace(H * Inverse(S + c * Identity(d)))) for c in (1, 2))
    verdict, effect = sampled(Equality(left, left)).judge(Equality(left, right)) or (None, None)
    assert verdict is Verdict.REFUTED
    assert effect is None or effect > 1


def test_what_cannot_be_sampled_has_no_verdict():
    assert sampled(Equality(Trace(H * A), Trace(A * H))).judge(Equality(Trace(H * A), 0)) is None


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_draws_the_same(seed):
    true = toy("second_moment").statement
    wrong = Equality(true.lhs, 2 * true.rhs)
    theorem = Theorem(slug="sampled", title="", statement=true)
    first, second = (Sampling(theorem, Context(seed=seed, samples=100_000)).judge(wrong) for _ in range(2))
    assert first == second
    assert np.isfinite(first[1])
