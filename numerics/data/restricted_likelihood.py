"""Random coefficients by restricted maximum likelihood (REML): ŵ_t ~ N(β, Ψ + N_t), N_t = σ²(X_tᵀX_t)⁻¹ known.

With W_t = (Ψ + N_t)⁻¹ the restricted log-likelihood is

    −½ Σ log|Ψ + N_t| − ½ log|Σ W_t| − ½ Σ e_tᵀW_te_t,   e_t = ŵ_t − β,   β = (Σ W_t)⁻¹ Σ W_tŵ_t.

It is raised by steps of an MM algorithm: the first two terms are minorised by their tangents in Ψ, the third by
−½ tr(Ψ⁻¹ Ψ_kMΨ_k) with M = Σ W_te_te_tᵀW_t, and the maximum of the minorant solves ΨGΨ = Ψ_kMΨ_k with
G = Σ W_t − Σ W_t(ΣW_t)⁻¹W_t. Each step keeps Ψ ⪰ 0, so that nothing is projected afterwards. On the boundary the steps
keep the range of Ψ, which need not be the best one: from there the likelihood is raised in L, Ψ = LLᵀ, by its slope.
The method of moments weighs every task alike, and has no finite variance where some tasks are hardly longer than they
have features.

Source: H. D. Patterson and R. Thompson, Recovery of inter-block information when block sizes are unequal, Biometrika
58 (1971); H. Zhou, L. Hu, J. Zhou and K. Lange, MM algorithms for variance components models, J. Comput. Graph. Stat.
28 (2019), section 5 of which has the step for a matrix.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from numerics.tolerances.table_thresholds import BOUNDARY, GONE

__all__ = ["RandomCoefficients", "restricted_maximum"]


class RandomCoefficients(NamedTuple):
    """β (b, d) and Ψ ⪰ 0 (b, d, d)."""

    beta: np.ndarray
    Psi: np.ndarray


def restricted_maximum(
    w: np.ndarray,
    noise: np.ndarray,
    *,
    start: np.ndarray | None = None,
    inside: float = 1e-3,
    steps: int = 400,
    tolerance: float = 1e-6,
) -> RandomCoefficients:
    """The fit to coefficients ``w`` (b, T, d) with ``noise`` (b, T, d, d) or (1, T, d, d), N_t ≻ 0, T ≥ 2.

    A fit ends after ``steps``, or where a step changes Ψ by ``tolerance`` of what it is beside the noise of an average
    task: the signal may be strong in one direction and weak in another, and both are to be found. Steps do not leave
    the range of Ψ, and begin at ``start`` (d, d) ⪰ 0 with ``inside`` of that noise, or of a weaker signal, added to it.

    >>> import numpy as np
    >>> w, noise = np.array([[[1.0], [3.0], [5.0]]]), np.full((1, 3, 1, 1), 1.0)
    >>> beta, Psi = restricted_maximum(w, noise)  # equal noise: the sample variance less that of the noise
    >>> round(beta.item(), 4), round(Psi.item(), 4)
    (3.0, 3.0)
    """
    draws, T, d = w.shape
    noise = np.broadcast_to(noise, (draws, T, d, d))
    # in units of the noise of an average task, in which all directions are alike
    root = np.linalg.cholesky(np.linalg.inv(np.linalg.inv(noise).mean(axis=1)))
    back = np.linalg.inv(root)
    w, noise = w @ back.mT, back[:, None] @ noise @ back.mT[:, None]
    Psi = _spread(w) if start is None else back @ start @ back.mT
    Psi = Psi + (inside * _scale(Psi) + 1e-300)[:, None, None] * np.eye(d)
    beta, live = np.empty((draws, d)), np.arange(draws)
    for _ in range(steps):
        beta[live], new = _step(w[live], noise[live], Psi[live])
        change = _change(Psi[live], new)
        Psi[live] = new
        live = live[(change > tolerance) & (np.trace(new, axis1=1, axis2=2) > GONE * d)]
        if not len(live):
            break
    for i in np.flatnonzero(_is_on_the_boundary(Psi)):
        Psi[i] = _turned(w[i : i + 1], noise[i : i + 1], Psi[i])
        beta[i] = _pieces(w[i : i + 1], noise[i : i + 1], Psi[i : i + 1]).beta[0]
    return RandomCoefficients((root @ beta[..., None])[..., 0], root @ Psi @ root.mT)


def _scale(Psi: np.ndarray) -> np.ndarray:
    """What counts as small is measured by it (b,): the noise, which is 1, or the average signal where that is less."""
    found: np.ndarray = np.minimum(np.trace(Psi, axis1=1, axis2=2) / Psi.shape[-1], 1.0)
    return found


def _change(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    """The change (b,), in every direction beside the signal there and the scale of what is small."""
    unit = (_scale(new) + 1e-300)[:, None, None] * np.eye(old.shape[-1])
    A = np.linalg.solve(new + unit, new - old)
    # the squares of its eigenvalues, which are real
    found: np.ndarray = np.sqrt(np.maximum((A * A.mT).sum(axis=(1, 2)), 0))
    return found


def _is_on_the_boundary(Psi: np.ndarray) -> np.ndarray:
    spectrum = np.linalg.eigvalsh(Psi)
    largest = spectrum[:, -1]
    found: np.ndarray = (spectrum[:, 0] <= BOUNDARY * np.minimum(largest, 1.0)) & (largest > 0)
    return found


def _turned(w: np.ndarray, noise: np.ndarray, Psi: np.ndarray) -> np.ndarray:
    """The most likely Ψ = LLᵀ from a Ψ on the boundary, whose range the steps above can no longer turn."""
    d = len(Psi)
    spectrum, vectors = np.linalg.eigh(Psi)

    def minus_log_likelihood(entries: np.ndarray) -> tuple[float, np.ndarray]:
        L = entries.reshape(d, d)
        at = _pieces(w, noise, (L @ L.T)[None])
        logs = np.linalg.slogdet((L @ L.T)[None, None] + noise)[1].sum() + np.linalg.slogdet(at.total)[1].sum()
        # half the slope in Ψ is (G − M)/2, and that in L twice it times L
        return 0.5 * (logs + at.residual), ((at.G - at.M)[0] @ L).ravel()

    start = (vectors * np.sqrt(np.maximum(spectrum, 0.0))).ravel()
    end = minimize(minus_log_likelihood, start, jac=True, method="L-BFGS-B", options={"ftol": 1e-14, "gtol": 1e-9})
    better = end.x.reshape(d, d) if end.fun < minus_log_likelihood(start)[0] else start.reshape(d, d)
    found: np.ndarray = better @ better.T
    return found


def _spread(w: np.ndarray) -> np.ndarray:
    """The sample covariance (b, d, d): where the steps start."""
    deviation = w - w.mean(axis=1, keepdims=True)
    found: np.ndarray = np.einsum("bti,btj->bij", deviation, deviation) / (w.shape[1] - 1)
    return found


class _Pieces(NamedTuple):
    """Of the likelihood at Ψ: β, Σ W_t, G, M = Σ W_te_te_tᵀW_t, and Σ e_tᵀW_te_t over all draws."""

    beta: np.ndarray
    total: np.ndarray
    G: np.ndarray
    M: np.ndarray
    residual: float


def _pieces(w: np.ndarray, noise: np.ndarray, Psi: np.ndarray) -> _Pieces:
    W = np.linalg.inv(Psi[:, None] + noise)
    total = W.sum(axis=1)
    covariance = np.linalg.inv(total)
    Ww = (W @ w[..., None])[..., 0]
    beta = (covariance @ Ww.sum(axis=1)[..., None])[..., 0]
    We = Ww - (W @ beta[:, None, :, None])[..., 0]
    G = total - (W @ covariance[:, None] @ W).sum(axis=1)
    residual = float(((w - beta[:, None]) * We).sum())
    return _Pieces(beta, total, G, We.mT @ We, residual)


def _step(w: np.ndarray, noise: np.ndarray, Psi: np.ndarray) -> RandomCoefficients:
    """β at Ψ, and the next Ψ."""
    beta, total, G, M, _ = _pieces(w, noise, Psi)
    right = Psi @ M @ Psi
    L = np.linalg.cholesky(
        (G + G.mT) / 2 + 1e-14 * np.trace(total, axis1=1, axis2=2)[:, None, None] * np.eye(w.shape[-1])
    )
    values, vectors = np.linalg.eigh(L.mT @ right @ L)
    root = (vectors * np.sqrt(np.maximum(values, 0))[:, None, :]) @ vectors.mT
    half = np.linalg.solve(L.mT, root)
    new = np.linalg.solve(L.mT, half.mT)
    return RandomCoefficients(beta, (new + new.mT) / 2)
