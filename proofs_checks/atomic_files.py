"""Files that are whole or absent, whenever the process that writes them is killed."""

import os
import re
from contextlib import suppress
from pathlib import Path

__all__ = ["remove_unfinished", "write_whole"]

_UNFINISHED = re.compile(r"\.(?P<process>\d+)\.unfinished$")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside the place, then take it in one step: readers see the old file or the new one.

    A killed process leaves at most its one unfinished file, which ``remove_unfinished`` takes away. That the disk has
    it after a loss of power is not promised. Raises OSError.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def remove_unfinished(folder: Path) -> None:
    """What killed processes left in a folder and below; those that are still there keep theirs."""
    for path in folder.rglob("*.unfinished"):
        found = _UNFINISHED.search(path.name)
        if found is not None and not _is_alive(int(found["process"])):
            with suppress(OSError):
                path.unlink()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
