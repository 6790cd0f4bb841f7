"""Pictures of a sweep: quantities over two axes as colours and along one as lines, and the gap between its bounds."""

from collections.abc import Iterator, Mapping

import numpy as np

from proofs_checks.illustrations.series import Curve, HeatMap, Illustration, Panel
from proofs_checks.settings.presentation.figure_sizes import SWEEP_BAND, SWEEP_PICTURES
from proofs_checks.sweeping.results import SweepResults
from proofs_checks.sweeping.scales import Scale, scales_of

__all__ = ["sweep_pictures"]

NOISE = "signal_to_noise"
BOUNDED = "tr(HΨ)/σ² ≤ 1"
GAP = ("linear_attention_gap", "gap_lower_bound", "gap_upper_bound")
SHARED = "shared_signal"
LABELS: Mapping[str, str] = {NOISE: "tr(HΨ)/σ²", "beta_norm": "‖β*‖", "sigma2": "σ²"}
LOW, MIDDLE, HIGH = 0, 1, 2


def sweep_pictures(results: SweepResults) -> Iterator[Illustration]:
    """What can be drawn of it: of the first quantities asked for, and of the gap where its bounds were asked for."""
    scales = scales_of(results.spec)
    if not scales:
        return
    yield from _ratio(results, scales[0])
    for quantity in results.spec.quantities[:SWEEP_PICTURES]:
        if quantity.flags is None and np.isfinite(results.numbers[quantity.parts[0]]).any():
            yield _quantity(quantity.name, quantity.meaning, results.numbers[quantity.parts[0]], scales)


def _quantity(name: str, meaning: str, numbers: np.ndarray, scales: list[Scale]) -> Illustration:
    log = bool(np.nanmin(numbers) > 0)
    panels: list[Panel | HeatMap] = []
    if len(scales) > 1:
        panels.append(_heat(name, numbers, scales[0], scales[1], log=log))
    panels.append(_lines(name, [(name, numbers)], scales[0], log=log))
    noise = next((s for s in scales[1:] if s.name == NOISE), None)
    if noise is not None:
        panels.append(_lines(name, [(name, numbers)], noise, log=log))
    region = f" Grey, or below the dashed line: {BOUNDED}." if any(s.name == NOISE for s in scales) else ""
    return Illustration(
        f"sweep-{name.replace('.', '-').replace('_', '-')}",
        f"{name}.",
        f"{meaning[:1].upper()}{meaning[1:]}: the median in each cell of two axes, and along one axis the median with "
        f"the part from {SWEEP_BAND[0]:.0%} to {SWEEP_BAND[1]:.0%} of the problems as a band.{region}",
        tuple(panels),
    )


def _heat(name: str, numbers: np.ndarray, across: Scale, up: Scale, *, log: bool) -> HeatMap:
    values = np.full((len(up.edges) - 1, len(across.edges) - 1), np.nan)
    for row, column in np.unique(np.stack([up.cells, across.cells], axis=1), axis=0):
        inside = numbers[(up.cells == row) & (across.cells == column)]
        if np.isfinite(inside).any():
            values[row, column] = np.nanmedian(inside)
    lines = [1.0 if s.name == NOISE and s.edges[0] < 1 < s.edges[-1] else None for s in (across, up)]
    return HeatMap(
        _label(across),
        _label(up),
        name,
        across.edges.tolist(),
        up.edges.tolist(),
        values.tolist(),
        across.logarithmic,
        up.logarithmic,
        log,
        x_line=lines[0],
        y_line=lines[1],
        line=f"{BOUNDED} on one side of the dashed line" if any(lines) else "",
    )


def _lines(name: str, curves: list[tuple[str, np.ndarray]], along: Scale, *, log: bool) -> Panel:
    """The median in each cell of an axis, with the band in which most problems are."""
    drawn = []
    for colour, (label, numbers) in enumerate(curves, start=1):
        rows = [
            (x, np.nanquantile(inside, (SWEEP_BAND[0], 0.5, SWEEP_BAND[1]))) for x, inside in _cells(numbers, along)
        ]
        x, quantiles = [float(x) for x, _ in rows], np.array([q for _, q in rows]).T
        band = (quantiles[LOW].tolist(), quantiles[HIGH].tolist())
        drawn.append(Curve(label, x, quantiles[MIDDLE].tolist(), colour=colour, band=band))
    bounded = along.name == NOISE and along.edges[0] < 1 < along.edges[-1]
    return Panel(_label(along), name, tuple(drawn), along.logarithmic, log_y=log, shaded_to=1.0 if bounded else None)


def _cells(numbers: np.ndarray, along: Scale) -> Iterator[tuple[float, np.ndarray]]:
    for cell, middle in enumerate(along.middles):
        inside = numbers[along.cells == cell]
        if np.isfinite(inside).any():
            yield float(middle), inside


def _ratio(results: SweepResults, along: Scale) -> Iterator[Illustration]:
    """gap/‖β*‖²_H between its two bounds, along the first axis."""
    if not all(name in results.numbers for name in (*GAP, SHARED)):
        return
    shared = results.numbers[SHARED]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = [np.where(shared > 0, results.numbers[name] / shared, np.nan) for name in GAP]
    if not all(np.isfinite(ratio).any() for ratio in ratios):
        return
    curves = list(zip(("observed", "at least", "at most"), ratios, strict=True))
    yield Illustration(
        "sweep-gap-between-bounds",
        "The gap between its bounds.",
        "What linear attention misses, as a multiple of ‖β*‖²_H: minimised, and the two bounds that are theorems. "
        f"Medians, with the part from {SWEEP_BAND[0]:.0%} to {SWEEP_BAND[1]:.0%} of the problems as a band.",
        (_lines("gap / ‖β*‖²_H", curves, along, log=True),),
    )


def _label(scale: Scale) -> str:
    return LABELS.get(scale.name, scale.name)
