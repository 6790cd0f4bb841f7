"""Signals that end a run: it stops in order, says what was finished, and exits as shells expect."""

import signal
from types import FrameType
from typing import Never

__all__ = ["INTERRUPTED", "TERMINATED", "Terminated", "exit_code_of", "stop_in_order"]

INTERRUPTED, TERMINATED = 130, 143
"""Exit codes of commands that SIGINT and SIGTERM end: 128 and the number of the signal."""


class Terminated(KeyboardInterrupt):
    """SIGTERM, which is met wherever Ctrl-C is."""


def stop_in_order() -> None:
    """From now on SIGTERM raises ``Terminated`` in the main thread."""
    signal.signal(signal.SIGTERM, _terminate)


def _terminate(number: int, frame: FrameType | None) -> Never:
    raise Terminated


def exit_code_of(stop: KeyboardInterrupt) -> int:
    """130 or 143."""
    return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED
