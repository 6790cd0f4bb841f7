"""Exit codes where a command does not come to its end: signals, which stop it in order, and the machine."""

import errno
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Never

from proofs_checks.workers import WorkerDiedError

__all__ = [
    "EXIT_CODES",
    "INTERRUPTED",
    "MACHINE",
    "TERMINATED",
    "UNREAD",
    "Terminated",
    "exit_code_of",
    "is_of_the_machine",
    "stopped_in_order",
]

EXIT_CODES = (
    "Exit codes: 0, all is as it should be; 1, something is refuted; 2, wrong usage or input; 3, something is neither "
    "proved nor confirmed (with --require proved: not proved); 4, the machine gave out (disk, memory); 130, 141, 143, "
    "ended by SIGINT, a closed pipe, SIGTERM."
)
"""Of every command, as its help says."""

INTERRUPTED, TERMINATED = 130, 143
"""Exit codes of commands that SIGINT and SIGTERM end: 128 and the number of the signal."""


UNREAD = 141
"""Of a command whose reader has gone, as `head` does that has seen enough: 128 and the number of SIGPIPE."""

MACHINE = 4
"""Of a command that the machine did not let finish: no room on the disk, no memory."""

_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.ENOMEM})


class Terminated(KeyboardInterrupt):
    """SIGTERM, which is met wherever Ctrl-C is."""


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Inside, SIGINT raises KeyboardInterrupt in the main thread, and SIGTERM ``Terminated``.

    What nobody has met by the end leaves the command with the exit code of the signal. In another thread than the main
    one, where signals are none of our business, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {s: signal.signal(s, handler) for s, handler in _HANDLERS.items()}
    try:
        yield
    except KeyboardInterrupt as stop:
        raise SystemExit(exit_code_of(stop)) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _terminate(number: int, frame: FrameType | None) -> Never:
    raise Terminated


_HANDLERS: dict[signal.Signals, Callable[[int, FrameType | None], Any]] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: _terminate,
}


def exit_code_of(stop: KeyboardInterrupt) -> int:
    """130 or 143."""
    return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED


def is_of_the_machine(error: Exception) -> bool:
    """Whether it is the machine's fault, and not that of what was asked for."""
    return isinstance(error, MemoryError | WorkerDiedError) or (isinstance(error, OSError) and error.errno in _FAULTS)
