"""How far a sweep has come: a bar with the time left on a terminal, now and then a line in a log."""

from collections.abc import Callable
from time import monotonic

from rich.console import Console

from proofs_checks.report.progress import bar_on, left_in_words
from proofs_checks.settings.sweep_numbers import LOG_SECONDS

__all__ = ["SweepProgress"]


class SweepProgress:
    """A context; ``tell`` is told how many points are finished, and how many there are; ``what`` they are called."""

    def __init__(
        self, console: Console | None = None, clock: Callable[[], float] = monotonic, *, what: str = "points"
    ) -> None:
        self.what = what
        self.console = console or Console(stderr=True, highlight=False, markup=False, emoji=False)
        self.clock, self.known, self.begun, self.said = clock, -1, 0.0, 0.0
        self.bar = bar_on(self.console)
        self.task = self.bar.add_task(what, total=None)

    def __enter__(self) -> "SweepProgress":
        self.bar.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.bar.stop()

    def tell(self, finished: int, size: int) -> None:
        """Called first with what was known before, then whenever something is finished."""
        now = self.clock()
        self.bar.update(self.task, completed=finished, total=size)
        if self.known < 0:
            self.known, self.begun, self.said = finished, now, now
            if finished:
                self.console.print(
                    f"{finished:,} of {size:,} {self.what} are known from an earlier run", soft_wrap=True
                )
        elif not self.console.is_terminal and now - self.said >= LOG_SECONDS:
            self.said = now
            self.console.print(f"[{finished:,}/{size:,}] {self._left(finished, size, now)}", soft_wrap=True)

    def _left(self, finished: int, size: int, now: float) -> str:
        """In words: points to come take as long as those of this run, on average."""
        done = finished - self.known
        if done < 1:
            return "none of this run is finished"
        return left_in_words((now - self.begun) / done * (size - finished))
