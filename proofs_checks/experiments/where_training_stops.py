"""Where training of the block stops when it does not reach its infimum, beside training of GD-β itself.

Where a prompt is dominated by noise, a step of rank one along the leading eigenvector is a local minimum of the block's
risk (numerics/searches/rank_one_steps.py predicts its level and whether it is one); GD-β has no such point.
"""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np

from numerics import Problem
from numerics.closed_forms import OneStepWeights, minimal_excess, optimal_weights
from numerics.independent.flow_integration import gradient_flow
from numerics.searches.block_minimum import StopKind, descend_from, raw_objective
from numerics.searches.descent import hessian
from numerics.searches.gradient_flow import integrate_flow, suboptimality
from numerics.searches.rank_one_steps import rank_one_steps
from numerics.training.block_gradients import random_weights
from numerics.training.block_training import exact_gradient, sampled_gradient, train_block
from numerics.training.checkpoints import six_digits
from numerics.training.gd_beta_training import exact_gd_gradient, sampled_gd_gradient, train_gd_beta
from numerics.training.label_units import in_unit, label_unit
from numerics.training.prompt_draws import PromptSource
from numerics.training.task_draws import TASK_LAWS
from numerics.training.training_plan import TrainingPlan
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import RawWeights, Widths, pack, unpack
from proofs_checks.experiment_parts.answer import Answer, Finding, Word
from proofs_checks.experiment_parts.experiment import Experiment, Profiled, RunData
from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_curves import floor_line
from proofs_checks.experiment_parts.seed_intervals import median_interval, share_interval
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.experiment_parts.setting_checks import require_at_least, require_positive
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.experiment_numbers import MOST_MISSED, REACHED

__all__ = ["EXPERIMENT", "WhereTrainingStops"]

BLOCK = ("adam", "sgd", "flow")
GD = ("flow", "descent", *(f"sampled-{law}" for law in TASK_LAWS))
SPEED = ("speed-block", "speed-gd")


@dataclass(frozen=True, kw_only=True)
class WhereTrainingStops(Experiment):
    """H = diag(2, 1), Ψ = diag(1, 0.9), β* = (1, 1), ``M`` examples, a noise variance of each of ``noises``.

    Blocks of widths 2 from independent N(0, 1/3) entries, labels rescaled: Adam at ``adam_rate``, SGD at ``sgd_rate``,
    both with ``batch`` fresh prompts and a cosine of ``steps`` steps, and the gradient flow of the exact risk. From
    where each ends, descent on the exact risk goes on to a stationary point, whose kind is told by its curvature.

    GD-β from starts with N(0, s²) entries, s running over ``scales``: the flow, gradient descent on the exact risk at
    ``gd_rate`` of the largest stable rate at start and optimum, ``gd_steps`` steps, and Adam at ``sampled_rate`` on
    prompts whose tasks follow three laws.

    Speed: block and GD-β by Adam on the exact risk at a constant ``adam_rate``, d = 5, M = 20, H = Ψ = I, σ² = 1.
    """

    slug: ClassVar[str] = "where_training_stops"
    title: ClassVar[str] = "Where training of blocks and of GD-β stops"
    question: ClassVar[str] = (
        "Does training end at the infimum from every start and with every optimiser, for blocks and for GD-β?"
    )
    criterion: ClassVar[str] = (
        "A run of a block counts as stopped above the infimum if descent on the exact risk from its end arrives at a "
        "stationary point above it: no for an arm of which one run is at a local minimum, told by its "
        "curvature, at the "
        "level of a predicted step of rank one to 1 %; yes if none is stopped and the 95 % interval of their "
        "share ends "
        "below 25 %; else undecided. For GD-β: no if a run that did not diverge ends more than 1 % above the minimum, "
        "undecided if one diverged, else yes. Speed is told, and decides nothing."
    )

    seeds: int = 16
    M: int = 10
    noises: tuple[float, ...] = (20.0, 1.0)
    adam_rate: float = 1e-2
    sgd_rate: float = 0.1
    sampled_rate: float = 0.05
    steps: int = 4000
    batch: int = 64
    gd_rate: float = 0.5
    gd_steps: int = 20_000
    scales: tuple[float, ...] = (0.3, 1.0, 3.0)
    points: int = 40

    def __post_init__(self) -> None:
        super().__post_init__()
        require_at_least(1, M=self.M, batch=self.batch)
        require_positive(gd_rate=self.gd_rate)
        for noise in self.noises:
            require_positive(noises=noise)
        for scale in self.scales:
            require_positive(scales=scale)
        _ = self._plan("adam"), self._plan("sgd")

    @property
    def arms(self) -> tuple[str, ...]:
        blocks = tuple(f"block-{noise:g}-{how}" for noise in self.noises for how in BLOCK)
        return (*blocks, *(f"gd-{self.noises[0]:g}-{how}" for how in GD), *SPEED)

    def run_seed(self, arm: str, seed: int) -> RunData:
        what, *rest = arm.split("-", 2)
        if what == "speed":
            return self._speed(rest[0], seed)
        noise, how = float(rest[0]), rest[1]
        return self._block(noise, how, seed) if what == "block" else self._gd(noise, how, seed)

    def _block(self, noise: float, how: str, seed: int) -> RunData:
        problem = _problem(noise, self.M)
        unit = label_unit(problem)
        scaled, widths = in_unit(problem, unit), Widths(2, 2, 2)
        risk = BlockRisk(scaled)
        # every optimiser begins where the others do
        start = random_weights(2, widths, 3**-0.5, self.generator(seed, f"block {noise:g}"), perceptron=True)
        curve: list[float] = []
        if how == "flow":
            end = _flow_of_block(scaled, start)
        else:
            source = PromptSource(scaled, self.generator(seed, f"prompts {noise:g}"))
            gradient = sampled_gradient(source, self.batch, perceptron=True)
            run, end = train_block(self._plan(how), start, risk, gradient, perceptron=True)
            curve = six_digits(unit**2 * run.excess)
            if run.diverged:
                return {"excess": curve, "trained": None, "level": None, "kind": "diverged", "curvature": None}
        trained = unit**2 * float(risk.excess_and_gradient_of_raw(end)[0])
        stop = descend_from(scaled, end)
        return {
            "excess": curve,
            "trained": trained,
            "level": unit**2 * stop.excess,
            "kind": str(stop.kind),
            "curvature": stop.curvature,
        }

    def _gd(self, noise: float, how: str, seed: int) -> RunData:
        problem, scale = _problem(noise, self.M), self.scales[seed % len(self.scales)]
        rng = self.generator(seed, "gd")
        start = OneStepWeights(scale * rng.standard_normal((2, 1)), scale * rng.standard_normal((2, 2)))
        floor = float(minimal_excess(problem))
        if how == "flow":
            path = integrate_flow(problem, start)
            near = np.flatnonzero(path.suboptimality <= REACHED * floor)
            time = float(path.times[near[0]]) if len(near) else None
            return {"final": 1 + float(path.suboptimality[-1]) / floor, "time": time, "rate": None}
        risk = BlockRisk(problem)
        if how == "descent":
            rate = self.gd_rate * _stable_rate(problem, start)
            plan = TrainingPlan("sgd", rate, "constant", self.gd_steps, self.points)
            run = train_gd_beta(plan, start, risk, exact_gd_gradient(risk))
        else:
            unit = label_unit(problem)
            scaled = in_unit(problem, unit)
            source = PromptSource(scaled, self.generator(seed, how), tasks=how.removeprefix("sampled-"))
            gradient = sampled_gd_gradient(source, self.batch)
            rate = self.sampled_rate
            plan = TrainingPlan("adam", rate, "cosine", self.steps, self.points)
            run = train_gd_beta(plan, (start.beta / unit, start.Gamma), BlockRisk(scaled), gradient)
            floor /= unit**2
        near = np.flatnonzero(run.excess <= (1 + REACHED) * floor)
        reached = float(plan.seen_at[near[0]]) * rate if len(near) else None
        return {"final": float(run.excess[-1]) / floor, "time": reached, "rate": rate}

    def _speed(self, model: str, seed: int) -> RunData:
        problem = Problem(H=np.eye(5), Psi=np.eye(5), beta_star=np.ones(5), sigma2=1.0, M=20)
        scaled = in_unit(problem, label_unit(problem))
        risk, floor = BlockRisk(scaled), float(minimal_excess(scaled))
        plan = TrainingPlan("adam", self.adam_rate, "constant", self.steps, 10 * self.points)
        rng = self.generator(seed, "speed")
        if model == "block":
            start = random_weights(5, Widths(5, 5, 5), 6**-0.5, rng, perceptron=True)
            run, _ = train_block(plan, start, risk, exact_gradient(risk, perceptron=True), perceptron=True)
        else:
            weights = 6**-0.5 * rng.standard_normal((5, 1)), 6**-0.5 * rng.standard_normal((5, 5))
            run = train_gd_beta(plan, weights, risk, exact_gd_gradient(risk))
        near = np.flatnonzero(run.excess <= (1 + REACHED) * floor)
        return {"steps": float(plan.seen_at[near[0]]) if len(near) else None, "final": float(run.excess[-1]) / floor}

    def floors(self) -> tuple[Floor, ...]:
        found = []
        for noise in self.noises:
            problem = _problem(noise, self.M)
            minimum = float(minimal_excess(problem))
            found.append(
                Floor(f"minimum-{noise:g}", f"minimum at σ² = {noise:g}", minimum, "optimal_block_is_one_step_gd")
            )
            for step in rank_one_steps(problem):
                kind = "minimum" if step.leading and step.crossing < 0 else "saddle"
                label = f"step of rank one, μ = {step.eigenvalue:g}, σ² = {noise:g}, predicted {kind}"
                found.append(Floor(f"rank-one-{step.eigenvalue:g}-{noise:g}", label, step.excess))
        return tuple(found)

    def judge(self, results: Results) -> Answer:
        arms = results.arms
        findings = [self._of_block(arm, results) for arm in arms if arm.startswith("block-")]
        findings += [_of_gd(arm, results) for arm in arms if arm.startswith("gd-")]
        descent, flow = f"gd-{self.noises[0]:g}-descent", f"gd-{self.noises[0]:g}-flow"
        for first, second, name, says in (
            (*SPEED, "steps", "to within 1 % of the minimum a block takes {} times the steps of GD-β, in [{}, {}]"),
            (
                descent,
                flow,
                "time",
                "gradient descent takes {} times as long as the flow, steps times rate, in [{}, {}]",
            ),
        ):
            if {first, second} <= set(arms):
                ratio = median_interval(results.numbers(first, name) / results.numbers(second, name))
                findings.append(Finding(says.format(*(f"{x:.2f}" for x in ratio)), None, *ratio))
        return Answer(tuple(findings))

    def _of_block(self, arm: str, results: Results) -> Finding:
        kinds, level = results.texts(arm, "kind"), results.numbers(arm, "level")
        stopped, diverged = self._stopped(arm, level), np.isnan(level)
        local = stopped & np.array([kind == StopKind.LOCAL for kind in kinds])
        predicted = local & self._predicted(arm, level)
        share = share_interval(int(stopped.sum()), len(kinds))
        if predicted.any():
            word = Word.NO
        elif stopped.any() or diverged.any() or share.high > MOST_MISSED:
            word = Word.UNDECIDED
        else:
            word = Word.YES
        says = (
            f"{arm}: {int(stopped.sum())} of {len(kinds)} stop above the infimum, a share in [{share.low:.2f}, "
            f"{share.high:.2f}]; {int(local.sum())} at local minima, {int(predicted.sum())} of them at the predicted "
            f"level; {int(diverged.sum())} diverge"
        )
        return Finding(says, word, *share)

    def _stopped(self, arm: str, level: np.ndarray) -> np.ndarray:
        above: np.ndarray = level > (1 + REACHED) * float(minimal_excess(self._problem_of(arm)))
        return above

    def _problem_of(self, arm: str) -> Problem:
        return _problem(float(arm.split("-")[1]), self.M)

    def _predicted(self, arm: str, level: np.ndarray) -> np.ndarray:
        steps = rank_one_steps(self._problem_of(arm))
        levels = np.array([step.excess for step in steps])
        near: np.ndarray = (np.abs(level[:, None] / levels - 1) <= REACHED).any(axis=1)
        return near

    def table(self, results: Results) -> ResultTable:
        rows: list[tuple[str | int | float | None, ...]] = []
        for arm in results.arms:
            n, seconds = len(results.of(arm)), results.seconds(arm)
            if arm.startswith("block-"):
                kinds, level = results.texts(arm, "kind"), results.numbers(arm, "level")
                stopped, curvature = self._stopped(arm, level), results.numbers(arm, "curvature")
                above = float(np.median(level[stopped])) if stopped.any() else None
                least = float(curvature[stopped].min()) if stopped.any() else None
                rows.append((arm, n, int(stopped.sum()), kinds.count("diverged"), above, least, None, seconds))
            elif arm.startswith("gd-"):
                final = results.numbers(arm, "final")
                worst = float(np.nanmax(final, initial=-np.inf))
                missed = int((final > 1 + REACHED).sum())
                rows.append((arm, n, missed, int(np.isnan(final).sum()), worst, None, _median(results, arm), seconds))
            else:
                steps = float(np.nanmedian(results.numbers(arm, "steps")))
                rows.append((arm, n, None, None, None, None, steps, seconds))
        header = ("arm", "runs", "stopped", "diverged", "level or worst ratio", "curvature", "time or steps to 1 %")
        return ResultTable((*header, "CPU s"), tuple(rows))

    def pictures(self, results: Results) -> tuple[Illustration, ...]:
        panels = tuple(self._panel(noise, results) for noise in self.noises)
        caption = (
            "Excess at the end of training, seed by seed: where Adam, SGD and the gradient flow of the exact "
            "risk left a "
            "block. Dashed: the minimum, and the levels of steps of rank one, which are predicted stationary points."
        )
        return (Illustration("where-blocks-stop", "Where training stops.", caption, panels),)

    def _panel(self, noise: float, results: Results) -> Panel:
        curves: list[Curve] = []
        for colour, how in enumerate(BLOCK, start=1):
            trained = results.numbers(f"block-{noise:g}-{how}", "trained")
            seeds = np.flatnonzero(np.isfinite(trained))
            beside = seeds + 1 + (colour - 2) / 5  # one start has as many points as optimisers
            curves.append(Curve(how, beside.tolist(), trained[seeds].tolist(), Look.POINTS, colour))
        ends = (1.0, float(max(2, len(results.of(f"block-{noise:g}-{BLOCK[0]}")))))
        levels = [floor for floor in self.floors() if floor.name.endswith(f"-{noise:g}")]
        short = {0: "minimum", 1: "rank one, leading", 2: "rank one, other"}
        for place, floor in enumerate(levels):
            curves.append(floor_line(Floor(floor.name, short[place], floor.value), ends, 4 + place))
        return Panel(f"start, σ² = {noise:g}", "excess risk", tuple(curves))

    def _plan(self, how: str) -> TrainingPlan:
        rate = self.adam_rate if how == "adam" else self.sgd_rate
        return TrainingPlan(how, rate, "cosine", self.steps, self.points)


def _of_gd(arm: str, results: Results) -> Finding:
    final = results.numbers(arm, "final")
    diverged, missed = int(np.isnan(final).sum()), int((final > 1 + REACHED).sum())
    word = Word.NO if missed else Word.UNDECIDED if diverged else Word.YES
    worst = float(np.nanmax(final, initial=-np.inf))
    says = f"{arm}: {missed} of {len(final)} end above the minimum, {diverged} diverge; the worst is {worst:.6f} of it"
    return Finding(says, word, worst)


def _median(results: Results, arm: str) -> float | None:
    times = results.numbers(arm, "time")
    return float(np.nanmedian(times)) if np.isfinite(times).any() else None


@cache
def _problem(noise: float, M: int) -> Problem:
    return Problem(H=np.diag([2.0, 1.0]), Psi=np.diag([1.0, 0.9]), beta_star=np.ones(2), sigma2=noise, M=M)


def _flow_of_block(problem: Problem, start: RawWeights) -> RawWeights:
    """The raw weights where the gradient flow of the exact risk comes to rest."""
    objective, shapes = raw_objective(problem, Widths(2, 2, 2))
    end = gradient_flow(
        lambda x: objective(x)[1], pack(start), hessian=lambda x: hessian(objective, x), horizon=1e6, rest=1e-9
    )
    return RawWeights._make(unpack(end.point, shapes))


def _stable_rate(problem: Problem, start: OneStepWeights) -> float:
    """2 over the largest curvature of the exact risk of GD-β at the start and at the optimum."""
    objective = suboptimality(problem)
    d = problem.d
    at = [np.zeros(d + d * d), _from_optimum(problem, start)]
    return 2 / max(float(np.linalg.eigvalsh(hessian(objective, x))[-1]) for x in at)


def _from_optimum(problem: Problem, start: OneStepWeights) -> np.ndarray:
    optimum = optimal_weights(problem)
    return pack([start.beta - optimum.beta, start.Gamma - optimum.Gamma])


EXPERIMENT = Profiled(
    quick=WhereTrainingStops(seeds=6, steps=2000, gd_steps=5000),
    full=WhereTrainingStops(),
    quick_minutes=0.7,
    full_minutes=2,
)
