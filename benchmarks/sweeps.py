"""What a sweep costs beside its points: overhead at 0.2 s a point beside a bare pool, and slopes to 10⁴ points.

python benchmarks/sweeps.py [overhead | slopes]
"""

import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from proofs_checks.engines.choosing import engine_for
from proofs_checks.engines.processes import Processes
from proofs_checks.store.point_journal import PointJournal
from proofs_checks.store.source_digests import whole_version
from proofs_checks.sweeping.datasets import write_results
from proofs_checks.sweeping.specification import specification
from proofs_checks.sweeping.sweep_run import run_sweep

POINTS, SECONDS, WORKERS = 1000, 0.2, 2


def waits(number):
    """A point that costs time and no processor, so that a busy machine does not disturb the measurement."""
    time.sleep(SECONDS)
    return number


def waits_for_all(numbers):
    return [waits(number) for number in numbers]


def bare():
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        list(pool.map(waits, range(WORKERS)))  # they are there
        begun = time.perf_counter()
        for _ in as_completed([pool.submit(waits, n) for n in range(POINTS)]):
            pass
        return time.perf_counter() - begun


def by(engine):
    """From the first result on; batches of five are a second, as a sweep makes them."""
    first, batches = None, [list(range(i, i + 5)) for i in range(0, POINTS + 5 * WORKERS, 5)]
    finished = 0
    for _, result in engine.as_finished(waits_for_all, batches, survive=True):
        if result is not None:
            finished += 1
            if finished == WORKERS:
                first = time.perf_counter()
    return time.perf_counter() - first


def overhead():
    ideal = POINTS * SECONDS / WORKERS
    reference = bare()
    print(f"bare pool: {reference:.1f} s for {POINTS} points, {ideal:.0f} s without any overhead", flush=True)
    measured = by(Processes(WORKERS))
    print(f"processes: {measured:.1f} s, {measured / reference - 1:+.1%} beside the bare pool", flush=True)
    with engine_for(WORKERS, "local", whole_version) as engine:
        measured = by(engine)
    print(f"Dask, local: {measured:.1f} s, {measured / reference - 1:+.1%} beside the bare pool", flush=True)


def user():
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def slopes():
    """In one process: user seconds, the journal, going on, writing, and the largest size of the process."""
    print("points  compute s  journal kB  go on s  write s  zarr kB  largest MB")
    for power in (2, 3, 4):
        spec = specification(
            {
                "quantities": ["minimal_excess", "gap_lower_bound", "certified_factor"],
                "axes": {"d": 4, "M": [1, 10_000], "signal_to_noise": [0.1, 10.0], "beta_norm": [0.1, 10.0]},
                "design": {"samples": 10**power},
            }
        )
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "points").mkdir()
            times = [user()]
            run_sweep(spec, Processes(1), PointJournal(folder / "points"))
            times.append(user())
            results = run_sweep(spec, Processes(1), PointJournal(folder / "points"))
            times.append(user())
            list(write_results(folder, results, ()))
            times.append(user())
            journal, zarr = (size(folder / part) for part in ("points", "results.zarr"))
        compute, resume, write = (b - a for a, b in pairwise(times))
        largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{10**power:6} {compute:10.2f} {journal / 1e3:11.0f} {resume:8.2f} {write:8.2f} {zarr / 1e3:8.0f} "
            f"{largest:11.0f}",
            flush=True,
        )


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    for name in sys.argv[1:] or ("overhead", "slopes"):
        {"overhead": overhead, "slopes": slopes}[name]()
