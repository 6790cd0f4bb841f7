"""What predictors with closed forms say on given prompts: gradient steps, the posterior mean, ridge, least squares.

Each is written from its definition and knows no theorem; a trained network is compared with them prompt by prompt, so
that what all of them have in common, the luck of the prompts, cancels.
"""

import numpy as np

from numerics.training.prompt_laws import DrawnPrompts

__all__ = ["one_step", "posterior_mean", "ridge"]


def one_step(prompts: DrawnPrompts, beta: np.ndarray, Gamma: np.ndarray) -> np.ndarray:
    """⟨β + ΓXᵀ(y − Xβ)/M, x⟩ of the query (n,), with β (d,) and Γ (d, d)."""
    X, query = prompts.inputs[:, :-1], prompts.inputs[:, -1]
    rest = prompts.labels[:, :-1] - X @ beta
    gradient = (rest[:, None, :] @ X)[:, 0] / X.shape[1]
    return ((beta + gradient @ Gamma.T) * query).sum(axis=-1)


def posterior_mean(prompts: DrawnPrompts, beta: np.ndarray, Psi: np.ndarray, sigma2: float) -> np.ndarray:
    """⟨β + ΨXᵀ(XΨXᵀ + σ²I)⁻¹(y − Xβ), x⟩ of the query (n,): Bayes where w ~ N(β, Ψ), with σ² > 0."""
    X, query = prompts.inputs[:, :-1], prompts.inputs[:, -1]
    rest = prompts.labels[:, :-1] - X @ beta
    covariance = X @ Psi @ X.mT + sigma2 * np.eye(X.shape[1])
    weights = np.linalg.solve(covariance, rest[..., None])
    coefficient = beta + (Psi @ X.mT @ weights)[..., 0]
    return (coefficient * query).sum(axis=-1)


def ridge(prompts: DrawnPrompts, penalty: float) -> np.ndarray:
    """⟨(XᵀX + λI)⁻¹Xᵀy, x⟩ of the query (n,), with λ ≥ 0; at λ = 0 the least squares of least norm."""
    X, query = prompts.inputs[:, :-1], prompts.inputs[:, -1]
    labels = prompts.labels[:, :-1, None]
    if penalty == 0:
        coefficient = np.linalg.pinv(X) @ labels
    else:
        coefficient = np.linalg.solve(X.mT @ X + penalty * np.eye(X.shape[2]), X.mT @ labels)
    return (coefficient[..., 0] * query).sum(axis=-1)
