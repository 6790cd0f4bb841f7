"""How a command ends: with one line for whatever went wrong, and the exit code that says what kind it was of."""

import sys
from collections.abc import Callable

from proofs_checks.exit_codes import exit_code_of, is_of_the_machine
from proofs_checks.settings.process_numbers import MACHINE, MISUSED, UNREAD
from proofs_checks.standard_streams import discard_output, ready_streams, say

__all__ = ["EXIT_CODES", "leave_with"]

EXIT_CODES = (
    "Exit codes: 0, all is as it should be; 1, something is refuted; 2, wrong usage or input; 3, something is neither "
    "proved nor confirmed (with --require proved: not proved); 4, the machine gave out (disk, memory); 130, 141, 143, "
    "ended by SIGINT, a closed pipe, SIGTERM."
)
"""Of every command, as its help says."""


def leave_with(run: Callable[[], int]) -> None:
    """Raise SystemExit with the exit code of ``run``, or with that of what it raises."""
    ready_streams()
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt as stop:
        code = exit_code_of(stop)
    except (BrokenPipeError, SystemExit) as error:
        # Rich leaves by itself where the reader of a pipe has had enough
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise
        discard_output()
        code = UNREAD
    except RecursionError:
        code = _complain("what is asked for is nested too deeply: give names to its parts")
    except (ValueError, OSError, MemoryError) as error:
        code = _complain(_words(error))
        if is_of_the_machine(error):
            discard_output()
            code = MACHINE
    except Exception as error:
        # Typer's own complaints about arguments, whichever library it takes them from
        if not hasattr(error, "format_message"):
            raise
        code = _complain(_with_remedy(error.format_message(), getattr(error, "ctx", None)))
    sys.exit(code)


def _with_remedy(message: str, context: object) -> str:
    """A complaint about commands and options; where it does not say what to do, with where that is to be read."""
    if (
        not message.startswith(("No such", "Missing", "Got unexpected"))
        or "ossible options" in message
        or "Did you mean" in message
    ):
        return message
    return f"{message.removesuffix('.')}: {getattr(context, 'command_path', 'theorycheck')} -h says what there is"


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        place = "" if error.filename is None else f"{error.filename}: "
        remedy = ": make room, and run it again" if is_of_the_machine(error) else ""
        return f"{place}{error.strerror}{remedy}"
    return str(error) or "out of memory: give a smaller problem, or fewer --workers"


def _complain(message: str) -> int:
    if message:  # without a command there is the help, and nothing to complain of
        say(f"error: {message}")
    return MISUSED
