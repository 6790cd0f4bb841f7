"""Prompts whitened by their own examples: a remedy where every prompt has another covariance of inputs."""

import numpy as np

from numerics.training.prompt_laws import DrawnPrompts

__all__ = ["whitened"]


def whitened(prompts: DrawnPrompts) -> DrawnPrompts:
    """The same prompts with S^-½x for x, S = XᵀX/M of the examples of each, and tasks S^½w, which give the same labels.

    Raises ValueError where M < d, so that S is singular.
    """
    X = prompts.inputs[:, :-1]
    if X.shape[1] < X.shape[2]:
        message = f"{X.shape[1]} examples do not whiten {X.shape[2]} inputs: give at least as many"
        raise ValueError(message)
    eigenvalues, vectors = np.linalg.eigh(X.mT @ X / X.shape[1])
    root = np.sqrt(eigenvalues)[:, None, :]
    inverse = (vectors / root) @ vectors.mT
    tasks = ((vectors * root) @ vectors.mT @ prompts.tasks[..., None])[..., 0]
    return DrawnPrompts(prompts.inputs @ inverse, prompts.labels, tasks)
