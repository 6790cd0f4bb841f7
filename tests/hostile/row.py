"""A row of the table: what is tried, and what has to be said to it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FILE = "FILE"
"""Stands for the path of the row's file among its arguments."""


@dataclass(frozen=True)
class Row:
    """A command and its file: the exit code, and the words of the one line on stderr, the value and the remedy."""

    name: str
    arguments: tuple[str, ...]
    says: tuple[str, ...]
    code: int = 2
    file: str = ""
    make: Callable[[Path], object] | None = None


def holding(content: bytes | str | Callable[[], bytes]) -> Callable[[Path], object]:
    """A file with this content; what takes long to make is made when it is needed."""

    def write(path: Path) -> None:
        made = content() if callable(content) else content
        path.write_bytes(made.encode() if isinstance(made, str) else made)

    return write
