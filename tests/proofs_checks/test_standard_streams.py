"""Commands with a closed, full or forgotten output, and in encodings that lack what they print."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROBLEM = "H = [[2, 1], [1, 2]]\nPsi = [[1, 0], [0, 1]]\nbeta_star = [1, 0]\nsigma2 = 1\nM = 20\n"


FULL = b"error: No space left on device: make room, and run it again\n"


def run(*arguments, encoding="utf-8", redirect="", cwd=None):
    """Exit code, stdout and stderr as bytes."""
    command = f'exec "$0" -m theorycheck "$@" {redirect}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "THEORYCHECK_STORE": ""}
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, *arguments], env=environment, cwd=cwd, capture_output=True
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_text_in_a_poor_encoding(encoding):
    code, out, err = run("show", "optimal_one_step_gd", encoding=encoding)
    assert (code, err) == (0, b"")
    text = out.decode(encoding)
    assert "Gamma" in text
    assert "?" not in text


@pytest.mark.long
def test_documents_are_utf8_whatever_the_terminal_is(tmp_path):
    (tmp_path / "p.toml").write_text(PROBLEM)
    code, out, err = run("audit", "p.toml", "--format", "json", encoding="ascii", cwd=tmp_path)
    assert (code, err) == (0, b"")
    assert not out.isascii()
    assert json.loads(out.decode("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "redirect", "code", "message"),
    [
        (["list"], ">&-", 0, b""),
        (["nonsense"], "2>&-", 2, b""),
        (["list"], ">/dev/full", 4, FULL),
        (
            ["show", "optimal_one_step_gd"],
            ">/dev/full",
            4,
            b"error: No space left on device: make room, and run it again\n",
        ),
    ],
)
def test_an_output_that_takes_nothing(arguments, redirect, code, message):
    assert run(*arguments, redirect=redirect) == (code, b"", message)


@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["cache", "--help"]], ids=" ".join)
def test_a_reader_that_has_gone(arguments):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "THEORYCHECK_STORE": ""}
        command = [sys.executable, "-m", "theorycheck", *arguments]
        done = subprocess.run(command, env=environment, stdout=pipe, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (141, b"")
