"""``python -m proofs_checks.kernel [SLUG]...``: the table of what Coq accepts; the exit code is 1 if it rejects any."""

import sys
from time import perf_counter

from proofs_checks.kernel.checking import check_all
from proofs_checks.kernel.kernel_result import KernelStatus
from theory import theorems


def main(slugs: list[str]) -> int:
    """The exit code; theorems are those of the slugs, or all."""
    chosen = theorems(*slugs)
    width = max((len(theorem.slug) for theorem in chosen), default=0)
    start, found = perf_counter(), []
    for result in check_all(chosen):
        found.append(result)
        seconds = f"{result.seconds:6.1f} s" if result.seconds else " " * 8
        print(f"{result.slug:{width}}  {seconds}  {result}", flush=True)
    counts = {status: sum(r.status is status for r in found) for status in KernelStatus}
    total = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    print(f"{len(found)} theorems: {total}; {perf_counter() - start:.0f} s")
    return int(bool(counts[KernelStatus.REJECTED]))


sys.exit(main(sys.argv[1:]))
