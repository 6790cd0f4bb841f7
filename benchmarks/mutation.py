"""Mutation of every statement, by algebra and exact arithmetic: the time beside its target; printed, never asserted."""

import json
import subprocess
import sys
from time import perf_counter

from proofs_checks.challenges.mutation.mutant_outcome import Evidence

TARGET = 300.0
"""Seconds, on two cores."""

SAMPLED = Evidence.monte_carlo
"""Left out: how long it takes is how much is drawn."""


def main() -> None:
    evidence = [e for e in Evidence if e is not SAMPLED]
    options = [option for e in evidence for option in ("--evidence", e)]
    command = [sys.executable, "-m", "proofs_checks", "attack", "--format", "json", "--workers", "2", *options]
    start = perf_counter()
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    if process.returncode not in (0, 1):
        sys.exit(f"error: attack ended with {process.returncode}: {process.stderr[-500:]}")
    document = json.loads(process.stdout)
    print(f"{'':26}{'seconds':>9}{'target':>9}")
    print(f"{'theorycheck attack':26}{seconds:9.1f}{TARGET:9.1f}")
    print(", ".join(f"{n} {fate}" for fate, n in document["totals"].items()))
    slowest = sorted(document["timing"].items(), key=lambda pair: -pair[1])[:5]
    print("slowest: " + ", ".join(f"{slug} {time:.1f} s" for slug, time in slowest))


if __name__ == "__main__":
    main()
