import csv
import io

import pytest

from proofs_checks.engines.processes import Processes
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_report import table_csv, write_experiment
from proofs_checks.experimenting.experiment_run import run_experiment
from tests.proofs_checks.toy_experiments import Toy


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    toy = Toy(seeds=3)
    folder = tmp_path_factory.mktemp("report")
    outcome = ExperimentOutcome(toy, "full", run_experiment(toy, Processes(1)), "digest")
    assert [path.name for path in write_experiment(folder, outcome)] == ["results.json", "table.csv", "report.html"]
    return folder


def test_pictures_stand_beside_their_numbers(folder):
    assert {p.name for p in (folder / "figures").iterdir()} == {f"toy-curves.{e}" for e in ("csv", "png", "svg")}
    rows = list(csv.DictReader(io.StringIO((folder / "figures" / "toy-curves.csv").read_text(encoding="utf-8"))))
    assert {"low", "high"} <= rows[0].keys()
    assert float(rows[0]["low"]) <= float(rows[0]["y"]) <= float(rows[0]["high"])


def test_page_has_question_answer_criterion_and_setting_and_escapes_what_it_shows(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    for part in ("Is the number above 0?", "<b>yes</b>", "Yes where all numbers are.", "zero &amp; below", "mean"):
        assert part in page
    assert "A toy &lt;b&gt;" in page
    assert "all are &lt;above&gt;" in page
    assert "No run came out below a proved floor." in page
    assert "changes no theorem" in page


def test_table_has_all_digits():
    text = table_csv(ResultTable(("a", "b"), ((1 / 3, None), ("x,y", 2))))
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], [repr(1 / 3), ""], ["x,y", "2"]]
