"""Exit codes, and what processes and files of a run go by."""

__all__ = [
    "AUDIT_SCHEMA",
    "ENTRY_SCHEMA",
    "INTERRUPTED",
    "LONGEST_NUMBER",
    "MACHINE",
    "MUTATION_SCHEMA",
    "REPORT_SCHEMA",
    "TERMINATED",
    "WATCH",
]

INTERRUPTED, TERMINATED = 130, 143
"""Exit codes of commands that SIGINT and SIGTERM end: 128 and the number of the signal."""

MACHINE = 4
"""Of a command that the machine did not let finish: no room on the disk, no memory."""

WATCH = 0.5
"""Seconds between two looks whether the parent is still there: what a killed run goes on for at most."""

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
