"""The results that come with the tool are those of its experiments, and say what its pages say."""

import csv
import importlib.util
import io
import json

import pytest

from proofs_checks.experimenting.changed_setting import setting_of
from proofs_checks.experimenting.experiment_document import document_as_text
from proofs_checks.experimenting.experiment_report import table_csv
from proofs_checks.experimenting.recomputed_point import PointStatus
from proofs_checks.experiments import experiment_named
from proofs_checks.report.drawing import as_csv
from tests.copies import ROOT

SCRIPT = ROOT / "examples" / "experiment_results.py"
SLUGS = sorted(path.parent.name for path in (ROOT / "examples" / "results").glob("*/results.json"))


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("experiment_results", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.long
def test_page_says_what_the_runs_say(script):
    assert script.PAGE_OF_ANSWERS.read_text(encoding="utf-8") == script.answers()


def near(first, second):
    """The same but for the last digits of what is minimised when it is judged, which depend on the machine."""
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(near(first[name], second[name]) for name in first)
    if isinstance(first, list):
        return len(first) == len(second) and all(map(near, first, second))
    if isinstance(first, float) or isinstance(second, float):
        return second == pytest.approx(first, rel=1e-4, abs=1e-7)
    return first == second


def rows_of(text):
    return [[number_or_text(cell) for cell in row] for row in csv.reader(io.StringIO(text))]


def number_or_text(cell):
    try:
        return float(cell)
    except ValueError:
        return cell


def test_another_number_is_not_near():
    assert near({"a": [1.0, "b"]}, {"a": [1.0 + 1e-9, "b"]})
    assert not near({"a": [1.0, "b"]}, {"a": [1.01, "b"]})
    assert not near({"a": [1.0]}, {"a": [1.0, 2.0]})
    assert not near("yes", "no")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_report_is_that_of_its_runs(script, slug):
    folder = ROOT / "examples" / "results" / slug
    outcome = script.outcome_in(folder)
    written, again = json.loads((folder / "results.json").read_text()), json.loads(document_as_text(outcome))
    for document in (written, again):
        del document["versions"]
    assert near(written, again)
    assert near(rows_of((folder / "table.csv").read_text()), rows_of(table_csv(outcome.table)))
    for picture in outcome.pictures:
        assert near(rows_of((folder / "figures" / f"{picture.name}.csv").read_text()), rows_of(as_csv(picture)))
    assert {run.arm for run in outcome.results} == set(outcome.experiment.arms)
    assert all(len(outcome.results.of(arm)) == outcome.experiment.seeds for arm in outcome.experiment.arms)
    assert not [point for point in outcome.recomputed if point.status is PointStatus.REFUTED]


@pytest.mark.parametrize("slug", SLUGS)
def test_settings_are_those_of_the_full_profile(slug):
    """So that who runs it gets these results."""
    written = json.loads((ROOT / "examples" / "results" / slug / "results.json").read_text())
    setting = {
        name: list(v) if isinstance(v, tuple) else v for name, v in setting_of(experiment_named(slug).full).items()
    }
    assert (written["profile"], written["setting"]) == ("full", setting)
