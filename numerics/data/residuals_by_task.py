"""Least squares residuals of every task, and what Gaussian noise alone makes of statistics of them.

Given X, the residuals r = Me of y = Xw_t + e do not depend on w_t, and M is known: a statistic of r that does not
depend on the scale of e has one law for all Gaussian noise of one variance, and its moments follow from M alone. With
X_t = Q_tR_t and h_i = |q_i|² the entries of M are 1 − h_i on the diagonal and −q_i·q_j beside it, within tasks.
"""

from itertools import pairwise

import numpy as np

from numerics.data.task_rows import sum_by_task
from numerics.tolerances.table_thresholds import MOST_PAIRED_ROWS, MOST_TENSOR, NO_RESIDUAL

__all__ = ["Residuals"]


class Residuals:
    """The residual space of the designs X_t (n_t, q), each of full rank and with more than q rows.

    ``X`` (n, q) has the rows of a task together, tasks starting at ``start`` (T,).
    """

    def __init__(self, X: np.ndarray, start: np.ndarray) -> None:
        self.start, self.rows = start, np.diff(np.append(start, len(X)))
        self.task = np.repeat(np.arange(len(start)), self.rows)
        ends = np.append(start, len(X))
        self.Q = np.concatenate([np.linalg.qr(X[a:b])[0] for a, b in pairwise(ends)])
        self.h = (self.Q**2).sum(axis=1)
        self.freedom = self.rows - X.shape[1]
        self.total = int(self.freedom.sum())
        self.weight = np.where(1 - self.h < NO_RESIDUAL, 0, 1 / np.sqrt(np.maximum(1 - self.h, NO_RESIDUAL)))
        self.first = np.flatnonzero(self.task[1:] == self.task[:-1])  # rows that are followed by one of their task
        constant = self.project(np.ones(len(X)))
        self.constant = np.maximum(sum_by_task(constant, start), 0)
        self.constant = np.where(self.constant > 1e-8 * self.rows, self.constant, 0)
        self.groups = int((self.constant > 0).sum())

    def project(self, e: np.ndarray) -> np.ndarray:
        """Me for e (n,) or (n, b)."""
        columns = e[:, None] if e.ndim == 1 else e
        inner = sum_by_task(self.Q[:, :, None] * columns[:, None, :], self.start)
        left = columns - (self.Q[:, None, :] @ inner[self.task])[:, 0]
        return left[:, 0] if e.ndim == 1 else left

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Sums over tasks (T, …)."""
        return sum_by_task(values, self.start)

    def sum_of_correlations(self, k: int) -> float:
        """Σ_ij corr(r_i, r_j)^k over rows that have a residual: k! times this is the variance of Σ He_k(r_i/√(1−h_i)).

        Source: Mehler's formula, E He_k(u) He_k(v) = k! corr(u, v)^k. Tasks for which it would take too long count with
        the diagonal alone, beside which the rest is small: a correlation is of size √(q/n_t) and k is 3 or 4.
        """
        A, found = self.Q * self.weight[:, None], float((self.weight > 0).sum())
        ends = np.append(self.start, len(A))
        q = A.shape[1]
        for a, b in pairwise(ends):
            part = A[a:b]
            if b - a <= MOST_PAIRED_ROWS:
                power = float(((part @ part.T) ** k).sum())
            elif (b - a) * q**k <= MOST_TENSOR:
                table = part
                for _ in range(k - 1):
                    table = (table[:, :, None] * part[:, None, :]).reshape(len(part), -1)
                power = float((table.sum(axis=0) ** 2).sum())
            else:
                continue
            found += (-1) ** k * (power - float(((part**2).sum(axis=1) ** k).sum()))
        return found

    def moments_of_lag(self) -> tuple[float, float]:
        """Mean and standard deviation of Σ r_ir_{i+1}/Σ r_i², the sum over neighbours within tasks."""
        ends = np.append(self.start, len(self.Q))
        trace = square = 0.0
        for a, b in pairwise(ends):
            Q = self.Q[a:b]
            both = np.zeros_like(Q)
            both[:-1] += 0.5 * Q[1:]
            both[1:] += 0.5 * Q[:-1]
            inner = Q.T @ both
            trace -= float(np.trace(inner))
            square += 0.5 * (b - a - 1) - 2 * float((both * both).sum()) + float((inner * inner).sum())
        return self._moments(trace, square)

    def moments_of_weighted(self, weights: np.ndarray) -> tuple[float, float]:
        """Mean and standard deviation of Σ c_ir_i²/Σ r_i² for weights c (n,)."""
        ends = np.append(self.start, len(self.Q))
        inner = [(self.Q[a:b].T * weights[a:b]) @ self.Q[a:b] for a, b in pairwise(ends)]
        trace = float((weights * (1 - self.h)).sum())
        square = float((weights**2 * (1 - 2 * self.h)).sum()) + float((np.stack(inner) ** 2).sum())
        return self._moments(trace, square)

    def _moments(self, trace: float, square: float) -> tuple[float, float]:
        """Of rᵀAr/rᵀr from tr(MA) and tr(MAMA).

        The ratio is independent of rᵀr, so that its moments are ratios of moments. Source: J. Durbin and G. S. Watson,
        Testing for serial correlation in least squares regression I, Biometrika 37 (1950).
        """
        n = self.total
        return trace / n, float(np.sqrt(max(2 * (square - trace**2 / n), 0) / (n * (n + 2))))
