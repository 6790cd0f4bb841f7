"""Ctrl-C and SIGTERM while the command is still being imported: it ends, with the exit code of the signal."""

import os
import sys

__all__ = ["end_at_signals", "is_the_command"]


def is_the_command() -> bool:
    """Whether this process is ``theorycheck`` or ``python -m theorycheck``, not a program that imports it.

    Its workers are not, who are told what they were started by.
    """
    if "--multiprocessing-fork" in sys.orig_argv:
        return False
    # while Python looks for the module that -m names, the first argument is "-m"
    by_module = sys.argv[:1] == ["-m"] and "theorycheck" in (a.removeprefix("-m") for a in sys.orig_argv)
    name = os.path.basename(sys.argv[0] if sys.argv else "")
    return by_module or os.path.splitext(name)[0] == "theorycheck"


def end_at_signals() -> None:
    """Until somebody else sees to them: half-imported modules have nothing to put in order, and a traceback says
    nothing to a user. For the command alone, in its main thread.
    """
    import signal

    def end(number: int, frame: object) -> None:
        os._exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
