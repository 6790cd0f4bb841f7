"""GPT-2 with and without MLP, at β* = 0 and at a large shared signal: does the MLP help more with the second?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np

from numerics import Problem
from numerics.closed_forms import minimal_excess, optimal_weights
from numerics.searches.attention_minimum import minimise_linear_attention
from numerics.training.gpt2 import GPT2, READ_OUT
from numerics.training.network_training import NetworkTraining
from numerics.training.prompt_by_prompt import train_and_compare
from numerics.training.prompt_laws import law_of
from numerics.training.reference_predictors import one_step, posterior_mean
from numerics.with_engine.bayes_by_spectrum import bayes_excess_by_spectrum
from proofs_checks.experiment_parts.answer import Answer, Finding
from proofs_checks.experiment_parts.experiment import Experiment, Profiled, RunData
from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.experiment_parts.network_outcome import network_outcome
from proofs_checks.experiment_parts.paired_seeds import by_sign, combined_by_seed, interval_of, side
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_curves import band_of_seeds, floor_line
from proofs_checks.experiment_parts.seed_intervals import Interval
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.experiment_parts.setting_checks import require_at_least, require_positive
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.json_types import array_in, number_in
from proofs_checks.settings.network_numbers import DRAWN_BAYES_ERROR, EQUAL_PARAMETERS, SEEDS_FOR_PAIRS

__all__ = ["EXPERIMENT", "MlpInGpt2"]

NETWORKS = {
    "mlp": "with MLP",
    "no_mlp": "without MLP",
    "equal_parameters": "without MLP, as many weights",
    "frozen_read_out": "without MLP, read-out frozen",
}
GAINS = {"no_mlp": "of the same width", "equal_parameters": "of as many weights"}


@dataclass(frozen=True, kw_only=True)
class MlpInGpt2(Experiment):
    """H = Ψ = I of size ``d``, ``M`` examples, noise ``sigma2``, β* = b·(1, …, 1) for b in ``signals``, the first of
    which is the smaller.

    Networks: GPT-2 of ``layers`` pre-norm blocks and ``heads`` heads at ``width``, on tokens (x, y), the query's with
    y = 0, without a causal mask, with the MLP of width 4·``width`` and without; without and ``wide`` instead of
    ``width``, which makes as many weights; and without, embedding and read-out staying as they start. Training: Adam at
    ``rate`` with warm-up and cosine, ``steps`` of ``batch`` fresh prompts, loss at the query alone, labels in units of
    their root mean square, gradients clipped at norm 1. Networks of a seed see the same prompts in training, and are
    tested on the same ``prompts`` fresh ones.
    """

    slug: ClassVar[str] = "mlp_in_gpt2"
    title: ClassVar[str] = "The MLP of GPT-2, without and with a signal that tasks share"
    question: ClassVar[str] = (
        "Does the MLP of a small GPT-2 help more where tasks share a signal than where they do not?"
    )
    criterion: ClassVar[str] = (
        "The gain of the MLP is the excess risk without it less that with it. For each seed the gain at the larger β* "
        "less the gain at the smaller one is taken, in units of the minimum of GD-β, which is the same at both; its "
        "mean has a 95 % interval of Student over at least five seeds. It is taken twice: against the network of the "
        "same width, and against the one of as many weights. Yes if both intervals lie above 0, no if one lies below, "
        "else undecided; a run that diverged leaves it undecided. What is compared is what so many steps reach. The "
        "infimum of linear attention does not apply to any of these: softmax attention with a learned read-out, or "
        "that attends to the query itself, is not in its class."
    )
    packages: ClassVar[tuple[str, ...]] = ("torch",)

    d: int = 3
    M: int = 10
    sigma2: float = 1.0
    signals: tuple[float, ...] = (0.0, 10.0)
    layers: int = 2
    width: int = 32
    wide: int = 56
    heads: int = 4
    steps: int = 2000
    batch: int = 64
    rate: float = 5e-3
    looks: int = 20
    prompts: int = 20_000
    look_prompts: int = 4000
    seeds: int = 5

    def __post_init__(self) -> None:
        super().__post_init__()
        require_at_least(1, d=self.d, M=self.M)
        require_at_least(2, prompts=self.prompts, look_prompts=self.look_prompts)
        require_positive(sigma2=self.sigma2)
        if len(self.signals) != 2 or not 0 <= self.signals[0] < self.signals[1] < np.inf:
            message = f"signals is {self.signals!r}: give two numbers of at least 0, the smaller first"
            raise ValueError(message)
        counts = {name: self._network(name).parameters for name in ("mlp", "equal_parameters")}
        if abs(counts["equal_parameters"] / counts["mlp"] - 1) > EQUAL_PARAMETERS:
            message = (
                f"wide is {self.wide}: that makes {counts['equal_parameters']} weights without MLP, and there are "
                f"{counts['mlp']} with it: give a width near {round(self.width * 3**0.5)}"
            )
            raise ValueError(message)
        self._training("mlp")

    @property
    def arms(self) -> tuple[str, ...]:
        return tuple(_arm(network, b) for b in self.signals for network in NETWORKS)

    def run_seed(self, arm: str, seed: int) -> RunData:
        network, b = _parts(arm)
        problem = self._problem(b)
        best, beta = optimal_weights(problem), problem.beta_star[:, 0]
        run = train_and_compare(
            self._network(network),
            law_of(problem),
            self._training(network),
            seed,
            {
                "gd_beta": lambda prompts: one_step(prompts, best.beta[:, 0], best.Gamma),
                "bayes": lambda prompts: posterior_mean(prompts, beta, problem.Psi, problem.sigma2),
            },
            prompts=self.prompts,
            look_prompts=self.look_prompts,
        )
        return network_outcome(run)

    def floors(self) -> tuple[Floor, ...]:
        found = []
        for b in self.signals:
            problem, at = self._problem(b), f"at b = {b:g}"
            label = f"infimum of linear attention {at}, not applicable: read-outs are learned"
            found += [
                Floor(f"gd_beta-b{b:g}", f"minimum of GD-β {at}", self._level, "optimal_block_is_one_step_gd"),
                Floor(f"bayes-b{b:g}", f"Bayes {at}", _bayes(problem), "posterior_mean_is_optimal"),
                Floor(f"lsa-b{b:g}", label, _infimum(problem)),
            ]
        return tuple(found)

    def judge(self, results: Results) -> Answer:
        decided = [self._of_gains(results, network) for network in GAINS]
        gains = [self._gain(results, network, b) for network in GAINS for b in self.signals]
        return Answer.of([*decided, *gains, *(self._of_arm(results, arm) for arm in results.arms)])

    def _of_gains(self, results: Results, network: str) -> Finding:
        low, high = self.signals
        more = {_arm(network, high): 1.0, _arm("mlp", high): -1.0, _arm(network, low): -1.0, _arm("mlp", low): 1.0}
        interval = self._in_units(results, more)
        says = (
            f"against a network {GAINS[network]}, the MLP gains {interval.value:+.3f} [{interval.low:+.3f}, "
            f"{interval.high:+.3f}] more at b = {high:g} than at b = {low:g}, in units of the minimum of GD-β"
        )
        return Finding(says, by_sign(interval), *interval)

    def _gain(self, results: Results, network: str, b: float) -> Finding:
        interval = self._in_units(results, {_arm(network, b): 1.0, _arm("mlp", b): -1.0})
        says = (
            f"at b = {b:g}, against a network {GAINS[network]}, the MLP gains {interval.value:+.3f} "
            f"[{interval.low:+.3f}, {interval.high:+.3f}]"
        )
        return Finding(says, None, *interval)

    def _of_arm(self, results: Results, arm: str) -> Finding:
        network, b = _parts(arm)
        interval = self._in_units(results, {arm: 1.0})
        where = side(interval, 1.0)
        excess = f"excess {1 + interval.value:.3f} [{1 + interval.low:.3f}, {1 + interval.high:.3f}] of GD-β's"
        return Finding(f"{NETWORKS[network]}, b = {b:g}: {excess}, {where}", None, *(1 + end for end in interval))

    def _in_units(self, results: Results, weights: Mapping[str, float]) -> Interval:
        """The mean over seeds of Σ weight · (excess less the minimum of GD-β), in units of that minimum."""
        return interval_of(combined_by_seed(results, "gd_beta", weights) / self._level, SEEDS_FOR_PAIRS)

    def table(self, results: Results) -> ResultTable:
        rows = []
        for arm in results.arms:
            network, b = _parts(arm)
            values = self._level + results.numbers(arm, "gd_beta")
            interval = interval_of(values, SEEDS_FOR_PAIRS)
            count, diverged = len(values), int(np.isnan(values).sum())
            ends = (float(np.nanmin(values, initial=np.inf)), float(np.nanmax(values, initial=-np.inf)))
            error = float(np.nanmax(results.numbers(arm, "gd_beta_error"), initial=0))
            weights = self._network(network).parameters
            rows.append((NETWORKS[network], b, weights, count, diverged, *interval, *ends, error, results.seconds(arm)))
        header = ("network", "b", "weights", "runs", "diverged", "excess", "low", "high", "least", "largest")
        return ResultTable((*header, "error of a test", "CPU s"), tuple(rows))

    def pictures(self, results: Results) -> tuple[Illustration, ...]:
        panels = tuple(self._panel(results, b) for b in self.signals)
        caption = (
            f"Excess risk along training on {self.look_prompts} prompts: medians over seeds, the part from 10 % to "
            f"90 % as a band. Dashed: closed forms. d = {self.d}, M = {self.M}, σ² = {self.sigma2:g}, H = Ψ = I; "
            f"{self.layers} layers, {self.heads} heads, Adam at {self.rate:g}, {self.batch} prompts a step."
        )
        gains = "What the MLP gains, in units of the minimum of GD-β: means over seeds with 95 % intervals."
        return (
            Illustration("excess-along-training", "GPT-2 with and without MLP.", caption, panels),
            Illustration("gain-of-the-mlp", "What the MLP gains.", gains, (self._gains_panel(results),)),
        )

    def _panel(self, results: Results, b: float) -> Panel:
        curves: list[Curve] = []
        ends = (1.0, float(self.steps))
        for colour, (network, label) in enumerate(NETWORKS.items(), start=1):
            arm = _arm(network, b)
            ended = Results(r for r in results if r.arm == arm and r.data["diverged"] is None)
            if ended.of(arm):
                steps = [number_in(s) for s in array_in(ended.of(arm)[0].data["steps"])]
                ends = (steps[0], steps[-1])
                curves.append(band_of_seeds(label, steps, self._level + ended.curves(arm, "gd_beta_looks"), colour))
        short = {"gd_beta": "minimum of GD-β", "bayes": "Bayes", "lsa": "LSA: not applicable"}
        for colour, floor in enumerate((f for f in self.floors() if f.name.endswith(f"-b{b:g}")), start=5):
            label = short[floor.name.rsplit("-b", 1)[0]]
            curves.append(floor_line(Floor(floor.name, label, floor.value, floor.theorem), ends, colour))
        return Panel(f"steps, b = {b:g}", "excess risk", tuple(curves), log_y=True)

    def _gains_panel(self, results: Results) -> Panel:
        curves = []
        for colour, (network, label) in enumerate(GAINS.items(), start=1):
            intervals = [self._in_units(results, {_arm(network, b): 1.0, _arm("mlp", b): -1.0}) for b in self.signals]
            shown = [(i, interval) for i, interval in enumerate(intervals) if np.isfinite(interval).all()]
            x = [i + 0.2 * (colour - 1.5) for i, _ in shown]
            y, low, high = ([interval[k] for _, interval in shown] for k in range(3))
            curves.append(Curve(f"against a network {label}", x, y, Look.POINTS, colour, interval=(low, high)))
        return Panel("", "gain of the MLP", tuple(curves), names=tuple(f"b = {b:g}" for b in self.signals))

    @property
    def _level(self) -> float:
        """The minimum of GD-β, which does not depend on β*."""
        return float(minimal_excess(self._problem(self.signals[0])))

    def _network(self, name: str) -> GPT2:
        width = self.wide if name == "equal_parameters" else self.width
        return GPT2(d=self.d, M=self.M, layers=self.layers, width=width, heads=self.heads, mlp=name == "mlp")

    def _training(self, name: str) -> NetworkTraining:
        frozen = READ_OUT if name == "frozen_read_out" else frozenset[str]()
        return NetworkTraining(steps=self.steps, batch=self.batch, rate=self.rate, looks=self.looks, frozen=frozen)

    def _problem(self, b: float) -> Problem:
        return _problem(self.d, self.M, self.sigma2, b)


def _arm(network: str, b: float) -> str:
    return f"{network}-b{b:g}"


def _parts(arm: str) -> tuple[str, float]:
    network, b = arm.rsplit("-b", 1)
    return network, float(b)


@cache
def _problem(d: int, M: int, sigma2: float, b: float) -> Problem:
    return Problem(H=np.eye(d), Psi=np.eye(d), beta_star=np.full(d, b), sigma2=sigma2, M=M)


@cache
def _bayes(problem: Problem) -> float:
    return float(bayes_excess_by_spectrum(problem, relative_error=DRAWN_BAYES_ERROR).mean)


@cache
def _infimum(problem: Problem) -> float:
    return float(minimise_linear_attention(problem, 8, 0).excess)


EXPERIMENT = Profiled(
    quick=MlpInGpt2(steps=100, looks=5, prompts=4000, look_prompts=1000),
    full=MlpInGpt2(),
    quick_minutes=0.5,
    full_minutes=8.5,
)
