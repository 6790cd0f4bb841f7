import json

import pytest

from proofs_checks.engines.processes import Processes
from proofs_checks.experimenting.experiment_document import document_as_text, read_outcome
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_run import run_experiment
from tests.proofs_checks.toy_experiments import Toy

PROFILES = {"quick": Toy(seeds=1), "full": Toy()}


@pytest.fixture
def outcome():
    toy = Toy(seeds=2, names=("one",), loud=True)
    return ExperimentOutcome(toy, "full", run_experiment(toy, Processes(1)), "digest")


def test_document_is_strict_json_with_a_line_for_each_run(outcome):
    text = document_as_text(outcome)
    document = json.loads(text, parse_constant=lambda name: pytest.fail(name))
    assert document["experiment"] == "toy"
    assert document["answer"]["word"] == "yes"
    assert document["setting"] == {"mean": 5.0, "wait": 0.0, "names": ["one"], "loud": True, "seeds": 2}
    assert [run["seed"] for run in document["runs"]] == [0, 1]
    assert sum(line.startswith('    {"arm"') for line in text.splitlines()) == 2


def test_what_is_read_back_is_judged_again(outcome, tmp_path):
    path = tmp_path / "results.json"
    text = document_as_text(outcome)
    path.write_text(text)
    again = read_outcome(path, PROFILES)
    assert again.experiment == outcome.experiment
    assert document_as_text(again) == text
    # planted results: the answer is what the runs say, not what the document says
    document = json.loads(text)
    document["runs"][0]["data"]["number"] = -1
    path.write_text(json.dumps(document))
    assert document["answer"]["word"] == "yes"
    assert read_outcome(path, PROFILES).answer.word == "no"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": 99}, "has the form 99"),
        ({"profile": "huge"}, "holds no results of this experiment"),
        ({"runs": 3}, "holds no results of this experiment"),
        ({"setting": {"depth": 3}}, "holds no results of this experiment"),
    ],
)
def test_what_is_no_such_document_is_refused(outcome, tmp_path, change, words):
    path = tmp_path / "results.json"
    path.write_text(json.dumps({**json.loads(document_as_text(outcome)), **change}))
    with pytest.raises(ValueError, match=words):
        read_outcome(path, PROFILES)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(ValueError, match="cannot be read"):
        read_outcome(tmp_path / "none.json", PROFILES)
