"""What ``theorycheck list`` reads off files is what the registry says, and where reading is not enough it says so."""

import subprocess
import sys

import pytest

import theory
from proofs_checks.theorem_titles import titles
from theory.registry import GROUP

FILE = 'THEOREM = Theorem(slug="{slug}", title="{title}", depends_on={premises})\n'


def papers(folder, **files):
    paper = folder / "papers" / "paper"
    paper.mkdir(parents=True)
    (paper / "__init__.py").touch()
    for slug, text in files.items():
        (paper / f"{slug}.py").write_text(text)
    return paper.parent


def stated(slug, premises="()", title="A title"):
    return FILE.format(slug=slug, title=title, premises=premises)


def test_names_titles_and_order_are_those_of_the_registry():
    assert list(titles().items()) == [(theorem.slug, theorem.title) for theorem in theory.theorems()]


def test_announced_theorems_are_left_to_the_registry(monkeypatch):
    asked = []
    monkeypatch.setattr("proofs_checks.theorem_titles.entry_points", lambda group: asked.append(group) or ["one"])
    assert titles() is None
    assert asked == [GROUP]


def test_premises_come_first(tmp_path):
    folder = papers(tmp_path, a=stated("a", '("b",)'), b=stated("b"), c=stated("c"))
    assert list(titles(folder)) == ["b", "a", "c"]


def test_a_change_of_a_file_is_seen(tmp_path):
    folder = papers(tmp_path, a=stated("a"))
    assert titles(folder) == {"a": "A title"}
    (folder / "paper" / "a.py").write_text(stated("a", title="Another"))
    assert titles(folder) == {"a": "Another"}


@pytest.mark.parametrize(
    "text",
    [
        'THEOREM = Theorem(slug="a", title=f"{1 + 1}")\n',
        'THEOREM = Theorem(slug="a", title="A", **more)\n',
        'THEOREM = Theorem(slug="a", title="A", depends_on=PREMISES)\n',
        'THEOREM = Theorem(slug="a", title="A", depends_on=("missing",))\n',
        'THEOREM = Theorem(slug="a", title="A", depends_on=("a",))\n',
        'THEOREM = Theorem(slug="b", title="A")\n',
        'THEOREM = Theorem(slug="a", title="A")\nTHEOREM = changed(THEOREM)\n',
        'THEOREM = Theorem(slug="a", title="A")\nif True:\n    THEOREM = None\n',
        'THEOREM = made(slug="a", title="A")\n',
        'THEOREM = Theorem("a", "A")\n',
        'THEOREM: Theorem = Theorem(slug="a", title="A")\n',
        "x = 1\n",
        "THEOREM = (\n",
    ],
)
def test_what_is_not_said_in_so_many_words_is_left_to_the_registry(tmp_path, text):
    assert titles(papers(tmp_path, a=text)) is None


def test_theorems_in_a_circle_are_left_to_the_registry(tmp_path):
    assert titles(papers(tmp_path, a=stated("a", '("b",)'), b=stated("b", '("a",)'))) is None


def test_two_theorems_of_one_name_are_left_to_the_registry(tmp_path):
    folder = papers(tmp_path, a=stated("a"))
    other = folder / "second"
    other.mkdir()
    (other / "__init__.py").touch()
    (other / "a.py").write_text(stated("a"))
    assert titles(folder) is None


WATCHED = "import sys; from proofs_checks.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(*sys.modules)"


@pytest.mark.parametrize("arguments", [["list"], ["--version"], ["--help"], ["verify", "--help"], ["audit", "-h"]])
def test_what_needs_no_theorem_imports_no_engine(arguments):
    done = subprocess.run([sys.executable, "-c", WATCHED, *arguments], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "proofs_checks.cli" in loaded
    assert not loaded & {"sympy", "mpmath", "numpy", "scipy", "theory", "numerics", "hypothesis"}


def test_a_command_that_needs_theorems_imports_the_engine():
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, "show", "block_prediction"], capture_output=True, text=True, check=True
    )
    assert "sympy" in done.stdout.splitlines()[-1].split()
