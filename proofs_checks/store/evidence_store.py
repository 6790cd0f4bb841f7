"""Where finished evidence is kept: one file a piece, by its key."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

from numerics.tolerances.file_limits import JSON_BYTES
from numerics.values.file_contents import regular_file
from proofs_checks.atomic_files import remove_unfinished, write_whole
from proofs_checks.store.entries import BrokenEntryError, as_entry, from_entry, sealed, unsealed
from proofs_checks.verdict import CheckResult, Verdict

__all__ = ["LOCATION", "EvidenceStore", "default_folder"]

LOCATION = "THEORYCHECK_STORE"
"""The environment variable that names another folder; set and empty, nothing is stored."""


def default_folder() -> Path | None:
    """The user's folder for what can be computed again; None where LOCATION is set and empty."""
    named = os.environ.get(LOCATION)
    if named is not None:
        return Path(named) if named else None
    return user_cache_path("theorycheck", appauthor=False) / "evidence"


@dataclass
class EvidenceStore:
    """Evidence in a folder, which need not be there and need not be writable: then nothing is found and nothing kept.

    ``remarks`` says what was found to be broken, or could not be written, in one line each.
    """

    folder: Path
    remarks: list[str] = field(default_factory=list)

    def find(self, key: str) -> tuple[CheckResult | None] | None:
        """What was kept under a key, in a tuple; None where nothing was, or where somebody has edited it."""
        path = self._path(key)
        try:
            with regular_file(path) as file:
                entry = unsealed(file.read(JSON_BYTES))
            if entry["key"] != key:
                message = "it was kept under another key"
                raise BrokenEntryError(message)
            return (from_entry(entry),)
        except FileNotFoundError:
            return None
        except (OSError, BrokenEntryError, KeyError) as error:
            self.remarks.append(f"{path} is not used: {error}")
            return None

    def keep(self, key: str, result: CheckResult | None) -> None:
        """Keep it, unless it is an error: that may have been the machine's, and is tried again."""
        if result is not None and result.verdict is Verdict.ERROR:
            return
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, sealed(as_entry(key, result)))
        except OSError as error:
            self._remark_once(f"nothing is stored in {self.folder}: {error.strerror or error}")

    def tidy(self) -> None:
        """Remove what killed processes left unfinished."""
        with suppress(OSError):
            remove_unfinished(self.folder)

    def entries(self) -> Iterator[Path]:
        """The files of all entries."""
        return self.folder.glob("*/*.json")

    def clear(self) -> int:
        """Remove every entry and say how many there were. Raises OSError."""
        paths = list(self.entries())
        for path in paths:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in paths}:
            with suppress(OSError):  # somebody else may be writing there
                folder.rmdir()
        return len(paths)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _remark_once(self, remark: str) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)
