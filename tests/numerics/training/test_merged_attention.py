import numpy as np
import pytest

from numerics.training.merged_attention import between_starts, merged_gradient, sampled_prompts, train_merged
from numerics.training.training_plan import TrainingPlan
from numerics.transformer.trained_flow import PopulationLoss, Weights, limit_weights, start_weights

LAMBDA = np.array([[1.0, 0.3], [0.3, 0.8]])
LOSS = PopulationLoss(LAMBDA, 4)


def generic(seed, scale=0.6):
    return Weights(*(scale * np.random.default_rng(seed).standard_normal((2, 3, 3))))


def test_gradient_is_that_of_finite_differences():
    prompts, weights, step = sampled_prompts(LAMBDA, 4, 7, np.random.default_rng(0)), generic(1), 1e-6
    gradient = merged_gradient(weights, prompts)[1]
    for name, matrix in weights._asdict().items():
        for index in np.ndindex(matrix.shape):
            moved = [matrix.copy(), matrix.copy()]
            moved[0][index] += step
            moved[1][index] -= step
            up, down = (merged_gradient(weights._replace(**{name: m}), prompts)[0] for m in moved)
            assert (up - down) / (2 * step) == pytest.approx(getattr(gradient, name)[index], abs=1e-7)


def test_exact_loss_is_that_of_sampled_prompts():
    weights = generic(2, 0.4)
    parts = [
        merged_gradient(weights, sampled_prompts(LAMBDA, 4, 10_000, np.random.default_rng(seed)))[0]
        for seed in range(20)
    ]
    assert abs(np.mean(parts) - LOSS(weights)) < 4 * np.std(parts, ddof=1) / 20**0.5


def test_sgd_arrives_where_nothing_is_off_the_diagonal_blocks():
    """A scalar input, from a start of the theorem."""
    loss = PopulationLoss(np.eye(1), 10)
    plan = TrainingPlan("sgd", 0.1, "cosine", 1500, 3)
    run, weights = train_merged(plan, start_weights(np.eye(1), 1.0), loss, 64, np.random.default_rng(3))
    assert run.excess[-1] == pytest.approx(loss(weights))
    assert run.excess[-1] < 1.05 * loss(limit_weights(np.eye(1), 10))


def test_between_starts_has_both_ends():
    a, b = generic(4), generic(5)
    for part, end in ((0, a), (1, b)):
        for x, y in zip(between_starts(a, b, part), end, strict=True):
            np.testing.assert_array_equal(x, y)


def test_a_batch_of_nothing_is_refused():
    with pytest.raises(ValueError, match="batch is 0"):
        sampled_prompts(LAMBDA, 4, 0, np.random.default_rng(0))
