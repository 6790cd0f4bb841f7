import numpy as np
import pytest

from numerics import Problem
from numerics.training.own_covariance import whitened
from numerics.training.prompt_laws import law_of

LAW = law_of(Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0], [0, 1]], beta_star=[0, 0], sigma2=0.5, M=6))


def test_examples_have_the_second_moment_one_and_labels_stay():
    prompts = LAW.draw(20, np.random.default_rng(0))
    white = whitened(prompts)
    X = white.inputs[:, :-1]
    assert np.allclose(X.mT @ X / 6, np.eye(2))
    assert (white.labels == prompts.labels).all()
    before, after = ((p.inputs @ p.tasks[..., None])[..., 0] for p in (prompts, white))
    assert np.allclose(before, after)


def test_too_few_examples_are_refused():
    few = law_of(Problem(H=np.eye(3), Psi=np.eye(3), beta_star=np.zeros(3), sigma2=1, M=2))
    with pytest.raises(ValueError, match="2 examples do not whiten 3 inputs"):
        whitened(few.draw(2, np.random.default_rng(0)))
