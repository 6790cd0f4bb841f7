import json
import os
import subprocess
import sys

import pytest

from proofs_checks import experiment_command
from proofs_checks.experiment_command import WantedRun, print_experiment, print_experiments, run_and_print
from proofs_checks.experiment_parts.experiment import Profiled
from proofs_checks.experimenting.recomputed_point import PointStatus
from proofs_checks.experiments import slugs
from tests.proofs_checks.toy_experiments import Toy


@pytest.fixture
def toys(monkeypatch):
    profiled = Profiled(quick=Toy(seeds=2), full=Toy(), quick_minutes=0.1, full_minutes=1)
    monkeypatch.setattr(experiment_command, "experiment_named", lambda slug: profiled)
    return profiled


def wanted(**changes):
    values = {"profile": "quick", "seeds": None, "report": None, "changes": (), "workers": 1, "scheduler": None}
    return WantedRun(**{"slug": "toy", "resume": False, **values, **changes})


def test_list_has_questions_and_costs(capsys):
    print_experiments()
    text = capsys.readouterr().out
    for slug in slugs():
        assert slug in text
    assert "CPU minutes, quick / full" in text


def test_plain_list_is_of_what_needs_no_more_packages(capsys, monkeypatch):
    print_experiments(plain=True)
    assert "ltb_reaches_gd_beta" in capsys.readouterr().out.split()
    needy = Profiled(quick=Toy(), full=Toy(), quick_minutes=0, full_minutes=0)
    monkeypatch.setattr(experiment_command, "experiment_named", lambda slug: needy)
    monkeypatch.setattr(Toy, "packages", ("torch",))
    print_experiments(plain=True)
    assert not capsys.readouterr().out.split()


def test_answer_report_and_show(toys, tmp_path, capsys):
    assert run_and_print(wanted(report=tmp_path)) == 0
    assert "Is the number above 0? YES" in capsys.readouterr().out
    assert json.loads((tmp_path / "results.json").read_text())["profile"] == "quick"
    print_experiment("toy", "full", tmp_path)
    text = capsys.readouterr().out
    assert "Found (quick profile" in text
    assert "YES" in text
    with pytest.raises(ValueError, match=r"holds no results\.json"):
        print_experiment("toy", "full", tmp_path / "seeds")


def test_without_a_store_and_a_report_nothing_is_written(toys, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run_and_print(wanted()) == 0
    assert not list(tmp_path.iterdir())
    assert "written" not in capsys.readouterr().err


def test_results_go_to_the_store(toys, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("THEORYCHECK_STORE", str(tmp_path / "evidence"))
    assert run_and_print(wanted()) == 0
    assert (tmp_path / "experiments" / "toy" / "results.json").is_file()
    capsys.readouterr()
    assert run_and_print(wanted(resume=True)) == 0
    assert "4 of 4 runs are known from an earlier run" in capsys.readouterr().err


def test_exit_code_says_what_was_found(toys, monkeypatch):
    from proofs_checks.experiment_parts.answer import Answer
    from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome

    assert run_and_print(wanted(changes=("mean=-9",))) == 0  # no is an answer
    monkeypatch.setattr(Toy, "judge", lambda self, results: Answer(()))
    assert run_and_print(wanted()) == 3

    class Refuted:
        status, says = PointStatus.REFUTED, "REFUTED there"

    monkeypatch.setattr(ExperimentOutcome, "recomputed", (Refuted(),))
    assert run_and_print(wanted()) == 1


def command(*arguments):
    root = os.getcwd()
    environment = {**os.environ, "PYTHONPATH": root, "THEORYCHECK_STORE": ""}
    run = [sys.executable, "-m", "theorycheck", "experiment", *arguments]
    return subprocess.run(run, capture_output=True, text=True, env=environment)


@pytest.mark.long
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("run", "ltb_reaches_gd_bet"),
            "there is no experiment 'ltb_reaches_gd_bet' (is it what 'ltb_reaches_gd_beta'",
        ),
        (("run", "ltb_reaches_gd_beta", "--set", "batch=0"), "batch is 0: give a number of at least 1"),
        (("run", "ltb_reaches_gd_beta", "--set", "optimiser=adma"), "optimiser is 'adma'"),
        (("run", "ltb_reaches_gd_beta", "--seeds", "0"), "seeds is 0: give at least 1"),
        (("run", "ltb_reaches_gd_beta", "--profile", "huge"), "there is no profile 'huge'"),
        (("run", "ltb_reaches_gd_beta", "--workers", "0"), "0 workers"),
        (("show", "nothing_of_the_kind"), "there is no experiment 'nothing_of_the_kind'"),
    ],
)
def test_settings_that_cannot_work_get_one_line(arguments, words):
    done = command(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not done.stdout
