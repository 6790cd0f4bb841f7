"""The folder of one run: each theorem in a file of its own as soon as it is finished, and one run at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from numerics.tolerances.file_limits import JSON_BYTES
from numerics.values.file_contents import regular_file
from proofs_checks.atomic_files import write_whole
from proofs_checks.json_types import array_in, object_in, text_in
from proofs_checks.report.as_json import document_of_theorem
from proofs_checks.report.theorem_report import Report
from proofs_checks.store.entries import BrokenEntryError, as_entry, from_entry, sealed, unsealed
from proofs_checks.store.evidence_key import EvidenceKeys
from proofs_checks.store.one_writer import one_writer
from proofs_checks.verdict import CheckResult, Verdict

__all__ = ["RunFolder", "run_folder"]

THEOREMS = "theorems"


@contextmanager
def run_folder(folder: Path) -> Iterator["RunFolder"]:
    """The folder, made where it is missing, for one run at a time. Raises ValueError as ``one_writer`` does."""
    with one_writer(folder, THEOREMS):
        yield RunFolder(folder)


class RunFolder:
    """What a run has finished, theorem by theorem."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remarks: list[str] = []
        self.fault = ""
        self._found: dict[str, CheckResult | None] = {}

    def start_anew(self) -> None:
        """Remove the theorems of an earlier run: a file here says that this run has finished it."""
        for path in (self.folder / THEOREMS).glob("*.json"):
            path.unlink()

    def resume(self) -> None:
        """Read what an earlier run has finished; what is not whole is remarked on, and done again."""
        for path in sorted((self.folder / THEOREMS).glob("*.json")):
            try:
                with regular_file(path) as file:
                    entries = map(object_in, array_in(unsealed(file.read(JSON_BYTES))["evidence"]))
                self._found |= {text_in(entry["key"]): from_entry(entry) for entry in entries}
            except (OSError, BrokenEntryError, KeyError, TypeError) as error:
                self.remarks.append(f"{path} is not used: {error}")

    def find(self, key: str) -> tuple[CheckResult | None] | None:
        """What an earlier run found, in a tuple; None where it found nothing."""
        return (self._found[key],) if key in self._found else None

    def keep(self, report: Report, keys: EvidenceKeys | None) -> None:
        """Write what was found about one theorem. On a full disk the run goes on, and ``fault`` says so."""
        kept = [check for check in report.checks if check.verdict is not Verdict.ERROR]
        entries = [] if keys is None else [as_entry(keys.key_of(check.check), check) for check in kept]
        content = {"theorem": document_of_theorem(report), "evidence": entries}
        try:
            write_whole(self.folder / THEOREMS / f"{report.theorem.slug}.json", sealed(content))
        except OSError as error:
            self.fault = f"{self.folder} does not hold all that was finished: {error.strerror or error}"
