"""The problem that stands at a point: from sizes, spectra, a signal-to-noise ratio and a shared signal."""

import numpy as np

from numerics.designs.designed_spectra import Spectrum
from numerics.values.problem import Problem

__all__ = ["constructed_problem"]


def constructed_problem(
    *,
    d: int,
    M: int,
    H: Spectrum,
    Psi: Spectrum,
    signal_to_noise: float,
    beta_norm: float,
    sigma2: float = 1.0,
    alignment: float | None = None,
) -> Problem:
    """H and Ψ diagonal with these spectra, Ψ scaled so that tr(HΨ) = signal_to_noise · σ², and ‖β*‖ = beta_norm.

    ``alignment`` is the cosine of the angle between β* and the first eigenvector; the rest of β* is the same along all
    others. None is the same along all, and at d = 1 there is one direction only. What theorems say of risks depends on
    the eigenvalues of H^½ΨH^½ and on H^½β* alone, so that a common eigenbasis loses nothing but the rates, which depend
    on H and Ψ apart.

    Raises ValueError for σ² ≤ 0, a negative ratio or norm, an alignment outside [0, 1], and spectra that are not
    positive (H), or have only zeros (Ψ, with a signal).
    """
    for name, value, least in (("signal_to_noise", signal_to_noise, 0.0), ("beta_norm", beta_norm, 0.0)):
        if not (value >= least and np.isfinite(value)):
            message = f"{name} is {value:g}: give a finite number of at least 0"
            raise ValueError(message)
    if not (sigma2 > 0 and np.isfinite(sigma2)):
        message = f"sigma2 is {sigma2:g}: give a finite number above 0, of which signal_to_noise is a multiple"
        raise ValueError(message)
    H.require_positive("H")
    h, psi = H.eigenvalues(d), Psi.eigenvalues(d)
    signal = float(h @ psi)
    if signal_to_noise > 0 and signal == 0:
        message = "the spectrum of Psi has only zeros here, and no multiple of it is a signal: give larger eigenvalues"
        raise ValueError(message)
    scale = signal_to_noise * sigma2 / signal if signal else 0.0
    beta = beta_norm * _direction(d, alignment)
    return Problem(H=np.diag(h), Psi=np.diag(scale * psi), beta_star=beta, sigma2=sigma2, M=M)


def _direction(d: int, alignment: float | None) -> np.ndarray:
    if alignment is not None and not 0 <= alignment <= 1:
        message = f"alignment is {alignment:g}: give a cosine between 0 and 1"
        raise ValueError(message)
    if alignment is None or d == 1:
        return np.full(d, 1 / np.sqrt(d))
    others = np.full(d - 1, np.sqrt((1 - alignment**2) / (d - 1)))
    return np.append(alignment, others)
