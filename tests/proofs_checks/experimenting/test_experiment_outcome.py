import numpy as np

from numerics import Problem
from numerics.closed_forms import minimal_excess, optimal_weights
from proofs_checks.engines.processes import Processes
from proofs_checks.experiment_parts.floor import PointBelowFloor
from proofs_checks.experimenting.experiment_document import document_of
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_page import experiment_page
from proofs_checks.experimenting.experiment_run import run_experiment
from proofs_checks.experimenting.experiment_text import answer_text
from tests.proofs_checks.toy_experiments import Toy


class Below(Toy):
    """Says of its first run that it lies below a floor, at weights of which it is rounding."""

    def below_floors(self, results):
        problem = Problem(H=np.eye(1), Psi=np.eye(1), beta_star=[1], sigma2=1, M=3)
        at, floor = optimal_weights(problem), float(minimal_excess(problem))
        weights = {"u": at.beta, "P": at.Gamma, "k": np.zeros((1, 1)), "v_1": -at.beta, "v_0": 1.0}
        values = {**problem.values(), **weights}
        return (PointBelowFloor("optimal_block_is_one_step_gd", values, "at seed 0", floor - 1e-17, floor),)


def test_points_below_a_floor_are_recomputed_and_said_everywhere():
    toy = Below(seeds=2)
    outcome = ExperimentOutcome(toy, "quick", run_experiment(toy, Processes(1)), "digest")
    (point,) = outcome.recomputed
    assert "it was rounding" in point.says
    assert f"- recomputed: {point.says}" in answer_text(outcome)
    assert "computed again in rational numbers" in experiment_page(outcome)
    kept = document_of(outcome)["recomputed"][0]
    assert kept["status"] == "holds"
    assert kept["point"]["M"] == "3"


def test_answer_table_and_pictures_are_of_the_results():
    toy = Toy(seeds=2, mean=-9.0)
    outcome = ExperimentOutcome(toy, "quick", run_experiment(toy, Processes(1)), "digest")
    assert outcome.answer.word == "no"
    assert len(outcome.table.rows) == 2
    assert outcome.pictures[0].name == "toy-curves"
    assert not outcome.recomputed
