"""Exit codes, and what processes and files of a run go by."""

import os

__all__ = [
    "AHEAD",
    "ANSWER",
    "ANSWER_SECONDS",
    "AUDIT_SCHEMA",
    "ENTRY_SCHEMA",
    "INTERRUPTED",
    "LISTENING",
    "LONGEST_NUMBER",
    "MACHINE",
    "MISUSED",
    "MUTATION_SCHEMA",
    "PROCESSORS",
    "REPORT_SCHEMA",
    "TERMINATED",
    "UNREAD",
    "WATCH",
]

INTERRUPTED, TERMINATED = 130, 143
"""Exit codes of commands that SIGINT and SIGTERM end: 128 and the number of the signal."""

UNREAD = 141
"""Of a command whose reader has gone, as `head` does that has seen enough: 128 and the number of SIGPIPE."""

MISUSED = 2
"""Of a command that was given what makes no sense."""

MACHINE = 4
"""Of a command that the machine did not let finish: no room on the disk, no memory."""

WATCH = 0.5
"""Seconds between two looks whether the parent is still there: what a killed run goes on for at most."""

ANSWER = 8
"""Seconds that a scheduler may take to answer: whoever mistyped its address waits no longer."""

LISTENING = 1.0
"""Seconds between two looks whether a scheduler is still there."""

AHEAD = 2
"""Pieces of work that a scheduler has for each worker: one being done, and one to go on with."""

LONGEST_NUMBER = 40
"""Digits of a whole number on the command line; Python refuses some thousands, in words of its own."""

ENTRY_SCHEMA = 1
"""Of what is kept between runs. Raised whenever the form of an entry changes: older ones are then made anew."""

REPORT_SCHEMA = 1
"""Of a report as JSON. Raised by one whenever a key changes its name, place or meaning; new keys do not raise it."""

AUDIT_SCHEMA = 1
"""The same of an audit."""

MUTATION_SCHEMA = 1
"""The same of what `attack` finds."""

ANSWER_SECONDS = 10
"""Given to a program, such as LaTeX, that is asked for its version or where it keeps its files."""

PROCESSORS = os.cpu_count() or 1
"""Workers unless another number is asked for: findings do not depend on it."""
