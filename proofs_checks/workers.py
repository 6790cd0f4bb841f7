"""Work shared among processes: results as they are finished, in whatever order, and nobody left behind.

A pool of the standard library keeps semaphores, which stay in the system where its parent is killed; here each worker
has a pipe of its own, and ends when the other end of it is gone.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pickle import PicklingError
from time import sleep
from typing import TypeVar, cast

from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.settings.process_numbers import WATCH
from theory.registry import make_known, named_files
from theory.theorem_files import TheoremFile
from theory.untouched import remember

__all__ = ["as_finished"]

Item = TypeVar("Item")
Result = TypeVar("Result")

UNSENDABLE = (PicklingError, AttributeError, TypeError)
"""What pickle says of what cannot travel."""


def as_finished(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int
) -> Iterator[tuple[int, Result | None]]:
    """(index, None) when work on an item begins, and (index, result) when it is finished.

    ``function`` and the items travel by pickle, and what theorem files were named travels with them. Whoever stops
    listening ends the workers. Raises what the function raises, WorkerDiedError where a process ends, and ValueError
    for an item that cannot travel.
    """
    queue = iter(enumerate(items))
    # threads inside a worker would only get in the way of the others
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    at_work: dict[Connection, SpawnProcess] = {}
    doing: dict[Connection, int] = {}
    try:
        for _ in range(min(workers, len(items))):
            connection, process = _hire(function)
            at_work[connection] = process
            yield _hand_over(connection, queue, doing)
        while doing:
            ready = wait(list(doing))
            for connection in [c for c in doing if c in ready]:
                index = doing.pop(connection)
                yield index, cast(Result, _receive(connection, at_work[connection], index))
                with suppress(StopIteration):
                    yield _hand_over(connection, queue, doing)
    finally:
        for process in at_work.values():
            process.terminate()
        for connection, process in at_work.items():
            process.join()
            connection.close()


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


def _hand_over(
    connection: Connection, queue: Iterator[tuple[int, object]], doing: dict[Connection, int]
) -> tuple[int, None]:
    """Raises StopIteration where nothing is left to do."""
    index, item = next(queue)
    doing[connection] = index
    try:
        connection.send(item)
    except BrokenPipeError:
        pass  # the worker is gone: reading from it will say so
    except UNSENDABLE as error:
        message = (
            f"item {index + 1} cannot be sent to another process ({error}): define its functions and classes at the "
            "top level of a module, or work in one process"
        )
        raise ValueError(message) from error
    return index, None


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
