"""What an output format says of itself: everything that anybody else needs to know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:  # a command line that is only read needs no reports
    from proofs_checks.auditing.audit_report import AuditReport
    from proofs_checks.challenges.mutation.running import Run
    from proofs_checks.report.shown_run import ShownRun
    from proofs_checks.report.theorem_report import Report
    from theory import Theorem

__all__ = ["OutputFormat"]


@dataclass(frozen=True)
class OutputFormat:
    """``name`` follows ``--format``; ``order`` is its place in lists, and no two formats have the same.

    ``run``, ``audit``, ``attack`` and ``listing`` write what a command found to a stream, whole and with its last line
    ended; None where that command has no such format. ``listing`` is told whether last verdicts are asked for.
    ``as_finished`` writes the report on one theorem before the run is over, for those who watch; in detail where the
    last argument says so. ``file`` is what a run is written to in the folder of ``--report``, empty for none; a format
    that ``links`` to the files beside it is written after them.
    """

    name: str
    order: int
    run: "Callable[[ShownRun, TextIO], None] | None" = None
    audit: "Callable[[AuditReport, TextIO], None] | None" = None
    attack: "Callable[[Run, TextIO], None] | None" = None
    listing: "Callable[[tuple[Theorem, ...], bool, TextIO], None] | None" = None
    as_finished: "Callable[[Report, TextIO, bool], None] | None" = None
    file: str = ""
    links: bool = False
