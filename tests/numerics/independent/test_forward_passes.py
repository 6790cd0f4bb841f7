import numpy as np
import pytest

from numerics import Problem
from numerics.independent.forward_passes import (
    linear_attention,
    linear_transformer_block,
    mask,
    one_step_gd,
    prediction,
    sample_prompts,
    token_matrix,
)

D, M, BATCH = 3, 4, 5
PROBLEM = Problem(
    H=np.diag([1.0, 2.0, 0.5]) + 0.1, Psi=np.diag([1.0, 0.0, 2.0]), beta_star=[1.0, -1.0, 0.5], sigma2=0.3, M=M
)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


@pytest.fixture
def prompts(rng):
    return sample_prompts(PROBLEM, BATCH, rng)


def test_token_matrix_entry_by_entry(prompts):
    E = token_matrix(prompts.X, prompts.y, prompts.x)
    assert E.shape == (BATCH, D + 1, M + 1)
    for b in range(BATCH):
        for i in range(M):
            np.testing.assert_array_equal(E[b, :D, i], prompts.X[b, i])
            assert E[b, D, i] == prompts.y[b, i, 0]
        np.testing.assert_array_equal(E[b, :D, M], prompts.x[b, :, 0])
        assert E[b, D, M] == 0


def test_attention_by_loops(prompts, rng):
    dk, dv = 2, 6
    W_K, W_Q = rng.standard_normal((2, dk, D + 1))
    W_P, W_V = rng.standard_normal((2, dv, D + 1))
    E = token_matrix(prompts.X, prompts.y, prompts.x)
    out = linear_attention(E, W_K, W_Q, W_P, W_V)
    for b in range(BATCH):
        for query in range(M + 1):
            attended = sum((W_K @ E[b, :, i]) @ (W_Q @ E[b, :, query]) * (W_V @ E[b, :, i]) for i in range(M))
            np.testing.assert_allclose(out[b, :, query], E[b, :, query] + W_P.T @ attended / M)


def test_block_prediction_is_linear_in_the_query(prompts, rng):
    """Bottom right of the block = uᵀx + vᵀ G K_d x with G = [[S, s], [sᵀ, r]]."""
    W_K, W_Q = rng.standard_normal((2, D, D + 1))
    W_P, W_V = rng.standard_normal((2, 2, D + 1))
    W_1, W_2 = rng.standard_normal((2, 5, D + 1))
    E = token_matrix(prompts.X, prompts.y, prompts.x)
    predicted = prediction(linear_transformer_block(E, W_K, W_Q, W_P, W_V, W_1, W_2))
    top = (W_2.T @ W_1)[-1]
    u, v, K_d = top[:D], top @ W_P.T @ W_V, (W_K.T @ W_Q)[:, :D]
    G = E[..., :M] @ E[..., :M].mT / M
    np.testing.assert_allclose(predicted, np.einsum("bi,bi->b", u + v @ G @ K_d, prompts.x[..., 0]))


def test_one_step_gd_is_a_block(prompts, rng):
    Gamma, beta = rng.standard_normal((D, D)), rng.standard_normal((D, 1))
    E = token_matrix(prompts.X, prompts.y, prompts.x)
    eye, bottom = np.eye(D + 1), np.eye(D + 1)[D:]
    K = np.zeros((D + 1, D + 1))
    K[:D, :D] = Gamma.T
    # v = (−β, 1) reads the residuals; the row W_2ᵀW_1 = (βᵀ, 1) adds ⟨β, x⟩
    V = bottom.T @ np.append(-beta[:, 0], 1.0)[None]
    W_1 = np.append(beta[:, 0], 1.0)[None]
    output = linear_transformer_block(E, eye, K, eye, V, W_1, bottom)
    np.testing.assert_allclose(prediction(output), one_step_gd(prompts.X, prompts.y, prompts.x, beta, Gamma))


def test_one_step_gd_by_its_gradient(prompts, rng):
    beta, Gamma = rng.standard_normal((D, 1)), rng.standard_normal((D, D))
    b = 2
    X, y, x = prompts.X[b], prompts.y[b], prompts.x[b]
    step = sum((y[i, 0] - X[i] @ beta[:, 0]) * X[i] for i in range(M)) / M
    expected = (beta[:, 0] + Gamma @ step) @ x[:, 0]
    np.testing.assert_allclose(one_step_gd(prompts.X, prompts.y, prompts.x, beta, Gamma)[b], expected)


def test_the_query_does_not_attend_to_itself():
    assert mask(2).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 0]]


def test_prompts_follow_their_law():
    size = 40_000
    p = sample_prompts(PROBLEM, size, np.random.default_rng(1))
    assert [a.shape for a in p] == [(size, M, D), (size, M, 1), (size, D, 1), (size,), (size, D, 1)]
    centred = p.w - PROBLEM.beta_star
    noise, query_noise = p.y - p.X @ p.w, p.label - (p.w.mT @ p.x)[:, 0, 0]
    for samples, expected in (
        (p.X.mT @ p.X / M, PROBLEM.H),
        (p.x @ p.x.mT, PROBLEM.H),
        (centred @ centred.mT, PROBLEM.Psi),
        (noise @ noise.mT, 0.3 * np.eye(M)),
        (query_noise**2, 0.3),
        (query_noise[:, None, None] * p.y, np.zeros((M, 1))),
        (p.X[:, :1] @ p.x, np.zeros((1, 1))),
    ):
        error = samples.std(axis=0) / np.sqrt(size)
        assert (np.abs(samples.mean(axis=0) - expected) <= 5 * error + 1e-12).all()


def test_the_same_generator_gives_the_same_prompts():
    first, same, other = (sample_prompts(PROBLEM, 2, np.random.default_rng(s)) for s in (1, 1, 2))
    assert np.array_equal(first.y, same.y)
    assert not np.array_equal(first.y, other.y)


def test_wrong_shapes_are_named(prompts):
    with pytest.raises(ValueError, match=r"y \(5, 3, 1\) .*: give X \(…, M, d\), y \(…, M, 1\)"):
        token_matrix(prompts.X, prompts.y[:, :3], prompts.x)
    E, eye = token_matrix(prompts.X, prompts.y, prompts.x), np.eye(D + 1)
    with pytest.raises(ValueError, match=r"W_K has shape \(3, 3\) and W_Q \(4, 4\): give both one shape \(any, 4\)"):
        linear_attention(E, np.eye(D), eye, eye, eye)
    with pytest.raises(ValueError, match=r"W_1 has shape \(2, 4\) and W_2 \(4, 4\)"):
        linear_transformer_block(E, eye, eye, eye, eye, eye[:2], eye)
