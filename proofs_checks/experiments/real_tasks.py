"""Few-shot prediction on real tables: does the ranking of methods that an audit predicts hold on held-out tasks?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np
from scipy.stats import kendalltau

from numerics import Problem
from numerics.closed_forms import minimal_excess, optimal_weights
from numerics.data.fitting import fit, sums_of
from numerics.data.table import Table
from numerics.searches.attention_minimum import minimise_linear_attention
from numerics.training.attention_on_prompts import attention_predictions, train_attention
from numerics.training.prompt_laws import DrawnPrompts, law_of
from numerics.training.reference_predictors import one_step, posterior_mean, ridge
from numerics.training.table_prompts import RowsOfTask, prompts_of_tasks
from proofs_checks.experiment_parts.answer import Answer, Finding, Word
from proofs_checks.experiment_parts.experiment import Experiment, Profiled, RunData
from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.experiment_parts.real_tables import TABLES
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_intervals import Interval
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.experiment_parts.setting_checks import require_among, require_at_least, require_positive
from proofs_checks.illustrations.series import Curve, Illustration, Look, Panel
from proofs_checks.settings.network_numbers import RESAMPLED_TASKS

__all__ = ["EXPERIMENT", "METHODS", "RealTasks"]

METHODS = ("block", "attention", "gd_beta", "bayes", "ridge", "least_squares", "shared")
"""In the order of the numbers that a run gives."""

Guess = Callable[[DrawnPrompts], np.ndarray]


@dataclass(frozen=True, kw_only=True)
class RealTasks(Experiment):
    """Each of ``tables``: its tasks are split into halves, and each half is predicted with what the other one taught.

    Features are centred and scaled by the teaching half, an intercept is added, and the problem is fitted as an audit
    fits it. Methods: GD-β and Bayes with the fitted H, Ψ, β*, σ²; ridge with the penalty dσ²/tr(Ψ + β*β*ᵀ); least
    squares of the prompt alone; β* alone; and linear attention and the block, trained on prompts of the teaching tasks
    by Adam at ``rate``, ``steps`` of ``batch``. Tested on ``prompts`` prompts of each held-out task. ``simulated``
    prompts give the predicted risks that have no closed form.
    """

    slug: ClassVar[str] = "real_tasks"
    title: ClassVar[str] = "The ranking of methods that an audit predicts, on held-out real tasks"
    question: ClassVar[str] = (
        "Does the ranking of methods that the fitted problem predicts hold on held-out tasks of real tables?"
    )
    criterion: ClassVar[str] = (
        "For each table Kendall's τ-b between the predicted risks of the methods and their mean squared errors on "
        "held-out tasks, averaged over seeds, with a 95 % percentile interval over resampled tasks. Yes if it lies "
        "above 0 on every table, no if it lies below 0 on one, else undecided. A method that diverged counts as the "
        "worst. The predicted risks of the block and of GD-β are equal, by theorem, and that pair has no order."
    )
    packages: ClassVar[tuple[str, ...]] = ("sklearn", "statsmodels")

    tables: tuple[str, ...] = tuple(TABLES)
    steps: int = 2000
    batch: int = 128
    rate: float = 1e-2
    prompts: int = 50
    simulated: int = 40_000
    seeds: int = 5

    def __post_init__(self) -> None:
        super().__post_init__()
        require_at_least(1, steps=self.steps, batch=self.batch, prompts=self.prompts)
        require_at_least(2, simulated=self.simulated)
        require_positive(rate=self.rate)
        for name in self.tables:
            require_among(TABLES, tables=name)

    @property
    def arms(self) -> tuple[str, ...]:
        return self.tables

    def run_seed(self, arm: str, seed: int) -> RunData:
        table, M = _table(arm), TABLES[arm].M
        rng = self.generator(seed, arm)
        errors = np.full((len(table.tasks), len(METHODS)), np.nan)
        wrong, predicted, halves = np.full_like(errors, np.nan), [], self._halves(arm, rng)
        for held_out, taught in (halves, halves[::-1]):
            tasks, problem, unit = _prepared(table, taught, M)
            guesses = self._methods(tasks, problem, taught, rng)
            chosen = np.repeat(held_out, self.prompts)
            prompts = prompts_of_tasks(tasks, chosen, M, rng)
            labels, scale = prompts.labels[:, -1], unit**2
            for i, name in enumerate(METHODS):
                said = guesses[name](prompts)
                errors[held_out, i] = ((said - labels) ** 2 / scale).reshape(len(held_out), -1).mean(axis=1)
                # labels are about their mean, so that the two classes lie on both sides of 0 only as they come
                wrong[held_out, i] = _wrong_sign(said, labels, tasks, taught).reshape(len(held_out), -1).mean(axis=1)
            predicted.append(self._predicted(problem, rng) / scale)
        found: dict[str, object] = {"errors": errors.tolist(), "predicted": np.mean(predicted, axis=0).tolist()}
        if TABLES[arm].classification:
            found["wrong"] = wrong.mean(axis=0).tolist()
        return found

    def _halves(self, arm: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        count = len(_table(arm).tasks)
        order = np.arange(count) if TABLES[arm].classification else rng.permutation(count)
        return np.sort(order[: count // 2]), np.sort(order[count // 2 :])

    def _methods(
        self, tasks: list[RowsOfTask], problem: Problem, taught: np.ndarray, rng: np.random.Generator
    ) -> Mapping[str, Guess]:
        best, beta = optimal_weights(problem), problem.beta_star[:, 0]
        trained = {}
        for name in ("block", "attention"):
            weights = train_attention(
                lambda r: prompts_of_tasks(tasks, r.choice(taught, self.batch), problem.M, r),
                d=problem.d,
                unit=law_of(problem).unit(),
                steps=self.steps,
                rate=self.rate,
                rng=rng,
                perceptron=name == "block",
            )
            trained[name] = lambda prompts, weights=weights: attention_predictions(weights, prompts)
        return {
            **trained,
            "gd_beta": lambda prompts: one_step(prompts, best.beta[:, 0], best.Gamma),
            **_simple(problem),
            "shared": lambda prompts: prompts.inputs[:, -1] @ beta,
        }

    def _predicted(self, problem: Problem, rng: np.random.Generator) -> np.ndarray:
        """The risk of each method if the fitted problem were true, label noise included."""
        prompts, best = law_of(problem).draw(self.simulated, rng), float(minimal_excess(problem))
        meant = (prompts.inputs[:, -1] * prompts.tasks).sum(axis=-1)
        sampled = {name: float(((guess(prompts) - meant) ** 2).mean()) for name, guess in _simple(problem).items()}
        attention = float(minimise_linear_attention(problem, 8, 0).excess)
        known = {
            "block": best,
            "gd_beta": best,
            "attention": attention,
            "shared": float(np.trace(problem.H @ problem.Psi)),
        }
        return problem.sigma2 + np.array([(known | sampled)[name] for name in METHODS])

    def floors(self) -> tuple[Floor, ...]:
        return ()

    def judge(self, results: Results) -> Answer:
        found = []
        for arm in results.arms:
            errors, predicted = _averages(results, arm)
            interval = self.ranking(errors, predicted)
            word = Word.YES if interval.low > 0 else Word.NO if interval.high < 0 else Word.UNDECIDED
            order = [METHODS[i].replace("_", " ") for i in np.argsort(np.nanmean(errors, axis=0))]
            says = (
                f"{arm}: τ = {interval.value:.2f} [{interval.low:.2f}, {interval.high:.2f}] over {len(errors)} tasks; "
                f"best to worst on them: {', '.join(order)}"
            )
            found.append(Finding(says, word, *interval))
        return Answer.of(found)

    def ranking(self, errors: np.ndarray, predicted: np.ndarray) -> Interval:
        """Kendall's τ-b of the means of errors (tasks, methods) and predicted risks, and its interval over tasks."""
        errors = np.where(np.isfinite(errors), errors, np.inf)
        rng = self.generator(0, "bootstrap")
        drawn = rng.integers(len(errors), size=(RESAMPLED_TASKS, len(errors)))
        taus = np.array([_tau(errors[rows].mean(axis=0), predicted) for rows in drawn])
        if not np.isfinite(taus).all():
            return Interval(float("nan"), -np.inf, np.inf)
        low, high = np.quantile(taus, (0.025, 0.975))
        return Interval(_tau(errors.mean(axis=0), predicted), float(low), float(high))

    def table(self, results: Results) -> ResultTable:
        rows = []
        for arm in results.arms:
            errors, predicted = _averages(results, arm)
            wrong = np.full(len(METHODS), np.nan)
            if TABLES[arm].classification:
                wrong = results.curves(arm, "wrong").mean(axis=0)
            measured = errors.mean(axis=0)
            for i, name in enumerate(METHODS):
                share = None if np.isnan(wrong[i]) else float(wrong[i])
                row = (arm, len(errors), TABLES[arm].M, name.replace("_", " "), float(predicted[i]), float(measured[i]))
                rows.append((*row, share, TABLES[arm].source))
        header = ("table", "tasks", "M", "method", "predicted", "measured", "wrong sign", "source")
        return ResultTable(header, tuple(rows))

    def pictures(self, results: Results) -> tuple[Illustration, ...]:
        panels = []
        for arm in results.arms:
            errors, predicted = _averages(results, arm)
            x, means = [float(i) for i in range(len(METHODS))], errors.mean(axis=0)
            spread = errors.std(axis=0, ddof=1) / np.sqrt(len(errors)) if len(errors) > 1 else np.zeros(len(METHODS))
            curves = (
                Curve("predicted", [i - 0.1 for i in x], predicted.tolist(), Look.POINTS, 1),
                Curve("held-out tasks", [i + 0.1 for i in x], means.tolist(), Look.POINTS, 2, error=spread.tolist()),
            )
            panels.append(Panel("", f"squared error, {arm}", curves, log_y=True, names=tuple(map(_short, METHODS))))
        caption = (
            "Mean squared errors over the variance of the label: what the fitted problem predicts, and what held-out "
            "tasks gave, with standard errors over tasks."
        )
        return tuple(
            Illustration(f"predicted-and-measured-{arm}", f"Methods on {arm}.", caption, (panel,))
            for arm, panel in zip(results.arms, panels, strict=True)
        )


def _simple(problem: Problem) -> dict[str, Guess]:
    """Those whose risk under the problem is simulated."""
    beta = problem.beta_star[:, 0]
    # a fit without any noise would leave nothing to regularise, and a singular system
    noise = max(problem.sigma2, np.finfo(np.float64).eps)
    penalty = problem.d * noise / float(np.trace(problem.Psi) + beta @ beta)
    return {
        "bayes": lambda prompts: posterior_mean(prompts, beta, problem.Psi, noise),
        "ridge": lambda prompts: ridge(prompts, penalty),
        "least_squares": lambda prompts: ridge(prompts, 0.0),
    }


def _prepared(table: Table, taught: np.ndarray, M: int) -> tuple[list[RowsOfTask], Problem, float]:
    """All tasks in the units of those that teach, the problem fitted to these, and the spread of their labels."""
    groups = [table.groups[i] for i in taught]
    rows = np.concatenate(groups)
    index = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    names = tuple(table.tasks[i] for i in taught)
    teaching = Table(table.features, table.target, names, table.X[rows], table.y[rows], index)
    sums = sums_of(teaching, center=True, intercept=True)
    problem = fit(teaching, sums, context=M).problem
    mean, label = table.X[rows].mean(axis=0), float(table.y[rows].mean())
    tasks = []
    for group in table.groups:
        X = np.column_stack([np.ones(len(group)), table.X[group] - mean]) / sums.scale
        tasks.append((X, table.y[group] - label))
    return tasks, problem, float(table.y[rows].std())


def _wrong_sign(said: np.ndarray, labels: np.ndarray, tasks: list[RowsOfTask], taught: np.ndarray) -> np.ndarray:
    """Whether a guess lies on the other side of the middle of the two labels than the label does."""
    known = np.concatenate([tasks[i][1] for i in taught])
    middle = (known.min() + known.max()) / 2
    return ((said - middle) * (labels - middle) < 0).astype(np.float64)


def _averages(results: Results, arm: str) -> tuple[np.ndarray, np.ndarray]:
    """Errors (tasks, methods) and predicted risks (methods,), averaged over seeds."""
    return results.curves(arm, "errors").mean(axis=0), results.curves(arm, "predicted").mean(axis=0)


def _tau(measured: np.ndarray, predicted: np.ndarray) -> float:
    return float(kendalltau(measured, predicted).statistic)


def _short(method: str) -> str:
    return {"least_squares": "OLS", "gd_beta": "GD-β", "attention": "LSA"}.get(method, method)


@cache
def _table(name: str) -> Table:
    return TABLES[name].read()


EXPERIMENT = Profiled(
    quick=RealTasks(tables=("grunfeld", "elnino"), steps=500, prompts=20, simulated=10_000, seeds=2),
    full=RealTasks(),
    quick_minutes=0.3,
    full_minutes=3,
)
