"""Runs that are killed at any moment: what was finished is there, whole, and the next run goes on from it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proofs_checks.store.entries import unsealed
from proofs_checks.verdict import Verdict

ROOT = Path(__file__).parents[3]
# quick ones, of which there is no figure
SLUGS = (
    "initialisation_error_is_definite",
    "output_weight_stays_away_from_zero",
    "random_scale_fails",
    "task_shift_is_tolerated",
)
MOMENTS = [(signal.SIGKILL, None), (signal.SIGTERM, 143), (signal.SIGINT, 130)]


def start(folder, *options, slugs=SLUGS):
    command = [sys.executable, "-u", "-m", "proofs_checks", "verify", *slugs, "--samples", "1000", "--workers", "2"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "THEORYCHECK_STORE": str(folder / "store"),
        "MPLBACKEND": "agg",
    }
    return subprocess.Popen(
        [*command, "--report", str(folder / "report"), *options],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that all it has started can be found
    )


def still_running(session):
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def finished_by(text):
    """The theorems whose verdict was printed."""
    heads = [line.split() for line in text.splitlines() if line.startswith(SLUGS)]
    return {head[0] for head in heads if len(head) > 1 and head[1] in set(Verdict)}


def whole_files(folder):
    """Every theorem that is there; reading fails where a file is not whole."""
    return {path.stem: unsealed(path.read_bytes()) for path in (folder / "report" / "theorems").glob("*.json")}


def killed_at(folder, moment, number):
    """What a run printed until a signal came, its errors and its exit code."""
    run = start(folder)
    time.sleep(moment)
    run.send_signal(number)
    out, err = run.communicate(timeout=60)
    deadline = time.monotonic() + 30
    while still_running(run.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert still_running(run.pid) == []
    return out, err, run.returncode


def moments():
    """Random moments of a run that takes some four seconds, one of them daily."""
    rng = random.Random(20)
    for index in range(24):
        number, code = MOMENTS[index % 3]
        marks = () if index < 1 else (pytest.mark.nightly,)
        yield pytest.param(rng.uniform(0.3, 5), number, code, marks=marks, id=f"{index} {number.name}")


@pytest.mark.long
@pytest.mark.parametrize(("moment", "number", "code"), list(moments()))
def test_nothing_finished_is_lost_and_nothing_is_left_behind(tmp_path, moment, number, code):
    out, err, returned = killed_at(tmp_path, moment, number)
    assert finished_by(out) <= whole_files(tmp_path).keys()
    assert "Traceback" not in err
    assert "resource_tracker" not in err
    if code is not None and "report:" not in err and out:
        assert returned == code
    again = start(tmp_path, "--resume")
    out, err = again.communicate(timeout=120)
    assert again.returncode == 0, err
    assert whole_files(tmp_path).keys() == set(SLUGS)
    names = {path.name for path in (tmp_path / "report").iterdir()}
    assert names == {"theorems", "figures", "report.html", "report.json", "appendix.tex"}
    assert [path for path in tmp_path.rglob("*") if "unfinished" in path.name or path.name.startswith("tmp")] == []


@pytest.mark.long
def test_a_second_run_on_one_folder_is_refused(tmp_path):
    first = start(tmp_path)
    while not (tmp_path / "report" / ".lock").exists():
        time.sleep(0.01)
        assert first.poll() is None
    second = start(tmp_path)
    _, err = second.communicate(timeout=60)
    assert second.returncode == 2
    assert "another run is writing to" in err
    first.send_signal(signal.SIGTERM)
    out, err = first.communicate(timeout=60)
    assert first.returncode == 143
    assert "interrupted: " in err
    assert "theorem" in out


@pytest.mark.nightly  # six seconds of runs one after the other; the kill of the day resumes, too
def test_resuming_uses_the_folder_even_without_the_store(tmp_path):
    few = SLUGS[:2]
    first = start(tmp_path, "--workers", "1", slugs=few)
    first.communicate(timeout=120)
    for path in (tmp_path / "store").rglob("*.json"):
        path.unlink()
    kept = whole_files(tmp_path)
    (tmp_path / "report" / "theorems" / f"{few[0]}.json").write_text("{}")
    second = start(tmp_path, "--resume", "--workers", "1", slugs=few)
    out, err = second.communicate(timeout=120)
    assert "stored, 1 of 2" in out
    assert "is not used" in err
    assert {slug: entry["theorem"] for slug, entry in whole_files(tmp_path).items()} == {
        slug: entry["theorem"] for slug, entry in kept.items()
    }
