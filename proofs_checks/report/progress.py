"""How far a run has come: a bar with the time left on a terminal, a line for each theorem in a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from proofs_checks.settings.presentation.text_widths import FIRST_ESTIMATE
from theory.theorem_record import Theorem

__all__ = ["STORED", "RunProgress", "bar_on", "left_in_words"]

STORED = "stored"
"""What it is told instead of a check where nothing is left to be done."""


def bar_on(console: Console) -> Progress:
    """A bar with the time left, which goes when it is finished; nothing where the console is no terminal."""
    return Progress(
        SpinnerColumn(),
        MofNCompleteColumn(),
        BarColumn(bar_width=20),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        disable=not console.is_terminal,
    )


def left_in_words(seconds: float) -> str:
    """``about 3 min left``."""
    minutes = seconds / 60
    return f"about {minutes:.0f} min left" if minutes >= 1 else "less than a minute left"


class RunProgress:
    """A context; ``tell`` is told what is about to run, and the bar is out of the way inside ``paused``."""

    def __init__(
        self,
        theorems: int,
        checks: tuple[str, ...],
        console: Console | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.theorems, self.checks, self.clock = theorems, checks, clock
        self.start, self.stored = clock(), 0
        self.console = console or Console(stderr=True, highlight=False, markup=False, emoji=False)
        self.seen: list[str] = []
        self.bar = bar_on(self.console)
        # a step of the bar is a theorem, parts of a step are its checks
        self.task = self.bar.add_task("", total=theorems)

    def __enter__(self) -> "RunProgress":
        self.bar.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.bar.stop()

    def tell(self, theorem: Theorem, check: str) -> None:
        """Called before each check, and once for a theorem of which all is stored."""
        new = theorem.slug not in self.seen
        if new:
            self.seen.append(theorem.slug)
        done = len(self.seen) - 1 + (self.checks.index(check) / len(self.checks) if check in self.checks else 0)
        self.bar.update(self.task, completed=done, description=f"{theorem.slug}: {check}")
        if check == STORED:
            self.stored += 1
        elif new and not self.console.is_terminal:
            self.say(f"[{len(self.seen)}/{self.theorems}] {theorem.slug}{self._left()}")

    def _left(self) -> str:
        """In words, once a few theorems were begun: those to come take as long as those so far, on average."""
        begun = len(self.seen) - self.stored - 1
        if begun < FIRST_ESTIMATE:
            return ""
        seconds = (self.clock() - self.start) / begun * (self.theorems - len(self.seen) + 1)
        return f"  ({left_in_words(seconds)})"

    def say(self, line: str) -> None:
        """A line that stays."""
        self.console.print(line, soft_wrap=True)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While something else is printed on the same terminal."""
        self.bar.stop()
        yield
        self.bar.start()
