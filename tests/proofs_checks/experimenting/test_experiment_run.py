import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

import pytest

from proofs_checks.engines.processes import Processes
from proofs_checks.experimenting.experiment_run import require_packages, run_experiment
from proofs_checks.experimenting.result_folder import result_folder
from proofs_checks.json_text import exact_text
from tests.proofs_checks.toy_experiments import Toy


def as_text(results):
    return [(r.arm, r.seed, exact_text(r.data, by_name=True)) for r in results]


def test_results_are_the_same_whatever_the_number_of_workers(tmp_path):
    alone = run_experiment(Toy(seeds=3), Processes(1))
    told = []
    with result_folder(tmp_path) as folder:
        together = run_experiment(Toy(seeds=3), Processes(2), folder, lambda *progress: told.append(progress))
    assert as_text(alone) == as_text(together)
    assert told == [(i, 6) for i in range(7)]
    assert len(list((tmp_path / "seeds").glob("*.json"))) == 6
    assert alone.of("one")[0].data["curve"][1] is None


class Counting(Processes):
    """One process, which counts what it is given."""

    def __init__(self):
        super().__init__(1)
        self.given = 0

    def as_finished(self, function, items, *, survive=False):
        items = list(items)
        self.given += len(items)
        return super().as_finished(function, items, survive=survive)


def test_resumed_runs_are_those_that_are_missing(tmp_path):
    with result_folder(tmp_path) as folder:
        first = run_experiment(Toy(seeds=2), Processes(1), folder)
        (tmp_path / "seeds" / "one.1.json").unlink()
        engine = Counting()
        again = run_experiment(Toy(seeds=3), engine, folder, resume=True)
        assert engine.given == 3  # the one that is missing, and the third seed of both arms
        assert as_text(first)[0] == as_text(again)[0]
        anew = Counting()
        run_experiment(Toy(seeds=2), anew, folder)
        assert anew.given == 4
        other = Counting()
        run_experiment(Toy(seeds=2, mean=1.0), other, folder, resume=True)
        assert other.given == 4  # of another setting


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from proofs_checks.engines.processes import Processes
from proofs_checks.experimenting.experiment_run import run_experiment
from proofs_checks.experimenting.result_folder import result_folder
from tests.proofs_checks.toy_experiments import Toy
if __name__ == "__main__":
    with result_folder(Path(sys.argv[1])) as folder:
        run_experiment(Toy(seeds=400, wait=0.02), Processes(2), folder)
"""


def test_a_kill_loses_nothing_that_was_finished(tmp_path):
    root = os.getcwd()
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    target = tmp_path / "results"
    process = subprocess.Popen([sys.executable, str(script), str(target), root], env={**os.environ, "PYTHONPATH": root})
    deadline = time.monotonic() + 120
    while len(list(target.glob("seeds/*.json"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(1.5)  # its workers end by themselves
    finished = len(list(target.glob("seeds/*.json")))
    assert finished >= 5
    with result_folder(target) as folder:
        engine = Counting()
        run_experiment(Toy(seeds=(finished + 3) // 2, wait=0.02), engine, folder, resume=True)
        assert not folder.remarks
        assert engine.given <= 8  # what was in the hands of two workers, and what is new
        assert not list(target.rglob("*.unfinished"))


@dataclass(frozen=True, kw_only=True)
class Needy(Toy):
    packages = ("a_package_that_is_nowhere",)


def test_missing_packages_and_bad_arms_are_refused_before_anything_runs():
    with pytest.raises(ValueError, match="toy needs a_package_that_is_nowhere: install"):
        require_packages(Needy())
    for names in (("a/b",), (), ("a", "a"), ("Ä",)):
        with pytest.raises(ValueError, match="give each a name of small letters"):
            run_experiment(Toy(names=names), Processes(1))
