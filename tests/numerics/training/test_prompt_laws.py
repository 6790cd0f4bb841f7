from dataclasses import replace

import numpy as np
import pytest

from numerics import Problem
from numerics.training.prompt_laws import PromptLaw, law_of

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0], [0, 0]], beta_star=[1, -2], sigma2=0.5, M=3)
LAW = law_of(PROBLEM)


def drawn(law, size=200_000):
    return law.draw(size, np.random.default_rng(0))


def test_moments_are_those_of_the_problem():
    prompts = drawn(LAW)
    assert prompts.inputs.shape == (200_000, 4, 2)
    X = prompts.inputs.reshape(-1, 2)
    assert np.allclose(X.T @ X / len(X), PROBLEM.H, atol=0.02)
    assert np.allclose(prompts.tasks.mean(axis=0), [1, -2], atol=0.02)
    assert np.allclose(np.cov(prompts.tasks.T), PROBLEM.Psi, atol=0.02)
    noise = prompts.labels - (prompts.inputs @ prompts.tasks[..., None])[..., 0]
    assert np.allclose((noise**2).mean(axis=0), 0.5, atol=0.02)
    assert np.allclose((prompts.labels**2).mean(), LAW.unit() ** 2, rtol=0.02)


def test_tokens_hide_the_label_of_the_query_and_are_in_the_unit():
    prompts = drawn(LAW, 5)
    tokens, labels = prompts.tokens(2.0)
    assert tokens.dtype == labels.dtype == np.float32
    assert (tokens[:, -1, -1] == 0).all()
    assert np.allclose(tokens[:, :-1, -1], prompts.labels[:, :-1] / 2)
    assert np.allclose(labels, prompts.labels[:, -1] / 2)
    assert np.allclose(tokens[..., :-1], prompts.inputs)


def test_shifts_change_what_they_name_alone():
    plain, wide = drawn(LAW, 50), drawn(replace(LAW, query_scale=3.0), 50)
    assert np.allclose(wide.inputs[:, -1], 3 * plain.inputs[:, -1])
    assert np.allclose(wide.inputs[:, :-1], plain.inputs[:, :-1])
    quiet = drawn(replace(LAW, context_noise=0.0), 50)
    noise = quiet.labels - (quiet.inputs @ quiet.tasks[..., None])[..., 0]
    assert np.allclose(noise[:, :-1], 0)
    assert np.abs(noise[:, -1]).max() > 0.1


def test_each_prompt_has_one_of_the_covariances():
    law = replace(LAW, covariances=np.stack([np.eye(2), 100 * np.eye(2)]), M=50)
    sizes = (drawn(law, 400).inputs ** 2).mean(axis=(1, 2))
    assert set(np.round(np.log10(sizes))) == {0.0, 2.0}
    assert 120 < (sizes < 10).sum() < 280


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"M": 0}, "M is 0"),
        ({"sigma2": -1.0}, "sigma2 is -1.0: give a finite number of at least 0"),
        ({"context_noise": float("nan")}, "context_noise is nan"),
        ({"query_scale": 0.0}, "query_scale is 0.0"),
    ],
)
def test_what_is_no_law_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        replace(LAW, **change)


def test_no_prompts_are_refused():
    with pytest.raises(ValueError, match="size is 0"):
        LAW.draw(0, np.random.default_rng(0))


def test_a_law_is_made_of_its_parts():
    law = PromptLaw(covariances=np.eye(1)[None], Psi=np.zeros((1, 1)), beta_star=np.ones(1), sigma2=3.0, M=1)
    assert law.unit() == 2
    assert law.d == 1
