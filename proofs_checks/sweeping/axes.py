"""What varies in a sweep: axes with their values, laws of spectra, and what stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import NoReturn

import numpy as np

from numerics.designs.designed_spectra import Spectrum
from numerics.values.number_types import Number
from numerics.values.real_arrays import shown

__all__ = ["NAMES", "SPECTRA", "WHOLE", "Axis", "Setting", "axis_of", "single"]

NAMES = ("d", "M", "signal_to_noise", "sigma2", "beta_norm", "alignment")
"""The axes that are numbers."""

WHOLE = frozenset({"d", "M"})
"""Those that are whole numbers."""

SPECTRA = ("H", "Psi")
"""The axes that are spectra; of a power law the exponent alone may vary, and has a name of its own."""

Setting = Number
"""A value of an axis: a number, a spectrum, or None for what is the same in every direction."""


@dataclass(frozen=True)
class Axis:
    """A name, and at least two different values in their order; of a design, the two ends."""

    name: str
    values: tuple[Setting, ...]

    @property
    def labels(self) -> tuple[int | float | str, ...]:
        """The values as coordinates."""
        return tuple(_label(v) if isinstance(v, Spectrum) else v for v in self.values)


def axis_of(name: str, given: Sequence[object]) -> Axis:
    """The axis of these numbers, in ascending order. Raises ValueError for numbers that it cannot have."""
    values = sorted({_number(name, value) for value in given})
    if len(values) < 2:
        one = f"{values[0]:g}" if values else "nothing"
        message = f"the axis {name} has the one value {one}: write {name} = {one} for what stays, or give several"
        raise ValueError(message)
    return Axis(name, tuple(values))


def single(name: str, value: object) -> int | float:
    """What stays as it is. Raises ValueError."""
    return _number(name, value)


def _number(name: str, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, Real) or not np.isfinite(float(value)):
        _refuse(name, value, "a finite number")
    number = float(value)
    if name in WHOLE:
        if not number.is_integer() or number < 1:
            _refuse(name, value, "a whole number of at least 1")
        return int(value) if isinstance(value, Integral) else int(number)
    if name in {"signal_to_noise", "beta_norm"} and number < 0:
        _refuse(name, value, "a number of at least 0")
    if name == "sigma2" and number <= 0:
        _refuse(name, value, "a number above 0, of which signal_to_noise is a multiple")
    if name == "alignment" and not 0 <= number <= 1:
        _refuse(name, value, "a cosine between 0 and 1")
    return number


def _refuse(name: str, value: object, wanted: str) -> NoReturn:
    message = f"{name} is {shown(value)}: give {wanted}"
    raise ValueError(message)


def _label(spectrum: Spectrum) -> str:
    if spectrum.power_law is not None:
        return f"power law {spectrum.power_law:g}"
    numbers = spectrum.spikes or spectrum.values or ()
    shown_ones = ", ".join(f"{v:.4g}" for v in numbers[:4]) + (", …" if len(numbers) > 4 else "")
    return f"{'spikes' if spectrum.spikes is not None else 'values'} {shown_ones}"
