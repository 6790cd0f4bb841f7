"""Points of a sweep, kept as they are finished: files to which each process appends lines of its own.

A line is written whole, or is the last one of a process that was killed and has no end; it has a checksum, as every
entry of the store. A file for each point, as for evidence, would be a million files.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from numerics.values.file_contents import regular_file
from proofs_checks.json_types import JsonObject, array_in, number_in, object_in, text_in
from proofs_checks.store.entries import BrokenEntryError, sealed, unsealed

__all__ = ["PointJournal", "PointRecord"]


@dataclass(frozen=True)
class PointRecord:
    """What was found at a point, by quantity: numbers, or the reason why there are none.

    ``faults`` are those whose reason is not one of mathematics; they are tried again.
    """

    key: str
    values: Mapping[str, tuple[float, ...]]
    reasons: Mapping[str, str]
    faults: tuple[str, ...]
    seconds: float


@dataclass
class PointJournal:
    """The journal in a folder, which has to be there. It travels to workers, each of which begins a file of its own."""

    folder: Path
    remarks: list[str] = field(default_factory=list)
    _written: tuple[int, Path] | None = field(default=None, init=False, repr=False)

    def write(self, record: PointRecord) -> None:
        """Append a record: from now on no kill can lose it. Raises OSError; what is half written is then no record."""
        line = sealed({"key": record.key, **_content(record)}, one_line=True).encode() + b"\n"
        path = self._own_file()
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            if os.write(handle, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        except OSError:
            self._written = None  # a line after half a line would be lost with it
            raise
        finally:
            os.close(handle)

    def records(self) -> Iterator[PointRecord]:
        """All that are whole, oldest files first, in each in the order in which they were finished."""
        for path in sorted(self.folder.glob("*.jsonl"), key=lambda p: (p.stat().st_mtime_ns, p.name)):
            yield from self._records_in(path)

    def clear(self) -> None:
        """Remove all of it."""
        for path in self.folder.glob("*.jsonl"):
            path.unlink()
        self._written = None

    def _records_in(self, path: Path) -> Iterator[PointRecord]:
        broken = 0
        try:
            with regular_file(path) as raw, open(os.dup(raw.fileno()), "rb") as file:
                for line in file:
                    if not line.endswith(b"\n"):
                        break  # the process was killed while it wrote
                    try:
                        yield _record(unsealed(line))
                    except (BrokenEntryError, KeyError, TypeError):
                        broken += 1
        except OSError as error:
            self.remarks.append(f"{path} is not used: {error.strerror or error}")
        if broken:
            self.remarks.append(f"{broken} lines of {path} are no records, and their points are computed again")

    def _own_file(self) -> Path:
        # a worker is another process than the one that made this
        if self._written is None or self._written[0] != os.getpid():
            self._written = (os.getpid(), self.folder / f"{os.getpid()}-{os.urandom(4).hex()}.jsonl")
        return self._written[1]


def _content(record: PointRecord) -> dict[str, object]:
    values = {name: list(numbers) for name, numbers in record.values.items()}
    return {"values": values, "reasons": dict(record.reasons), "faults": list(record.faults), "seconds": record.seconds}


def _record(entry: JsonObject) -> PointRecord:
    """Raises KeyError and TypeError for what is none."""
    values = {name: tuple(map(number_in, array_in(v))) for name, v in object_in(entry["values"]).items()}
    reasons = {name: text_in(reason) for name, reason in object_in(entry["reasons"]).items()}
    faults = tuple(map(text_in, array_in(entry["faults"])))
    return PointRecord(text_in(entry["key"]), values, reasons, faults, number_in(entry["seconds"]))
