"""Time audits: of a problem with d = 50, of the example table, of a million rows, and of all hypotheses broken.

They are timed as a user meets them, in a process of their own, imports included.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TABLE = ["--data", str(EXAMPLES / "grunfeld_logs.csv"), "--task", "firm", "--target", "log_invest", "--ignore", "year"]


def main() -> None:
    """Print a row per audit: seconds by the clock, processor time and the most memory, beside the targets."""
    print(f"{'audit':48} {'seconds':>8} {'processor':>10} {'target':>7} {'MiB':>6} {'target':>7}")
    with TemporaryDirectory() as folder:
        problem, large = Path(folder) / "problem.npz", Path(folder) / "large.csv"
        write_problem(problem, d=50, M=200)
        row("a problem with d = 50", [str(problem)], 10)
        row("the example table, 1,000 samples of tasks", TABLE, 30)
        write_table(large, rows=1_000_000, tasks=500, d=4)
        row("a million rows in 500 tasks", ["--data", str(large), "--task", "task", "--target", "y"], 20, 1024)
    if "--violations" in sys.argv:
        row("the same with every hypothesis broken in turn", [*TABLE, "--violations"], None)


def write_problem(path: Path, d: int, M: int) -> None:
    rng = np.random.default_rng(0)
    A, B = rng.standard_normal((d, 2 * d)), rng.standard_normal((d, d))
    beta = rng.standard_normal(d) / np.sqrt(d)
    np.savez(path, H=A @ A.T / (2 * d), Psi=B @ B.T / d**2, beta_star=beta, sigma2=0.5, M=M)


def write_table(path: Path, rows: int, tasks: int, d: int) -> None:
    rng = np.random.default_rng(0)
    task, X = rng.integers(0, tasks, rows), rng.standard_normal((rows, d))
    w = 1 + 0.3 * rng.standard_normal((tasks, d))
    y = (X * w[task]).sum(axis=1) + rng.standard_normal(rows)
    header = ",".join(["task", *(f"x{i}" for i in range(d)), "y"])
    np.savetxt(path, np.column_stack([task, X, y]), ["%d"] + (d + 1) * ["%.6f"], ",", header=header, comments="")


def row(name: str, arguments: list[str], seconds_target: float | None, memory_target: int | None = None) -> None:
    start, used = perf_counter(), processor_time()
    subprocess.run(
        [sys.executable, "-m", "proofs_checks", "audit", *arguments, "--format", "json"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds, used = perf_counter() - start, processor_time() - used
    # of the largest child so far, and each row is larger than those before
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    targets = ["" if target is None else f"≤ {target:g}" for target in (seconds_target, memory_target)]
    print(f"{name:48} {seconds:8.1f} {used:10.1f} {targets[0]:>7} {memory:6.0f} {targets[1]:>7}")


def processor_time() -> float:
    """Seconds that finished child processes have used."""
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    main()
