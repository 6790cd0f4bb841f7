"""What a table says of its noise: independent, Gaussian, of one variance and of mean 0 in every task.

Features and labels that were centred by pooled means leave the constant a − δᵀ(w_t − β) in the residuals of task t, δ
and a being what these means missed. As a rule that is negligible. Where tasks differ so much that it is not, a constant
is fitted to every task for all tests but that of the means, which allows for constants of this size.
"""

from itertools import pairwise

import numpy as np

from numerics.data.calibration import bonferroni, sequential_p_value
from numerics.data.fitting import Fit
from numerics.data.law_test import HypothesisTests, LawTest
from numerics.data.noise_causes import cause_of
from numerics.data.residual_tests import OFFSETS, ResidualTests, p_values_of_means
from numerics.data.residuals_by_task import Residuals
from numerics.data.task_rows import TaskRows
from numerics.tolerances.float_tolerances import RESIDUE
from numerics.tolerances.table_thresholds import CENTRING_SHOWS, NEGLIGIBLE_CENTRING, NOISE_BATCH, NOISE_CALIBRATED

__all__ = ["centring_shows", "noise_laws"]


def noise_laws(rows: TaskRows, fitted: Fit, rng: np.random.Generator) -> HypothesisTests:
    """Tests of the residuals of the tasks that are identified, and their p-value, exact up to the number of draws."""
    design, y = _design(rows, fitted)
    if np.abs(design.plain.project(y)).max() <= np.sqrt(RESIDUE) * np.abs(y).max():
        reason = "there are no residuals: the labels hold no noise"
        return HypothesisTests((LawTest("residuals", "none", None, len(y), reason),), None, reason)
    missed = _missed_by_centring(fitted)
    tests = _NoiseTests(design, constant=design.matters(missed))
    p = tests.p_values(y[:, None], missed)[0]
    found = tuple(LawTest(*name, float(value), len(y)) for name, value in zip(tests.names, p, strict=True))
    cause = cause_of(found, design.plain, design.with_constant(), y)
    if design.X.size > NOISE_CALIBRATED:
        return HypothesisTests(found, bonferroni(p), f"corrected for {len(p)} tests", cause)

    def draws(count: int) -> np.ndarray:
        size = max(1, NOISE_BATCH // design.X.size)
        parts = [min(size, count - i) for i in range(0, count, size)]
        return np.concatenate([tests.p_values(rng.standard_normal((len(y), part))).min(axis=1) for part in parts])

    value = sequential_p_value(float(p.min()), draws)
    return HypothesisTests(found, value, f"of {len(p)} tests together, exact", cause)


def centring_shows(rows: TaskRows, fitted: Fit) -> bool:
    """Whether constants that pooled means leave in tasks are a part of the noise that its estimate and tasks show."""
    missed = None if fitted.sums.intercept or fitted.coefficients.sigma2 == 0 else _missed_by_centring(fitted)
    if missed is None:
        return False
    design = _design(rows, fitted)[0]
    # they are taken twice, to be on the safe side in tests
    return design.squares(missed) / 2 > CENTRING_SHOWS * design.plain.total


def _design(rows: TaskRows, fitted: Fit) -> tuple["_Design", np.ndarray]:
    """The features and the labels of the tasks that are identified."""
    some = fitted.sums.identified[rows.task]
    return _Design(rows.X[some], rows.n[fitted.sums.identified], fitted), rows.y[some]


class _Design:
    """The features X (n, d) of tasks with ``n`` (T,) rows, their residual space, and what variance may follow."""

    def __init__(self, X: np.ndarray, n: np.ndarray, fitted: Fit) -> None:
        self.X, self.n, self.sigma2 = X, n, fitted.coefficients.sigma2
        self.plain = Residuals(X, np.concatenate([[0], np.cumsum(n)[:-1]]))
        self.size = (np.linalg.solve(np.linalg.cholesky(fitted.estimates.H), X.T) ** 2).sum(axis=0)

    def matters(self, missed: np.ndarray | None) -> bool:
        """Whether constants of this size would show in tests that do not allow for them."""
        return missed is not None and self.squares(missed) > NEGLIGIBLE_CENTRING * np.sqrt(len(self.X))

    def squares(self, missed: np.ndarray) -> float:
        """What such constants add to the residual sum of squares, in units of the noise."""
        return float(self.plain.constant @ (missed**2).sum(axis=1)) / self.sigma2

    def with_constant(self) -> tuple[np.ndarray, Residuals] | None:
        """Which rows (n,) are of tasks that allow for a constant beside the features, and their residual space."""
        ends = np.concatenate([[0], np.cumsum(self.n)])
        long = np.array([self._allows(self.X[a:b]) for a, b in pairwise(ends)])
        if not long.any():
            return None
        kept = np.repeat(long, self.n)
        X = np.column_stack([np.ones(kept.sum()), self.X[kept]])
        return kept, Residuals(X, np.concatenate([[0], np.cumsum(self.n[long])[:-1]]))

    def _allows(self, X: np.ndarray) -> bool:
        if len(X) <= X.shape[1] + 1:
            return False
        singular = np.linalg.svd(np.column_stack([np.ones(len(X)), X]), compute_uv=False)
        return bool(singular[-1] > 1e-8 * singular[0])


class _NoiseTests:
    """All tests of a design, the others with a constant in every task where ``constant`` asks for it."""

    def __init__(self, design: _Design, *, constant: bool) -> None:
        self.plain, n = design.plain, len(design.X)
        within = design.with_constant() if constant else None
        self.kept, self.space = (np.ones(n, dtype=bool), design.plain) if within is None else within
        self.tests = ResidualTests(self.space, design.size[self.kept])
        self.names = [*self.tests.names(), (OFFSETS, "analysis of variance")]

    def p_values(self, y: np.ndarray, missed: np.ndarray | None = None) -> np.ndarray:
        """Closed p-values (b, k) of labels or noise y (n, b)."""
        r = self.plain.project(y)
        others = r if self.space is self.plain else self.space.project(y[self.kept])
        means = p_values_of_means(self.plain, r, missed)
        return np.column_stack([self.tests.p_values(others), means])


def _missed_by_centring(fitted: Fit) -> np.ndarray | None:
    """Columns (T, d + 1) whose sums with standard normal coefficients are a − δᵀ(w_t − β).

    The covariances of δ and a are estimated over tasks, whose rows may depend on each other, and taken twice, as so
    few tasks may miss them.
    """
    sums, found = fitted.sums, fitted.coefficients
    if not sums.centred:
        return None
    beta, n = fitted.estimates.beta_star[:, 0], sums.n.sum()
    x = sums.x / n
    x = np.column_stack([np.zeros(len(x)), x[:, 1:]]) if sums.intercept else x
    values, vectors = np.linalg.eigh(2 * x.T @ x)
    of_features = (found.w - beta) @ (vectors * np.sqrt(np.maximum(values, 0)))
    of_labels = np.sqrt(2 * ((sums.y / n - x @ beta) ** 2).sum())
    return np.column_stack([of_features, np.full(len(found.w), of_labels)])
