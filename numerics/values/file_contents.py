"""What a file holds, as bytes: of regular files alone, and never more than a limit, whatever the file claims to be."""

import errno
import io
import os
import stat
from pathlib import Path

from numerics.tolerances.file_limits import PIECE_BYTES

__all__ = ["contents_of", "regular_file"]

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)

_OF_THE_MACHINE = frozenset({errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE})


def regular_file(path: Path) -> io.FileIO:
    """A regular file opened for reading, without waiting for anybody. Raises OSError, with words, for any other."""
    # opening a pipe for reading would wait for somebody to write
    file = io.FileIO(path, "r", opener=_without_waiting)
    mode = os.fstat(file.fileno()).st_mode
    if not stat.S_ISREG(mode):
        file.close()
        kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "something else")
        raise OSError(errno.EINVAL, f"it is {kind}, not a regular file", str(path))
    return file


def contents_of(path: Path, largest: int, remedy: str) -> bytes:
    """All bytes of a regular file of at most ``largest`` bytes.

    Reading stops at the limit, so that a file which grows, or claims to be empty and is endless, is refused as well.
    Raises ValueError, ``PATH cannot be read (REASON): REMEDY`` on one line, for any other file and for one that is not
    there or not permitted; OSError where the machine failed.
    """
    try:
        with regular_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            content = _at_most(file.fileno(), largest + 1) if size <= largest else b""
    except (OSError, ValueError) as error:  # the latter for a path with a null character
        if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
            raise
        message = f"{path} cannot be read ({getattr(error, 'strerror', None) or error}): {remedy}"
        raise ValueError(message) from error
    if max(size, len(content)) > largest:
        length = f"{size / 2**20:,.1f} MiB long" if size > largest else "longer than it says"
        message = f"{path} cannot be read (it is {length}, and at most {largest // 2**20} MiB are read): {remedy}"
        raise ValueError(message)
    return content


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _at_most(descriptor: int, count: int) -> bytes:
    parts = []
    while count > 0:
        part = os.read(descriptor, min(count, PIECE_BYTES))
        if not part:
            break
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
