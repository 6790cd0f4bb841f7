"""Signals while the command is still being imported end it, without a word."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FROM_HERE = "import sys; sys.argv = ['theorycheck', *sys.argv[1:]]\n"
WAITS = """
import theorycheck, time
print("ready", flush=True)
time.sleep(60)
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "THEORYCHECK_STORE": ""}


def started(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # what is run in the background of a shell is told to ignore SIGINT, and hands that on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_as_the_command(number, code):
    process = started(FROM_HERE + WAITS)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == code


def test_a_program_that_imports_us_keeps_its_own_signals():
    process = started(WAITS)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in process.communicate(timeout=60)[1]


def test_nothing_heavy_comes_before():
    """Of what Python has not loaded by itself: the less there is, the shorter is the time in which a signal is met by
    nobody."""
    code = f"""{FROM_HERE}
import signal
before, found = set(sys.modules), []
real = signal.signal
signal.signal = lambda *a: found.append(set(sys.modules) - before) or real(*a)
import theorycheck
print(*sorted(found[0]))
"""
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["theorycheck", "theorycheck.stopping"]


@pytest.mark.nightly
@pytest.mark.parametrize("milliseconds", range(100, 3000, 290))
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_at_any_moment(number, code, milliseconds, tmp_path):
    command = [sys.executable, "-m", "theorycheck", "verify", "task_shift_is_tolerated", "random_scale_fails"]
    process = subprocess.Popen(
        [*command, "--workers", "2"],
        env=ENVIRONMENT,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(milliseconds / 1000)
    os.killpg(process.pid, number)  # as a terminal does, the workers included
    _, err = process.communicate(timeout=100)
    if "theorycheck" in err or process.returncode not in (-number, 1):  # Python itself was still starting
        assert process.returncode == code, err
        assert "Traceback" not in err
