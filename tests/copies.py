"""Copies of the packages, in which tests add a file or change one, and the command run there."""

import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["copied", "run", "run_code"]

ROOT = Path(__file__).parents[1]


def copied(folder):
    """The packages in a folder, with what is compiled of them, which is compiled anew where a file is changed."""
    for name in ("theory", "numerics", "proofs_checks", "theorycheck"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc.*"))  # half written
    return folder


def run_code(folder, *arguments):
    """Python in that folder; it stores nothing in anybody's home."""
    environment = {"PYTHONPATH": str(folder), "THEORYCHECK_STORE": ""}
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, env=environment)


def run(folder, *arguments):
    """The command, as of that copy."""
    return run_code(folder, "-m", "proofs_checks", *arguments)
