"""Keys hold the files of theorems outside of the project, too, and whatever these import."""

import pytest

from tests.copies import ROOT, run_code
from tests.shares import nightly
from tests.theory.outside import stated, write

KEY = """
import sys, theory
from proofs_checks.context import Context
from proofs_checks.store.evidence_key import evidence_keys
theory.theorems("my_paper")
print(getattr(evidence_keys(theory.theorem("gain"), Context()), "about", None))
"""


def key_of(folder, text, **files):
    write(folder, my_paper__gain=text, **files)
    done = run_code(ROOT, "-B", "-c", f"import os; os.chdir({str(folder)!r})\n{KEY}")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def key_with(folder, lines="", **files):
    return key_of(folder, stated("gain", lines=lines), **files)


@pytest.mark.long
@pytest.mark.parametrize(
    ("lines", "file"),
    [
        ("from my_paper import helper", "my_paper__helper"),
        nightly("from . import helper", "my_paper__helper"),
        nightly("from my_paper.helper import *", "my_paper__helper"),
        nightly("import helper_beside", "helper_beside"),
        ("from theory import theorem; theorem('other')", "my_paper__other"),
    ],
)
def test_a_file_that_it_reaches(tmp_path, lines, file):
    """Evidence of before a change would be believed otherwise."""
    text = stated("other") if file.endswith("other") else "VALUE = 1"
    before = key_with(tmp_path, lines, **{file: text})
    after = key_with(tmp_path, lines, **{file: f"{text}\n# changed"})
    assert before not in ("None", after)
    assert before == key_with(tmp_path, lines, **{file: text})


@pytest.mark.long
def test_a_premise_and_the_file_itself(tmp_path):
    text, lower = stated("gain", "lower"), stated("lower")
    keys = [
        key_of(tmp_path, text, my_paper__lower=lower),
        key_of(tmp_path, text, my_paper__lower=f"{lower}# changed"),
        key_of(tmp_path, f"{text}# changed", my_paper__lower=lower),
        key_of(tmp_path, stated("gain"), my_paper__lower=lower),
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "lines",
    [
        "def late():\n    import helper_beside",
        nightly("def late():\n    from my_paper import helper"),
        "import numpy; numpy.load",
        nightly("import os; os.environ"),
        nightly("import theory; theory.theorems"),
        nightly("from theorycheck import Problem; Problem.from_file"),
    ],
)
def test_what_may_depend_on_more_than_is_loaded_has_no_key(tmp_path, lines):
    assert key_with(tmp_path, lines, helper_beside="", my_paper__helper="") == "None"


def test_what_the_libraries_and_the_project_hold_is_not_read(tmp_path):
    files = key_with(tmp_path, "import json, numpy, sympy.matrices\nfrom theory.rules import Integrate")
    assert files != "None"
    assert "numpy." not in files
    assert "theory.rules" not in files
