"""The bytes of a file, unpacked: the one place where a table's file is opened."""

import bz2
import gzip
import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, cast

from numerics.tolerances.file_limits import CSV_BYTES
from numerics.values.file_contents import regular_file

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Packing", "opened", "packing_of", "unreadable"]

UNREADABLE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What the readers of packed files raise: a truncated file, a damaged one, one with a password."""


class _Readable(Protocol):
    """Bytes, as far as they are read here."""

    def read(self, size: int, /) -> bytes:
        """The next so many, or what is left."""


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
        with _whole(path) as file:
            start = file.read(8)
            if start.startswith(b"PK\x03\x04"):
                with zipfile.ZipFile(file) as archive:
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
    """The bytes of a file for reading, unpacked as they are read.

    Raises ValueError for a file, or for what it unpacks to, that is larger than is read of any text table.
    """
    with _whole(path) as file:
        if packed == "zip":
            with zipfile.ZipFile(file) as archive, archive.open(_only_member(path, archive)) as member:
                yield _limited(path, member)
        elif packed:
            with _UNPACKED[packed](file) as unpacked:
                yield _limited(path, unpacked)
        else:
            yield _limited(path, file)


def _whole(path: Path) -> BinaryIO:
    file = regular_file(path)
    size = os.fstat(file.fileno()).st_size
    if size > CSV_BYTES:
        file.close()
        length, most = f"{size / 2**20:,.1f} MiB long", f"at most {CSV_BYTES // 2**20} MiB are read"
        message = f"{path} cannot be read (it is {length}, and {most}): split it"
        raise ValueError(message)
    return io.BufferedReader(file)


_UNPACKED: dict[str, Callable[[BinaryIO], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    "gzip": gzip.open,
    "bzip2": bz2.open,
    "xz": lzma.open,
}


def _limited(path: Path, file: _Readable) -> BinaryIO:
    if isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO):
        return file  # its length was looked at, and a reader of Parquet has to seek in it
    return cast("BinaryIO", io.BufferedReader(_Limited(path, file)))


class _Limited(io.RawIOBase):
    """What an archive unpacks to, up to a limit: a few bytes may claim to be gigabytes."""

    def __init__(self, path: Path, file: _Readable) -> None:
        self.path, self.file, self.left = path, file, CSV_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer)
        part = self.file.read(min(len(room), self.left + 1))
        self.left -= len(part)
        if self.left < 0:
            most = f"the {CSV_BYTES // 2**20} MiB that are read"
            message = f"{self.path} cannot be read (it unpacks to more than {most}): split it"
            raise ValueError(message)
        room[: len(part)] = part
        return len(part)


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
