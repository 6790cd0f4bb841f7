"""One numeric problem: the values of H, Psi, beta_star, sigma2 and M, validated."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from numerics.tolerances import DEFINITE, SPECTRAL_SLACK, SYMMETRY

__all__ = ["Problem", "require_eigenvalues", "symmetric_matrix"]

TEXT_KEYS = {"source", "licence"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """In-context linear regression: x ~ N(0, H), w ~ N(beta_star, Psi), y = wᵀx + N(0, sigma2), M examples.

    ``H`` ≻ 0 and ``Psi`` ⪰ 0 are d×d, ``beta_star`` is d×1 (or given one-dimensional), ``sigma2`` ≥ 0; ``M`` and the
    training length ``N`` are whole and ≥ 1. Arrays are stored as read-only float64. Raises ValueError, one line that
    names the value, what was expected and the remedy.
    """

    H: np.ndarray
    Psi: np.ndarray
    beta_star: np.ndarray
    sigma2: float
    M: int
    N: int | None = None

    def __post_init__(self) -> None:
        H = symmetric_matrix("H", self.H)
        Psi = symmetric_matrix("Psi", self.Psi)
        beta = _numbers("beta_star", self.beta_star)
        beta = beta.reshape(-1, 1) if beta.ndim < 2 else beta
        d = len(H)
        for name, array, shape in (("Psi", Psi, (d, d)), ("beta_star", beta, (d, 1))):
            if array.shape != shape:
                message = f"{name} has shape {array.shape}, but H is {d}×{d}: give shape {shape}"
                raise ValueError(message)
        require_eigenvalues("H", H, definite=True)
        require_eigenvalues("Psi", Psi, definite=False)
        for name, array in (("H", H), ("Psi", Psi), ("beta_star", beta)):
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        object.__setattr__(self, "sigma2", _variance(self.sigma2))
        object.__setattr__(self, "M", _count("M", self.M))
        object.__setattr__(self, "N", None if self.N is None else _count("N", self.N))

    @property
    def d(self) -> int:
        return len(self.H)

    def values(self) -> dict[str, Any]:
        """The values by symbol name, d included; N only where it is given."""
        known = {"H": self.H, "M": self.M, "Psi": self.Psi, "beta_star": self.beta_star, "d": self.d}
        return {**known, "sigma2": self.sigma2, **({} if self.N is None else {"N": self.N})}

    @classmethod
    def from_file(cls, path: str | Path) -> "Problem":
        """The problem in a ``.toml`` or ``.npz`` file with the keys H, Psi, beta_star, sigma2, M and perhaps N.

        TOML may also carry the texts ``source`` and ``licence``. Raises ValueError for a file that is missing,
        malformed, or has other keys.
        """
        path = Path(path)
        given = _read(path)
        known = {f.name for f in fields(cls)}
        missing = sorted(known - {"N"} - given.keys())
        unknown = sorted(given.keys() - known - TEXT_KEYS)
        if missing or unknown:
            fault = f"lacks {', '.join(missing)}" if missing else f"has the unknown key {', '.join(unknown)}"
            message = f"{path} {fault}: give the keys H, Psi, beta_star, sigma2, M and perhaps N, source, licence"
            raise ValueError(message)
        for key in sorted(TEXT_KEYS & given.keys()):
            if np.asarray(given[key]).dtype.kind != "U":
                message = f"{path}: {key} is {given[key]!r}: give a text in quotes"
                raise ValueError(message)
        try:
            return cls(**{key: value for key, value in given.items() if key in known})
        except ValueError as error:
            message = f"{path}: {error}"
            raise ValueError(message) from error


def _read(path: Path) -> Mapping[str, Any]:
    try:
        if path.suffix == ".toml":
            return tomllib.loads(path.read_text(encoding="utf-8"))
        if path.suffix == ".npz":
            with np.load(path, allow_pickle=False) as archive:
                return {key: archive[key] for key in archive.files}
    except (OSError, ValueError, BadZipFile, EOFError) as error:
        # NumPy goes on to advise loading a pickle
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0].partition(". ")[0]
        message = f"{path} cannot be read ({reason}): give a readable TOML or NPZ file"
        raise ValueError(message) from error
    message = f"{path} has the ending {path.suffix!r}: give a .toml or .npz file"
    raise ValueError(message)


def _numbers(name: str, value: Any) -> np.ndarray:
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        message = f"{name} is not an array of real numbers ({error}): give numbers in rows of equal length"
        raise ValueError(message) from error
    if not np.isfinite(array).all():
        message = f"{name} holds nan or inf: give finite numbers"
        raise ValueError(message)
    return array


def symmetric_matrix(name: str, value: Any) -> np.ndarray:
    """The value as a square array, symmetric to the last digit. Raises ValueError, naming it, for what is not."""
    array = _numbers(name, value)
    array = array.reshape(1, 1) if array.ndim == 0 else array
    if array.ndim != 2 or array.shape[0] != array.shape[1] or not array.size:
        message = f"{name} has shape {array.shape}: give a square matrix"
        raise ValueError(message)
    gap = np.abs(array - array.T)
    if gap.max() > SYMMETRY * np.abs(array).max():
        i, j = np.unravel_index(gap.argmax(), gap.shape)
        message = f"{name} is not symmetric ([{i},{j}] is {array[i, j]:g}, [{j},{i}] is {array[j, i]:g}): symmetrise it"
        raise ValueError(message)
    return (array + array.T) / 2


def require_eigenvalues(name: str, array: np.ndarray, *, definite: bool) -> None:
    """Raise ValueError, with the smallest eigenvalue, unless the array is ⪰ 0 (≻ 0 if ``definite``)."""
    eigenvalues = np.linalg.eigvalsh(array)
    largest, smallest = np.abs(eigenvalues).max(), eigenvalues[0]
    if definite and smallest <= DEFINITE * largest:
        message = f"{name} has the eigenvalue {smallest:.3g}: give a positive definite matrix (add a small ridge)"
        raise ValueError(message)
    if smallest < -SPECTRAL_SLACK * largest:
        message = f"{name} has the eigenvalue {smallest:.3g}: give a positive semidefinite matrix"
        raise ValueError(message)


def _variance(value: Any) -> float:
    array = _numbers("sigma2", np.empty(0) if isinstance(value, str) else value)
    if array.size != 1 or array.item() < 0:
        message = f"sigma2 is {value!r}: give one number ≥ 0, the noise variance"
        raise ValueError(message)
    return float(array.item())


def _count(name: str, value: Any) -> int:
    array = np.asarray(value)
    if array.size != 1 or array.dtype.kind not in "iuf" or array.item() != array.item() // 1 or array.item() < 1:
        message = f"{name} is {value!r}: give a whole number of at least 1{' and below 2^63' * (array.dtype == object)}"
        raise ValueError(message)
    return int(array.item())
