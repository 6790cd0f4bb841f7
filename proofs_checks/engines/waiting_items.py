"""What waits to be worked on, and what is said of an item that cannot be sent to anybody."""

from collections import deque
from collections.abc import Iterable
from pickle import PicklingError
from typing import Generic, TypeVar

__all__ = ["UNSENDABLE", "WaitingItems", "cannot_travel"]

Item = TypeVar("Item")

UNSENDABLE = (PicklingError, AttributeError, TypeError)
"""What pickle says of what cannot travel."""


class WaitingItems(Generic[Item]):
    """Items with their numbers, drawn one at a time, from a source that may have more later than it has now."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._source = iter(items)
        self._drawn: deque[Item] = deque()
        self._taken = 0

    def take(self) -> tuple[int, Item] | None:
        """The next one; None where there is none at present."""
        if not self._draw(1):
            return None
        self._taken += 1
        return self._taken - 1, self._drawn.popleft()

    def is_single(self) -> bool:
        """Whether there are fewer than two."""
        return not self._draw(2)

    def _draw(self, count: int) -> bool:
        while len(self._drawn) < count:
            try:
                self._drawn.append(next(self._source))
            except StopIteration:
                return False
        return True


def cannot_travel(index: int, error: Exception) -> ValueError:
    """The complaint about an item, by its number."""
    return ValueError(
        f"item {index + 1} cannot be sent to another process ({error}): define its functions and classes at the "
        "top level of a module, or work in one process"
    )
