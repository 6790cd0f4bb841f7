"""Exit codes where a command does not come to its end: signals, which stop it in order, and the machine."""

import errno
import signal
from types import FrameType
from typing import Never

from proofs_checks.settings.process_numbers import INTERRUPTED, TERMINATED

__all__ = ["Terminated", "WorkerDiedError", "exit_code_of", "is_of_the_machine", "stop_in_order"]


_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.ENOMEM})


class Terminated(KeyboardInterrupt):
    """SIGTERM, which is met wherever Ctrl-C is."""


class WorkerDiedError(OSError):
    """A process ended that had work to do, most often because memory had run out."""


def stop_in_order() -> None:
    """From now on SIGTERM raises ``Terminated`` in the main thread."""
    signal.signal(signal.SIGTERM, _terminate)


def _terminate(number: int, frame: FrameType | None) -> Never:
    raise Terminated


def exit_code_of(stop: KeyboardInterrupt) -> int:
    """130 or 143."""
    return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED


def is_of_the_machine(error: Exception) -> bool:
    """Whether it is the machine's fault, and not that of what was asked for."""
    return isinstance(error, MemoryError | WorkerDiedError) or (isinstance(error, OSError) and error.errno in _FAULTS)
