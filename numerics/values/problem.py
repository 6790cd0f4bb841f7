"""One numeric problem: the values of H, Psi, beta_star, sigma2 and M, validated."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from numerics.tolerances.float_tolerances import INT64
from numerics.tolerances.shown_lengths import SHOWN_ENTRIES
from numerics.values.binding import suggestion
from numerics.values.matrix_checks import require_eigenvalues, require_symmetric
from numerics.values.number_types import Number
from numerics.values.problem_files import read_problem_file
from numerics.values.real_arrays import real_array, shown, whole_number
from numerics.values.visible_text import shortened
from theory.notebook import Name, Part, ShownInNotebooks, Table, TextPrinter

__all__ = ["Problem", "require_problem"]

TEXT_KEYS = {"source", "licence"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem(ShownInNotebooks):
    """In-context linear regression: x ~ N(0, H), w ~ N(beta_star, Psi), y = wᵀx + N(0, sigma2), M examples.

    ``H`` ≻ 0 and ``Psi`` ⪰ 0 are d×d, ``beta_star`` is d×1 (or given one-dimensional), ``sigma2`` ≥ 0; ``M`` and the
    training length ``N`` are whole and ≥ 1. Arrays are stored as read-only float64. Raises ValueError, one line that
    names the value, what was expected and the remedy.

    >>> from theorycheck import Problem
    >>> Problem(H=[[2, 1], [1, 2]], Psi=[[1, 0], [0, 1]], beta_star=[1, 0], sigma2=1, M=20).H.shape
    (2, 2)
    """

    H: np.ndarray
    Psi: np.ndarray
    beta_star: np.ndarray
    sigma2: float
    M: int
    N: int | None = None

    def __post_init__(self) -> None:
        H = _symmetric_matrix("H", self.H)
        Psi = _symmetric_matrix("Psi", self.Psi)
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

    def values(self) -> dict[str, Number]:
        """The values by symbol name, d included; N only where it is given."""
        known = {"H": self.H, "M": self.M, "Psi": self.Psi, "beta_star": self.beta_star, "d": self.d}
        return {**known, "sigma2": self.sigma2, **({} if self.N is None else {"N": self.N})}

    def notebook_parts(self) -> Iterable[Part]:
        """A row for each value; of large matrices their shape and eigenvalues."""
        rows = [(Name(name), *_in_short(value)) for name, value in self.values().items() if name != "d"]
        yield Table((f"d = {self.d}", "value", "eigenvalues"), tuple(rows))

    def _repr_pretty_(self, printer: TextPrinter, cycle: bool) -> None:
        parts = [f"{name} = {_in_short(value)[0]}" for name, value in self.values().items() if name != "d"]
        printer.text(f"Problem(d = {self.d}: {', '.join(parts)})")

    @classmethod
    def from_file(cls, path: str | Path) -> "Problem":
        """The problem in a ``.toml`` or ``.npz`` file with the keys H, Psi, beta_star, sigma2, M and perhaps N.

        TOML may also carry the texts ``source`` and ``licence``. Raises ValueError for a file that is missing,
        malformed, or has other keys.
        """
        path = Path(path)
        given = read_problem_file(path)
        known = {f.name for f in fields(cls)}
        missing = sorted(known - {"N"} - given.keys())
        unknown = sorted(given.keys() - known - TEXT_KEYS)
        if missing or unknown:
            fault = f"lacks {', '.join(missing)}" if missing else f"has the unknown key {shortened(', '.join(unknown))}"
            fault += suggestion(missing[0], unknown) if missing else ""
            message = f"{path} {fault}: give the keys H, Psi, beta_star, sigma2, M and perhaps N, source, licence"
            raise ValueError(message)
        for key in sorted(TEXT_KEYS & given.keys()):
            text = np.asarray(given[key])
            if text.dtype.kind != "U" or text.ndim:
                message = f"{path}: {key} is {shown(given[key])}: give a text in quotes"
                raise ValueError(message)
        try:
            return cls(**{key: value for key, value in given.items() if key in known})
        except ValueError as error:
            message = f"{path}: {error}"
            raise ValueError(message) from error


def _in_short(value: Number) -> tuple[str, str]:
    """A value in a few characters, and of a symmetric matrix the range of its eigenvalues."""
    array = np.asarray(value, dtype=np.float64)
    if array.ndim < 2:
        return f"{value:.6g}" if isinstance(value, float) else str(value), ""
    text = np.array2string(array, precision=4, separator=", ", max_line_width=10**6).replace("\n", "")
    small = array.size <= SHOWN_ENTRIES
    shown = text if small else f"{array.shape[0]}×{array.shape[1]}"
    if array.shape[1] == 1 < array.shape[0]:
        return shown, f"norm {np.linalg.norm(array):.4g}"
    eigenvalues = np.linalg.eigvalsh(array)
    return shown, f"{eigenvalues[0]:.4g} … {eigenvalues[-1]:.4g}"


def require_problem(value: Number) -> None:
    """Raise ValueError for what is no ``Problem``."""
    if not isinstance(value, Problem):
        message = f"{shown(value)} is a {type(value).__name__}: give a numerics.Problem"
        raise ValueError(message)


def _numbers(name: str, value: Number) -> np.ndarray:
    """A copy of the value in float64."""
    array = real_array(name, value)
    try:
        with np.errstate(over="ignore"):
            floats = np.array(array, dtype=np.float64)
    except OverflowError:
        floats = np.array(np.inf)
    if not np.isfinite(floats).all():
        message = f"{name} holds a number beyond 1.8e308, the largest of float64: give smaller ones"
        raise ValueError(message)
    return floats


def _symmetric_matrix(name: str, value: Number) -> np.ndarray:
    """The value as a square array, symmetric to the last digit. Raises ValueError, naming it, for what is not."""
    array = _numbers(name, value)
    array = array.reshape(1, 1) if array.ndim == 0 else array
    if array.ndim != 2 or array.shape[0] != array.shape[1] or not array.size:
        message = f"{name} has shape {array.shape}: give a square matrix"
        raise ValueError(message)
    require_symmetric(name, array)
    return (array + array.T) / 2


def _variance(value: Number) -> float:
    array = np.empty(0) if isinstance(value, str) else _numbers("sigma2", value)
    if array.size != 1 or array.item() < 0:
        message = f"sigma2 is {shown(value)}: give one number ≥ 0, the noise variance"
        raise ValueError(message)
    return float(array.item())


def _count(name: str, value: Number) -> int:
    number = whole_number(name, value)
    if number is None or not 1 <= number < INT64:
        limit = " and below 2^63" * (number is not None and number >= INT64)
        message = f"{name} is {shown(value)}: give a whole number of at least 1{limit}"
        raise ValueError(message)
    return number
