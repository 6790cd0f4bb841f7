"""How much of a shared signal linear attention misses, as a power of the dimension, of M and of the signal itself.

What it can learn of ‖β*‖²_H is the rest: 1 less the share that is missed, (inf LSA − min GD-β)/‖β*‖²_H.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np
from scipy.stats import linregress, t

from numerics import Problem
from numerics.closed_forms import minimal_excess
from numerics.searches.attention_minimum import minimise_linear_attention
from numerics.training.block_gradients import random_weights
from numerics.training.block_training import sampled_gradient, train_block
from numerics.training.label_units import in_unit, label_unit
from numerics.training.prompt_draws import PromptSource
from numerics.training.training_plan import TrainingPlan
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import Widths
from proofs_checks.experiment_parts.answer import Answer, Finding, word_within
from proofs_checks.experiment_parts.experiment import Experiment, Profiled, RunData
from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.experiment_parts.result_table import Cell, ResultTable
from proofs_checks.experiment_parts.seed_intervals import Interval, mean_interval
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.experiment_parts.setting_checks import require_at_least, require_positive
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.experiment_numbers import CONFIDENCE, FITTED_POINTS, SAME_EXPONENT

__all__ = ["EXPERIMENT", "SignalScaling"]

AXES = {"m": "M", "d": "d", "signal": "‖β*‖²_H"}
BOUNDS = {
    "infimum": "infimum, computed",
    "lower": "lower bound",
    "upper": "upper bound",
    "vanishing": "vanishing bound",
}


@dataclass(frozen=True, kw_only=True)
class SignalScaling(Experiment):
    """H = I, Ψ = (``trace``/d)·I, β* = √(‖β*‖²_H/d)·(1, …, 1), σ² = ``sigma2``.

    Each axis moves alone from d = ``d``, M = ``M``, ‖β*‖²_H = ``signal``: training at ``lengths`` for M, ``sizes`` for
    d and ``signals``, closed forms over ``ranges`` (the ends for M, d and ‖β*‖²_H one after the other). Linear
    attention is trained by Adam at ``rate``, cosine, ``steps`` steps of ``batch`` fresh prompts, labels rescaled.
    """

    slug: ClassVar[str] = "signal_scaling"
    title: ClassVar[str] = "How the share of a shared signal that attention misses scales"
    question: ClassVar[str] = (
        "Does the share of the shared signal that training misses scale with d, M and ‖β*‖²_H as computed?"
    )
    criterion: ClassVar[str] = (
        "The exponent of a share along an axis is the slope of its logarithm over that of the axis by least "
        "squares. That "
        "of training is fitted to the points of each seed, with a 95 % interval over seeds; it is compared "
        "with that of "
        "the computed infimum at the same points: yes for an axis where the interval lies within 0.05 of it, "
        "no where it "
        "lies outside, else undecided. Exponents of the infimum and of its bounds over two decades are told, with the "
        "interval that their departure from a power law leaves, and decide nothing."
    )

    seeds: int = 6
    d: int = 5
    M: int = 20
    signal: float = 5.0
    trace: float = 5.0
    sigma2: float = 1.0
    lengths: tuple[int, ...] = (4, 8, 16, 32, 64, 128)
    sizes: tuple[int, ...] = (2, 3, 5, 8, 12, 20)
    signals: tuple[float, ...] = (0.5, 1.5, 4.5, 13.5, 40.0, 120.0)
    ranges: tuple[float, ...] = (4.0, 400.0, 2.0, 200.0, 0.5, 120.0)
    rate: float = 1e-2
    steps: int = 4000
    batch: int = 64

    def __post_init__(self) -> None:
        super().__post_init__()
        require_at_least(1, d=self.d, M=self.M, batch=self.batch)
        require_positive(signal=self.signal, trace=self.trace, sigma2=self.sigma2)
        for name in ("lengths", "sizes", "signals"):
            values = getattr(self, name)
            require_at_least(2, **{f"the number of {name}": len(values)})
            for value in values:
                require_positive(**{name: value})
        if len(self.ranges) != 2 * len(AXES) or min(self.ranges) <= 0:
            message = f"ranges is {self.ranges}: give the ends for M, for d and for the signal, all above 0"
            raise ValueError(message)
        _ = self._plan

    @property
    def arms(self) -> tuple[str, ...]:
        return tuple(f"{axis}-{value:g}" for axis, values in self._points.items() for value in values)

    @property
    def _points(self) -> Mapping[str, tuple[float, ...]]:
        return {"m": self.lengths, "d": self.sizes, "signal": self.signals}

    def run_seed(self, arm: str, seed: int) -> RunData:
        axis, value = arm.split("-")
        problem = self._problem(axis, float(value))
        unit, d = label_unit(problem), problem.d
        scaled = in_unit(problem, unit)
        rng = self.generator(seed, arm)
        start = random_weights(d, Widths(d, d, d), (d + 1) ** -0.5, rng, perceptron=False)
        gradient = sampled_gradient(PromptSource(scaled, rng), self.batch, perceptron=False)
        run, _ = train_block(self._plan, start, BlockRisk(scaled), gradient, perceptron=False)
        return {"excess": unit**2 * float(run.excess[-1])}

    def _problem(self, axis: str, value: float) -> Problem:
        d = round(value) if axis == "d" else self.d
        M = round(value) if axis == "m" else self.M
        return _problem(d, M, value if axis == "signal" else self.signal, self.trace, self.sigma2)

    def floors(self) -> tuple[Floor, ...]:
        problem = self._problem("m", self.M)
        shares = _shares(problem, self.signal)
        theorems = {
            "lower": "attention_gap_lower_bound",
            "upper": "attention_gap_upper_bound",
            "vanishing": "attention_gap_vanishes_with_context",
        }
        return tuple(
            Floor(name, f"{label} of the share that is missed, in the middle", shares[name], theorems.get(name, ""))
            for name, label in BOUNDS.items()
        )

    def judge(self, results: Results) -> Answer:
        findings = []
        for axis, label in AXES.items():
            trained, computed = self._trained(axis, results), self._computed(axis)
            word = word_within(trained.low, trained.high, computed - SAME_EXPONENT, computed + SAME_EXPONENT)
            says = (
                f"in {label} the share that training misses has the exponent {_shown(trained)}, and the infimum "
                f"{computed:.3f} at the same points"
            )
            findings.append(Finding(says, word, *trained))
            for name, text in BOUNDS.items():
                wide = self._over_range(axis, name)
                low, high = self._range(axis)
                says = f"over {label} from {low:g} to {high:g} the {text} has the exponent {_shown(wide)}"
                findings.append(Finding(says, None, *wide))
        return Answer(tuple(findings))

    def _shares_of_seeds(self, axis: str, results: Results) -> np.ndarray:
        """What training misses, by point and seed; a share that is not above 0 has no logarithm, and is NaN."""
        rows = []
        for value in self._points[axis]:
            problem = self._problem(axis, value)
            shared = value if axis == "signal" else self.signal
            rows.append((results.numbers(f"{axis}-{value:g}", "excess") - float(minimal_excess(problem))) / shared)
        shares = np.array(rows)
        return np.where(shares > 0, shares, np.nan)

    def _trained(self, axis: str, results: Results) -> Interval:
        shares = self._shares_of_seeds(axis, results)
        return mean_interval(np.array([_slope(self._points[axis], column).value for column in shares.T]))

    def _computed(self, axis: str) -> float:
        return _slope(self._points[axis], [self._share(axis, value, "infimum") for value in self._points[axis]]).value

    def _share(self, axis: str, value: float, name: str) -> float:
        return _shares(self._problem(axis, value), value if axis == "signal" else self.signal)[name]

    def _range(self, axis: str) -> tuple[float, float]:
        place = 2 * list(AXES).index(axis)
        return self.ranges[place], self.ranges[place + 1]

    def _grid(self, axis: str) -> list[float]:
        grid = np.geomspace(*self._range(axis), FITTED_POINTS)
        whole = axis != "signal"
        return sorted({float(round(x)) if whole else float(x) for x in grid.tolist()})

    def _over_range(self, axis: str, name: str) -> Interval:
        grid = self._grid(axis)
        return _slope(grid, [self._share(axis, x, name) for x in grid])

    def table(self, results: Results) -> ResultTable:
        rows: list[tuple[Cell, ...]] = []
        for axis, label in AXES.items():
            for value, shares in zip(self._points[axis], self._shares_of_seeds(axis, results), strict=True):
                computed = [self._share(axis, value, name) for name in BOUNDS]
                found = mean_interval(shares)
                rows.append((label, value, len(shares), found.value, found.low, found.high, *computed))
        header = ("axis", "value", "runs", "share missed by training", "low", "high", *BOUNDS.values())
        return ResultTable(header, tuple(rows))

    def pictures(self, results: Results) -> tuple[Illustration, ...]:
        caption = (
            "The share of ‖β*‖²_H that linear attention misses. Points: trained, means over seeds with 95 % intervals. "
            f"Lines: the infimum as computed, and bounds that are theorems. Elsewhere d = {self.d}, M = {self.M}, "
            f"‖β*‖²_H = {self.signal:g}, tr(HΨ) = {self.trace:g}, σ² = {self.sigma2:g}."
        )
        panels = tuple(self._panel(axis, results) for axis in AXES)
        return (Illustration("share-that-is-missed", "What attention misses.", caption, panels),)

    def _panel(self, axis: str, results: Results) -> Panel:
        grid = self._grid(axis)
        curves = [
            Curve(label, grid, [self._share(axis, x, name) for x in grid], Look.LINE if i == 1 else Look.DASHED, i)
            for i, (name, label) in enumerate(BOUNDS.items(), start=1)
        ]
        found = [mean_interval(shares) for shares in self._shares_of_seeds(axis, results)]
        points = [(x, f) for x, f in zip(self._points[axis], found, strict=True) if np.isfinite(f.value)]
        y = [f.value for _, f in points]
        ends = ([max(f.low, f.value / 10) for _, f in points], [min(f.high, 10 * f.value) for _, f in points])
        curves.append(Curve("trained", [x for x, _ in points], y, Look.POINTS, 1, interval=ends))
        return Panel(AXES[axis], "share that is missed", tuple(curves), log_x=True, log_y=True)

    @property
    def _plan(self) -> TrainingPlan:
        return TrainingPlan("adam", self.rate, "cosine", self.steps, 1)


@cache
def _problem(d: int, M: int, signal: float, trace: float, sigma2: float) -> Problem:
    return Problem(
        H=np.eye(d), Psi=trace / d * np.eye(d), beta_star=np.full(d, (signal / d) ** 0.5), sigma2=sigma2, M=M
    )


@cache
def _shares(problem: Problem, signal: float) -> dict[str, float]:
    """What is missed of the signal, by name of the bound."""
    found = minimise_linear_attention(problem, 4, 0, newton=False)
    bounds = found.bounds
    return {
        "infimum": found.gap / signal,
        "lower": float(bounds.lower) / signal,
        "upper": float(bounds.upper) / signal,
        "vanishing": float(bounds.vanishing) / signal,
    }


def _shown(found: Interval) -> str:
    """To three digits, and 0 without a sign."""
    value, low, high = (f"{round(x, 3) + 0.0:.3f}" for x in found)
    return f"{value}, in [{low}, {high}]"


def _slope(x: tuple[float, ...] | list[float], y: np.ndarray | list[float]) -> Interval:
    """The exponent of y in x by least squares of logarithms, with Student's interval; NaN where y has one."""
    if not np.isfinite(y).all():
        return Interval(float("nan"), -np.inf, np.inf)
    fit = linregress(np.log(x), np.log(y))
    half = t.ppf((1 + CONFIDENCE) / 2, len(x) - 2) * fit.stderr if len(x) > 2 else np.inf
    return Interval(float(fit.slope), float(fit.slope - half), float(fit.slope + half))


EXPERIMENT = Profiled(
    quick=SignalScaling(seeds=4, steps=1500, lengths=(4, 16, 64), sizes=(2, 5, 12), signals=(1.5, 13.5, 120.0)),
    full=SignalScaling(),
    quick_minutes=0.5,
    full_minutes=2,
)
