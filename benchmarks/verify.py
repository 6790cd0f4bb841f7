"""What a user waits for: commands, import and one expectation, each beside its target; printed, never asserted."""

import os
import subprocess
import sys
import tempfile
from time import perf_counter

from sympy import Identity, MatrixSymbol, ZeroMatrix, symbols

from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix

REPEATS = 3
"""Of the quick ones the fastest of three counts: what else the machine does only adds to the time."""

# (what, arguments of the interpreter, seconds, mebibytes, repeats)
COMMANDS = (
    ("theorycheck verify", ["-m", "proofs_checks", "verify"], 60.0, 1024.0, 1),
    ("theorycheck list", ["-m", "proofs_checks", "list"], 0.3, None, REPEATS),
)


def main() -> None:
    print(f"{'':26}{'seconds':>9}{'target':>9}{'MiB':>9}{'target':>9}")
    for what, arguments, seconds, mebibytes, repeats in COMMANDS:
        runs = [run(arguments) for _ in range(repeats)]
        line(what, min(time for time, _ in runs), seconds, max(peak for _, peak in runs), mebibytes)
    print(f"import theory, by import sympy: {import_ratio():.2f}, target 1.15")
    line("E[S A S B S C S]", min(expectation(k) for k in range(REPEATS)), 0.1)


def import_ratio() -> float:
    """Processor time, in turn, the least of several: what else the machine does only adds to it.

    With the bytecode of both at hand, as an installation has it.
    """
    names = ("sympy", "theory")
    least = dict.fromkeys(names, float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = {**kept, "PYTHONPYCACHEPREFIX": folder}
        for name in names:
            subprocess.run([sys.executable, "-c", f"import {name}"], check=True, env=environment)
        for _ in range(3 * REPEATS):
            for name in names:
                process = subprocess.Popen([sys.executable, "-c", f"import {name}"], env=environment)
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                least[name] = min(least[name], usage.ru_utime + usage.ru_stime)
    return least["theory"] / least["sympy"]


def run(arguments: list[str]) -> tuple[float, float]:
    """Wall-clock seconds and peak memory in MiB (of the largest process, where there are several)."""
    start = perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([sys.executable, *arguments], stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1, 3):
            log.seek(0)
            sys.exit(f"error: {' '.join(arguments)} ended with {process.returncode}: {log.read().decode()[-500:]}")
    # macOS counts in bytes, Linux in KiB
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return perf_counter() - start, usage.ru_maxrss / unit


def expectation(attempt: int) -> float:
    """Seconds for the fourth moment, of 105 pairings, in symbols that no cache has seen."""
    d, M = symbols("d M", integer=True, positive=True)
    H = PositiveDefiniteMatrix(f"H{attempt}", d)
    A, B, C = (MatrixSymbol(f"{name}{attempt}", d, d) for name in "ABC")
    X = MatrixNormal(f"X{attempt}", ZeroMatrix(M, d), Identity(M), H)
    S = X.T * X / M
    moment = Expectation(S * A * S * B * S * C * S)
    start = perf_counter()
    moment.doit()
    return perf_counter() - start


def line(what: str, seconds: float, target: float, peak: float | None = None, most: float | None = None) -> None:
    memory = f"{peak:9.0f}" if peak is not None else ""
    print(f"{what:26}{seconds:9.2f}{target:9.1f}{memory}{'' if most is None else f'{most:9.0f}'}", flush=True)


if __name__ == "__main__":
    main()
