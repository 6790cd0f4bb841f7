import tracemalloc

import numpy as np
import pytest

from numerics import Problem, RawWeights, risk_on_prompts
from numerics.closed_forms import minimal_excess, optimal_block
from numerics.independent.forward_passes import linear_transformer_block
from numerics.independent.literal_prompts import PromptBuffers, last_column
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import effective_weights
from tests.numerics.problems import random_problem

CASES = {
    "more examples than inputs": {"d": 3, "M": 20, "sigma2": 0.5},
    "fewer examples than inputs": {"d": 4, "M": 2, "sigma2": 1.0},
    "one of each": {"d": 1, "M": 1, "sigma2": 2.0},
    "tasks in a plane": {"d": 3, "M": 5, "sigma2": 0.5, "rank": 2},
    "no noise": {"d": 2, "M": 6, "sigma2": 0.0},
}


def weights_of(d, rng):
    widths = (2, 2, 3, 3, 2, 2)
    return RawWeights(*(0.5 * rng.standard_normal((n, d + 1)) for n in widths))


# the last two sizes are those at which products are cut into pieces
@pytest.mark.parametrize(("d", "M"), [(1, 1), (3, 2), (16, 64), (40, 700), (150, 3)])
def test_the_pass_is_the_block_on_the_same_prompts(d, M):
    rng = np.random.default_rng(d)
    problem, weights = random_problem(rng, d=d, M=M, sigma2=0.5), weights_of(d, rng)
    prompts = PromptBuffers(problem, 5).draw(5, rng)
    literal = linear_transformer_block(prompts.tokens.mT, *weights)[..., -1]
    found = last_column(prompts.tokens, weights)
    np.testing.assert_allclose(found, literal, rtol=0, atol=1e-12 * np.abs(literal).max() * d)


@pytest.mark.parametrize("M", [4, 100])
def test_prompts_follow_their_law(M):
    size, problem = 4_000, random_problem(np.random.default_rng(3), d=24, M=M, sigma2=0.7)
    tokens, labels = PromptBuffers(problem, size).draw(size, np.random.default_rng(4))
    assert tokens.shape == (size, M + 1, 25)
    assert not tokens[:, -1, -1].any()
    x, y = tokens[:, -1, :-1], tokens[:, 0, -1]
    across = problem.H @ (problem.beta_star @ problem.beta_star.T + problem.Psi)
    for samples, expected in (
        (x[:, :, None] * x[:, None, :], problem.H),
        (tokens[:, 0, :-1, None] * tokens[:, M // 2, None, :-1], np.zeros((24, 24))),
        (x * labels[:, None], (problem.H @ problem.beta_star)[:, 0]),
        (labels**2, np.trace(across) + 0.7),
        (y**2, np.trace(across) + 0.7),
        # an example and the query share the task, and nothing else
        ((y - tokens[:, 0, :-1] @ problem.beta_star[:, 0]) * labels, 0.0),
    ):
        error = samples.std(axis=0) / np.sqrt(size)
        assert (np.abs(samples.mean(axis=0) - expected) <= 5 * error).all()


@pytest.mark.parametrize("case", CASES)
def test_the_risk_is_the_closed_form(case):
    rng = np.random.default_rng(7)
    problem = random_problem(rng, **CASES[case])
    weights = weights_of(problem.d, rng)
    found = risk_on_prompts(problem, weights, prompts=60_000, seed=1)
    expected = BlockRisk(problem).excess(effective_weights(weights)) + problem.sigma2
    assert abs(found.mean - expected) < 4.5 * found.standard_error
    assert found.samples == 60_000
    assert not found.engine_assisted
    # a wrong noise or a wrong M would show
    assert found.relative_error < 0.05


def test_the_optimal_block_has_the_minimal_risk():
    problem = random_problem(np.random.default_rng(2), d=3, M=10, sigma2=1.0)
    found = risk_on_prompts(problem, optimal_block(problem), prompts=100_000)
    assert abs(found.mean - minimal_excess(problem) - 1.0) < 4 * found.standard_error
    assert found.relative_error < 0.01


def test_attention_alone_is_a_block_with_identities():
    rng = np.random.default_rng(5)
    problem = random_problem(rng, d=2, M=4, sigma2=0.5)
    weights = weights_of(2, rng)._replace(W_1=np.eye(3), W_2=np.eye(3))
    found = risk_on_prompts(problem, weights, prompts=60_000)
    assert not effective_weights(weights).u.any()
    excess = BlockRisk(problem).excess(effective_weights(weights))
    assert abs(found.mean - excess - 0.5) < 4.5 * found.standard_error


def test_the_number_of_workers_changes_no_bit():
    problem = random_problem(np.random.default_rng(6), d=30, M=300, sigma2=0.5)
    weights = weights_of(30, np.random.default_rng(1))
    found = [risk_on_prompts(problem, weights, prompts=301, seed=4, workers=n) for n in (1, 2, 3)]
    assert {(e.mean, e.standard_error, e.skewness) for e in found} == {
        (found[0].mean, found[0].standard_error, found[0].skewness)
    }


def test_memory_is_bounded():
    problem = random_problem(np.random.default_rng(6), d=3, M=20, sigma2=0.5)
    weights = weights_of(3, np.random.default_rng(1))
    tracemalloc.start()
    risk_on_prompts(problem, weights, prompts=200_000, workers=2)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # all prompts at once would take 134 MB
    assert used < 32e6


def test_what_cannot_be_sampled_is_named():
    problem = random_problem(np.random.default_rng(0), d=2, M=3, sigma2=0.5)
    weights = weights_of(2, np.random.default_rng(1))
    with pytest.raises(ValueError, match=r"W_K \(4, 3\).*one shape each, \(any, 3\)"):
        risk_on_prompts(problem, weights._replace(W_K=np.ones((4, 3))), prompts=10)
    with pytest.raises(ValueError, match=r"W_1 \(2, 4\)"):
        risk_on_prompts(problem, weights._replace(W_1=np.ones((2, 4)), W_2=np.ones((2, 4))), prompts=10)
    with pytest.raises(ValueError, match=r"M = 10000000 .* takes 458 MiB: use risk_of_weights"):
        risk_on_prompts(Problem(H=np.eye(2), Psi=np.eye(2), beta_star=[0, 0], sigma2=1, M=10**7), weights, prompts=10)
