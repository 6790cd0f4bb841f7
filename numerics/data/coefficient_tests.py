"""Tests of tasks: Gaussian coefficients, whose law does not follow the size of a task's inputs.

Least squares gives ŵ_t ~ N(β, S_t) with S_t = Ψ + σ²(X_tᵀX_t)⁻¹, another covariance for every task: what is tested is
not ŵ_t, whose pool is no Gaussian sample even where w_t are Gaussian, but S_t⁻½(ŵ_t − β) jointly, and
u_tj = (S_t⁻¹(ŵ_t − β))_j/√(S_t⁻¹)_jj coefficient by coefficient. These are N(0, 1) under the hypothesis. Sums of their
Hermite polynomials of orders 3 and 4 are the scores of skewness and kurtosis; a task of which the share ρ_t is signal,
and the rest noise, is weighted by ρ_t^{3/2} and ρ_t², which is what a cumulant of w_t leaves of itself in u_t.

Sources: K. V. Mardia, Biometrika 57 (1970), for the joint statistics; the weights are derived here. At few tasks
closed p-values are approximate; ``task_laws`` ranks the smallest among tables drawn from the fit.
"""

from typing import NamedTuple

import numpy as np

from numerics.data.normal_scores import kurtosis_score, skewness_score
from numerics.data.tails import chi_square_tail, two_sided
from numerics.tolerances.table_thresholds import NO_SIGNAL

__all__ = ["FOLLOWING", "Standardised", "coefficient_p_values", "names_of_tests", "standardised"]

FOLLOWING = "coefficients do not follow the size of the inputs"


class Standardised(NamedTuple):
    """u (b, T, d) and z = S_t⁻½(ŵ_t − β) (b, T, d), their shares of signal (b, T, d) and (b, T), and S_t⁻¹."""

    u: np.ndarray
    z: np.ndarray
    share: np.ndarray
    joint_share: np.ndarray
    weight: np.ndarray


def standardised(w: np.ndarray, noise: np.ndarray, beta: np.ndarray, Psi: np.ndarray) -> Standardised:
    """W (b, T, d) with ``noise`` (b, T, d, d) in units of their own covariances, at β (b, d) and Ψ (b, d, d)."""
    values, vectors = np.linalg.eigh(Psi[:, None] + noise)
    root = (vectors / np.sqrt(values)[..., None, :]) @ vectors.mT
    W = root @ root
    e = (w - beta[:, None])[..., None]
    diagonal = np.diagonal(W, axis1=-2, axis2=-1)
    signal = diagonal * np.diagonal(Psi, axis1=-2, axis2=-1)[:, None]
    joint = (W * Psi[:, None]).sum(axis=(-1, -2)) / w.shape[-1]
    return Standardised(
        (W @ e)[..., 0] / np.sqrt(diagonal),
        (root @ e)[..., 0],
        np.maximum(signal, NO_SIGNAL),
        np.maximum(joint, NO_SIGNAL),
        W,
    )


def names_of_tests(names: tuple[str, ...], sizes: np.ndarray) -> list[tuple[str, str]]:
    """What is tested and by what, in the order of ``coefficient_p_values``."""
    found = [(f"coefficient of {n}: Gaussian", moment) for moment in ("skewness", "kurtosis") for n in names]
    if len(names) > 1:
        found += [("coefficients together: Gaussian", f"Mardia, {moment}") for moment in ("skewness", "kurtosis")]
    if np.ptp(sizes) > 0:
        found.append((FOLLOWING, "score"))
    return found


def coefficient_p_values(s: Standardised, sizes: np.ndarray) -> np.ndarray:
    """Closed p-values (b, k) of each draw; ``sizes`` (T,) are those of the inputs of the tasks."""
    found = [two_sided(score) for score in _marginal(s)]
    if s.z.shape[-1] > 1:
        found += [p[:, None] for p in _mardia(s)]
    if np.ptp(sizes) > 0:
        found.append(chi_square_tail(_following(s, sizes), s.z.shape[-1])[:, None])
    return np.concatenate(found, axis=1)


def _size(weights: np.ndarray) -> np.ndarray:
    """How many equal weights would do as well as these (b, T, …)."""
    found: np.ndarray = (weights**2).sum(axis=1) ** 2 / (weights**4).sum(axis=1)
    return found


def _marginal(s: Standardised) -> tuple[np.ndarray, np.ndarray]:
    """Normal scores of skewness and kurtosis (b, d)."""
    third, fourth = s.share**1.5, s.share**2
    square = s.u * s.u
    skewness = (third * s.u * (square - 3)).sum(axis=1) / np.sqrt(6 * (third**2).sum(axis=1))
    kurtosis = (fourth * (square * (square - 6) + 3)).sum(axis=1) / np.sqrt(24 * (fourth**2).sum(axis=1))
    return skewness_score(skewness, _size(third)), kurtosis_score(kurtosis, _size(fourth))


def _mardia(s: Standardised) -> tuple[np.ndarray, np.ndarray]:
    """p-values (b,) of the squared norm of the third Hermite tensor, and of the Laguerre sum of |z|²."""
    z, d, third, fourth = s.z, s.z.shape[-1], s.joint_share**1.5, s.joint_share**2
    first = (third[..., None] * z).sum(axis=1)
    weighted = (third[..., None] * z).mT
    cube = np.stack([weighted @ (z * z[..., c : c + 1]) for c in range(d)], axis=-1)
    unit = np.eye(d)
    cube = cube - first[:, :, None, None] * unit[None, None] - first[:, None, :, None] * unit[None, :, None, :]
    cube = cube - first[:, None, None, :] * unit[None, :, :, None]
    skewness = (cube**2).sum(axis=(1, 2, 3)) / (6 * (third**2).sum(axis=1))
    # Mardia's factor for its mean in small samples
    n = np.maximum(_size(third), 3.0)
    factor = (n + 1) * (n + 3) * (d + 1) / (n * np.maximum((n + 1) * (d + 1) - 6, 1e-3))
    q = (z**2).sum(axis=-1)
    scale = np.sqrt(8 * d * (d + 2) * (fourth**2).sum(axis=1))
    kurtosis = (fourth * (q**2 - 2 * (d + 2) * q + d * (d + 2))).sum(axis=1) / scale
    score = kurtosis_score(kurtosis, _size(fourth) * d * (d + 2) / 3)
    return chi_square_tail(skewness * factor, d * (d + 1) * (d + 2) / 6), two_sided(score)


def _following(s: Standardised, sizes: np.ndarray) -> np.ndarray:
    """Score statistics (b,) of the alternative β + c_tγ, c the logarithm of the sizes: χ²_d given Ψ, whatever c is."""
    c = np.log(sizes)
    c = c - c.mean()
    total, slope, square = (np.einsum("t,btij->bij", c**k, s.weight) for k in range(3))
    # S⁻¹(ŵ − β) is u times the root of its variance
    We = s.u * np.sqrt(np.diagonal(s.weight, axis1=-2, axis2=-1))
    score = np.einsum("t,btj->bj", c, We)
    left = square - slope @ np.linalg.solve(total, slope)
    found: np.ndarray = (score * np.linalg.solve(left, score[..., None])[..., 0]).sum(axis=-1)
    return found
