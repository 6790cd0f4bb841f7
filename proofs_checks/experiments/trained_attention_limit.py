"""All (d+1)² weights of linear attention, trained from the starts of arXiv 2306.09927 and from others.

The theorem's starts are ς·diag(0, 1) and ς·diag(ΘΘᵀ, 0); from generic ones, off-diagonal blocks do not stay zero. The
weights (W^PV, W^KQ) and (−W^PV, −W^KQ) predict alike, so that c·U is what is compared, not U.
"""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np

from numerics.training.checkpoints import six_digits
from numerics.training.merged_attention import between_starts, train_merged
from numerics.training.training_plan import TrainingPlan
from numerics.transformer.trained_flow import PopulationLoss, Weights, limit_weights, start_weights, trained
from numerics.values.number_types import Number
from proofs_checks.experiment_parts.answer import Answer, Finding, Word
from proofs_checks.experiment_parts.experiment import Experiment, Profiled, RunData
from proofs_checks.experiment_parts.floor import Floor, PointBelowFloor
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_curves import band_of_seeds, floor_line
from proofs_checks.experiment_parts.seed_intervals import Interval, share_interval
from proofs_checks.experiment_parts.seed_results import Results, SeedResult
from proofs_checks.experiment_parts.setting_checks import require_at_least, require_positive
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.json_types import number_in, object_in
from proofs_checks.settings.experiment_numbers import FLAT_ENOUGH, MOST_MISSED, REACHED

__all__ = ["EXPERIMENT", "TrainedAttentionLimit"]


@dataclass(frozen=True, kw_only=True)
class TrainedAttentionLimit(Experiment):
    """Λ = diag(``spectrum``), ``N`` examples, no label noise.

    Starts at ``parts`` of the way from a start of the theorem, with scale ς and Θ Gaussian, to one whose entries are
    all independent N(0, ς²), for ς in ``scales``. The gradient flow of the exact population loss is followed until it
    rests, or until ``horizon``. SGD takes ``steps`` steps at ``rate``, cosine, with ``batch`` fresh prompts, from both
    ends of the way at the middle scale.
    """

    slug: ClassVar[str] = "trained_attention_limit"
    title: ClassVar[str] = "Where all weights of linear attention are trained to"
    question: ClassVar[str] = (
        "Does training all weights of linear attention take c·U to Γ⁻¹, from the theorem's starts and from "
        "generic ones?"
    )
    criterion: ClassVar[str] = (
        "A run has arrived if c·U is within 1 % of Γ⁻¹ in Frobenius norm, of SGD if its exact loss is within "
        "1 % of the "
        "minimum; what diverges has not. For each flow: no if one rests above the minimum by more than 1 % at a point "
        "whose Hessian has no eigenvalue below −1e-6; yes if all arrive and the 95 % interval of the share "
        "that does not "
        "ends below 25 %; else undecided. For SGD: no if that interval lies above 25 %, yes if below, else undecided; "
        "its noise breaks the zero blocks that the theorem rests on, so that it tests no statement about the flow."
    )

    seeds: int = 32
    spectrum: tuple[float, ...] = (1.0, 0.5, 2.0)
    N: int = 20
    parts: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
    scales: tuple[float, ...] = (0.1, 0.5, 2.0)
    horizon: float = 1e6
    rate: float = 0.02
    steps: int = 4000
    batch: int = 64
    points: int = 40

    def __post_init__(self) -> None:
        super().__post_init__()
        require_at_least(1, N=self.N, batch=self.batch)
        require_positive(horizon=self.horizon)
        for value in self.spectrum:
            require_positive(spectrum=value)
        for scale in self.scales:
            require_positive(scales=scale)
        for part in self.parts:
            require_at_least(0, parts=part)
        _ = self._plan

    @property
    def arms(self) -> tuple[str, ...]:
        flows = tuple(f"flow-{part:g}-{scale:g}" for scale in self.scales for part in self.parts)
        middle = sorted(self.scales)[len(self.scales) // 2]
        return (*flows, *(f"sgd-{part:g}-{middle:g}" for part in (min(self.parts), max(self.parts))))

    def run_seed(self, arm: str, seed: int) -> RunData:
        how, part, scale = arm.split("-")
        loss = _loss(self.spectrum, self.N)
        start = self._start(float(part), float(scale), seed)
        try:
            if how == "flow":
                weights, _ = trained(loss, start, horizon=self.horizon, rest=1e-10)
                curve: list[float] = []
            else:
                run, weights = train_merged(self._plan, start, loss, self.batch, self.generator(seed, "prompts"))
                curve = six_digits(run.excess)
                if run.diverged:
                    return {"loss": None, "distance": None, "curvature": None, "along": None, "curve": curve}
        except ValueError:  # the flow ran away
            return {"loss": None, "distance": None, "curvature": None, "along": None, "curve": []}
        return {**self._end(weights, loss), "curve": curve}

    def _end(self, weights: Weights, loss: PopulationLoss) -> dict[str, object]:
        d, inverse = loss.d, _inverse(self.spectrum, self.N)
        product = weights.W_PV[d, d] * weights.W_KQ[:d, :d]
        v, k = weights.W_PV[d, :d], weights.W_KQ[d, :d]
        length = float(np.linalg.norm(v))
        return {
            "loss": loss(weights),
            "distance": float(np.linalg.norm(product - inverse) / np.linalg.norm(inverse)),
            "curvature": float(np.linalg.eigvalsh(loss.hessian(weights))[0]),
            # the eigenvalue of Λ along whose eigenvector v lies, where it lies along one
            "along": self.spectrum[int(np.abs(v).argmax())] if np.abs(v).max() > 0.999 * length > 1e-3 else None,
            "weights": {"U": weights.W_KQ[:d, :d], "v": v[:, None], "k": k[:, None], "c": weights.W_PV[d, d]},
        }

    def _start(self, part: float, scale: float, seed: int) -> Weights:
        rng, d = self.generator(seed, "start"), len(self.spectrum)
        balanced = start_weights(rng.standard_normal((d, d)), scale)
        generic = Weights(*(scale * rng.standard_normal((2, d + 1, d + 1))))
        return between_starts(balanced, generic, part)

    def floors(self) -> tuple[Floor, ...]:
        Lambda = np.array(self.spectrum)
        gamma = (1 + 1 / self.N) * Lambda + Lambda.sum() / self.N
        minimum = Floor("minimum", "minimum of the loss", self._minimum, "attention_minimum_over_all_weights")
        levels = (
            Floor(
                f"rank-one-{value:g}",
                f"stationary point of rank one, λ = {value:g}",
                float(Lambda.sum() - value**2 / g) / 2,
                "rank_one_stationary_points",
            )
            for value, g in zip(self.spectrum, gamma.tolist(), strict=True)
        )
        return (minimum, *levels)

    @property
    def _minimum(self) -> float:
        loss = _loss(self.spectrum, self.N)
        return loss(limit_weights(loss.Lambda, self.N))

    def judge(self, results: Results) -> Answer:
        return Answer(tuple(self._finding(arm, results) for arm in results.arms))

    def _finding(self, arm: str, results: Results) -> Finding:
        how, part, scale = arm.split("-")
        arrived, trapped, share = self._counts(arm, results)
        n, diverged = len(arrived), int(np.isnan(results.numbers(arm, "loss")).sum())
        if how == "flow":
            word = Word.NO if trapped.any() else Word.UNDECIDED
            if arrived.all() and share.high <= MOST_MISSED:
                word = Word.YES
        else:
            low, high = share.low > MOST_MISSED, share.high <= MOST_MISSED
            word = Word.NO if low else Word.YES if high else Word.UNDECIDED
        where = ""
        if trapped.any():
            along = results.numbers(arm, "along")[trapped]
            levels = sorted({round(x, 3) for x in results.numbers(arm, "loss")[trapped].tolist()})
            named = ", ".join(f"{m} with v along λ = {x:g}" for x in self.spectrum if (m := int((along == x).sum())))
            where = f" at losses {', '.join(f'{x:g}' for x in levels[:4])} ({named or 'v along no eigenvector'})"
        says = (
            f"{how}, {part} of the way to generic starts, ς = {scale}: {int(arrived.sum())} of {n} arrive, "
            f"{int(trapped.sum())} rest above{where}, {diverged} diverge; the share that does not arrive is in "
            f"[{share.low:.2f}, {share.high:.2f}]"
        )
        return Finding(says, word, *share)

    def _counts(self, arm: str, results: Results) -> tuple[np.ndarray, np.ndarray, Interval]:
        """Who arrived, who rests above the minimum, and the share of those that did not arrive."""
        loss, distance = results.numbers(arm, "loss"), results.numbers(arm, "distance")
        above = loss > (1 + REACHED) * self._minimum
        arrived = distance <= REACHED if arm.startswith("flow") else loss <= (1 + REACHED) * self._minimum
        trapped = above & (results.numbers(arm, "curvature") >= -FLAT_ENOUGH)
        return arrived, trapped, share_interval(int((~arrived).sum()), len(arrived))

    def below_floors(self, results: Results) -> tuple[PointBelowFloor, ...]:
        loss, floor = _loss(self.spectrum, self.N), self._minimum
        lowest: dict[str, SeedResult] = {}
        for result in results:
            value = result.data["loss"]
            if value is not None and number_in(value) < floor:
                lowest[result.arm] = min(lowest.get(result.arm, result), result, key=_loss_of)
        return tuple(
            PointBelowFloor(
                "attention_minimum_over_all_weights",
                {"Lambda": loss.Lambda, "N": self.N, "d": loss.d, **_weights(result, loss.d)},
                f"at the end of {arm}, seed {result.seed}",
                _loss_of(result),
                floor,
            )
            for arm, result in lowest.items()
        )

    def table(self, results: Results) -> ResultTable:
        rows = []
        for arm in results.arms:
            arrived, trapped, share = self._counts(arm, results)
            loss, distance = results.numbers(arm, "loss"), results.numbers(arm, "distance")
            level = float(np.median(loss[trapped])) if trapped.any() else None
            rows.append(
                (
                    *(arm, len(arrived), int(arrived.sum()), int(trapped.sum()), int(np.isnan(loss).sum())),
                    *(share.low, share.high, float(np.nanmedian(distance)), level, results.seconds(arm)),
                )
            )
        header = ("arm", "runs", "arrived", "rest above", "diverged", "share missed, low", "high")
        return ResultTable((*header, "median distance", "median level above", "CPU s"), tuple(rows))

    def pictures(self, results: Results) -> tuple[Illustration, ...]:
        shares = [
            Curve(
                f"ς = {scale:g}",
                self.parts,
                [x.value for x in intervals],
                Look.POINTS,
                colour,
                interval=([x.low for x in intervals], [x.high for x in intervals]),
            )
            for colour, scale in enumerate(self.scales, start=1)
            if (intervals := [self._counts(f"flow-{p:g}-{scale:g}", results)[2] for p in self.parts])
        ]
        sgd = [arm for arm in results.arms if arm.startswith("sgd")]
        steps = self._plan.seen_at[1:]
        curves = [
            band_of_seeds(f"SGD, {arm.split('-')[1]} of the way", steps, results.curves(arm, "curve")[:, 1:], i)
            for i, arm in enumerate(sgd, start=1)
        ]
        curves += [floor_line(f, (steps[0], steps[-1]), i) for i, f in enumerate(self.floors()[:1], start=3)]
        caption = (
            "Left: the share of gradient flows that do not take c·U to Γ⁻¹, with 95 % intervals, along the way "
            "from the "
            "theorem's starts (0) to generic ones (1). Right: exact loss along SGD, medians over seeds with the "
            "part from "
            "10 % to 90 % as a band. "
            f"Λ = diag({', '.join(f'{x:g}' for x in self.spectrum)}), N = {self.N}."
        )
        panels = (
            Panel("part of the way to a generic start", "share not at the limit", tuple(shares), from_zero=True),
            Panel("steps", "loss", tuple(curves), log_x=True, log_y=True),
        )
        return (Illustration("where-attention-is-trained-to", "Where training leads.", caption, panels),)

    @property
    def _plan(self) -> TrainingPlan:
        return TrainingPlan("sgd", self.rate, "cosine", self.steps, self.points)


@cache
def _loss(spectrum: tuple[float, ...], N: int) -> PopulationLoss:
    return PopulationLoss(np.diag(spectrum), N)


def _inverse(spectrum: tuple[float, ...], N: int) -> np.ndarray:
    """Γ⁻¹."""
    Lambda = np.array(spectrum)
    return np.diag(1 / ((1 + 1 / N) * Lambda + Lambda.sum() / N))


def _loss_of(result: SeedResult) -> float:
    return number_in(result.data["loss"])


def _weights(result: SeedResult, d: int) -> dict[str, Number]:
    """The weights by the theorem's names; those that no prediction reads are 0."""
    never_read = {"A_11": np.zeros((d, d)), "a_12": np.zeros((d, 1)), "b_12": np.zeros((d, 1)), "b_22": 0}
    kept = {name: np.array(value) for name, value in object_in(result.data["weights"]).items()}
    return {**never_read, **kept}


EXPERIMENT = Profiled(
    quick=TrainedAttentionLimit(seeds=16, scales=(0.5,), steps=1000),
    full=TrainedAttentionLimit(),
    quick_minutes=0.2,
    full_minutes=1,
)
