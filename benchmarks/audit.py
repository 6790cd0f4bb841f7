"""Time audits: of a problem with d = 50, of the example table, of a million rows, and of all hypotheses broken.

The first two are timed as a user meets them, in a process of their own, imports included.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TABLE = ["--data", str(EXAMPLES / "grunfeld_logs.csv"), "--task", "firm", "--target", "log_invest", "--ignore", "year"]


def main() -> None:
    """Print a row per audit: seconds by the clock and of processor time, beside the target for the clock."""
    print(f"{'audit':50} {'seconds':>8} {'processor':>10} {'target':>7}")
    with TemporaryDirectory() as folder:
        problem = Path(folder) / "problem.npz"
        write_problem(problem, d=50, M=200)
        row("a problem with d = 50", [str(problem)], 10)
    row("the example table, 1,000 samples of tasks", TABLE, 30)
    if "--violations" in sys.argv:
        row("the same with every hypothesis broken in turn", [*TABLE, "--violations"], None)


def write_problem(path: Path, d: int, M: int) -> None:
    rng = np.random.default_rng(0)
    A, B = rng.standard_normal((d, 2 * d)), rng.standard_normal((d, d))
    beta = rng.standard_normal(d) / np.sqrt(d)
    np.savez(path, H=A @ A.T / (2 * d), Psi=B @ B.T / d**2, beta_star=beta, sigma2=0.5, M=M)


def row(name: str, arguments: list[str], target: float | None) -> None:
    start, used = perf_counter(), processor_time()
    subprocess.run(
        [sys.executable, "-m", "proofs_checks", "audit", *arguments, "--format", "json"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds = perf_counter() - start
    print(f"{name:50} {seconds:8.1f} {processor_time() - used:10.1f} {'' if target is None else f'≤ {target:g}':>7}")


def processor_time() -> float:
    """Seconds that finished child processes have used."""
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    main()
