"""Work shared among processes: results as they are finished, in whatever order, and nobody left behind.

A pool of the standard library keeps semaphores, which stay in the system where its parent is killed; here each worker
has a pipe of its own, and ends when the other end of it is gone.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import sleep
from typing import Generic, TypeVar, cast

from proofs_checks.engines.waiting_items import UNSENDABLE, WaitingItems, cannot_travel
from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.settings.process_numbers import WATCH
from theory.registry import make_known, named_files
from theory.theorem_files import TheoremFile
from theory.untouched import remember

__all__ = ["Processes"]

Item = TypeVar("Item")
Result = TypeVar("Result")


class Processes:
    """So many processes of this machine; one alone is this process itself. Raises ValueError for fewer than one."""

    shares_disk = True

    def __init__(self, workers: int) -> None:
        if workers < 1:
            message = f"{workers} workers: give at least one"
            raise ValueError(message)
        self.workers = workers

    def as_finished(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, survive: bool = False
    ) -> Iterator[tuple[int, Result | WorkerDiedError | None]]:
        """As an ``Engine`` does. What two cannot share is done in this process, which then has to survive it itself."""
        queue = WaitingItems(items)
        if self.workers == 1 or (queue.is_single() and not survive):
            while (following := queue.take()) is not None:
                yield following[0], None
                yield following[0], function(following[1])
            return
        yield from _Staff(function, queue, self.workers).as_finished(survive=survive)


class _Staff(Generic[Item, Result]):
    """Workers, and what each is working on."""

    def __init__(self, function: Callable[[Item], Result], queue: WaitingItems[Item], workers: int) -> None:
        self.function, self.queue, self.workers = function, queue, workers
        self.at_work: dict[Connection, SpawnProcess] = {}
        self.doing: dict[Connection, int] = {}

    def as_finished(self, *, survive: bool) -> Iterator[tuple[int, Result | WorkerDiedError | None]]:
        # threads inside a worker would only get in the way of the others
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        try:
            while len(self.at_work) < self.workers and (following := self.queue.take()) is not None:
                yield self.hand_over(self.hired(), *following)
            while self.doing:
                for connection in cast(list[Connection], wait(list(self.doing))):
                    index = self.doing.pop(connection)
                    try:
                        result: Result | WorkerDiedError = cast(
                            Result, _receive(connection, self.at_work[connection], index)
                        )
                    except WorkerDiedError as died:
                        if not survive:
                            raise
                        result = died
                        connection.close()
                        del self.at_work[connection]
                    yield index, result
                    following = self.queue.take()
                    if following is not None:
                        free = connection if connection in self.at_work else self.hired()
                        yield self.hand_over(free, *following)
        finally:
            for process in self.at_work.values():
                process.terminate()
            for connection, process in self.at_work.items():
                process.join()
                connection.close()

    def hired(self) -> Connection:
        connection, process = _hire(self.function)
        self.at_work[connection] = process
        return connection

    def hand_over(self, connection: Connection, index: int, item: Item) -> tuple[int, None]:
        self.doing[connection] = index
        try:
            connection.send(item)
        except BrokenPipeError:
            pass  # the worker is gone: reading from it will say so
        except UNSENDABLE as error:
            raise cannot_travel(index, error) from error
        return index, None


def _hire(function: Callable[[Item], Result]) -> tuple[Connection, SpawnProcess]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, function, named_files()), daemon=True)
    with _interrupts_kept_back():
        process.start()
    theirs.close()
    return ours, process


@contextmanager
def _interrupts_kept_back() -> Iterator[None]:
    """Ctrl-C goes to a whole group of processes. A worker that is born here never hears of it, not while it is still
    importing either; the parent does, afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _receive(connection: Connection, process: SpawnProcess, index: int) -> object:
    try:
        failure, result = connection.recv()
    except (EOFError, ConnectionResetError) as error:
        process.join()
        code = process.exitcode or 0
        how = f"by signal {-code}" if code < 0 else f"with code {code}"
        message = (
            f"a worker ended {how} while it worked on item {index + 1}: if memory ran out, give fewer --workers; "
            "what was finished is kept"
        )
        raise WorkerDiedError(message) from error
    if failure is not None:
        raise failure
    found: object = result
    return found


def _serve(connection: Connection, function: Callable[[Item], Result], files: tuple[TheoremFile, ...]) -> None:
    """What a worker does. Ctrl-C is the business of the parent, which ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if files:
        remember()  # what is received may import them
        make_known(files)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            item = connection.recv()
            answer = _answer(function, item)
            try:
                connection.send(answer)
            except UNSENDABLE as error:
                kind = type(answer[0] or answer[1]).__name__
                connection.send((RuntimeError(f"{kind}, which cannot be sent ({error}): {answer[0] or ''}"), None))


def _answer(function: Callable[[Item], Result], item: Item) -> tuple[Exception | None, Result | None]:
    """A result, or what the parent is to raise."""
    try:
        return None, function(item)
    except Exception as error:
        return error, None


def _end_with_parent(parent: int) -> None:
    """A parent that was killed cannot end its workers."""
    while os.getppid() == parent:
        sleep(WATCH)
    os._exit(1)
