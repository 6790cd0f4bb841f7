"""The bytes of a file, unpacked: the one place where a table's file is opened."""

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

__all__ = ["Packing", "opened", "packing_of", "unreadable"]

UNREADABLE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What the readers of packed files raise: a truncated file, a damaged one, one with a password."""


class Packing(NamedTuple):
    """How the bytes of a file are packed, and what kind of table they are: text unless they say otherwise."""

    packed: str
    kind: str


_STARTS = (
    (b"\x1f\x8b", Packing("gzip", "text")),
    (b"BZh", Packing("bzip2", "text")),
    (b"\xfd7zXZ\x00", Packing("xz", "text")),
    (b"PAR1", Packing("", "Parquet")),
    (b"ARROW1", Packing("", "Feather")),
    (b"\x28\xb5\x2f\xfd", Packing("Zstandard", "")),
    (b"\xd0\xcf\x11\xe0", Packing("", "old Excel")),
)
_REMEDIES = {
    "Zstandard": "it is packed by Zstandard, unpack it first",
    "old Excel": "it is an Excel file of before 2007, save it as .xlsx or CSV",
}


def packing_of(path: Path) -> Packing:
    """What the first bytes of a file say. Raises ValueError for a file that cannot be opened, or of a kind not read."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
            return Packing("", "Excel") if "xl/workbook.xml" in names else Packing("zip", "text")
    except UNREADABLE as error:
        raise unreadable(path, error) from error
    found = next((packing for magic, packing in _STARTS if start.startswith(magic)), Packing("", "text"))
    remedy = _REMEDIES.get(found.packed or found.kind)
    if remedy is not None:
        message = f"{path} cannot be read: {remedy}"
        raise ValueError(message)
    return found


@contextmanager
def opened(path: Path, packed: str = "") -> Iterator[BinaryIO]:
    """The bytes of a file for reading, unpacked as they are read."""
    match packed:
        case "":
            with path.open("rb") as file:
                yield file
        case "gzip":
            with gzip.open(path) as unpacked:
                yield cast("BinaryIO", unpacked)
        case "bzip2":
            with bz2.open(path) as unpacked_bz2:
                yield cast("BinaryIO", unpacked_bz2)
        case "xz":
            with lzma.open(path) as unpacked_xz:
                yield cast("BinaryIO", unpacked_xz)
        case "zip":
            with zipfile.ZipFile(path) as archive, archive.open(_only_member(path, archive)) as member:
                yield cast("BinaryIO", member)
        case _:
            message = f"{path} is packed by {packed!r}, which nothing here unpacks: unpack it first"
            raise ValueError(message)


def _only_member(path: Path, archive: zipfile.ZipFile) -> str:
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    if len(names) != 1:
        message = f"{path} holds {len(names)} files: unpack the one that is the table"
        raise ValueError(message)
    return names[0]


def unreadable(path: Path, error: Exception) -> ValueError:
    """The error for a file that cannot be read, in one line."""
    reason = " ".join((getattr(error, "strerror", None) or str(error) or "it is damaged").split())
    message = f"{path} cannot be read ({reason}): give a readable table"
    return ValueError(message)
