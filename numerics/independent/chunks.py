"""Sample means over chunks of independent streams, on as many threads as wanted, with the same bits for any number.

Chunk i draws from the i-th stream that a ``SeedSequence`` spawns, its size depends on the problem alone, and partial
moments are merged in the order of the chunks. NumPy releases the interpreter's lock while it draws and multiplies, so
threads do; only a few chunks wait at a time, so that memory does not grow with the number of samples.
"""

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

import numpy as np

from numerics.independent.running_moments import RunningMoments
from numerics.tolerances.memory_budgets import CHUNKS_AHEAD
from numerics.values.number_types import Seed

__all__ = ["Draw", "moments_of_chunks", "stream"]

Draw = Callable[[int, np.random.Generator], np.ndarray]
"""(size, generator) -> one value per sample, (size, …). It may keep buffers: no two threads call one at a time."""


def moments_of_chunks(
    prepare: Callable[[], Draw], samples: int, chunk: int, *, seed: Seed = 0, workers: int | None = None
) -> RunningMoments:
    """Moments of ``samples`` values, drawn ``chunk`` at a time.

    ``prepare`` is called once for each worker; workers are as many as processors unless given. ``seed`` is a
    ``SeedSequence``, which is not changed, or what one is made of. Raises ValueError for fewer than two samples and
    for fewer than one worker.
    """
    workers = (os.cpu_count() or 1) if workers is None else workers
    if samples < 2 or workers < 1:
        message = f"{samples} samples and {workers} workers were asked for: give at least two and one"
        raise ValueError(message)
    root = seed if isinstance(seed, np.random.SeedSequence) else np.random.SeedSequence(seed)
    chunks = -(-samples // chunk)
    workers = min(workers, chunks)
    idle: SimpleQueue[Draw] = SimpleQueue()
    for _ in range(workers):
        idle.put(prepare())

    def moments_of(i: int) -> RunningMoments:
        draw = idle.get()
        try:
            found = RunningMoments()
            found.add(draw(min(chunk, samples - i * chunk), stream(root, i)))
            return found
        finally:
            idle.put(draw)

    total = RunningMoments()
    waiting: deque[Future[RunningMoments]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for i in range(chunks):
            waiting.append(pool.submit(moments_of, i))
            if len(waiting) > CHUNKS_AHEAD * workers:
                total.merge(waiting.popleft().result())
        while waiting:
            total.merge(waiting.popleft().result())
    return total


def stream(root: np.random.SeedSequence, i: int) -> np.random.Generator:
    """The generator of the i-th child of ``root``, without spawning those before it.

    SFC64 fills arrays with normals a sixth faster than NumPy's default, and is as good for streams that are spawned.
    """
    child = np.random.SeedSequence(root.entropy, spawn_key=(*root.spawn_key, i), pool_size=root.pool_size)
    return np.random.Generator(np.random.SFC64(child))
