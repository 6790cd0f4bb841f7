"""Something about a table that its reader ought to know, and what to do about it."""

import shlex
from dataclasses import dataclass

__all__ = ["Finding", "ignoring", "listed"]


@dataclass(frozen=True)
class Finding:
    """What was noticed, a sentence; where, names of columns or tasks; and the remedy. ``kind`` is one word for it.

    A remedy is read on its own, too, beside others: it names what it is about.
    """

    kind: str
    what: str
    where: tuple[str, ...]
    remedy: str

    def __str__(self) -> str:
        return f"{self.what}: {self.remedy}"


def ignoring(name: str) -> str:
    """The option that leaves a column out, as a shell takes it.

    >>> ignoring("log income")
    "--ignore 'log income'"
    """
    return f"--ignore {shlex.quote(name)}"


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """The first names, separated by commas.

    >>> listed(("a", "b", "c"), 2)
    'a, b, …'
    """
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
