"""All that was found about one theorem."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from proofs_checks.evidence import strength_of, words_of
from proofs_checks.judging.reach import reach_in_words, reach_of
from proofs_checks.kernel.kernel_result import KernelResult, KernelStatus
from proofs_checks.verdict import CheckResult, Counterexample, Verdict, combine
from theory.notebook import Cell, Coloured, Heading, Name, Part, Sentence, ShownInNotebooks, Table
from theory.theorem_record import Step, Theorem

__all__ = ["KERNEL_CONTRADICTION", "Report", "exit_code", "report_of"]

KERNEL_CONTRADICTION = "contradiction in the tool: the derivation proves what the kernel rejects"


# of notebooks, which are light or dark
_COLOURS = {
    Verdict.PROVED: "#2a8a4a",
    Verdict.CONFIRMED: "#2a8a4a",
    Verdict.REFUTED: "#d1453b",
    Verdict.ERROR: "#d1453b",
}
UNSURE = "#a8730a"


@dataclass(frozen=True)
class Report(ShownInNotebooks):
    """The verdict on a theorem, and the checks that led to it, strongest evidence first.

    ``counterexample`` is the shortest that a check has found, and ``note`` is empty unless checks contradict each
    other. ``kernel`` is what Coq says of the theorem, where it was asked.

    >>> from theorycheck import Equality, setting, verify
    >>> report = verify(Equality(setting.H.T, setting.H), samples=2000)
    >>> print(report.verdict, report.passed)
    PROVED True
    """

    theorem: Theorem
    verdict: Verdict
    checks: tuple[CheckResult, ...]
    counterexample: Counterexample | None = None
    note: str = ""
    kernel: KernelResult | None = None

    def with_kernel(self, found: KernelResult) -> "Report":
        """The report with what Coq says; that it rejects what is PROVED is a contradiction, and noted."""
        contradicts = self.verdict is Verdict.PROVED and found.status is KernelStatus.REJECTED
        notes = [note for note in (self.note, KERNEL_CONTRADICTION if contradicts else "") if note]
        return replace(self, kernel=found, note="; ".join(notes))

    @property
    def derivation(self) -> tuple[Step, ...]:
        """The steps by which it is derived, given or found by search; empty for an equality of normal forms, and where
        there are none.
        """
        return self.theorem.derivation

    @property
    def reach(self) -> dict[str, int]:
        """The largest sizes at which a check has confirmed it, by name."""
        return reach_of(self.checks)

    @property
    def headline(self) -> str:
        """The verdict; of what is CONFIRMED alone, also how far: ``CONFIRMED, d ≤ 4, M ≤ 6``."""
        words = reach_in_words(self.reach) if self.verdict is Verdict.CONFIRMED else ""
        return f"{self.verdict}, {words}" if words else str(self.verdict)

    @property
    def passed(self) -> bool:
        """Whether it is PROVED or CONFIRMED, and nothing contradicts that."""
        return self.verdict in {Verdict.PROVED, Verdict.CONFIRMED} and not self.note

    @property
    def stored(self) -> bool:
        """Whether nothing of it was computed in this run."""
        return bool(self.checks) and all(check.stored for check in self.checks)

    @property
    def seconds(self) -> float:
        return sum(check.seconds for check in self.checks)

    def notebook_parts(self) -> Iterator[Part]:
        yield Heading(self.headline, colour=_COLOURS.get(self.verdict, UNSURE))
        yield Sentence(self.verdict.meaning)
        yield from self.theorem.notebook_parts()
        yield Table(
            ("evidence", "verdict", "what was seen", "what it would have caught"),
            [(words_of(c.check), _coloured(c.verdict), c.detail, strength_of(c)) for c in self.checks],
        )
        if self.note:
            yield Heading(self.note)
        if self.counterexample is not None:
            yield Table(("counterexample", ""), list(_named(self.counterexample)))

    def __repr__(self) -> str:
        return f"<Report: {self.theorem.slug}, {self.headline}>"

    def __str__(self) -> str:
        lines = [f"{self.theorem.slug}: {self.headline} ({self.verdict.meaning})"]
        # SymPy evaluates while one writes: what was checked is what arrived
        lines += [f"  the claim as received: {' '.join(self.theorem.statement.lines())}"]
        lines += [f"  {c.check}: {c.verdict}, {c.detail}" for c in self.checks]
        lines += [f"  kernel: {self.kernel}"] if self.kernel else []
        lines += [f"  {self.note}"] if self.note else []
        lines += [str(self.counterexample)] if self.counterexample else []
        return "\n".join(lines)


def _coloured(verdict: Verdict) -> Coloured:
    return Coloured(str(verdict), _COLOURS.get(verdict, UNSURE))


def _named(found: Counterexample) -> Iterator[tuple[Cell, Cell]]:
    for name, value in found.in_full():
        yield Name(name) if name in found.values else name, value


def report_of(theorem: Theorem, results: Iterable[CheckResult]) -> Report:
    """The report that these results amount to."""
    results = tuple(results)
    verdict, note = combine(results)
    found = [r.counterexample for r in results if r.counterexample is not None]
    return Report(theorem, verdict, results, min(found, key=lambda c: len(str(c)), default=None), note)


def exit_code(reports: Iterable[Report], required: Verdict = Verdict.CONFIRMED) -> int:
    """1 if anything is refuted, else 3 if a theorem is neither proved nor confirmed (or, where PROVED is required, not
    proved) or is proved and rejected by the kernel, else 0.
    """
    reports = tuple(reports)
    verdicts = {report.verdict for report in reports}
    if Verdict.REFUTED in verdicts:
        return 1
    contradicted = any(KERNEL_CONTRADICTION in report.note for report in reports)
    return 3 if contradicted or verdicts - {Verdict.PROVED, required} else 0
