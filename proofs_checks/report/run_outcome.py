"""What a run over several theorems came to, also where it was interrupted."""

from dataclasses import dataclass
from functools import cached_property

from proofs_checks.context import Context
from proofs_checks.report.theorem_report import Report, exit_code
from proofs_checks.settings.process_numbers import INTERRUPTED
from proofs_checks.verdict import Verdict
from theory.theorem_record import Theorem

__all__ = ["Outcome"]


@dataclass(frozen=True)
class Outcome:
    """The theorems that were asked for, and the reports of those that were finished.

    ``required`` is the least verdict that does not exit with 3, ``interrupted`` the exit code of what was cut off.
    """

    wanted: tuple[Theorem, ...]
    reports: tuple[Report, ...]
    context: Context
    required: Verdict = Verdict.CONFIRMED
    interrupted: int = INTERRUPTED

    @cached_property
    def unfinished(self) -> tuple[Theorem, ...]:
        """What was asked for and never finished: of these nothing is known."""
        finished = {report.theorem.slug for report in self.reports}
        return tuple(theorem for theorem in self.wanted if theorem.slug not in finished)

    @property
    def complete(self) -> bool:
        return not self.unfinished

    @property
    def exit_code(self) -> int:
        return exit_code(self.reports, self.required) if self.complete else self.interrupted
