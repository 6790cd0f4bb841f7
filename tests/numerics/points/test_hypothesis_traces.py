"""verify in a user's surroundings, tests with Hypothesis, threads and interrupted notebooks: it leaves no folder."""

import importlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, configuration, currently_in_test_context, given, settings
from hypothesis import strategies as st

from numerics.points.hypothesis_traces import leaving_no_folder, outside_a_test, reading_no_modules

ROOT = Path(__file__).parents[3]
# with shrinking, so that Hypothesis has all it would keep
USED = """
import threading, _thread
from sympy import symbols
from theorycheck import Equality, verify
a, b = symbols("a b", real=True)
def right():
    return str(verify(Equality((a + b)**2, a**2 + 2*a*b + b**2)).verdict)
def wrong():
    return str(verify(Equality((a + b)**2, a**2 + 2*a*b + 2*b**2)).verdict)
"""
IN_THREADS = """
found = []
threads = [threading.Thread(target=lambda f=f: found.append(f())) for f in (right, wrong, wrong, right)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert sorted(found) == ["PROVED", "PROVED", "REFUTED", "REFUTED"], found
"""
INTERRUPTED = """
stopped = 0
for moment in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8):
    timer = threading.Timer(moment, _thread.interrupt_main)
    timer.start()
    try:
        right(), wrong()
    except KeyboardInterrupt:
        stopped += 1
    finally:
        timer.cancel()
assert stopped >= 1, stopped
assert (right(), wrong()) == ("PROVED", "REFUTED")
"""
HYPOTHESIS = """
from hypothesis import given, settings, strategies as st
@settings(max_examples=2, deadline=None, database=None)
@given(st.booleans())
def test_inside(x):
    assert (right() if x else wrong()) == ("PROVED" if x else "REFUTED")
test_inside()
"""


def run(folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.long
@pytest.mark.parametrize(
    "more",
    ["print(right())", IN_THREADS, pytest.param(INTERRUPTED, marks=pytest.mark.nightly)],
    ids=["alone", "in threads", "interrupted"],
)
def test_a_program_of_a_user(tmp_path, more):
    done = run(tmp_path, "-c", USED + more)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.nightly
def test_within_a_test_of_a_user(tmp_path):
    done = run(tmp_path, "-c", USED + HYPOTHESIS)
    assert done.returncode == 0, done.stderr


@pytest.mark.nightly
def test_in_a_worker_of_xdist(tmp_path):
    (tmp_path / "test_mine.py").write_text(USED + "def test_it():\n    assert right() == 'PROVED'\n")
    done = run(tmp_path, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout
    assert not (tmp_path / ".hypothesis").exists()


def test_it_is_we_who_prevent_the_folder(tmp_path):
    """Without our doing there is one: if Hypothesis stops keeping things, this file has lost its point."""
    undone = (
        "import contextlib, numerics.points.hypothesis_traces as h\n"
        "h.leaving_no_folder = h.reading_no_modules = contextlib.nullcontext\n"
    )
    done = run(tmp_path, "-c", undone + USED + "right()")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [".hypothesis"]


def test_the_folder_of_a_user_is_as_before():
    before = configuration.storage_directory("examples").path
    with leaving_no_folder(), leaving_no_folder():
        assert configuration.storage_directory("examples").path != before
    assert configuration.storage_directory("examples").path == before
    configuration.set_hypothesis_home_dir("/somewhere")
    try:
        with pytest.raises(KeyboardInterrupt), leaving_no_folder():
            raise KeyboardInterrupt
        assert configuration.storage_directory("examples").path == Path("/somewhere/examples")
    finally:
        configuration.set_hypothesis_home_dir(None)


def test_no_module_is_read_and_all_is_as_it_was():
    from hypothesis import find, settings
    from hypothesis import strategies as st
    from hypothesis.errors import NoSuchExample
    from hypothesis.internal.conjecture import providers

    names = ("_get_local_constants", "_local_constants", "CONSTANTS_CACHE")
    before = {name: getattr(providers, name) for name in names}

    def drawn():
        seen = []
        how = settings(database=None, max_examples=200, phases=(Phase.generate,))
        with reading_no_modules():
            assert not len(providers._get_local_constants())
        with leaving_no_folder(), reading_no_modules(), pytest.raises(NoSuchExample):
            find(st.integers(-(10**9), 10**9), lambda n: bool(seen.append(n)), settings=how, random=Random(0))
        return seen

    first = drawn()
    # what somebody's module holds changes nothing
    providers._local_constants.integers.add(123_456_789)
    try:
        assert drawn() == first
    finally:
        providers._local_constants.integers.discard(123_456_789)
    assert {name: getattr(providers, name) for name in names} == before


def test_a_version_without_what_reads_modules_is_left_alone(monkeypatch):
    from hypothesis.internal import conjecture

    importlib.import_module("hypothesis.internal.conjecture.providers")
    monkeypatch.delattr(conjecture, "providers")
    monkeypatch.setitem(sys.modules, "hypothesis.internal.conjecture.providers", None)
    entered = False
    with reading_no_modules():
        entered = True
    assert entered


def test_a_search_within_a_test_has_a_thread_of_its_own_and_one_outside_has_not():
    found = []

    @settings(max_examples=2, deadline=None, database=None)
    @given(st.booleans())
    def inside(x):
        found.append(outside_a_test(lambda: (currently_in_test_context(), threading.current_thread())))

    inside()
    assert [within for within, _ in found] == [False] * len(found)
    assert all(thread is not threading.main_thread() for _, thread in found)
    assert outside_a_test(threading.current_thread) is threading.current_thread()


def test_what_a_search_raises_within_a_test_is_raised():
    @settings(max_examples=1, deadline=None, database=None)
    @given(st.just(0))
    def inside(zero):
        with pytest.raises(ZeroDivisionError):
            outside_a_test(lambda: 1 / zero)

    inside()
