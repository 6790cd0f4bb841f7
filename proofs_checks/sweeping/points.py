"""The points of a sweep: their coordinates, the problem that stands at each, and the key that it is kept under."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np

from numerics.designs.constructed_problems import constructed_problem
from numerics.designs.designed_spectra import Spectrum
from numerics.designs.space_filling import filling
from numerics.values.problem import Problem
from proofs_checks.json_text import exact_text
from proofs_checks.settings.sweep_numbers import KEY_LETTERS
from proofs_checks.sweeping.axes import SPECTRA, WHOLE, Setting
from proofs_checks.sweeping.specification import SweepSpec

__all__ = ["Point", "SweepPoints"]


@dataclass(frozen=True)
class Point:
    """A place in a sweep: its number, and what the problem there is made of.

    ``seed`` is that of everything random here. It depends on the problem and the seed of the sweep alone.
    """

    index: int
    settings: Mapping[str, Setting]
    key: str
    seed: int

    def problem(self) -> Problem:
        """Raises ValueError for a spectrum that does not suit the dimension here, and its like."""
        given = dict(self.settings)
        for name in SPECTRA:
            exponent = given.pop(f"{name}_power_law", None)
            if exponent is not None:
                given[name] = Spectrum(power_law=exponent)
        return constructed_problem(**given)


class SweepPoints:
    """All points of a sweep; none of them is made before it is asked for.

    A key depends on the numbers of the problem, on the seed and on ``about``, the code that computes: not on the other
    points, nor on the quantities.
    """

    def __init__(self, spec: SweepSpec, about: str) -> None:
        self.spec = spec
        self._about = about

    def __iter__(self) -> Iterator[Point]:
        return map(self.at, range(self.spec.size))

    def at(self, index: int) -> Point:
        """The point of that number, the last axis moving first."""
        settings = {**self.spec.fixed, **self.coordinates(index)}
        numbers = exact_text([self.spec.seed, _plain(settings)], by_name=True)
        digest = hashlib.sha256(numbers.encode())
        seed = int.from_bytes(digest.digest()[:8])
        digest.update(self._about.encode())
        return Point(index, settings, digest.hexdigest()[:KEY_LETTERS], seed)

    def coordinates(self, index: int) -> dict[str, Setting]:
        """Its value on each axis."""
        if self.spec.design is not None:
            return {name: column[index] for name, column in self.columns.items()}
        places = np.unravel_index(index, self.spec.shape)
        return {axis.name: axis.values[place] for axis, place in zip(self.spec.axes, places, strict=True)}

    @cached_property
    def columns(self) -> dict[str, list[int | float]]:
        """The coordinates of a design, by axis."""
        design, axes = self.spec.design, self.spec.axes
        assert design is not None, "a grid has no columns"
        ends = [(float(a.values[0]), float(a.values[-1])) for a in axes if not isinstance(a.values[0], Spectrum)]
        logarithmic = [axis.name in design.logarithmic for axis in axes]
        points = filling(ends, logarithmic, design.samples, design.sampler, design.seed)
        return {
            axis.name: [round(x) for x in column] if axis.name in WHOLE else column.tolist()
            for axis, column in zip(axes, points.T, strict=True)
        }


def _plain(settings: Mapping[str, Setting]) -> dict[str, object]:
    return {name: asdict(v) if isinstance(v, Spectrum) else v for name, v in settings.items()}
