"""Exit codes where a command does not come to its end: signals, which stop it in order, and the machine."""

import errno
import signal
from types import FrameType
from typing import Never

from proofs_checks.workers import WorkerDiedError

__all__ = ["INTERRUPTED", "MACHINE", "TERMINATED", "Terminated", "exit_code_of", "is_of_the_machine", "stop_in_order"]

INTERRUPTED, TERMINATED = 130, 143
"""Exit codes of commands that SIGINT and SIGTERM end: 128 and the number of the signal."""


MACHINE = 4
"""Of a command that the machine did not let finish: no room on the disk, no memory."""

_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.ENOMEM})


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


def is_of_the_machine(error: Exception) -> bool:
    """Whether it is the machine's fault, and not that of what was asked for."""
    return isinstance(error, MemoryError | WorkerDiedError) or (isinstance(error, OSError) and error.errno in _FAULTS)
