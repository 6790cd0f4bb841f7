"""What a run asks of whoever does its work."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from proofs_checks.exit_codes import WorkerDiedError

__all__ = ["Engine"]

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """``shares_disk`` says whether workers write to the files that this process reads."""

    shares_disk: bool

    def as_finished(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, survive: bool = False
    ) -> Iterator[tuple[int, Result | WorkerDiedError | None]]:
        """(index, None) when work on an item begins, and (index, result) when it is finished, in whatever order.

        Items are drawn when somebody is free to work on one, and drawn again after each result, even where there was
        none left before: ``items`` may give out more in answer to what was found. ``function`` and the items travel by
        pickle, and what theorem files were named travels with them. Whoever stops listening ends the work.

        Raises what the function raises, ValueError for an item that cannot travel, and WorkerDiedError where a process
        ends; with ``survive`` that error is the result of the item, another process takes the place of the dead one,
        and the work goes on.
        """
        ...
