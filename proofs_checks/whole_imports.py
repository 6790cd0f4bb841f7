"""Imports that Ctrl-C does not cut in two: half a package would stay half for the rest of a notebook's life."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["imported_whole"]


@contextmanager
def imported_whole() -> Iterator[None]:
    """Inside, SIGINT waits, and is then met as it would have been. Python sees to this itself where an import stands
    alone, but not where the modules of a package import each other.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    kept: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: kept.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if kept:
            before(*kept[0])
