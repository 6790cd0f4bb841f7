"""The plugin as somebody else's pytest sees it, in a folder with a paper, a test, and a theorem that is wrong."""

import re
import subprocess
import sys

import pytest

from tests.copies import ROOT
from tests.shares import nightly
from tests.theory.outside import stated, write

WRONG = stated("wrong").replace("2 * x", "3 * x")
A_TEST = """
import sys
def test_nothing_is_imported_until_it_is_used():
    assert {"theory", "numerics", "proofs_checks", "theorycheck", "sympy"}.isdisjoint(sys.modules)
"""


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, my_paper__right=stated("right"), my_paper__other=stated("other", "right"), test_it=A_TEST)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


QUICK = ("-o", "theorems_evidence=derivation")
"""For tests of what is collected: the evidence is a test's own matter, and takes a second to import."""


def pytest_in(folder, *arguments, store=""):
    """Exit code, {node: outcome} and the text."""
    environment = {"PYTHONPATH": str(ROOT), "THEORYCHECK_STORE": str(store), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "pytest", "-p", "pytest_theorycheck", "-p", "no:cacheprovider", "-v", "-rA"]
    done = subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, env=environment)
    text = done.stdout + done.stderr
    return done.returncode, dict(re.findall(r"^(?:PASSED|FAILED|ERROR) (\S+::\S+)()", text, flags=re.MULTILINE)), text


def nodes(found):
    return sorted(found[1])


RIGHT, OTHER, TEST = "my_paper/right.py::right", "my_paper/other.py::other", "test_it.py::test_nothing"


def test_until_it_is_used_nothing_of_ours_is_imported(folder):
    code, found, text = pytest_in(folder)
    assert code == 0, text
    assert list(found) == ["test_it.py::test_nothing_is_imported_until_it_is_used"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--theorems", "my_paper"], [OTHER, RIGHT]),
        (["--theorems", "my_paper/right.py", "--theorems", "least_squares_risk", "-k", "right"], [RIGHT]),
        nightly(["--theorems", "my_paper", "-k", "other"], [OTHER]),
        nightly(["--theorems", "my_paper", "-n", "2"], [OTHER, RIGHT]),
        nightly(["--theorems", "my_paper", RIGHT], [RIGHT]),
        (["-o", "theorems=my_paper", RIGHT], [RIGHT]),
    ],
    ids=str,
)
def test_one_test_a_theorem_named_by_its_slug(folder, arguments, expected):
    code, found, text = pytest_in(folder, *arguments, *QUICK)
    assert code == 0, text
    assert sorted(found) == expected


@pytest.mark.long
@pytest.mark.parametrize("workers", [[], nightly(["-n", "2"])], ids=str)
def test_the_ini_option_adds_them_to_the_tests_unless_tests_are_picked(folder, workers):
    (folder / "pytest.ini").write_text("[pytest]\ntheorems = my_paper\ntheorems_evidence = derivation\n")
    (folder / "test_it.py").write_text("def test_nothing(): pass")
    (folder / "below").mkdir()
    assert nodes(pytest_in(folder, *workers)) == [OTHER, RIGHT, TEST]
    if not workers:
        assert nodes(pytest_in(folder, "test_it.py")) == [TEST]
        assert nodes(pytest_in(folder, "--theorems", "my_paper", "test_it.py")) == [OTHER, RIGHT, TEST]
        assert nodes(pytest_in(folder / "below", "--rootdir", "..", "-k", "right")) == ["../my_paper/right.py::right"]


def test_a_failure_prints_the_counterexample(folder):
    write(folder, my_paper__wrong=WRONG)
    code, found, text = pytest_in(folder, "--theorems", "my_paper", "-k", "wrong")
    assert code == 1
    assert list(found) == ["my_paper/wrong.py::wrong"]
    assert "E   wrong: REFUTED" in text
    assert "E     x = 1" in text or "E     x = -1" in text
    assert "E   left side  =" in text
    assert "Traceback" not in text


def test_a_failing_step_is_named(folder):
    lines = "from theory.rules import Rewrite\nfrom theorycheck import Step"
    text = stated("steps", lines=lines).replace("depends_on=()", "derivation=(Step(Rewrite(3 * x), 'so it is'),)")
    write(folder, my_paper__steps=text)
    code, _, text = pytest_in(folder, "--theorems", "my_paper", "-k", "steps", *QUICK)
    assert code == 1
    assert re.search(r"^E .*derivation: ERROR, step 1", text, flags=re.MULTILINE), text
    assert "E   the difference of the two sides: -x" in text
    assert re.search(r"^E   at x = ", text, flags=re.MULTILINE), text


@pytest.mark.long
def test_confirmed_passes_where_that_is_allowed(folder):
    """A bound for which no derivation is given nor found is confirmed at best."""
    text = stated("bound", lines="from sympy import exp").replace("Equality", "Bound")
    text = text.replace("x + x, 2 * x", "x, exp(x) - 1")
    write(folder, my_paper__bound=text)
    arguments = ("--theorems", "my_paper/bound.py", "-o", "theorems_evidence=property_search")
    code, _, text = pytest_in(folder, *arguments)
    assert (code, "E   bound: CONFIRMED" in text) == (1, True), text
    assert pytest_in(folder, *arguments, "-o", "theorems_allow=confirmed")[0] == 0
    assert pytest_in(folder, *arguments, "-o", "theorems_allow=bound")[0] == 0
    code, _, text = pytest_in(folder, *arguments, "-o", "theorems_allow=anything")
    assert code == 4
    assert "theorems_allow is 'anything': give proved, confirmed, or the slug" in text


@pytest.mark.long
def test_some_kinds_of_evidence_are_enough_where_they_are_named(folder):
    write(folder, my_paper__wrong=WRONG)
    arguments = ("--theorems", "my_paper", "-o")
    code, _, text = pytest_in(folder, *arguments, "theorems_evidence=derivation exact_points")
    assert (code, "2 passed" in text, "1 failed" in text) == (1, True, True), text
    assert re.search(r"^E .*exact.*REFUTED", text, flags=re.MULTILINE), text
    assert "property" not in text
    code, _, text = pytest_in(folder, *arguments, "theorems_evidence=proof")
    assert code == 4
    assert "theorems_evidence is 'proof': give kinds of evidence, which are derivation, exact_points" in text


@pytest.mark.parametrize("workers", [[], nightly(["-n", "2"])], ids=str)
def test_a_wrong_name_is_wrong_usage(folder, workers):
    code, _, text = pytest_in(folder, "--theorems", "no_such_paper", *workers)
    assert code == 4, text
    assert "ERROR: there is no theorem 'no_such_paper'" in text


def test_a_file_that_does_not_load_fails_in_one_line(folder):
    write(folder, my_paper__broken="THEOREM = name")
    code, _, text = pytest_in(folder, "--theorems", "my_paper", "-k", "broken")
    assert code == 1
    assert "broken.py, line 1, does not load: NameError" in text
    assert "Traceback" not in text


@pytest.mark.long
def test_the_store_is_used(folder):
    def kept():
        return {path: path.stat().st_mtime_ns for path in (folder / "store").rglob("*.json")}

    arguments = ("--theorems", "my_paper/right.py")
    assert pytest_in(folder, *arguments, store=folder / "store")[0] == 0
    before = kept()
    assert before
    assert pytest_in(folder, *arguments, store=folder / "store")[0] == 0
    assert kept() == before
    with (folder / "my_paper" / "right.py").open("a") as file:
        file.write("# changed")
    assert pytest_in(folder, *arguments, store=folder / "store")[0] == 0
    assert len(kept()) == 2 * len(before)
