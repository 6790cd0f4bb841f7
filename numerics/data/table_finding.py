"""Something about a table that its reader ought to know, and what to do about it."""

from dataclasses import dataclass

__all__ = ["Finding", "listed"]


@dataclass(frozen=True)
class Finding:
    """What was noticed, a sentence; where, names of columns or tasks; and the remedy. ``kind`` is one word for it."""

    kind: str
    what: str
    where: tuple[str, ...]
    remedy: str

    def __str__(self) -> str:
        return f"{self.what}: {self.remedy}"


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """The first names, separated by commas.

    >>> listed(("a", "b", "c"), 2)
    'a, b, …'
    """
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
