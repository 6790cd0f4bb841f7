"""Laws of a pair (x, y) with their moments, and the risk of trained attention on them by sampling or enumeration.

The moments are Λ = E[xxᵀ], a = Λ⁻¹E[xy], Σ = Cov(xy) and ν = E(y − aᵀx)². They are computed from the definition of each
law, and the risks from literal prompts: neither knows the formula for the risk.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from numerics.independent.forward_passes import merged_attention, prediction, token_matrix
from numerics.transformer.trained_flow import gaussian_moment, limit_weights

__all__ = [
    "PairLaw",
    "enumerated_risk",
    "finite_law",
    "gaussian_linear",
    "quadratic_target",
    "sampled_risk",
    "student_linear",
]

Sampler = Callable[[int, int, np.random.Generator], tuple[np.ndarray, np.ndarray]]


class PairLaw(NamedTuple):
    """Moments, and a sampler (prompts, examples, generator) -> x (prompts, examples, d), y (prompts, examples, 1)."""

    Lambda: np.ndarray
    a: np.ndarray
    Sigma: np.ndarray
    nu: Any
    sample: Sampler

    def values(self, N: int, M: int) -> dict[str, Any]:
        """What a closed form of the risk needs, by the names of its symbols."""
        return {"Lambda": self.Lambda, "a": self.a, "Sigma": self.Sigma, "nu": self.nu, "N": N, "M": M}


def gaussian_linear(Lambda: np.ndarray, w: np.ndarray, noise: float) -> PairLaw:
    """X ~ N(0, Λ), y = wᵀx + N(0, noise)."""
    return _linear(Lambda, w, noise, 1.0, _gaussian(Lambda))


def student_linear(Lambda: np.ndarray, w: np.ndarray, noise: float, degrees: float) -> PairLaw:
    """X multivariate Student with covariance Λ, y = wᵀx + N(0, noise); fourth moments are (ν−2)/(ν−4) times larger."""

    def inputs(prompts: int, examples: int, rng: np.random.Generator) -> np.ndarray:
        scale = rng.chisquare(degrees, (prompts, examples, 1)) / (degrees - 2)
        return _gaussian(Lambda)(prompts, examples, rng) / np.sqrt(scale)

    return _linear(Lambda, w, noise, (degrees - 2) / (degrees - 4), inputs)


def _gaussian(Lambda: np.ndarray) -> Callable[[int, int, np.random.Generator], np.ndarray]:
    root = np.linalg.cholesky(Lambda)
    return lambda prompts, examples, rng: rng.standard_normal((prompts, examples, len(root))) @ root.T


def _linear(Lambda: np.ndarray, w: np.ndarray, noise: float, kurtosis: float, inputs: Callable[..., Any]) -> PairLaw:
    fourth = kurtosis * np.einsum("ijkl,k,l->ij", gaussian_moment(Lambda, 4), w, w)
    mean = Lambda @ w

    def sample(prompts: int, examples: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        x = inputs(prompts, examples, rng)
        return x, x @ w[:, None] + np.sqrt(noise) * rng.standard_normal((prompts, examples, 1))

    return PairLaw(Lambda, w, fourth + noise * Lambda - np.outer(mean, mean), noise, sample)


def quadratic_target(Lambda: np.ndarray, w: np.ndarray, B: np.ndarray) -> PairLaw:
    """X ~ N(0, Λ), y = wᵀx + xᵀBx without noise: of its linear part alone attention can make use."""
    x4, x6 = gaussian_moment(Lambda, 4), gaussian_moment(Lambda, 6)
    second = np.einsum("ijkl,k,l->ij", x4, w, w) + np.einsum("ijklmn,kl,mn->ij", x6, B, B)
    mean = Lambda @ w

    def sample(prompts: int, examples: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        x = _gaussian(Lambda)(prompts, examples, rng)
        return x, x @ w[:, None] + np.sum((x @ B) * x, axis=-1, keepdims=True)

    return PairLaw(Lambda, w, second - np.outer(mean, mean), float(np.einsum("ijkl,ij,kl->", x4, B, B)), sample)


def finite_law(points: Sequence[Sequence[Any]], labels: Sequence[Any], chances: Sequence[Any]) -> PairLaw:
    """The law on the pairs (points[i], labels[i]), categorical inputs for instance; exact where fractions are given.

    Floats are taken for the fractions that they are, and what comes out is rounded once: ν = E(y − aᵀx)² is a
    difference.
    """
    given = [np.array(a, dtype=object) for a in (points, labels, chances)]
    x, y, p = (np.vectorize(Fraction, otypes=[object])(a) for a in given)
    Lambda, mean = np.einsum("i,ij,ik->jk", p, x, x), np.einsum("i,i,ij->j", p, y, x)
    Sigma = np.einsum("i,i,ij,ik->jk", p, y * y, x, x) - np.outer(mean, mean)
    a = _solve(Lambda, mean)
    nu = sum(p * y * y) - mean @ a
    floats = x.astype(np.float64), y.astype(np.float64)

    def sample(prompts: int, examples: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        drawn = rng.choice(len(p), (prompts, examples), p=p.astype(np.float64))
        return floats[0][drawn], floats[1][drawn][..., None]

    if any(isinstance(entry, float) for a in given for entry in a.flat):
        Lambda, a, Sigma = (moment.astype(np.float64) for moment in (Lambda, a, Sigma))
        nu = float(nu)
    return PairLaw(Lambda, a, Sigma, nu, sample)


def sampled_risk(law: PairLaw, N: int, M: int, prompts: int, rng: np.random.Generator) -> np.ndarray:
    """Squared errors (prompts,) of the trained weights, each from a literal pass over M examples and a query."""
    weights = limit_weights(law.Lambda.astype(np.float64), N)
    x, y = law.sample(prompts, M + 1, rng)
    output = merged_attention(token_matrix(x[:, :M], y[:, :M], x[:, M:].mT), *weights)
    return (prediction(output) - y[:, M, 0]) ** 2


def enumerated_risk(points: Any, labels: Any, chances: Any, V: np.ndarray, M: int) -> Any:
    """E(xᵀV(1/M)Σxᵢyᵢ − y)² over all prompts of M pairs of a finite law and all queries, exactly."""
    x = [np.array(point, dtype=object) for point in points]
    total: Any = Fraction(0)
    for drawn in product(range(len(x)), repeat=M):
        mean = sum(x[i] * labels[i] for i in drawn) / Fraction(M)
        chance = np.prod([chances[i] for i in drawn])
        for query, label, weight in zip(x, labels, chances, strict=True):
            total += chance * weight * (query @ V @ mean - label) ** 2
    return total


def _solve(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Gaussian elimination that keeps fractions."""
    rows = [[*matrix[i], vector[i]] for i in range(len(vector))]
    for i in range(len(rows)):
        pivot = next(j for j in range(i, len(rows)) if rows[j][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [entry / rows[i][i] for entry in rows[i]]
        for j in range(len(rows)):
            if j != i:
                rows[j] = [b - rows[j][i] * a for a, b in zip(rows[i], rows[j], strict=True)]
    return np.array([row[-1] for row in rows], dtype=object)
