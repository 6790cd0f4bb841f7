"""The results of an experiment in a folder: a file for each arm and seed, whole or absent, with a checksum."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from numerics.tolerances.file_limits import JSON_BYTES
from numerics.values.file_contents import regular_file
from proofs_checks.atomic_files import write_whole
from proofs_checks.experiment_parts.seed_results import SeedResult
from proofs_checks.json_types import number_in, object_in, text_in
from proofs_checks.store.entries import BrokenEntryError, sealed, unsealed
from proofs_checks.store.evidence_store import default_folder
from proofs_checks.store.one_writer import one_writer

__all__ = ["SEEDS", "ResultFolder", "folder_in_store", "result_folder"]

SEEDS = "seeds"


def folder_in_store(slug: str) -> Path | None:
    """Where results are kept unless a folder is named: beside the store of evidence; None where nothing is kept."""
    store = default_folder()
    return None if store is None else store.parent / "experiments" / slug


@contextmanager
def result_folder(folder: Path) -> Iterator["ResultFolder"]:
    """The folder, made where it is missing, for one run at a time. Raises ValueError as ``one_writer`` does."""
    with one_writer(folder, SEEDS):
        yield ResultFolder(folder)


@dataclass
class ResultFolder:
    """What was finished, seed by seed; it travels to workers, who write their results themselves."""

    folder: Path
    remarks: list[str] = field(default_factory=list)

    def keep(self, key: str, result: SeedResult) -> None:
        """From now on no kill can lose it. Raises OSError."""
        content = {"key": key, "arm": result.arm, "seed": result.seed, "seconds": result.seconds, "data": result.data}
        write_whole(self._path(result.arm, result.seed), sealed(content, one_line=True))

    def find(self, key: str, arm: str, seed: int) -> SeedResult | None:
        """What was kept under that key; None where nothing was, or where it is not whole, which is remarked on."""
        path = self._path(arm, seed)
        try:
            with regular_file(path) as file:
                entry = unsealed(file.read(JSON_BYTES))
            if text_in(entry["key"]) != key:
                return None  # of another setting, or of other sources
            return SeedResult(arm, seed, object_in(entry["data"]), number_in(entry["seconds"]))
        except FileNotFoundError:
            return None
        except (OSError, BrokenEntryError, KeyError, TypeError) as error:
            self.remarks.append(f"{path} is not used: {error}")
            return None

    def _path(self, arm: str, seed: int) -> Path:
        return self.folder / SEEDS / f"{arm}.{seed}.json"
