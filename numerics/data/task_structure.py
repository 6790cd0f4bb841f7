"""What tasks and rows of a table do to an audit: too short, of deficient rank, dominating, influential; duplicates."""

from collections.abc import Iterator

import numpy as np

from numerics.data.fitting import Fit
from numerics.data.restricted_likelihood import restricted_maximum
from numerics.data.table import Table
from numerics.data.table_finding import Finding, ignoring, listed
from numerics.tolerances.table_thresholds import MOST_OF_ROWS, MOVES, MOVES_OF_FEW, NO_SIGNAL_TO_MOVE, TASKS_LEFT_OUT

__all__ = ["left_out_one_by_one", "task_structure"]


def task_structure(table: Table, fitted: Fit) -> Iterator[Finding]:
    """Findings about tasks and rows."""
    yield from _short(table, fitted)
    yield from _deficient(table, fitted)
    yield from _dominating(table)
    yield from _influential(table, fitted)
    yield from _duplicates(table)


def _short(table: Table, fitted: Fit) -> Iterator[Finding]:
    d = len(fitted.names)
    short = tuple(t for t, n in zip(table.tasks, table.rows_of_task, strict=True) if n <= d)
    if short:
        yield Finding(
            "short tasks",
            f"{len(short)} of {len(table.tasks)} tasks have at most {d} rows, too few for as many coefficients, and "
            f"count for H alone: {listed(short)}",
            short,
            f"leave out features, or give every task more than {d} rows",
        )


def _deficient(table: Table, fitted: Fit) -> Iterator[Finding]:
    d, sums = len(fitted.names), fitted.sums
    some = ~sums.identified & (table.rows_of_task > d)
    if not some.any():
        return
    tasks = tuple(t for t, one in zip(table.tasks, some, strict=True) if one)
    vectors = np.linalg.eigh(sums.xx[some])[1][:, :, 0]
    involved = tuple(n for n, c in zip(fitted.names, np.abs(vectors).max(axis=0), strict=True) if c > 1e-3)
    yield Finding(
        "rank within tasks",
        f"within {len(tasks)} of {len(table.tasks)} tasks the features are linearly dependent ({listed(involved)}), "
        f"and these count for H alone: {listed(tasks)}",
        involved,
        f"leave out one of {listed(involved)}, which depend on each other within tasks ({ignoring(involved[-1])})",
    )


def _dominating(table: Table) -> Iterator[Finding]:
    share = table.rows_of_task / len(table.y)
    largest = int(share.argmax())
    if share[largest] > MOST_OF_ROWS and len(table.tasks) > 2:
        name = table.tasks[largest]
        yield Finding(
            "dominating task",
            f"the task {name!r} has {share[largest]:.0%} of all rows: H and sigma2 are its own",
            (name,),
            f"thin out the rows of task {name!r}, or audit it and the others on their own",
        )


def left_out_one_by_one(fitted: Fit, tasks: np.ndarray) -> np.ndarray:
    """tr(HΨ)/σ² without each of some ``tasks``, counted among those that are identified, in turn."""
    sums, found = fitted.sums, fitted.coefficients
    identified = np.flatnonzero(sums.identified)
    values = []
    for t in tasks:
        kept = np.arange(len(found.w)) != t
        xx = np.delete(sums.xx, identified[t], axis=0)
        H = xx.sum(axis=0) / (sums.n.sum() - sums.n[identified[t]])
        sigma2 = found.residual[kept].sum() / found.freedom[kept].sum()
        noise = sigma2 * found.inverse[kept]
        Psi = restricted_maximum(found.w[kept][None], noise[None], start=_near(fitted.estimates.Psi)).Psi[0]
        values.append(float(np.trace(H @ Psi) / sigma2))
    return np.array(values)


def _near(Psi: np.ndarray) -> np.ndarray:
    """A start inside the cone."""
    inside: np.ndarray = Psi + 1e-3 * (np.trace(Psi) / len(Psi) + 1e-300) * np.eye(len(Psi))
    return inside


def _influential(table: Table, fitted: Fit) -> Iterator[Finding]:
    found, estimates = fitted.coefficients, fitted.estimates
    if found.sigma2 == 0 or len(found.w) < 4:
        return
    W = np.linalg.inv(estimates.Psi + found.noise)
    e = found.w - estimates.beta_star[:, 0]
    # the part of a task in the score of Ψ, along Ψ itself, and in the residuals
    score = np.abs(np.einsum("ti,tij,jk,tkl,tl->t", e, W, estimates.Psi, W, e))
    noise = found.residual / found.residual.sum()
    tried = np.unique(np.append(np.argsort(score)[-TASKS_LEFT_OUT:], np.argmax(noise)))
    value = float(np.trace(estimates.H @ estimates.Psi) / found.sigma2)
    factor = max(MOVES, 1 + MOVES_OF_FEW / len(found.w))
    names = np.array(table.tasks)[fitted.sums.identified]
    for t, without in zip(tried, left_out_one_by_one(fitted, tried), strict=True):
        if max(value, without) > factor * max(min(value, without), NO_SIGNAL_TO_MOVE):
            name = str(names[t])
            yield Finding(
                "influential task",
                f"without the task {name!r} tr(HΨ)/σ² is {without:.3g} instead of {value:.3g}",
                (name,),
                f"look at the rows of task {name!r}, and audit the table without it",
            )


def _duplicates(table: Table) -> Iterator[Finding]:
    """Rows that are there twice, where some column is continuous, so that chance makes none."""
    values = np.column_stack([table.X, table.y])
    n = len(values)
    if max(len(np.unique(column)) for column in values.T) < n / 2:
        return
    weights = np.random.default_rng(0).uniform(1, 2, values.shape[1] + 1)
    keys = (values * weights[:-1]).sum(axis=1) + weights[-1] * table.task
    order = np.argsort(keys, kind="stable")
    same = (np.diff(values[order], axis=0) == 0).all(axis=1) & (np.diff(table.task[order]) == 0)
    if not same.any():
        return
    tasks = tuple(table.tasks[t] for t in np.unique(table.task[order][1:][same]))
    yield Finding(
        "duplicate rows",
        f"{int(same.sum())} of {n} rows repeat another of the same task, and count as if they were examples of their "
        f"own: {listed(tasks)}",
        tasks,
        "remove repeated rows",
    )
