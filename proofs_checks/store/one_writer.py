"""A folder that one run at a time writes to."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from proofs_checks.atomic_files import remove_unfinished

__all__ = ["one_writer"]

LOCK = ".lock"


@contextmanager
def one_writer(folder: Path, inside: str) -> Iterator[None]:
    """The folder, and the one ``inside`` it, are made where they are missing, and rid of what killed runs left.

    Raises ValueError, in one line, where nothing can be written there and where another run is writing.
    """
    try:
        (folder / inside).mkdir(parents=True, exist_ok=True)
        # the system gives the lock of a killed process back
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        message = f"another run is writing to {folder}: wait until it has ended, or give another folder"
        raise ValueError(message) from error
    except OSError as error:
        message = f"{folder} cannot be written ({error.strerror}): give a folder that can"
        raise ValueError(message) from error
    try:
        remove_unfinished(folder)
        yield
    finally:
        with suppress(OSError):
            (folder / LOCK).unlink()
        lock.release()
