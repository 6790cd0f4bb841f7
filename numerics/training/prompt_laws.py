"""The law of prompts, also of other ones than a model was trained on, and prompts drawn from it in batches."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from numerics.training.model_settings import require_counts, require_positive
from numerics.values.problem import Problem

__all__ = ["DrawnPrompts", "PromptLaw", "law_of"]


class DrawnPrompts(NamedTuple):
    """Inputs (n, M+1, d), of which the last is the query's, labels (n, M+1) and the tasks (n, d) they come from."""

    inputs: np.ndarray
    labels: np.ndarray
    tasks: np.ndarray

    def tokens(self, unit: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
        """Token matrices (n, M+1, d+1) and the query's labels (n,), labels divided by ``unit``; 0 hides the query's."""
        tokens = np.concatenate([self.inputs, self.labels[..., None] / unit], axis=-1)
        tokens[:, -1, -1] = 0
        return tokens.astype(np.float32), (self.labels[:, -1] / unit).astype(np.float32)


@dataclass(frozen=True, kw_only=True, eq=False)
class PromptLaw:
    """Prompts with x ~ N(0, H), w ~ N(β*, Ψ), y = wᵀx + ε, ε ~ N(0, σ²), where H is one of ``covariances`` (k, d, d).

    Which of them is drawn for each prompt, all alike; ``query_scale`` multiplies the query's input, and
    ``context_noise`` is σ² of the examples where that differs from the query's.
    """

    covariances: np.ndarray
    Psi: np.ndarray
    beta_star: np.ndarray
    sigma2: float
    M: int
    query_scale: float = 1.0
    context_noise: float | None = None

    def __post_init__(self) -> None:
        require_counts(M=self.M)
        require_positive(query_scale=self.query_scale)
        for name, value in (("sigma2", self.sigma2), ("context_noise", self.context_noise)):
            if value is not None and not (np.isfinite(value) and value >= 0):
                message = f"{name} is {value!r}: give a finite number of at least 0"
                raise ValueError(message)

    @property
    def d(self) -> int:
        return self.covariances.shape[-1]

    def unit(self) -> float:
        """√E[y²], by which labels are divided for networks."""
        second = self.Psi + np.outer(self.beta_star, self.beta_star)
        return float(np.sqrt(np.trace(self.covariances.mean(axis=0) @ second) + self.sigma2))

    def shifted(self, **changes: float | np.ndarray) -> "PromptLaw":
        """The law with some of its parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @cached_property
    def _roots(self) -> tuple[np.ndarray, np.ndarray]:
        """Of the covariances (k, d, d) and of Ψ (d, d)."""
        return np.stack([_root(H) for H in self.covariances]), _root(self.Psi)

    def draw(self, size: int, rng: np.random.Generator) -> DrawnPrompts:
        """``size`` prompts."""
        require_counts(size=size)
        k, d = len(self.covariances), self.d
        inputs_root, tasks_root = self._roots
        tasks = self.beta_star + rng.standard_normal((size, d)) @ tasks_root.T
        inputs = rng.standard_normal((size, self.M + 1, d)) @ inputs_root[rng.integers(k, size=size)].mT
        inputs[:, -1] *= self.query_scale
        noise = rng.standard_normal((size, self.M + 1))
        within = self.sigma2 if self.context_noise is None else self.context_noise
        noise[:, :-1] *= np.sqrt(within)
        noise[:, -1] *= np.sqrt(self.sigma2)
        return DrawnPrompts(inputs, (inputs @ tasks[..., None])[..., 0] + noise, tasks)


def law_of(problem: Problem) -> PromptLaw:
    """The law of a problem's prompts."""
    return PromptLaw(
        covariances=problem.H[None],
        Psi=problem.Psi,
        beta_star=problem.beta_star[:, 0],
        sigma2=problem.sigma2,
        M=problem.M,
    )


def _root(covariance: np.ndarray) -> np.ndarray:
    """A root F, FFᵀ = the covariance, which may be singular."""
    eigenvalues, vectors = np.linalg.eigh(covariance)
    root: np.ndarray = vectors * np.sqrt(np.maximum(eigenvalues, 0))
    return root
