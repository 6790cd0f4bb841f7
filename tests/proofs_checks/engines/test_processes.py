"""Results as they are finished, failures passed on, and nobody left behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proofs_checks.engines.processes import Processes
from proofs_checks.exit_codes import WorkerDiedError

ROOT = Path(__file__).parents[3]


def squared(number):
    return number * number


def fails_at_two(number):
    if number == 2:
        message = "two"
        raise KeyError(message)
    return number


def dies_at_two(number):
    if number == 2:
        os.kill(os.getpid(), 9)
    return number


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_each_item_begins_once_and_is_finished_once(workers):
    seen = list(Processes(workers).as_finished(squared, [3, 1, 2]))
    assert sorted(index for index, result in seen if result is None) == [0, 1, 2]
    assert sorted((index, result) for index, result in seen if result is not None) == [(0, 9), (1, 1), (2, 4)]
    for index in range(3):
        assert seen.index((index, None)) < seen.index((index, [9, 1, 4][index]))


def test_what_is_raised_is_raised_here():
    with pytest.raises(KeyError, match="two"):
        list(Processes(2).as_finished(fails_at_two, [1, 2]))


def test_a_worker_that_dies_is_named_with_its_signal():
    with pytest.raises(WorkerDiedError, match=r"signal 9 while it worked on item 2.*--workers"):
        list(Processes(2).as_finished(dies_at_two, [1, 2, 3]))


def test_a_worker_that_dies_is_survived_where_that_is_asked_for():
    numbers = [1, 2, 3, 4]
    seen = [pair for pair in Processes(2).as_finished(dies_at_two, numbers, survive=True) if pair[1] is not None]
    assert sorted(result for _, result in seen if not isinstance(result, WorkerDiedError)) == [1, 3, 4]
    assert [index for index, result in seen if isinstance(result, WorkerDiedError)] == [1]


class Growing:
    """Gives out what is put into it while others work."""

    def __init__(self, *numbers):
        self.numbers = list(numbers)

    def __iter__(self):
        return self

    def __next__(self):
        if self.numbers:
            return self.numbers.pop(0)
        raise StopIteration


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_put_in_after_a_result_is_done_too(workers):
    source, found = Growing(1, 3), []
    for _, result in Processes(workers).as_finished(squared, source):
        if result is not None:
            found.append(result)
            if result < 100:
                source.numbers.append(result + 10)
    # 1 leads to 11 and 121, 3 to 19 and 361
    assert sorted(found) == [1, 9, 121, 361]


def test_fewer_than_one_worker_is_refused():
    with pytest.raises(ValueError, match="0 workers: give at least one"):
        Processes(0)


class OddError(Exception):
    """One that pickle cannot send."""

    def __init__(self, number):
        super().__init__("odd")
        self.number = lambda: number


def fails_oddly(number):
    raise OddError(number)


def gives_a_function(number):
    return lambda: number


def test_what_cannot_travel_is_told_as_text():
    with pytest.raises(RuntimeError, match=r"OddError, which cannot be sent .*: odd"):
        list(Processes(2).as_finished(fails_oddly, [1, 2]))
    with pytest.raises(RuntimeError, match=r"function, which cannot be sent"):
        list(Processes(2).as_finished(gives_a_function, [1, 2]))


SLEEPING = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from proofs_checks.engines.processes import Processes
def sleep(number):
    print(os.getpid(), flush=True)
    time.sleep(60)
if __name__ == "__main__":
    for _ in Processes(2).as_finished(sleep, [1, 2]):
        pass
"""


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    script = tmp_path / "sleeping.py"
    script.write_text(SLEEPING)
    with subprocess.Popen(
        [sys.executable, script, ROOT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as parent:
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        assert all(map(is_running, workers))
        parent.kill()
        # the error stream is at its end when the last process that holds it is gone
        assert parent.stderr.read() == ""
    deadline = time.monotonic() + 30
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))
