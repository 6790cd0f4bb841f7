"""Drivers and workers killed at random moments: whatever had been finished is there, and nothing is found twice."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from proofs_checks.engines.processes import Processes
from proofs_checks.store.point_journal import PointJournal
from proofs_checks.sweeping.specification import specification
from proofs_checks.sweeping.sweep_run import run_sweep

ROOT = Path(__file__).parents[3]
SPEC = """
quantities = ["linear_attention_gap", "bayes_excess"]
[axes]
d = [2, 3, 4, 5]
M = [4, 8, 16, 32, 64]
signal_to_noise = [0.1, 1.0, 10.0]
beta_norm = 1.0
"""
KILLS = 20


def children(process):
    """Those that work for it, the resource tracker of multiprocessing not among them."""
    tasks = Path(f"/proc/{process}/task")
    try:
        found = [int(c) for task in tasks.iterdir() for c in (task / "children").read_text().split()]
        return [c for c in found if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
    except FileNotFoundError:
        return []


def finished(folder):
    return {record.key for record in PointJournal(folder / "points").records()}


def begin(tmp_path):
    command = [sys.executable, "-m", "theorycheck", "sweep", tmp_path / "spec.toml", "--out", tmp_path / "out"]
    with (tmp_path / "err").open("ab") as err:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen([*command, "--workers", "2"], env=environment, stdout=err, stderr=err)


@pytest.mark.nightly
def test_no_finished_point_is_lost_over_twenty_kills(tmp_path):
    rng = random.Random(0)
    (tmp_path / "spec.toml").write_text(SPEC)
    spec, out = specification(tmp_path / "spec.toml"), tmp_path / "out"
    (out / "points").mkdir(parents=True)
    kept, driver, of_workers, of_drivers = set(), begin(tmp_path), 0, 0
    while of_workers + of_drivers < KILLS:
        if driver.poll() is not None:
            # it has ended: one more time from the beginning
            assert driver.returncode == 0, (tmp_path / "err").read_text()[-2000:]
            assert len(finished(out)) == spec.size
            PointJournal(out / "points").clear()
            kept, driver = set(), begin(tmp_path)
        before = len(finished(out))
        deadline = time.monotonic() + 120
        while (
            len(finished(out)) < before + rng.randrange(1, 8) and driver.poll() is None and time.monotonic() < deadline
        ):
            time.sleep(rng.uniform(0, 0.3))
        workers = children(driver.pid)
        if driver.poll() is None and workers and (of_workers + of_drivers) % 2:
            os.kill(rng.choice(workers), signal.SIGKILL)
            of_workers += 1
        elif driver.poll() is None:
            driver.kill()
            driver.wait()
            of_drivers += 1
            time.sleep(1)  # its workers see that it has gone
            driver = begin(tmp_path)
        now = finished(out)
        assert kept <= now, "a finished point is lost"
        kept = now
    assert driver.wait(timeout=600) == 0, (tmp_path / "err").read_text()[-2000:]
    records = list(PointJournal(out / "points").records())
    again = len(records) - len({record.key for record in records})
    print(f"{of_drivers} drivers and {of_workers} workers killed: {len(kept)} points kept, {again} computed twice")
    assert len({record.key for record in records}) == spec.size
    assert not any(record.faults for record in records)
    found, whole = (run_sweep(spec, Processes(1), PointJournal(p)) for p in (out / "points", fresh(tmp_path)))
    assert all(np.array_equal(found.numbers[name], whole.numbers[name]) for name in whole.numbers)


def fresh(tmp_path):
    """An empty journal: everything is computed without a break."""
    place = tmp_path / "fresh"
    place.mkdir()
    return place
