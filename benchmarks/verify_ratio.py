"""What verifying everything costs here and in another checkout, theorem by theorem in turn: CPU time and ratios.

    python benchmarks/verify_ratio.py OTHER_CHECKOUT [SLUG ...]

A process for each checkout works on one theorem while the other waits, so that what else the machine does slows down
both alike. Nothing is read from the store of finished work. Where verdicts differ, that is said.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parents[1]

WORKER = """
import json, sys
from time import process_time
from theorycheck import theorems
from proofs_checks.context import Context
from proofs_checks.evidence import CHECKS
from proofs_checks.runner import check_theorem
print(json.dumps([t.slug for t in theorems()]), flush=True)
for line in sys.stdin:
    (theorem,) = theorems(line.strip())
    spent = {}
    def timed(name, check):
        def run(theorem, context):
            start = process_time()
            try:
                return check(theorem, context)
            finally:
                spent[name] = process_time() - start
        return name, run
    start = process_time()
    report = check_theorem(theorem, Context(), checks=[timed(*c) for c in CHECKS])
    print(json.dumps([str(report.verdict), process_time() - start, spent]), flush=True)
"""


class Spent(NamedTuple):
    verdict: str
    seconds: float
    by_kind: dict[str, float]


class Checkout:
    """A process that verifies theorems with the code of a folder."""

    def __init__(self, root: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKER], cwd=root, env=environment, text=True, stdin=-1, stdout=-1
        )
        self.slugs: list[str] = json.loads(self._line())

    def verify(self, slug: str) -> Spent:
        assert self.process.stdin is not None
        self.process.stdin.write(slug + "\n")
        self.process.stdin.flush()
        return Spent(*json.loads(self._line()))

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            sys.exit("error: a checkout ended without an answer, see above")
        return line


def main(other: str, *slugs: str) -> None:
    before, now = Checkout(Path(other).resolve()), Checkout(HERE)
    known = [s for s in now.slugs if s in before.slugs and (not slugs or s in slugs)]
    found = []
    for slug in known:
        pair = before.verify(slug), now.verify(slug)
        found.append(pair)
        note = "" if pair[0].verdict == pair[1].verdict else f"  {pair[0].verdict} is now {pair[1].verdict}"
        print(f"{slug:55}{pair[0].seconds:8.2f}{pair[1].seconds:8.2f}{note}", flush=True)
    print(f"{'in all':55}" + line([tuple(s.seconds for s in pair) for pair in found]))
    for kind in sorted({k for pair in found for s in pair for k in s.by_kind}):
        print(f"{kind:55}" + line([tuple(s.by_kind.get(kind, 0.0) for s in pair) for pair in found]))
    medians = [sorted(p[i].seconds for p in found)[len(found) // 2] for i in range(2)]
    print(f"{'median of a theorem':55}{medians[0]:8.2f}{medians[1]:8.2f}")


def line(pairs: list[tuple[float, ...]]) -> str:
    a, b = map(sum, zip(*pairs, strict=True))
    return f"{a:8.1f}{b:8.1f}{b / a if a else 1:8.2f}"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(__doc__)  # of one checkout there is no ratio
    else:
        main(*sys.argv[1:])
