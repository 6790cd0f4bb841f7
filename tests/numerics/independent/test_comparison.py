import math

import numpy as np
import pytest

from numerics import Estimate, compare, samples_needed, smallest_detectable
from numerics.independent.comparison import critical_value
from numerics.independent.running_moments import RunningMoments


def test_textbook_quantiles():
    assert critical_value(0.05) == pytest.approx(1.959964, abs=1e-6)
    assert smallest_detectable(1.0, 0.05, 0.2) == pytest.approx(1.959964 + 0.841621, abs=1e-6)
    # the textbook sample size for half a standard deviation at 5 % and 80 % power
    assert samples_needed(1.0, 0.5, 0.05, 0.2) == 32
    assert samples_needed(2.0, 0.5, 0.05, 0.2) == 126


def test_a_design_detects_what_it_was_designed_for():
    n = samples_needed(3.0, 0.1)
    assert smallest_detectable(3.0 / math.sqrt(n)) <= 0.1 < smallest_detectable(3.0 / math.sqrt(n - 2))


def test_one_number():
    estimate = Estimate(mean=1.02, standard_error=0.01, samples=10_000, rms=1.5, skewness=1.0)
    comparison = compare(1, estimate)
    assert comparison.z == pytest.approx(2.0)
    assert comparison.agrees
    assert comparison.scale == "claim"
    assert comparison.difference == pytest.approx(0.02)
    assert comparison.visible == comparison.detectable == pytest.approx(smallest_detectable(0.01))
    assert not compare(1, estimate, false_alarm=0.05).agrees


def test_p_values():
    assert compare(1.0, Estimate(1.02, 0.01, 10_000, 1.5, 0.0)).p_value == pytest.approx(0.0455, abs=1e-4)
    error = np.full((2, 2), 0.1)
    claim = np.array([[0.2, 0.0], [0.0, 0.0]])
    matrix = compare(claim, Estimate(np.zeros((2, 2)), error, 10_000, np.ones((2, 2)), np.zeros((2, 2))))
    assert matrix.p_value == pytest.approx(4 * 0.0455, abs=1e-3)
    assert compare(0.0, Estimate(0.0, 0.1, 100, 1.0, 0.0)).p_value == 1


def test_entries_share_the_false_alarms():
    error = np.full((2, 2), 0.1)
    estimate = Estimate(np.zeros((2, 2)), error, 10_000, np.ones((2, 2)), np.zeros((2, 2)))
    claim = np.array([[0.22, 0.0], [0.0, 0.0]])
    comparison = compare(claim, estimate, false_alarm=0.05)
    assert comparison.critical == pytest.approx(critical_value(0.0125))
    assert comparison.z == pytest.approx(2.2)
    assert comparison.agrees  # 2.2 would be significant for one entry
    assert not compare(claim * 2.6 / 2.2, estimate, false_alarm=0.05).agrees
    assert comparison.detectable == pytest.approx(2 * smallest_detectable(0.1, 0.0125) / 0.22)


def test_skewness_decides_on_trust():
    def trust(skewness, samples):
        return compare(1, Estimate(1.0, 0.1, samples, 2.0, skewness)).trustworthy

    z = critical_value()
    enough = math.ceil((10 * z**3 / 6) ** 2)
    assert trust(10.0, enough)
    assert trust(-10.0, enough)
    assert not trust(10.0, enough // 2)
    assert not trust(-10.0, enough // 2)


def test_what_is_only_rounding_is_not_skewed():
    assert compare(0.0, Estimate(0.0, 1e-16, 4096, 1e-14, 1e3), magnitude=1.0).trustworthy
    assert not compare(0.0, Estimate(0.0, 1e-16, 4096, 1e-14, 1e3)).trustworthy


def test_rounding_is_no_evidence():
    constant = Estimate(1.0, 0.0, 4096, 1.0, 0.0)
    assert compare(1 + 1e-15, constant).agrees
    assert not compare(1 + 1e-9, constant).agrees
    zero = Estimate(0.0, 0.0, 4096, 0.0, 0.0)
    assert compare(0, zero).agrees
    assert not compare(1e-20, zero).agrees


def test_a_one_by_one_matrix_is_a_number():
    assert compare(np.array([[1.0]]), Estimate(1.0, 0.1, 100, 1.0, 0.0)).agrees
    with pytest.raises(ValueError, match=r"the claim has shape \(2,\), the estimate \(2, 2\)"):
        compare([1, 2], Estimate(np.eye(2), np.eye(2), 100, np.eye(2), np.eye(2)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: critical_value(0), r"false_alarm is 0: give a probability"),
        (lambda: smallest_detectable(1.0, 0.1, 1), r"miss is 1: give a probability"),
        (lambda: samples_needed(1.0, 0.0), r"the error to be detected is 0\.0: give a positive number"),
        (lambda: RunningMoments().estimate(), r"0 samples give no standard error"),
    ],
)
def test_wrong_inputs_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_running_moments_agree_with_moments_of_the_whole():
    samples = np.random.default_rng(0).exponential(size=(1000, 2, 3)) * np.arange(1, 4)
    moments = RunningMoments()
    for batch in np.split(samples, [1, 5, 400, 401]):
        moments.add(batch)
    estimate = moments.estimate()
    centred = samples - samples.mean(axis=0)
    np.testing.assert_allclose(estimate.mean, samples.mean(axis=0))
    np.testing.assert_allclose(estimate.standard_error, samples.std(axis=0, ddof=1) / np.sqrt(1000))
    np.testing.assert_allclose(estimate.rms, np.sqrt((samples**2).mean(axis=0)))
    np.testing.assert_allclose(estimate.skewness, (centred**3).mean(axis=0) / samples.std(axis=0) ** 3)
    assert estimate.samples == 1000
