"""Theorems outside of the project: whatever names them finds them, and what is wrong with a file is named."""

import sys

import pytest

import theory
from tests.theory.outside import forgetting, stated, write
from theory import registry


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with forgetting():
        yield tmp_path


def slugs(*names):
    return [theorem.slug for theorem in theory.theorems(*names)]


PAPER = {"my_paper__gain": stated("gain", "kalman"), "my_paper__kalman": stated("kalman")}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["my_paper"], ["kalman", "gain"]),
        (["./my_paper"], ["kalman", "gain"]),
        (["."], ["kalman", "gain"]),
        (["my_paper.gain"], ["gain"]),
        (["my_paper/gain.py"], ["gain"]),
        (["my_paper/kalman.py", "gain"], ["kalman", "gain"]),
        (["my_paper/gain.py", "least_squares_risk"], ["gain", "least_squares_risk"]),
        (["my_paper", "my_paper.gain"], ["kalman", "gain"]),
    ],
    ids=str,
)
def test_whatever_names_theorems_finds_them(folder, names, found):
    write(folder, **PAPER)
    assert slugs(*names) == found


def test_a_package_that_can_be_imported(folder, monkeypatch):
    write(folder / "elsewhere", **PAPER)
    monkeypatch.syspath_prepend(folder / "elsewhere")
    assert slugs("my_paper") == ["kalman", "gain"]
    assert slugs("my_paper.kalman") == ["kalman"]


def test_files_in_no_package_and_what_only_looks_like_one(folder):
    write(folder, gain=stated("gain"), beside="from gain import THEOREM\n", tests__test_gain="TEXT = 'THEOREM'\n")
    write(folder / ".hidden", other=stated("other"))
    write(folder / "environment", another=stated("another"))
    (folder / "environment" / "pyvenv.cfg").touch()
    assert slugs(".") == ["gain"]


def test_premises_are_found_among_everything_named_and_built_in(folder):
    write(folder / "one", first__lower=stated("lower", "least_squares_risk"))
    write(folder / "two", second__upper=stated("upper", "lower"))
    with pytest.raises(ValueError, match="upper rests on 'lower', which is not registered: add it, name the file or"):
        slugs("two")
    assert slugs("two", "one") == ["lower", "upper"]


def test_what_is_named_is_known_and_is_not_among_all_theorems(folder):
    before = slugs()
    write(folder, **PAPER)
    assert theory.theorem("my_paper/gain.py").slug == "gain"
    assert theory.theorem("kalman") is theory.theorem("my_paper.kalman")
    assert slugs() == before
    with pytest.raises(ValueError, match=r"my_paper states 2 theorems, gain, kalman among them: name one"):
        theory.theorem("my_paper")


@pytest.mark.parametrize(
    ("files", "names", "message"),
    [
        ({"a__same": stated("same"), "b__same": stated("same")}, ["."], "called same, in .*a/same.py and .*b/same.py"),
        ({"a__same": stated("same"), "b__same": stated("same")}, ["a", "b"], "called same, in .*a/same.py and .*b/"),
        (
            {"least_squares_risk": stated("least_squares_risk")},
            ["."],
            "called least_squares_risk, in .*theory/papers/.*/least_squares_risk.py and .*: rename one file",
        ),
        ({"gain": stated("gains")}, ["."], "gain.py defines the theorem 'gains': give theorem and file one name"),
        ({"gain": "THEOREM = 3"}, ["."], "gain.py defines int as THEOREM: give a theory.Theorem"),
        ({"gain": "THEOREM = 1 +"}, ["."], "gain.py, line 1: invalid syntax"),
        ({"gain": "\nTHEOREM = name"}, ["."], "gain.py, line 2, does not load: NameError: name 'name' is not"),
        ({"gain": "import nothing_of_it\nTHEOREM = 1"}, ["."], "gain.py, line 1, does not load: ModuleNotFoundError"),
        ({"gain": "raise SystemExit(3)\nTHEOREM = 1"}, ["."], "gain.py, line 1, does not load: SystemExit: 3"),
        ({"my-gain": stated("my-gain")}, ["."], "my-gain.py states a theorem .*'my-gain' is no Python name, rename it"),
        ({"json": stated("json")}, ["./json.py"], "json.py is not what Python imports as json, which is .*rename one"),
        ({"gain": "x = 1"}, ["gain.py"], "nothing in gain.py states a theorem: a theorem file is a module that"),
        ({}, ["."], "nothing in . states a theorem"),
        ({}, ["math"], "nothing in math states a theorem"),
        ({}, ["no/such.py"], "there is no file or folder 'no/such.py'"),
        ({}, ["no_such.module"], "there is no theorem 'no_such.module'"),
        ({}, ["attention_flo"], "there is no theorem 'attention_flo': did you mean attention_flow"),
        ({"a": stated("a", "b"), "b": stated("b", "a")}, ["."], "rest on each other in a circle: a -> b -> a"),
    ],
)
def test_what_is_wrong_is_named(folder, files, names, message):
    write(folder, **files)
    with pytest.raises(ValueError, match=message):
        slugs(*names)


def test_a_folder_hides_nothing_of_anybodys(folder):
    """It comes last where Python looks."""
    write(folder, gain=stated("gain", lines="import json"), json="raise RuntimeError")
    sys.modules.pop("json", None)
    assert slugs("gain.py") == ["gain"]


def test_installed_packages_announce_theirs(folder, monkeypatch):
    def announce(module):
        information = folder / "site" / "my_paper-1.0.dist-info"
        information.mkdir(parents=True, exist_ok=True)
        (information / "METADATA").write_text("Metadata-Version: 2.1\nName: my_paper\nVersion: 1.0\n")
        (information / "entry_points.txt").write_text(f"[theorycheck.papers]\nmine = {module}\n")
        registry._announced.cache_clear()

    write(folder / "site", **PAPER)
    announce("my_paper")
    monkeypatch.syspath_prepend(folder / "site")
    built_in = len(list((registry.Path(theory.__file__).parent / "papers").glob("*/[a-z]*.py")))
    assert slugs().index("kalman") < slugs().index("gain")
    assert len(slugs()) == built_in + 2
    assert slugs("gain") == ["gain"]
    announce("no_paper")
    with pytest.raises(ValueError, match=r"entry point mine = no_paper .* leads to no package: mend or uninstall it"):
        slugs()


def test_the_built_in_ones_come_by_the_same_door():
    assert slugs("theory.papers") == slugs()
    assert "attention_flow" in slugs("theory.papers.trained_transformers")
    assert slugs("theory.papers.trained_transformers.attention_flow") == ["attention_flow"]
