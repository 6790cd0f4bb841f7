import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import linear_attention_excess, minimal_excess
from numerics.searches.attention_minimum import minimise_linear_attention
from numerics.transformer.block_risk import BlockRisk
from tests.numerics.problems import random_problem
from tests.numerics.searches.judgments import ratios, within_bounds


def sample(rng, i):
    """Random problems of every kind: without task noise, with singular or small task covariance, any size of β*."""
    rank = 0 if i % 10 == 0 else None if i % 3 else 1
    return random_problem(rng, rank=rank, signal=10.0 ** rng.uniform(-2, 1), shared=10.0 ** rng.uniform(-1, 1))


@pytest.mark.parametrize("i", range(12))
def test_the_infimum_is_between_the_bounds(i):
    problem = sample(np.random.default_rng(i), i)
    found = minimise_linear_attention(problem, starts=6, seed=i)
    assert within_bounds(found), (found.gap, found.bounds)
    assert ratios(found)["lower"] >= 1 - 1e-9
    tolerance = 1e-12 * found.scale
    assert BlockRisk(problem).excess(found.weights) == pytest.approx(found.excess, abs=tolerance)
    assert linear_attention_excess(problem, found.weights) == pytest.approx(found.excess, abs=tolerance)
    assert not found.weights.u.any()


def test_without_shared_signal_there_is_no_gap():
    problem = random_problem(np.random.default_rng(3), d=2, shared=0.0)
    found = minimise_linear_attention(problem, starts=6, seed=0)
    assert found.gap == pytest.approx(0, abs=1e-9 * found.scale)
    assert ratios(found) == {}


def test_the_gap_is_not_proportional_to_the_shared_signal():
    def relative_gap(size):
        problem = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=[size, 0], sigma2=0.5, M=10)
        return minimise_linear_attention(problem, starts=8, seed=1).gap / size**2

    small, large = relative_gap(0.1), relative_gap(10.0)
    assert 1 / 11 < large < 0.95 * small


def test_the_same_seed_gives_the_same_minimum():
    problem = random_problem(np.random.default_rng(1), d=2)
    first, second = (minimise_linear_attention(problem, starts=3, seed=5) for _ in range(2))
    assert first.excess == second.excess


def test_unusable_requests_are_named():
    still = Problem(H=np.eye(2), Psi=np.zeros((2, 2)), beta_star=[1, 2], sigma2=0, M=3)
    with pytest.raises(ValueError, match="labels vary"):
        minimise_linear_attention(still, starts=3, seed=0)
    with pytest.raises(ValueError, match="0 starts find nothing: give at least 1"):
        minimise_linear_attention(random_problem(np.random.default_rng(0)), starts=0, seed=0)


@pytest.mark.nightly
def test_two_hundred_problems():
    seen = {"lower": [], "upper": [], "vanishing": [], "exact": []}
    missed = below = 0
    for i in range(200):
        problem = sample(np.random.default_rng(1000 + i), i)
        found = minimise_linear_attention(problem, starts=16, seed=i)
        missed += not within_bounds(found)
        below += found.excess < minimal_excess(problem) - 1e-9 * found.scale
        for name, ratio in ratios(found).items():
            seen[name].append(ratio)
    print(f"\n200 problems: {missed} outside the bounds, {below} below the minimum of blocks")
    for name, values in seen.items():
        low, middle, high = np.quantile(values, [0, 0.5, 1])
        print(f"gap / {name} bound: {len(values)} problems, {low:.4f} … {middle:.4f} … {high:.4f}")
    assert missed == below == 0
    assert min(seen["lower"]) >= 1 - 1e-8
