import numpy as np
import pytest

from numerics import Problem, closed_forms
from numerics.training.attention_on_prompts import attention_predictions, train_attention
from numerics.training.prompt_laws import law_of
from numerics.training.reference_predictors import one_step
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import effective_weights

PROBLEM = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=np.zeros(2), sigma2=1.0, M=6)
SHARED = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=np.ones(2), sigma2=1.0, M=6)


def trained(problem, seed, *, perceptron=False, rate=1e-2):
    law = law_of(problem)
    return train_attention(
        lambda rng: law.draw(128, rng),
        d=2,
        unit=law.unit(),
        steps=1500,
        rate=rate,
        rng=np.random.default_rng(seed),
        perceptron=perceptron,
    )


def test_the_optimal_block_predicts_as_the_step():
    prompts = law_of(SHARED).draw(50, np.random.default_rng(0))
    best = closed_forms.optimal_weights(SHARED)
    weights = effective_weights(closed_forms.optimal_block(SHARED))
    assert np.allclose(attention_predictions(weights, prompts), one_step(prompts, best.beta[:, 0], best.Gamma))


def test_training_ends_at_the_minimum_of_attention_in_the_units_of_the_labels():
    weights = trained(PROBLEM, 1)
    assert (weights.u == 0).all()
    excess = closed_forms.linear_attention_excess(PROBLEM, weights)
    assert 1 <= excess / closed_forms.minimal_excess(PROBLEM) < 1.02


def test_a_block_uses_the_shared_signal_and_attention_cannot():
    block = BlockRisk(SHARED).excess(trained(SHARED, 0, perceptron=True))
    attention = BlockRisk(SHARED).excess(trained(SHARED, 0))
    minimum = closed_forms.minimal_excess(SHARED)
    assert minimum <= block < minimum + closed_forms.attention_gap_bounds(SHARED).lower <= attention


def test_a_planted_bug_moves_training_off_its_floor(monkeypatch):
    """The label's sign is lost on the way to the gradient."""
    from numerics.training import attention_on_prompts

    right = attention_on_prompts._as_read
    monkeypatch.setattr(attention_on_prompts, "_as_read", lambda p, u: right(p, u)._replace(label=-right(p, u).label))
    excess = closed_forms.linear_attention_excess(PROBLEM, trained(PROBLEM, 1))
    assert excess / closed_forms.minimal_excess(PROBLEM) > 1.5


def test_sampled_and_exact_risk_agree_under_a_shift():
    weights = trained(PROBLEM, 2)
    shifted = Problem(H=4 * np.eye(2), Psi=np.eye(2), beta_star=np.ones(2), sigma2=2.0, M=6)
    prompts = law_of(shifted).draw(100_000, np.random.default_rng(3))
    squares = (attention_predictions(weights, prompts) - (prompts.inputs[:, -1] * prompts.tasks).sum(axis=-1)) ** 2
    error = squares.std() / np.sqrt(len(squares))
    assert squares.mean() == pytest.approx(closed_forms.linear_attention_excess(shifted, weights), abs=4 * error)
