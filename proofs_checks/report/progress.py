"""How far a run has come: a bar with the time left on a terminal, a line for each theorem in a log."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from theory.theorem_record import Theorem

__all__ = ["RunProgress"]


class RunProgress:
    """A context; ``tell`` is told what is about to run, and the bar is out of the way inside ``paused``."""

    def __init__(self, theorems: int, checks: tuple[str, ...], console: Console | None = None) -> None:
        self.theorems, self.checks = theorems, checks
        self.console = console or Console(stderr=True, highlight=False, markup=False, emoji=False)
        self.seen: list[str] = []
        self.bar = Progress(
            SpinnerColumn(),
            MofNCompleteColumn(),
            BarColumn(bar_width=20),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
            console=self.console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            disable=not self.console.is_terminal,
        )
        # a step of the bar is a theorem, parts of a step are its checks
        self.task = self.bar.add_task("", total=theorems)

    def __enter__(self) -> "RunProgress":
        self.bar.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.bar.stop()

    def tell(self, theorem: Theorem, check: str) -> None:
        """Called before each check."""
        new = theorem.slug not in self.seen
        if new:
            self.seen.append(theorem.slug)
        done = len(self.seen) - 1 + (self.checks.index(check) / len(self.checks) if check in self.checks else 0)
        self.bar.update(self.task, completed=done, description=f"{theorem.slug}: {check}")
        if new and not self.console.is_terminal:
            self.say(f"[{len(self.seen)}/{self.theorems}] {theorem.slug}")

    def say(self, line: str) -> None:
        """A line that stays."""
        self.console.print(line, soft_wrap=True)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While something else is printed on the same terminal."""
        self.bar.stop()
        yield
        self.bar.start()
