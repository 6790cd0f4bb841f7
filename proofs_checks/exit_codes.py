"""Exit codes where a command does not come to its end: signals, which stop it in order, and the machine."""

import errno
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Never

from proofs_checks.settings.process_numbers import INTERRUPTED, TERMINATED

__all__ = ["Terminated", "WorkerDiedError", "exit_code_of", "is_of_the_machine", "stopped_in_order"]


_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.ENOMEM})


class Terminated(KeyboardInterrupt):
    """SIGTERM, which is met wherever Ctrl-C is."""


class WorkerDiedError(OSError):
    """A process ended that had work to do, most often because memory had run out."""


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


_HANDLERS: dict[signal.Signals, Callable[[int, FrameType | None], object]] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: _terminate,
}


def exit_code_of(stop: KeyboardInterrupt) -> int:
    """130 or 143."""
    return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED


def is_of_the_machine(error: Exception) -> bool:
    """Whether it is the machine's fault, and not that of what was asked for."""
    return isinstance(error, MemoryError | WorkerDiedError) or (isinstance(error, OSError) and error.errno in _FAULTS)
