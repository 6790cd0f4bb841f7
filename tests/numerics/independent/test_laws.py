import numpy as np
import pytest

import theory
from numerics.independent.laws import VIOLATING_LAWS
from numerics.independent.sampling import Sampler
from theory.setting import prompt, w
from theory.setting.assumptions import GAUSSIAN_PROMPTS

SIZE, M, D = 40_000, 3, 2
SHAPES = {"X": (SIZE, M, D), "x": (SIZE, D, 1), "w": (SIZE, D, 1), "y": (SIZE, M, 1)}
NOT_STANDARD = {"a mean that is not 0", "a shared signal", "an anisotropic law of tasks"}


def noise_of(law, name):
    rng = np.random.default_rng(0)
    earlier = {"X": rng.standard_normal(SHAPES["X"])}
    return law.noise(SHAPES[name], rng, earlier)


@pytest.mark.parametrize(("name", "law"), VIOLATING_LAWS.items())
def test_noise_has_second_moments_of_one(name, law):
    for symbol in law.changes:
        noise = noise_of(law, symbol)
        assert noise.shape == SHAPES[symbol]
        if name not in NOT_STANDARD:
            assert np.allclose((noise**2).mean(axis=0), 1, atol=0.05)


@pytest.mark.parametrize("name", ["heavy tails (Student t)", "bounded entries (Rademacher)", "skewed entries"])
def test_inputs_are_centred_and_uncorrelated(name):
    noise = noise_of(VIOLATING_LAWS[name], "X").reshape(SIZE, -1)
    assert np.allclose(noise.T @ noise / SIZE, np.eye(M * D), atol=0.04)
    assert np.allclose(noise.mean(axis=0), 0, atol=0.03)


def test_every_law_breaks_a_hypothesis_and_every_hypothesis_on_prompts_is_broken():
    named = {v for t in theory.theorems() for a in t.assumptions for v in a.violations}
    assert VIOLATING_LAWS.keys() <= named
    assert {v for a in GAUSSIAN_PROMPTS for v in a.violations} <= VIOLATING_LAWS.keys()


def test_a_sampler_heeds_a_law_for_the_symbols_that_it_changes():
    values = {"H": np.eye(2), "Psi": np.eye(2), "beta_star": np.zeros((2, 1)), "sigma2": 1.0, "M": 3, "d": 2}
    law = VIOLATING_LAWS["bounded entries (Rademacher)"]
    drawn = Sampler([prompt.X, w], values, law).draw(100, np.random.default_rng(0))
    assert set(np.unique(drawn[prompt.X])) == {-1.0, 1.0}
    assert len(np.unique(drawn[w])) == 200


def test_tasks_that_follow_the_inputs_are_correlated_with_them():
    values = {"H": np.eye(2), "Psi": np.eye(2), "beta_star": np.zeros((2, 1)), "sigma2": 1.0, "M": 3, "d": 2}
    law = VIOLATING_LAWS["tasks that depend on the inputs"]
    drawn = Sampler([prompt.X, w], values, law).draw(20_000, np.random.default_rng(0))
    correlation = (drawn[prompt.X][:, 0] * drawn[w][..., 0]).mean(axis=0)
    assert np.allclose(correlation, 0.6, atol=0.05)
