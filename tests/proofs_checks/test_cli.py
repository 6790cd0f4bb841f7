import errno
import json
import subprocess
import sys

import numpy as np
import pytest

import theory
from proofs_checks import cli
from proofs_checks.exit_codes import WorkerDiedError
from tests.proofs_checks.toys import FALSE, TRUE, named, toy

PROBLEM = """
H = [[2.0, 0.5], [0.5, 1.0]]
Psi = [[1.0, 0.0], [0.0, 0.0]]
beta_star = [1.0, -1.0]
sigma2 = 0.5
M = 3
"""


@pytest.fixture
def toys(monkeypatch):
    names = {name: toy(name) for name in ("jensen", "sizes_alone", "jensen_reversed")}
    monkeypatch.setattr(theory, "theorems", named(names, "sizes_alone", "jensen"), raising=False)


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["theorycheck", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return stop.value.code, *capsys.readouterr()

    monkeypatch.chdir(tmp_path)
    return run


def one_line(text):
    assert text.startswith("error: ")
    assert text.count("\n") == 1
    return text


def test_the_toys_are_known():
    assert {"jensen", "sizes_alone"} <= TRUE.keys()
    assert "jensen_reversed" in FALSE


def test_list(command):
    code, out, _ = command("list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [t.slug for t in theory.theorems()]


@pytest.mark.usefixtures("toys")
@pytest.mark.parametrize(("slugs", "expected"), [([], 0), (["jensen"], 0), (["jensen_reversed", "jensen"], 1)])
def test_verify_prints_a_table_and_exits_by_the_verdicts(command, tmp_path, slugs, expected):
    code, out, err = command("verify", *slugs)
    assert code == expected
    assert "verdict" in out
    # what each check did is said of what fails
    assert ("claimed" in out) == (expected == 1)
    assert ("  exact_points: REFUTED" in out) == (expected == 1)
    assert ("counterexample to jensen_reversed" in out) == (expected == 1)
    assert "[1/" in err
    assert all(len(line) <= 100 for line in out.split("counterexample")[0].splitlines())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("toys")
def test_verbose_says_what_each_check_did(command):
    code, out, _ = command("verify", "-v", "jensen")
    assert code == 0
    assert "  exact_points: CONFIRMED" in out
    assert "claimed" in out


@pytest.mark.long
@pytest.mark.usefixtures("toys")
def test_json_is_the_same_for_the_same_seed_apart_from_timing(command):
    documents = [json.loads(command("verify", "--seed", seed, "--format", "json")[1]) for seed in (7, 7, 8)]
    timings = [document.pop("timing") for document in documents]
    assert documents[0] == documents[1] != documents[2]
    assert timings[0].keys() == {"jensen", "sizes_alone"}
    assert documents[0]["schema"] == 1


@pytest.mark.long
@pytest.mark.usefixtures("toys")
def test_a_selection_does_not_change_what_is_drawn(command):
    together, alone = (json.loads(command("verify", *s, "--format", "json")[1]) for s in ([], ["jensen"]))
    assert alone["theorems"][0] == together["theorems"][1]


@pytest.mark.usefixtures("toys")
def test_verify_at_the_numbers_of_a_file(command, tmp_path):
    (tmp_path / "problem.toml").write_text(PROBLEM)
    code, out, _ = command("verify", "jensen", "--problem", "problem.toml")
    assert code == 0
    assert "at your numbers" in out


@pytest.mark.usefixtures("toys")
def test_what_was_finished_before_its_turn_is_not_lost(command, monkeypatch):
    from proofs_checks import runner, verify_command

    def interrupted(theorems, context, workers, on_progress, memory):
        memory.keep(runner.check_theorem(theorems[-1], context))
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr(verify_command, "run_by", interrupted)
    code, out, err = command("verify", "--format", "json")
    found = json.loads(out)
    assert code == 130
    assert len(found["theorems"]) == 1
    assert found["unfinished"]
    assert f"interrupted: 1 of {1 + len(found['unfinished'])} theorems" in err


NO_SPACE = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.usefixtures("toys")
def test_a_full_disk_loses_no_verdict(command, monkeypatch, tmp_path):
    from proofs_checks.store import run_folder

    def full(path, content):
        raise NO_SPACE

    monkeypatch.setattr(run_folder, "write_whole", full)
    code, out, err = command("verify", "--report", tmp_path / "report", "--workers", 1)
    assert code == 4
    assert "sizes_alone  PROVED" in out
    assert "jensen" in out
    assert err.splitlines()[-1].endswith("No space left on device; make room, and run again with --resume")


@pytest.mark.parametrize(
    ("error", "expected"),
    [(NO_SPACE, 4), (MemoryError(), 4), (WorkerDiedError("a worker ended"), 4), (FileNotFoundError(2, "none"), 2)],
)
def test_what_the_machine_does_is_no_wrong_usage(command, monkeypatch, error, expected):
    def fails(*names):
        raise error

    monkeypatch.setattr(theory, "theorems", fails, raising=False)
    code, _, err = command("show", "jensen")
    assert code == expected
    one_line(err)


@pytest.mark.usefixtures("toys")
def test_an_interruption_prints_what_was_finished(command, monkeypatch):
    from proofs_checks import runner, verify_command

    def interrupted(theorems, context, workers, on_progress, memory):
        yield next(runner.run(theorems, context, on_progress))
        raise KeyboardInterrupt

    monkeypatch.setattr(verify_command, "run_by", interrupted)
    code, out, err = command("verify")
    assert code == 130
    assert "sizes_alone" in out
    assert "1 of 2 theorems were finished" in err


@pytest.mark.usefixtures("toys")
@pytest.mark.parametrize(
    ("change", "match"),
    [
        (("sigma2 = 0.5", "sigma2 = -1.0"), "sigma2"),
        (("M = 3", "M = 0"), "M is 0"),
        (("M = 3", "M = 2.5"), "M is 2.5"),
        (("[0.5, 1.0]", "[0.4, 1.0]"), "H is not symmetric"),
        (("H = [[2.0, 0.5]", "H = [[0.1, 0.5]"), "H has the eigenvalue"),
        (("Psi = [[1.0, 0.0]", "Psi = [[-1.0, 0.0]"), "Psi has the eigenvalue"),
        (("Psi = [[1.0, 0.0], [0.0, 0.0]]", "Psi = [[1.0]]"), "Psi has shape"),
        (("[1.0, -1.0]", "[nan, 1.0]"), "beta_star holds nan"),
        (("[1.0, -1.0]", "[inf, 1.0]"), "beta_star holds nan or inf"),
        (("M = 3", "M = "), "cannot be read"),
        (("M = 3", ""), "lacks M"),
        (("M = 3", "M = 3\nm = 4"), "unknown key m"),
    ],
)
def test_a_bad_file_is_one_line_and_exit_code_2(command, tmp_path, change, match):
    assert change[0] in PROBLEM
    (tmp_path / "problem.toml").write_text(PROBLEM.replace(*change))
    code, out, err = command("verify", "--problem", "problem.toml")
    assert (code, out) == (2, "")
    assert match in one_line(err)


@pytest.mark.usefixtures("toys")
@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        (["verify", "--problem", "missing.toml"], "missing.toml"),
        (["verify", "--problem", "."], "give a .toml or .npz file"),
        (["verify", "--seed", "-1"], "seed is -1"),
        (["verify", "--seed", "x"], "x"),
        (["verify", "--samples", "5"], "samples is 5"),
        (["verify", "--format", "xml"], "'xml' is not one of text, json, latex, html"),
        (["attack", "--format", "html"], "'html' is not one of text, json"),
        (["verify", "--sample", "5"], "--sample"),
        (["disprove"], "disprove"),
        (["show"], "NAME"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(command, arguments, match):
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert match in one_line(err)


def test_a_pickle_in_an_archive_is_refused(command, tmp_path):
    np.savez(tmp_path / "problem.npz", H=np.array([object()], dtype=object))
    code, _, err = command("verify", "--problem", "problem.npz")
    assert code == 2
    assert "problem.npz" in one_line(err)


@pytest.mark.parametrize("name", ["list", "verify"])
def test_help(command, name):
    code, out, _ = command(name, "--help")
    assert code == 0
    assert "theor" in out


def test_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "proofs_checks", "nonsense"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "nonsense" in one_line(done.stderr)


def test_an_unknown_slug_suggests_the_nearest(command):
    code, out, err = command("verify", "risk_of_one_step_gb")
    assert (code, out) == (2, "")
    assert "risk_of_one_step_gd" in one_line(err)
