"""The engine that was asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from proofs_checks.engines.engine_interface import Engine
from proofs_checks.engines.processes import Processes

__all__ = ["engine_for"]


@contextmanager
def engine_for(workers: int, scheduler: str | None, version: Callable[[], str]) -> Iterator[Engine]:
    """Processes of this machine, or the workers of a scheduler, which have to be of the same ``version``.

    Raises ValueError as ``Processes`` and ``cluster_at`` do.
    """
    if scheduler is None:
        yield Processes(workers)
        return
    Processes(workers)  # refuses what is no number of workers
    from proofs_checks.engines.cluster import cluster_at  # Dask takes a while

    with cluster_at(scheduler, workers, version) as cluster:
        yield cluster
