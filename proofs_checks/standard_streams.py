"""stdout and stderr of a command: a closed one is no fault, and each shows what its encoding can."""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from proofs_checks.plain_letters import IN_PLAIN_LETTERS
from proofs_checks.settings.presentation.text_widths import LONGEST_LINE, LONGEST_WORD

__all__ = ["discard_output", "ready_streams", "say", "write_utf8"]


def ready_streams() -> None:
    """From now on no character is an error. Where a stream is closed, what goes there is lost in silence."""
    sys.stdout, sys.stderr = _ready(sys.stdout), _ready(sys.stderr)


def say(message: str) -> None:
    """One line on stderr, whatever names of others' it quotes."""
    words = message[: LONGEST_LINE * LONGEST_WORD].split()
    words = [word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…" for word in words]
    line = " ".join(words)
    if not line.isprintable():
        from numerics.values.visible_text import visible  # brings NumPy and SymPy, which a slip does not need

        line = visible(line)
    print(line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…", file=sys.stderr, flush=True)


def write_utf8() -> None:
    """Stdout is UTF-8 from now on: a document is the same wherever it is written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def discard_output() -> None:
    """What is still to be written goes nowhere: its reader has gone, or the disk is full."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(io.UnsupportedOperation):  # a stream that is no file
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _ready(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=IN_PLAIN_LETTERS)
    return stream
