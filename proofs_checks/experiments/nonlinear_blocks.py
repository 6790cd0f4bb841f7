"""Softmax and ReLU attention with a linear read-out against the best step of gradient descent, and against Bayes."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np

from numerics import Problem
from numerics.closed_forms import minimal_excess, optimal_weights
from numerics.training.label_units import in_first_unit
from numerics.training.network_training import NetworkTraining
from numerics.training.nonlinear_block import ATTENTIONS, NonlinearBlock, as_linear_block
from numerics.training.prompt_by_prompt import train_and_compare
from numerics.training.prompt_laws import law_of
from numerics.training.reference_predictors import one_step, posterior_mean
from numerics.transformer.block_risk import BlockRisk
from numerics.with_engine.bayes_by_spectrum import bayes_excess_by_spectrum
from proofs_checks.experiment_parts.answer import Answer, Finding, Word
from proofs_checks.experiment_parts.experiment import Experiment, Profiled, RunData
from proofs_checks.experiment_parts.floor import Floor, PointBelowFloor
from proofs_checks.experiment_parts.network_outcome import network_outcome
from proofs_checks.experiment_parts.paired_seeds import interval_of, side
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_intervals import Interval
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.experiment_parts.setting_checks import require_among, require_at_least, require_positive
from proofs_checks.experiment_parts.trained_block_points import points_of_blocks
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.network_numbers import DRAWN_BAYES_ERROR, SEEDS_FOR_SIDES

__all__ = ["EXPERIMENT", "NonlinearBlocks"]

LEVELS = {"gd_beta": "the minimum of GD-β", "bayes": "Bayes"}
CONTROL = "linear-l1-h1"


@dataclass(frozen=True, kw_only=True)
class NonlinearBlocks(Experiment):
    """H = Ψ = I of size ``d``, ``M`` examples, β* = ``signal``·(1, …, 1), σ² = d/ratio for each ratio tr(HΨ)/σ² in
    ``ratios``.

    Networks: each of ``attentions`` with each number of ``heads`` and ``layers``, full (d+1)² key-query and value
    matrices a head, a linear read-out of the query's token with two matrices, no norm; beside them ``linear`` attention
    of one layer, which is the block of the theorems and a control, and of two. Training: Adam at ``rate`` with warm-up
    and cosine, ``steps`` of ``batch`` fresh prompts, labels in units of their root mean square, gradients clipped at
    norm 1. Each is tested on ``prompts`` fresh prompts, the same for all networks of a seed.
    """

    slug: ClassVar[str] = "nonlinear_blocks"
    title: ClassVar[str] = "Nonlinear attention against one step of gradient descent, and against Bayes"
    question: ClassVar[str] = (
        "Does one layer of softmax or ReLU attention get below the best single step of gradient descent, whatever the "
        "ratio of signal to noise?"
    )
    criterion: ClassVar[str] = (
        "For each network and ratio the difference to GD-β and to Bayes is taken prompt by prompt, and its mean has a "
        "95 % interval of Student over at least eight seeds: above, below, or undecided at half its width in % of the "
        "level; a run that diverged leaves it undecided. Yes if some nonlinear network of one layer is below GD-β at "
        "every ratio, no if each of them is above at one ratio or more, else undecided. One layer of linear attention, "
        "whose floor GD-β is by theorem, is no part of this: its risk is computed exactly, and below the floor it is "
        "handed to the theorem."
    )
    packages: ClassVar[tuple[str, ...]] = ("torch",)

    d: int = 3
    M: int = 10
    signal: float = 1.0
    ratios: tuple[float, ...] = (0.3, 3.0, 30.0)
    attentions: tuple[str, ...] = ("softmax", "relu")
    heads: tuple[int, ...] = (1, 2)
    layers: tuple[int, ...] = (1, 2)
    steps: int = 1000
    batch: int = 64
    rate: float = 1e-2
    looks: int = 10
    prompts: int = 20_000
    seeds: int = 8

    def __post_init__(self) -> None:
        super().__post_init__()
        require_at_least(1, d=self.d, M=self.M)
        require_at_least(2, prompts=self.prompts)
        for name in self.attentions:
            require_among(ATTENTIONS, attentions=name)
        for ratio in self.ratios:
            require_positive(ratios=ratio)
        self._training()
        for arm in self.arms:
            self._network(arm)

    @property
    def arms(self) -> tuple[str, ...]:
        return tuple(f"{network}-r{ratio:g}" for ratio in self.ratios for network in self._networks())

    def run_seed(self, arm: str, seed: int) -> RunData:
        problem, network = self._problem(arm), self._network(arm)
        law, best, beta = law_of(problem), optimal_weights(problem), problem.beta_star[:, 0]
        run = train_and_compare(
            network,
            law,
            self._training(),
            seed,
            {
                "gd_beta": lambda prompts: one_step(prompts, best.beta[:, 0], best.Gamma),
                "bayes": lambda prompts: posterior_mean(prompts, beta, problem.Psi, problem.sigma2),
            },
            prompts=self.prompts,
            look_prompts=max(2, self.prompts // 5),
        )
        found = network_outcome(run)
        if arm.startswith(f"{CONTROL}-") and run.diverged is None:
            weights = in_first_unit(as_linear_block(run.weights), law.unit())
            found |= {"final": float(BlockRisk(problem).excess(weights)), "weights": weights._asdict()}
        return found

    def floors(self) -> tuple[Floor, ...]:
        found = []
        for ratio in self.ratios:
            at, problem = f"at tr(HΨ)/σ² = {ratio:g}", _problem(self.d, self.M, self.signal, ratio)
            best, bayes = float(minimal_excess(problem)), _bayes(problem)
            found.append(Floor(f"gd_beta-r{ratio:g}", f"GD-β {at}", best, "optimal_block_is_one_step_gd"))
            found.append(Floor(f"bayes-r{ratio:g}", f"Bayes {at}", bayes, "posterior_mean_is_optimal"))
        return tuple(found)

    def judge(self, results: Results) -> Answer:
        return Answer.of([self._of_one_layer(results), *self._sides(results), *self._control(results)])

    def _of_one_layer(self, results: Results) -> Finding:
        words = {}
        for network in self._networks():
            if "-l1-" in network and not network.startswith("linear"):
                found = [self._interval(results, f"{network}-r{ratio:g}", "gd_beta") for ratio in self.ratios]
                below, above = all(i.high < 0 for i in found), any(i.low > 0 for i in found)
                words[network] = Word.YES if below else Word.NO if above else Word.UNDECIDED
        below_all = [network for network, word in words.items() if word is Word.YES]
        if below_all:
            return Finding(f"{', '.join(below_all)}: below GD-β at every ratio", Word.YES)
        if words and set(words.values()) == {Word.NO}:
            return Finding("each network of one layer is above GD-β at one ratio or more", Word.NO)
        open_ones = [network for network, word in words.items() if word is Word.UNDECIDED]
        return Finding(f"{', '.join(open_ones) or 'no network of one layer'}: not told from GD-β", Word.UNDECIDED)

    def _sides(self, results: Results) -> list[Finding]:
        """Of each network at each ratio, with the interval of the difference to GD-β in units of its minimum."""
        found = []
        for arm in results.arms:
            said = []
            for name, level in LEVELS.items():
                interval, value = self._interval(results, arm, name), self._level(arm, name)
                said.append(f"{level}: {side(interval, value)}, {_percent(interval, value)}")
            interval, value = self._interval(results, arm, "gd_beta"), self._level(arm, "gd_beta")
            says = f"{arm}, against {'; '.join(said)}"
            found.append(Finding(says, None, interval.value / value, interval.low / value, interval.high / value))
        return found

    def _control(self, results: Results) -> list[Finding]:
        found = []
        for arm in (a for a in results.arms if a.startswith(f"{CONTROL}-")):
            exact, level = results.numbers(arm, "final") / self._level(arm, "gd_beta"), "of the minimum of GD-β"
            ends = f"{np.nanmin(exact):.5f} to {np.nanmax(exact):.5f}" if np.isfinite(exact).any() else "unknown"
            found.append(Finding(f"control {arm}: exact excess from {ends} {level}, which no block is below"))
        return found

    def below_floors(self, results: Results) -> tuple[PointBelowFloor, ...]:
        exact = Results(r for r in results if r.arm.startswith(f"{CONTROL}-") and "final" in r.data)
        return tuple(points_of_blocks(exact, lambda arm: (self._problem(arm), True)))

    def table(self, results: Results) -> ResultTable:
        rows = []
        for arm in results.arms:
            against = [self._interval(results, arm, name) for name in LEVELS]
            cells: list[str | float] = []
            for name, interval in zip(LEVELS, against, strict=True):
                cells += [side(interval, self._level(arm, name)), interval.value, interval.low, interval.high]
            diverged = int(np.isnan(results.numbers(arm, "gd_beta")).sum())
            excess = self._level(arm, "gd_beta") + against[0].value
            count = len(results.of(arm))
            rows.append((arm, self._network(arm).parameters, count, diverged, excess, *cells, results.seconds(arm)))
        header = ("arm", "parameters", "runs", "diverged", "excess")
        compared = tuple(f"{what} {name}" for name in ("GD-β", "Bayes") for what in ("side of", "less", "low", "high"))
        return ResultTable((*header, *compared, "CPU s"), tuple(rows))

    def pictures(self, results: Results) -> tuple[Illustration, ...]:
        panels = []
        for count in self.layers:
            networks = [n for n in self._networks() if f"-l{count}-" in n]
            curves = [self._curve(results, network, i + 1) for i, network in enumerate(networks)]
            ends = (min(self.ratios), max(self.ratios))
            curves.append(Curve("minimum of GD-β", list(ends), [1.0, 1.0], Look.DASHED, 0))
            ratios = sorted(self.ratios)
            share = [self._level(f"-r{r:g}", "bayes") / self._level(f"-r{r:g}", "gd_beta") for r in ratios]
            curves.append(Curve("Bayes", ratios, share, Look.DASHED, 7))
            layers = "one layer" if count == 1 else f"{count} layers"
            panels.append(Panel(f"tr(HΨ)/σ², {layers}", "excess / GD-β's", tuple(curves), log_x=True, log_y=True))
        caption = (
            f"Excess risk after training over the minimum of GD-β, means over {self.seeds} seeds with 95 % intervals. "
            f"Dashed: closed forms. d = {self.d}, M = {self.M}, H = Ψ = I, β* = {self.signal:g}·(1, …, 1); Adam at "
            f"{self.rate:g}, {self.steps} steps of {self.batch} prompts."
        )
        return (Illustration("excess-over-noise", "Nonlinear attention over noise.", caption, tuple(panels)),)

    def _curve(self, results: Results, network: str, colour: int) -> Curve:
        x, y, low, high = [], [], [], []
        for ratio in sorted(self.ratios):
            arm = f"{network}-r{ratio:g}"
            interval, level = self._interval(results, arm, "gd_beta"), self._level(arm, "gd_beta")
            if np.isfinite(interval).all():
                x.append(ratio * 1.1 ** (colour - 3))  # beside each other
                y.append(1 + interval.value / level)
                # an axis of powers of ten has no place for what is not positive
                low.append(max(1 + interval.low / level, y[-1] / 100))
                high.append(1 + interval.high / level)
        return Curve(network, x, y, Look.POINTS, colour, interval=(low, high))

    def _interval(self, results: Results, arm: str, name: str) -> Interval:
        return interval_of(results.numbers(arm, name), SEEDS_FOR_SIDES)

    def _networks(self) -> tuple[str, ...]:
        nonlinear = [
            f"{a}-l{n}-h{h}" for a in self.attentions if a != "linear" for n in self.layers for h in self.heads
        ]
        return (*nonlinear, *(f"linear-l{n}-h1" for n in self.layers))

    def _network(self, arm: str) -> NonlinearBlock:
        attention, layers, heads = arm.split("-")[:3]
        return NonlinearBlock(d=self.d, attention=attention, layers=int(layers[1:]), heads=int(heads[1:]))

    def _training(self) -> NetworkTraining:
        return NetworkTraining(steps=self.steps, batch=self.batch, rate=self.rate, looks=self.looks)

    def _problem(self, arm: str) -> Problem:
        return _problem(self.d, self.M, self.signal, float(arm.rsplit("-r", 1)[1]))

    def _level(self, arm: str, name: str) -> float:
        problem = self._problem(arm)
        return float(minimal_excess(problem)) if name == "gd_beta" else _bayes(problem)


def _percent(interval: Interval, level: float) -> str:
    value, low, high = (100 * number / level for number in interval)
    return f"{value:+.2f} % [{low:+.2f}, {high:+.2f}]"


@cache
def _problem(d: int, M: int, signal: float, ratio: float) -> Problem:
    return Problem(H=np.eye(d), Psi=np.eye(d), beta_star=np.full(d, signal), sigma2=d / ratio, M=M)


@cache
def _bayes(problem: Problem) -> float:
    return float(bayes_excess_by_spectrum(problem, relative_error=DRAWN_BAYES_ERROR).mean)


EXPERIMENT = Profiled(
    quick=NonlinearBlocks(ratios=(3.0,), attentions=("softmax",), heads=(1,), layers=(1,), steps=500),
    full=NonlinearBlocks(),
    quick_minutes=0.2,
    full_minutes=6.5,
)
