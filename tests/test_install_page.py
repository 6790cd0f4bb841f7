"""The page on installing names what pyproject.toml asks for, and sizes that are not far from those here."""

import importlib.util
import re
import tomllib

from packaging.requirements import Requirement

from tests.copies import ROOT

PAGE = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([0-9.]+) \| `([a-z0-9-]+)` \|", PAGE, re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def script():
    spec = importlib.util.spec_from_file_location("install_size", ROOT / "examples" / "install_size.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_dependency_has_a_row_and_a_reason():
    named = {Requirement(text).name for text in PROJECT["dependencies"]}
    assert {name for _, name in ROWS} == named == set(script().WHY)


def test_sizes_are_those_of_today():
    measured = script().groups()
    for size, name in ROWS[:4]:
        assert 0.5 < measured[name][0] / float(size) < 1.5, f"{name}: python examples/install_size.py --page"


def test_the_lowest_versions_are_a_line_for_each_dependency():
    spec = importlib.util.spec_from_file_location("lowest_versions", ROOT / ".ci" / "lowest_versions.py")
    lowest = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lowest)
    lines = list(lowest.floors(PROJECT["dependencies"]))
    assert len(lines) == len({Requirement(text).name for text in PROJECT["dependencies"]})
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9.]+", line) for line in lines)
