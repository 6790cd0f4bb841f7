import numpy as np
import pytest

from numerics import Problem
from numerics.training.block_gradients import block_gradient, random_weights
from numerics.training.block_training import effective, exact_gradient, sampled_gradient, train_block
from numerics.training.prompt_draws import PromptSource
from numerics.training.training_plan import TrainingPlan
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import RawWeights, Widths

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0.2], [0.2, 0.9]], beta_star=[1, -2], sigma2=0.7, M=6)
RISK = BlockRisk(PROBLEM)
WIDTHS = Widths(2, 2, 2)


def start(perceptron, seed=0, scale=0.4):
    return random_weights(2, WIDTHS, scale, np.random.default_rng(seed), perceptron=perceptron)


@pytest.mark.parametrize("perceptron", [True, False])
def test_exact_gradient_is_that_of_finite_differences(perceptron):
    weights, step = start(perceptron), 1e-6
    gradient = exact_gradient(RISK, perceptron=perceptron)(weights)

    def excess(w):
        return float(RISK.excess(effective(w, perceptron=perceptron)))

    for name, matrix in weights._asdict().items():
        if not perceptron and name in ("W_1", "W_2"):
            continue
        for index in np.ndindex(matrix.shape):
            moved = [matrix.copy(), matrix.copy()]
            moved[0][index] += step
            moved[1][index] -= step
            up, down = (excess(weights._replace(**{name: m})) for m in moved)
            assert (up - down) / (2 * step) == pytest.approx(getattr(gradient, name)[index], abs=2e-6)


@pytest.mark.parametrize("perceptron", [True, False])
def test_exact_excess_is_that_of_sampled_prompts(perceptron):
    weights = start(perceptron, seed=3)
    batch = PromptSource(PROBLEM, np.random.default_rng(1)).draw(200_000)
    risk, _ = block_gradient(weights, batch, perceptron=perceptron)
    errors = [
        block_gradient(weights, type(batch)(*(part[i::20] for part in batch)), perceptron=perceptron)[0]
        for i in range(20)
    ]
    exact = float(RISK.excess(effective(weights, perceptron=perceptron))) + PROBLEM.sigma2
    assert abs(risk - exact) < 4 * np.std(errors, ddof=1) / 20**0.5


@pytest.mark.parametrize("perceptron", [True, False])
def test_sampled_gradient_has_the_mean_of_the_exact_one(perceptron):
    weights = start(perceptron, seed=4)
    source = PromptSource(PROBLEM, np.random.default_rng(2))
    parts = [sampled_gradient(source, 5000, perceptron=perceptron)(weights) for _ in range(20)]
    exact = exact_gradient(RISK, perceptron=perceptron)(weights)
    for name in RawWeights._fields:
        drawn = np.array([getattr(part, name) for part in parts])
        spread = drawn.std(axis=0, ddof=1) / 20**0.5 + 1e-12
        assert (np.abs(drawn.mean(axis=0) - getattr(exact, name)) < 6 * spread).all()


def trained(gradient, perceptron=True, steps=3000):
    plan = TrainingPlan("adam", 3e-2, "cosine", steps, 5)
    return train_block(plan, start(perceptron, seed=2), RISK, gradient, perceptron=perceptron)[0]


def test_training_descends_and_a_planted_bug_is_seen():
    """The sign of one gradient turned: the curve leaves its floor."""
    from numerics.closed_forms import minimal_excess

    floor = float(minimal_excess(PROBLEM))
    exact = exact_gradient(RISK, perceptron=True)
    assert trained(exact).excess[-1] < 1.01 * floor

    def wrong(weights):
        right = exact(weights)
        return right._replace(W_V=-right.W_V)

    run = trained(wrong)
    assert run.diverged or run.excess[-1] > 1.2 * floor


def test_a_batch_of_nothing_is_refused():
    with pytest.raises(ValueError, match="batch is 0: give at least 1"):
        sampled_gradient(PromptSource(PROBLEM, np.random.default_rng(0)), 0, perceptron=True)
