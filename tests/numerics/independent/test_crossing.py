"""Groups of crossed draws: the law in every cell, the variance of what is averaged, and what is worth repeating."""

import numpy as np
import pytest
from scipy.stats import binomtest
from sympy import Identity, Trace, ZeroMatrix

from numerics import compare, exact_value
from numerics.independent.crossing import axes_of, best_repeats, shares_of_variance, work_of
from numerics.independent.drawing_scheme import DrawingScheme
from numerics.independent.laws import VIOLATING_LAWS
from numerics.independent.running_moments import RunningMoments
from numerics.independent.sampled_integrand import SampledIntegrand
from numerics.independent.sampling import Sampler
from tests.numerics.independent.test_sampling import assert_within
from tests.numerics.setting import VALUES, F, H, M, X, d, sigma2, w, y
from theory import Expectation, MatrixNormal

x = MatrixNormal("x", ZeroMatrix(d, 1), H, Identity(1))
label = MatrixNormal("label", x.T * w, sigma2 * Identity(1), Identity(1))
GIVEN = {str(s): VALUES[s] for s in (H, sigma2, M)} | {"Psi": [[1, F(1, 2)], [F(1, 2), 1]], "beta_star": [1, F(1, 2)]}
FLOATS = {name: np.asarray(value, dtype=float) if np.ndim(value) else value for name, value in GIVEN.items()}
LOSS = (Trace(x.T * X.T * y) / M - Trace(label)) ** 2
REPEATS = {"w": 3, "x": 4}
GROUPS = 20_000


def crossed(repeats=REPEATS, groups=GROUPS, seed=0, integrand=LOSS):
    scheme = DrawingScheme(repeats)
    return SampledIntegrand(Expectation(integrand), FLOATS).moments(groups, np.random.default_rng(seed), scheme)


def test_what_is_dear_is_shared_and_the_rest_varies_along_what_it_depends_on():
    entries = {X: 6, w: 2, x: 2, y: 3, label: 1}
    axes = axes_of([X, w, x, y, label], entries)
    named = {symbol.name: set(along) for symbol, along in axes.items()}
    assert named == {"X": set(), "w": {"w"}, "x": {"x"}, "y": {"w"}, "label": {"w", "x"}}
    assert not any(axes_of([X, w, y], {X: 2, w: 2, y: 3}).values())  # y is largest and depends on both others


def test_every_cell_of_a_group_has_the_joint_law():
    sampler = Sampler([LOSS], FLOATS)
    draws = sampler.draw(40_000, np.random.default_rng(0), REPEATS)
    assert sampler.roots == ("w", "x")
    assert draws[X].shape == (1, 1, 40_000, 3, 2)
    assert draws[label].shape == (3, 4, 40_000, 1, 1)
    h, psi = np.array(FLOATS["H"]), np.array(FLOATS["Psi"])
    for i, j in np.ndindex(3, 4):
        cell = {s: drawn[min(i, len(drawn) - 1), min(j, drawn.shape[1] - 1)] for s, drawn in draws.items()}
        centred = cell[w] - np.reshape(FLOATS["beta_star"], (2, 1))
        assert_within(centred @ centred.mT, psi)
        assert_within(cell[x] @ cell[x].mT, h)
        assert_within(cell[x] @ centred.mT, np.zeros((2, 2)))
        assert_within((cell[y] - cell[X] @ cell[w]) ** 2, np.full((3, 1), 0.5))
        assert_within((cell[label] - cell[x].mT @ cell[w]) ** 2, np.full((1, 1), 0.5))
        assert_within((cell[label] - cell[x].mT @ cell[w]) * cell[x], np.zeros((2, 1)))


def test_the_mean_is_right_and_an_error_is_seen():
    exact = float(exact_value(Expectation(LOSS), GIVEN))
    estimate = crossed().estimate()
    assert (estimate.group, estimate.samples) == (12, GROUPS)
    comparison = compare(exact, estimate)
    assert comparison.agrees
    assert not compare(exact * (1 + 1.1 * comparison.detectable), estimate).agrees


def test_spread_and_size_are_those_of_single_draws():
    single, group = crossed({}, 12 * GROUPS).estimate(), crossed().estimate()
    assert group.rms == pytest.approx(single.rms, rel=0.1)
    assert group.deviation == pytest.approx(single.deviation, rel=0.1)
    assert single.deviation == pytest.approx(single.standard_error * np.sqrt(single.samples), rel=1e-4)
    assert group.standard_error < 0.75 * crossed({}, GROUPS).estimate().standard_error


LEVEL, SEEDS = 0.01, 400


def rejections(estimates, exact):
    rejected = sum(not compare(exact, e, false_alarm=LEVEL).agrees for e in estimates)
    return binomtest(rejected, len(estimates)).proportion_ci(0.999, method="exact").low


def test_groups_are_rejected_at_the_nominal_rate_and_cells_taken_for_independent_far_above_it():
    exact = float(exact_value(Expectation(LOSS), GIVEN))
    sampled = SampledIntegrand(Expectation(LOSS), FLOATS)
    groups, cells = [], []
    for seed in range(SEEDS):
        values = sampled.values(1_000, np.random.default_rng(seed), REPEATS)
        for found, batch in ((groups, values.mean(axis=(0, 1))), (cells, values.reshape(-1))):
            moments = RunningMoments()
            moments.add(batch)
            found.append(moments.estimate())
    assert rejections(groups, exact) <= 2 * LEVEL
    assert rejections(cells, exact) > 2 * LEVEL


def test_shared_noise_would_be_found_out():
    # in every cell the query's noise is that of the task: what crossing must never do
    sampled = SampledIntegrand(Expectation(LOSS), FLOATS)
    draws = sampled.sampler.draw(GROUPS, np.random.default_rng(0), {"w": 3, "x": 3})
    centred = np.linalg.solve(np.linalg.cholesky(FLOATS["Psi"]), draws[w] - np.reshape(FLOATS["beta_star"], (2, 1)))
    draws[x] = np.linalg.cholesky(FLOATS["H"]) @ centred
    wrong = RunningMoments()
    wrong.add(np.asarray(sampled._value(draws)).mean(axis=(0, 1)))
    assert not compare(float(exact_value(Expectation(LOSS), GIVEN)), wrong.estimate()).agrees


def test_shares_of_variance_are_those_of_a_sum_of_effects():
    rng = np.random.default_rng(0)
    groups, k = 50_000, 4
    a, b = rng.standard_normal((k, 1, groups)), rng.standard_normal((1, k, groups))
    value = 3 * rng.standard_normal((1, 1, groups)) + 2 * a + b + np.sqrt(5) * rng.standard_normal((k, k, groups))
    variances = {
        frozenset(): value.var(),
        frozenset("a"): value.mean(axis=0).var(),
        frozenset("b"): value.mean(axis=1).var(),
        frozenset("ab"): value.mean(axis=(0, 1)).var(),
    }
    shares = shares_of_variance(["a", "b"], k, variances)
    assert shares[frozenset()] == pytest.approx(9, rel=0.05)
    assert shares[frozenset("a")] == pytest.approx(4, rel=0.05)
    assert shares[frozenset("b")] == pytest.approx(1, rel=0.1)
    assert shares[frozenset("ab")] == pytest.approx(5, rel=0.05)


@pytest.mark.parametrize(
    ("shares", "costs", "expected"),
    [
        # all varies along the axis, and a value along it costs a hundredth of a group
        ({"": 0.0, "a": 1.0}, [("", 100.0), ("a", 1.0)], {"a": 16}),
        # nothing varies along it
        ({"": 1.0, "a": 0.0}, [("", 100.0), ("a", 1.0)], {}),
        # a value along it costs as much as a group
        ({"": 1.0, "a": 1.0}, [("", 1.0), ("a", 10.0)], {}),
        # k minimises (1 + 9/k)(9 + k): k = 9, and 8 is nearest among the choices
        ({"": 1.0, "a": 9.0}, [("", 9.0), ("a", 1.0)], {"a": 8}),
    ],
)
def test_what_is_worth_repeating(shares, costs, expected):
    found = best_repeats({frozenset(s): v for s, v in shares.items()}, [(frozenset(s), c) for s, c in costs])
    assert found == expected


def test_the_scheme_found_takes_less_work_than_single_draws():
    sampled = SampledIntegrand(Expectation(Trace(x.T * X.T * y) / M * Trace(label)), FLOATS)
    scheme = sampled.best_scheme(np.random.default_rng(0))
    assert scheme.repeats
    assert scheme.coefficients is not None
    work = {}
    for name, how in (("found", scheme), ("single", DrawingScheme())):
        error = sampled.moments(GROUPS, np.random.default_rng(1), how).estimate().standard_error
        work[name] = work_of(how.repeats, {frozenset(): error**2}, sampled._costs())
    assert work["found"] < 0.7 * work["single"]


def test_less_variance_than_enough_is_not_paid_for():
    sampled = SampledIntegrand(Expectation(LOSS), FLOATS)
    assert sampled.best_scheme(np.random.default_rng(0), lambda estimate: 1e12).repeats == {}


def test_noise_that_follows_other_noise_is_not_crossed():
    law = VIOLATING_LAWS["tasks that depend on the inputs"]
    assert Sampler([LOSS], FLOATS, law).roots == ()
    assert Sampler([LOSS], FLOATS, VIOLATING_LAWS["bounded entries (Rademacher)"]).roots == ("w", "x")
