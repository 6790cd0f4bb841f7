"""Workers of a Dask cluster: one that is there already, or one of so many processes that ends with the run.

Whoever runs a scheduler runs code of ours and sends us pickles back: give the address of one that is trusted.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from numerics.values.visible_text import shortened
from proofs_checks.engines.waiting_items import UNSENDABLE, WaitingItems, cannot_travel
from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.settings.process_numbers import AHEAD, ANSWER, LISTENING
from theory.registry import make_known, named_files
from theory.theorem_files import TheoremFile
from theory.untouched import remember

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["LOCAL", "Cluster", "cluster_at"]

LOCAL = "local"
"""In the place of an address: processes of this machine, with a scheduler of their own."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Version = Callable[[], str]

_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads; numbers of many digits have one precision for all of them."""


@contextmanager
def cluster_at(address: str, workers: int, version: Version) -> Iterator["Cluster"]:
    """The cluster whose scheduler is at that address, or ``LOCAL`` with so many workers.

    ``version`` is computed here and by each worker. Raises ValueError, in one line, where Dask is missing, where nobody
    answers, where there are no workers, and where one has another version.
    """
    try:
        import distributed
    except ImportError as error:
        message = "a scheduler needs Dask: install theorycheck[cluster], or leave --scheduler out"
        raise ValueError(message) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told by whoever meets it
    with ExitStack() as stack:
        place: object = address
        if address == LOCAL:
            place = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            )
        else:
            _require_answer(address)
        client = stack.enter_context(distributed.Client(place, timeout=ANSWER, set_as_default=False))
        yield Cluster(client, _same_version(client, version, address), version)


def _require_answer(address: str) -> None:
    """Raise ValueError unless a scheduler is there.

    Asked without a client, which would go on trying, and complain when it is thrown away.
    """
    try:
        with ThreadPoolExecutor(1) as apart:  # a notebook has a loop of its own running
            identity = apart.submit(lambda: asyncio.run(asyncio.wait_for(_identity(address), ANSWER))).result()
        if identity["type"] != "Scheduler":
            message = f"{address} is a {identity['type']}"
            raise TypeError(message)
    except Exception as error:  # whatever Dask makes of what another server says
        message = (
            f"the scheduler {shortened(address)} does not answer within {ANSWER} seconds: start one with dask "
            f"scheduler, give its address, such as tcp://host:8786, or --scheduler {LOCAL}"
        )
        raise ValueError(message) from error


async def _identity(address: str) -> dict[str, str]:
    from distributed.comm import connect

    comm = await connect(address, timeout=ANSWER)
    try:
        await comm.write({"op": "identity", "reply": True})
        found: dict[str, str] = await comm.read()
    finally:
        comm.abort()
    return found


def _same_version(client: "Client", version: Version, address: str) -> str:
    ours = version()
    try:
        client.wait_for_workers(1, timeout=ANSWER)
        theirs = client.run(version)
    except TimeoutError as error:
        message = f"the scheduler {address} has no workers: start some with dask worker {address}"
        raise ValueError(message) from error
    except Exception as error:  # whatever a worker raises that cannot import this package
        message = f"a worker of {address} cannot run theorycheck ({type(error).__name__}): install it there"
        raise ValueError(message) from error
    for worker, its in theirs.items():
        if its != ours:
            raise _other_version(worker)
    return ours


def _other_version(worker: str) -> ValueError:
    return ValueError(
        f"worker {worker} has another version of theorycheck, or of a package that it computes with: "
        "install what is installed here, and start it anew"
    )


class Cluster:
    """What a scheduler's workers do. It has ``AHEAD`` items for each worker, however many there are in all."""

    shares_disk = False

    def __init__(self, client: "Client", expected: str, version: Version) -> None:
        self.client, self.expected, self.version = client, expected, version

    def as_finished(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, survive: bool = False
    ) -> Iterator[tuple[int, Result | WorkerDiedError | None]]:
        """As an ``Engine`` does. A worker that dies has its item given to others, until the scheduler gives up."""
        queue, finished = WaitingItems(items), SimpleQueue[tuple[int, "Future"]]()
        waiting: dict[int, Future] = {}
        files = named_files()
        try:
            while True:
                while len(waiting) < AHEAD * self._workers() and (following := queue.take()) is not None:
                    index, item = following
                    try:
                        future = self.client.submit(
                            _answer, function, item, files, self.version, self.expected, pure=False
                        )
                    except UNSENDABLE as error:
                        raise cannot_travel(index, error) from error
                    waiting[index] = future
                    future.add_done_callback(lambda done, index=index: finished.put((index, done)))
                    yield index, None
                if not waiting:
                    return
                try:
                    index, future = finished.get(timeout=LISTENING)
                except Empty:
                    self._require_scheduler()
                    continue
                del waiting[index]
                yield index, self._result(future, index, survive=survive)
        finally:
            self.client.cancel(list(waiting.values()), force=True)

    def _workers(self) -> int:
        return max(1, len(self.client.scheduler_info(n_workers=-1)["workers"]))

    def _require_scheduler(self) -> None:
        if self.client.status != "running":
            message = "the scheduler has gone: start it, and run this again; what was finished is kept"
            raise WorkerDiedError(message)

    def _result(self, future: "Future", index: int, *, survive: bool) -> Result | WorkerDiedError:
        from distributed import KilledWorker

        if future.status in {"cancelled", "lost"}:
            self._require_scheduler()
            message = f"item {index + 1} was cancelled by somebody else: run this again; what was finished is kept"
            raise WorkerDiedError(message)
        try:
            found: Result = future.result()
        except KilledWorker as error:
            message = (
                f"workers ended while they worked on item {index + 1}, one after the other: if memory ran out, "
                "give them more; what was finished is kept"
            )
            died = WorkerDiedError(message)
            if not survive:
                raise died from error
            return died
        return found


def _answer(
    function: Callable[[Item], Result], item: Item, files: tuple[TheoremFile, ...], version: Version, expected: str
) -> Result:
    """What a worker does: one item at a time, with the theorem files that were named."""
    with _ONE_AT_A_TIME:
        if version() != expected:  # it may have come later than the others
            from distributed import get_worker

            raise _other_version(get_worker().address)
        if files:
            remember()
            make_known(files)
        return function(item)
