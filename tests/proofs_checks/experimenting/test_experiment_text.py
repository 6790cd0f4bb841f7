from proofs_checks.engines.processes import Processes
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_run import run_experiment
from proofs_checks.experimenting.experiment_text import answer_text, asked_text, table_text
from tests.proofs_checks.toy_experiments import Toy


def test_what_is_asked_names_setting_levels_and_cost():
    text = asked_text(Toy(), 0.5, 7)
    for part in ("Is the number above 0?", "Yes where all", "0.5 CPU minutes quick, 7 full", "mean", "zero & below"):
        assert part in text
    assert "Arms: one, two" in text


def test_answer_is_in_capitals_after_the_question():
    toy = Toy(seeds=2, mean=-9.0)
    outcome = ExperimentOutcome(toy, "full", run_experiment(toy, Processes(1)), "")
    assert answer_text(outcome).splitlines() == ["Is the number above 0? NO", "- all are <above>: no"]


def test_columns_are_as_wide_as_their_cells():
    assert table_text(ResultTable(("arm", "x"), (("longer", 1.0), ("b", None)))).splitlines() == [
        "arm     x",
        "longer  1",
        "b",
    ]
