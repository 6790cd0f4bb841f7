"""Spectra by their law: power laws, spikes, and eigenvalues that somebody has measured."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from numerics.tolerances.file_limits import SPECTRUM_BYTES
from numerics.values.file_contents import contents_of
from numerics.values.real_arrays import shown

__all__ = ["Spectrum", "spectrum_in_file"]


@dataclass(frozen=True)
class Spectrum:
    """The law of the eigenvalues of a matrix, whatever its size: one of

    - ``power_law`` a: λ_j = j^(−a), j = 1 … d;
    - ``spikes`` (s₁, …, s_r): s₁, …, s_r, and 1 for the other d − r;
    - ``values`` (λ₁, λ₂, …), of which the first d are taken.

    Raises ValueError for none or two of them, and for an eigenvalue that is not finite or below 0.

    >>> Spectrum(power_law=1.0).eigenvalues(2).tolist()
    [1.0, 0.5]
    """

    power_law: float | None = None
    spikes: tuple[float, ...] | None = None
    values: tuple[float, ...] | None = None

    def __str__(self) -> str:
        """The law in words, as a report names it."""
        if self.power_law is not None:
            return f"power law, j^-{self.power_law:g}"
        law, numbers = ("spikes", self.spikes) if self.spikes is not None else ("values", self.values or ())
        return f"{law} {', '.join(f'{number:g}' for number in numbers)}"

    def __post_init__(self) -> None:
        given = [name for name in ("power_law", "spikes", "values") if getattr(self, name) is not None]
        if len(given) != 1:
            message = f"a spectrum has {' and '.join(given) or 'no law'}: give one of power_law, spikes, values, file"
            raise ValueError(message)
        numbers = (self.power_law,) if self.power_law is not None else self.spikes or self.values or ()
        if not numbers or not np.isfinite(numbers).all():
            message = f"the spectrum {given[0]} = {shown(list(numbers))} is not finite: give finite numbers"
            raise ValueError(message)
        if self.power_law is None and min(numbers) < 0:
            message = f"the spectrum {given[0]} holds {min(numbers):g}: eigenvalues of a covariance are at least 0"
            raise ValueError(message)

    def eigenvalues(self, d: int) -> np.ndarray:
        """The first d (d,). Raises ValueError where the spectrum has fewer, and where floats cannot hold them."""
        if self.values is not None:
            if len(self.values) < d:
                message = f"a spectrum of {len(self.values)} values has none for d = {d}: give d values, or a smaller d"
                raise ValueError(message)
            return np.array(self.values[:d], dtype=np.float64)
        if self.spikes is not None:
            if len(self.spikes) > d:
                message = f"a spectrum of {len(self.spikes)} spikes has no room at d = {d}: give fewer, or a larger d"
                raise ValueError(message)
            return np.append(np.array(self.spikes, dtype=np.float64), np.ones(d - len(self.spikes)))
        assert self.power_law is not None, "it has one law"
        with np.errstate(over="ignore"):
            found: np.ndarray = np.arange(1, d + 1, dtype=np.float64) ** -self.power_law
        if not np.isfinite(found).all() or not found.all():
            message = f"the power law {self.power_law:g} at d = {d} leaves the range of floats: give a smaller exponent"
            raise ValueError(message)
        return found

    def require_positive(self, name: str) -> None:
        """Raise ValueError where an eigenvalue is 0."""
        if 0 in (self.spikes or self.values or ()):
            message = f"the spectrum of {name} has the eigenvalue 0, and {name} is positive definite: give larger ones"
            raise ValueError(message)


def spectrum_in_file(path: Path) -> Spectrum:
    """The numbers in a text file, in their order, between blanks, commas or ends of lines.

    Raises ValueError, in one line, for a file that holds anything else.
    """
    remedy = "give a text file of eigenvalues"
    try:
        words = contents_of(path, SPECTRUM_BYTES, remedy).decode("utf-8-sig").replace(",", " ").split()
        values = tuple(map(float, words))
    except UnicodeDecodeError as error:
        message = f"{path} cannot be read (it is no UTF-8 text): {remedy}"
        raise ValueError(message) from error
    except ValueError as error:
        if "cannot be read" in str(error):
            raise
        message = f"{path} holds something that is no number: {remedy}"
        raise ValueError(message) from error
    try:
        return Spectrum(values=values)
    except ValueError as error:
        message = f"{path}: {error}"
        raise ValueError(message) from error
