"""Gradients of the linear models, written by hand, against those that PyTorch derives of a forward pass of its own."""

import numpy as np
import pytest

from numerics import Problem
from numerics.training.block_gradients import block_gradient, random_weights
from numerics.training.gd_beta_training import gd_beta_gradient
from numerics.training.merged_attention import merged_gradient, sampled_prompts
from numerics.training.prompt_draws import PromptSource
from numerics.transformer.trained_flow import Weights
from numerics.values.block_weights import Widths

torch = pytest.importorskip("torch")
D = 3
PROBLEM = Problem(H=np.diag([1.0, 2.0, 0.5]), Psi=np.eye(D), beta_star=np.ones(D), sigma2=1.0, M=6)
SOURCE = PromptSource(PROBLEM, np.random.default_rng(0))


def tensors(arrays):
    return [torch.tensor(np.asarray(a), dtype=torch.float64, requires_grad=True) for a in arrays]


def agree(value, gradient, loss, weights):
    loss.backward()
    assert loss.item() == pytest.approx(value, rel=1e-12)
    for mine, w in zip(gradient, weights, strict=True):
        theirs = np.zeros_like(mine) if w.grad is None else w.grad.numpy()
        assert np.allclose(mine, theirs, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("perceptron", [True, False])
def test_the_block(perceptron):
    raw = random_weights(D, Widths(2, 4, 3), 0.7, np.random.default_rng(1), perceptron=perceptron)
    prompts = SOURCE.draw(16)
    value, gradient = block_gradient(raw, prompts, perceptron=perceptron)
    W_K, W_Q, W_P, W_V, W_1, W_2 = weights = tensors(raw)
    G, x, y = map(torch.tensor, prompts)
    z = torch.cat([x, torch.zeros(len(x), 1, dtype=torch.float64)], dim=1)
    # E + VE𝓜EᵀKE/M at the query, row by row, then W₂ᵀW₁ of it
    after = z + (G @ (z @ (W_K.T @ W_Q).T)[..., None])[..., 0] @ (W_P.T @ W_V).T
    if perceptron:
        after = after @ (W_2.T @ W_1).T
    agree(
        value, gradient[: 6 if perceptron else 4], (after[:, -1] - y).square().mean(), weights[: 6 if perceptron else 4]
    )


def test_merged_attention():
    rng = np.random.default_rng(2)
    start = Weights(rng.standard_normal((D + 1, D + 1)), rng.standard_normal((D + 1, D + 1)))
    prompts = sampled_prompts(PROBLEM.H, 6, 16, rng)
    value, gradient = merged_gradient(start, prompts)
    W_PV, W_KQ = weights = tensors(start)
    G, x, y = map(torch.tensor, prompts)
    z = torch.cat([x, torch.zeros(len(x), 1, dtype=torch.float64)], dim=1)
    after = z + (G @ (z @ W_KQ.T)[..., None])[..., 0] @ W_PV.T
    agree(value, gradient, (after[:, -1] - y).square().mean() / 2, weights)


def test_one_step_of_gradient_descent():
    rng = np.random.default_rng(3)
    start = rng.standard_normal((D, 1)), rng.standard_normal((D, D))
    prompts = SOURCE.draw(16)
    value, gradient = gd_beta_gradient(*start, prompts)
    beta, Gamma = weights = tensors(start)
    G, x, y = map(torch.tensor, prompts)
    moved = beta[:, 0] + (G[:, :D, D] - (G[:, :D, :D] @ beta)[..., 0]) @ Gamma.T
    agree(value, gradient, ((moved * x).sum(dim=1) - y).square().mean(), weights)


def test_a_wrong_gradient_is_seen():
    raw = random_weights(D, Widths(2, 4, 3), 0.7, np.random.default_rng(1), perceptron=True)
    value, gradient = block_gradient(raw, SOURCE.draw(16), perceptron=True)
    weights = tensors(raw)
    with pytest.raises(AssertionError):
        agree(value, gradient, sum(w.square().sum() for w in weights), weights)
