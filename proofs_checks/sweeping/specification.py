"""What a sweep is to compute, read from a TOML file or a mapping, and refused in one line where it makes no sense."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import prod
from pathlib import Path

from numerics.designs.designed_spectra import Spectrum, spectrum_in_file
from numerics.designs.space_filling import SAMPLERS
from numerics.values.binding import suggestion
from numerics.values.number_types import Number
from numerics.values.problem_files import read_problem_file
from numerics.values.real_arrays import shown
from proofs_checks.settings.sweep_numbers import DEFAULTS, LARGEST_DIMENSION, MOST_POINTS
from proofs_checks.sweeping.axes import NAMES, SPECTRA, Axis, Setting, axis_of, single
from proofs_checks.sweeping.quantities import Quantity, quantity_named

__all__ = ["Design", "SweepSpec", "specification"]

KEYS = ("quantities", "axes", "spectra", "design", "seed")
DESIGN_KEYS = ("samples", "sampler", "logarithmic", "seed")
LAWS = ("power_law", "spikes", "values", "file")


@dataclass(frozen=True)
class Design:
    """Points that fill the box of the axes, instead of every combination."""

    samples: int
    sampler: str = "sobol"
    logarithmic: frozenset[str] = frozenset()
    seed: int = 0


@dataclass(frozen=True)
class SweepSpec:
    """``axes`` vary, ``fixed`` stays; every combination of the axes' values, or a ``design`` between their ends."""

    quantities: tuple[Quantity, ...]
    axes: tuple[Axis, ...]
    fixed: Mapping[str, Setting]
    design: Design | None = None
    seed: int = 0
    as_given: Mapping[str, Number] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the grid, or the number of samples."""
        return tuple(len(a.values) for a in self.axes) if self.design is None else (self.design.samples,)

    @property
    def size(self) -> int:
        return prod(self.shape)

    @property
    def quantities_of_theorems(self) -> tuple[str, ...]:
        """The slugs of the theorems whose statements are evaluated."""
        return tuple(q.name.rpartition(".")[0] for q in self.quantities if "." in q.name)


def specification(spec: "SweepSpec | Mapping[str, Number] | str | Path") -> SweepSpec:
    """The sweep that a TOML file, or what stands in one, describes.

    Raises ValueError, in one line, for keys, axes, spectra and quantities that there are not, with the nearest name,
    and for values that no problem has.
    """
    if isinstance(spec, SweepSpec):
        return spec
    if isinstance(spec, Mapping):
        return _from_mapping(spec, Path())
    path = Path(spec)
    if path.suffix != ".toml":
        message = f"{path} has the ending {path.suffix!r}: a sweep is described in a .toml file"
        raise ValueError(message)
    given = read_problem_file(path)
    try:
        return _from_mapping(given, path.parent)
    except ValueError as error:
        message = f"{path}: {error}"
        raise ValueError(message) from error


def _from_mapping(given: Mapping[str, Number], folder: Path) -> SweepSpec:
    _require_known("a sweep", given, KEYS)
    axes, fixed = _axes(_table(given, "axes"))
    spectral_axes, spectra = _spectra(_table(given, "spectra"), folder)
    axes += spectral_axes
    if not axes:
        message = "nothing varies: give at least one axis of several values, such as M = [4, 16, 64] in [axes]"
        raise ValueError(message)
    design = _design(_table(given, "design"), axes) if "design" in given else None
    found = SweepSpec(_quantities(given), tuple(axes), {**fixed, **spectra}, design, _seed(given, "seed"), dict(given))
    if found.size > MOST_POINTS:
        message = f"{found.size:,} points are more than {MOST_POINTS:,}: give shorter axes, or [design] with samples"
        raise ValueError(message)
    return found


def _quantities(given: Mapping[str, Number]) -> tuple[Quantity, ...]:
    names = given.get("quantities")
    if not isinstance(names, list | tuple) or not names or not all(isinstance(name, str) for name in names):
        message = f'quantities is {shown(names)}: give a list of names, such as ["minimal_excess"]'
        raise ValueError(message)
    return tuple(quantity_named(name) for name in dict.fromkeys(names))


def _axes(table: Mapping[str, Number]) -> tuple[list[Axis], dict[str, Setting]]:
    _require_known("[axes]", table, NAMES)
    axes = [axis_of(name, table[name]) for name in NAMES if isinstance(table.get(name), list | tuple)]
    fixed: dict[str, Setting] = {n: single(n, v) for n, v in table.items() if not isinstance(v, list | tuple)}
    missing = [name for name in NAMES if name not in table and name not in DEFAULTS]
    if missing:
        message = f"[axes] lacks {', '.join(missing)}: give a number, or a list of several"
        raise ValueError(message)
    largest = max(v for a in axes if a.name == "d" for v in a.values) if "d" not in fixed else fixed["d"]
    if largest > LARGEST_DIMENSION:
        message = f"d = {largest} is more than a sweep goes to: give at most {LARGEST_DIMENSION}"
        raise ValueError(message)
    return axes, {**{n: v for n, v in DEFAULTS.items() if n not in table}, **fixed}


def _spectra(table: Mapping[str, Number], folder: Path) -> tuple[list[Axis], dict[str, Setting]]:
    """Axes of exponents and of laws, and the laws that stay."""
    _require_known("[spectra]", table, SPECTRA)
    axes: list[Axis] = []
    fixed: dict[str, Setting] = {}
    for name in SPECTRA:
        law = table.get(name, {"power_law": 0.0})
        try:
            if isinstance(law, list | tuple):
                axes.append(_axis_of_laws(name, [_law(each, folder) for each in law]))
            elif isinstance(law, Mapping) and isinstance(law.get("power_law"), list | tuple):
                _require_known(name, law, ("power_law",))
                axes.append(axis_of(f"{name}_power_law", law["power_law"]))
            else:
                fixed[name] = _law(law, folder)
            laws = [fixed.get(name), *(v for a in axes if a.name == name for v in a.values)]
            for spectrum in laws if name == "H" else ():
                if isinstance(spectrum, Spectrum):
                    spectrum.require_positive("H")
        except ValueError as error:
            message = f"{name}: {error}"
            raise ValueError(message) from error
    return axes, fixed


def _axis_of_laws(name: str, laws: list[Spectrum]) -> Axis:
    different = tuple(dict.fromkeys(laws))
    if len(different) < 2:
        message = "a list of one spectrum is no axis: leave its brackets out, or give several"
        raise ValueError(message)
    return Axis(name, different)


def _law(given: Number, folder: Path) -> Spectrum:
    if not isinstance(given, Mapping) or len(given) != 1:
        message = f"the spectrum is {shown(given)}: give one of {', '.join(LAWS)}, as in {{ power_law = 1.0 }}"
        raise ValueError(message)
    _require_known("a spectrum", given, LAWS)
    ((kind, value),) = given.items()
    if kind == "file":
        if not isinstance(value, str):
            message = f"file is {shown(value)}: give a path in quotes"
            raise ValueError(message)
        return spectrum_in_file(folder / value)
    if kind == "power_law":
        return Spectrum(power_law=float(single(kind, value)))
    if not isinstance(value, list | tuple):
        message = f"{kind} is {shown(value)}: give a list of numbers"
        raise ValueError(message)
    numbers = tuple(float(single(kind, each)) for each in value)
    return Spectrum(spikes=numbers) if kind == "spikes" else Spectrum(values=numbers)


def _design(table: Mapping[str, Number], axes: Iterable[Axis]) -> Design:
    _require_known("[design]", table, DESIGN_KEYS)
    samples = table.get("samples")
    if isinstance(samples, bool) or not isinstance(samples, int) or samples < 1:
        message = f"samples is {shown(samples)}: give the number of points, a whole number of at least 1"
        raise ValueError(message)
    sampler = table.get("sampler", "sobol")
    if not isinstance(sampler, str) or sampler not in SAMPLERS:
        near = suggestion(sampler, SAMPLERS) if isinstance(sampler, str) else ""
        message = f"sampler is {shown(sampler)}{near}: give one of {', '.join(SAMPLERS)}"
        raise ValueError(message)
    laws = [a.name for a in axes if a.name in SPECTRA]
    if laws:
        message = f"a design fills a box of numbers, and the axis {laws[0]} has laws: let an exponent vary, or fix it"
        raise ValueError(message)
    names = [a.name for a in axes]
    positive = {
        a.name for a in axes if a.name in {"d", "M", "signal_to_noise", "sigma2", "beta_norm"} and a.values[0] > 0
    }
    chosen = table.get("logarithmic", sorted(positive))
    if not isinstance(chosen, list | tuple) or not all(isinstance(name, str) for name in chosen):
        message = f"logarithmic is {shown(chosen)}: give a list of axes"
        raise ValueError(message)
    _require_known("logarithmic", chosen, names)
    for name in chosen:
        if next(a.values[0] for a in axes if a.name == name) <= 0:
            message = f"the axis {name} begins at 0 or below, where no logarithm is: leave it out of logarithmic"
            raise ValueError(message)
    return Design(samples, sampler, frozenset(chosen), _seed(table, "seed"))


def _seed(table: Mapping[str, Number], name: str) -> int:
    seed = table.get(name, 0)
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        message = f"{name} is {shown(seed)}: give a whole number of at least 0"
        raise ValueError(message)
    return seed


def _table(given: Mapping[str, Number], name: str) -> Mapping[str, Number]:
    table = given.get(name, {})
    if not isinstance(table, Mapping):
        message = f"{name} is {shown(table)}: give a table, [{name}]"
        raise ValueError(message)
    return table


def _require_known(where: str, given: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for key in given:
        if key not in known:
            message = f"{where} has no {shown(key)}{suggestion(str(key), known)}: there are {', '.join(known)}"
            raise ValueError(message)
