"""What a run need not do because it is known, and where it keeps what it does."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_checks.context import Context
from proofs_checks.report.theorem_report import Report
from proofs_checks.store.evidence_key import EvidenceKeys, evidence_keys
from proofs_checks.store.evidence_store import EvidenceStore
from proofs_checks.store.run_folder import RunFolder
from proofs_checks.verdict import CheckResult
from theory.theorem_record import Theorem

__all__ = ["Memory", "Task"]


@dataclass(frozen=True)
class Task:
    """One theorem to be checked, and what is known of it. It travels to a worker, which keeps what it finds."""

    theorem: Theorem
    context: Context
    keys: EvidenceKeys | None = None
    known: Mapping[str, CheckResult | None] = field(default_factory=dict)
    store: EvidenceStore | None = None

    def keep(self, check: str, result: CheckResult | None) -> None:
        """Called for each piece of evidence when it is finished."""
        if self.store is not None and self.keys is not None:
            self.store.keep(self.keys.key_of(check), result)


@dataclass
class Memory:
    """``store`` keeps evidence for all runs, ``folder`` the theorems of one; ``fresh`` keeps and does not look up."""

    store: EvidenceStore | None = None
    folder: RunFolder | None = None
    fresh: bool = False
    finished: dict[str, Report] = field(default_factory=dict)
    _keys: dict[str, EvidenceKeys | None] = field(default_factory=dict)

    def task(self, theorem: Theorem, context: Context, checks: tuple[str, ...]) -> Task:
        """The theorem with what is known of it."""
        if self.store is None and self.folder is None:
            return Task(theorem, context)
        keys = self._keys[theorem.slug] = evidence_keys(theorem, context)
        known = {} if keys is None else {name: self._find(keys.key_of(name)) for name in checks}
        found = {name: result[0] for name, result in known.items() if result is not None}
        return Task(theorem, context, keys, found, self.store)

    def keep(self, report: Report) -> None:
        """Called for each theorem when it is finished; its report is among the ``finished`` then."""
        self.finished[report.theorem.slug] = report
        if self.folder is not None:
            self.folder.keep(report, self._keys.get(report.theorem.slug))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What could not be used, a line each."""
        places = (self.store, self.folder)
        return tuple(remark for place in places if place is not None for remark in place.remarks)

    def _find(self, key: str) -> tuple[CheckResult | None] | None:
        found = None if self.folder is None else self.folder.find(key)
        return self.store.find(key) if found is None and self.store is not None and not self.fresh else found
