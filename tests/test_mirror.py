"""Every module with logic has a test file of its name, or a line that says which tests test it, and why."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("theory", "numerics", "proofs_checks", "theorycheck")
ELSEWHERE = tomllib.loads((ROOT / "tests" / "tested_through.toml").read_text(encoding="utf-8"))

REACHED = 0.6
"""Of a module's functions, the part that the tests named for it call at least; the rest are other ways to fail."""


def functions_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}


def without_own_tests():
    """Modules with functions, theorems apart, that no test file is named after; by room."""
    named = {path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py")}
    rooms = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT)
            is_data = {"papers", "templates"} & set(place.parts) or path.stem.startswith("__")
            if not is_data and path.stem not in named and functions_in(path):
                rooms.setdefault(place.parent.as_posix(), []).append(path)
    return rooms


def test_every_module_is_tested_under_its_name_or_said_to_be_elsewhere():
    rooms = without_own_tests()
    assert set(rooms) - set(ELSEWHERE) == set(), "write a test file of the module's name, or a line in the table"
    assert set(ELSEWHERE) - set(rooms) == set(), "nothing there is without tests of its own: take the line away"


@pytest.mark.parametrize("room", ELSEWHERE)
def test_what_is_named_exists_and_has_a_reason(room):
    entry = ELSEWHERE[room]
    assert len(entry["reason"]) > 20
    for name in entry["tests"]:
        place = ROOT / name
        assert place.is_file() or list(place.rglob("test_*.py")), name


CALLED = """
import json, sys
from pathlib import Path
import pytest
root, out, *tests = sys.argv[1:]
called = set()
def note(frame, event, argument):
    code = frame.f_code
    if event == "call" and code.co_filename.startswith(root) and "/tests/" not in code.co_filename:
        called.add((code.co_filename[len(root) + 1 :], code.co_name))
sys.setprofile(note)
code = pytest.main(["-q", "-m", "not nightly", "-p", "no:cacheprovider", *tests])
sys.setprofile(None)
Path(out).write_text(json.dumps(sorted(called)))
sys.exit(code)
"""


@pytest.mark.nightly
@pytest.mark.parametrize("room", ELSEWHERE)
def test_the_tests_named_reach_the_functions(room, tmp_path):
    out = tmp_path / "called.json"
    command = [sys.executable, "-c", CALLED, str(ROOT), str(out), *ELSEWHERE[room]["tests"]]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-2000:]
    called = {tuple(pair) for pair in json.loads(out.read_text())}
    missed = {}
    for path in without_own_tests()[room]:
        functions, place = functions_in(path), path.relative_to(ROOT).as_posix()
        reached = {name for name in functions if (place, name) in called}
        if len(reached) < REACHED * len(functions):
            missed[place] = sorted(functions - reached)
    print(f"{room}: {len(without_own_tests()[room])} modules")
    assert missed == {}
