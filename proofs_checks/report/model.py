"""All that was found about one theorem."""

from collections.abc import Iterable
from dataclasses import dataclass

from proofs_checks.verdict import CheckResult, Counterexample, Verdict, combine
from theory.statement import Theorem

__all__ = ["Report", "exit_code", "report_of"]


@dataclass(frozen=True)
class Report:
    """The verdict on a theorem, and the checks that led to it, strongest evidence first.

    ``counterexample`` is the shortest that a check has found, and ``note`` is empty unless checks contradict each
    other.
    """

    theorem: Theorem
    verdict: Verdict
    checks: tuple[CheckResult, ...]
    counterexample: Counterexample | None = None
    note: str = ""

    @property
    def seconds(self) -> float:
        return sum(check.seconds for check in self.checks)

    def __str__(self) -> str:
        lines = [f"{self.theorem.slug}: {self.verdict} ({self.verdict.meaning})"]
        lines += [f"  {c.check}: {c.verdict}, {c.detail}" for c in self.checks]
        lines += [f"  {self.note}"] if self.note else []
        lines += [str(self.counterexample)] if self.counterexample else []
        return "\n".join(lines)


def report_of(theorem: Theorem, results: Iterable[CheckResult]) -> Report:
    """The report that these results amount to."""
    results = tuple(results)
    verdict, note = combine(results)
    found = [r.counterexample for r in results if r.counterexample is not None]
    return Report(theorem, verdict, results, min(found, key=lambda c: len(str(c)), default=None), note)


def exit_code(reports: Iterable[Report]) -> int:
    """1 if anything is refuted, else 3 if a theorem is neither proved nor confirmed, else 0."""
    verdicts = {report.verdict for report in reports}
    if Verdict.REFUTED in verdicts:
        return 1
    return 3 if verdicts - {Verdict.PROVED, Verdict.CONFIRMED} else 0
