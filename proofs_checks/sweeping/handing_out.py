"""Which points are worked on next: in batches of about a second, and again where their worker has died."""

from collections import Counter, deque
from collections.abc import Iterator

from proofs_checks.settings.sweep_numbers import BATCH_SECONDS, LARGEST_BATCH
from proofs_checks.store.point_journal import PointJournal
from proofs_checks.sweeping.computing import Batch
from proofs_checks.sweeping.points import Point

__all__ = ["Batches"]

Task = tuple[Point, tuple[str, ...]]


class Batches:
    """An iterator that has more to give after ``again``. A batch is as large as what was finished so far suggests."""

    def __init__(self, tasks: Iterator[Task], count: int, journal: PointJournal | None) -> None:
        self._tasks, self._left, self._journal = tasks, count, journal
        self._again: deque[Task] = deque()
        self._seconds, self._finished, self._number = 0.0, 0, 0
        self.given: dict[int, Batch] = {}
        self.deaths: Counter[int] = Counter()

    def __iter__(self) -> "Batches":
        return self

    def __next__(self) -> Batch:
        batch = Batch(tuple(self._drawn()), self._journal)
        if not batch.points:
            raise StopIteration
        self.given[self._number] = batch
        self._number += 1
        return batch

    def learn(self, seconds: float) -> None:
        """Called with what each point took."""
        self._seconds += seconds
        self._finished += 1

    def again(self, task: Task) -> None:
        """Hand it out once more, alone."""
        self.deaths[task[0].index] += 1
        self._again.append(task)

    def _drawn(self) -> Iterator[Task]:
        if self._again:
            yield self._again.popleft()
            return
        for _ in range(self._size()):
            task = next(self._tasks, None)
            if task is None:
                return
            self._left -= 1
            yield task

    def _size(self) -> int:
        """Small towards the end, so that the last ones finish together."""
        if not self._finished:
            return 1
        each = self._seconds / self._finished
        fitting = LARGEST_BATCH if each * LARGEST_BATCH <= BATCH_SECONDS else int(BATCH_SECONDS / each)
        return max(1, min(fitting, self._left // 16))
