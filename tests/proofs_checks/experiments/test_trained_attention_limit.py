from dataclasses import replace

import numpy as np
import pytest

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experimenting.recomputed_point import PointStatus, recomputed_point
from proofs_checks.experiments.trained_attention_limit import EXPERIMENT
from proofs_checks.json_text import as_data
from tests.proofs_checks.experiments.planted_results import planted

FULL = EXPERIMENT.full
FLOORS = {floor.name: floor.value for floor in FULL.floors()}


def runs(count, distance=1e-6, loss=FLOORS["minimum"], curvature=0.0, along=None):
    return [{"distance": distance, "loss": loss, "curvature": curvature, "along": along, "curve": []}] * count


def word(arm, results):
    return FULL.judge(planted(**{arm: results})).word


def test_levels_are_those_that_were_seen_before():
    assert FLOORS["minimum"] == pytest.approx(0.28414, abs=1e-5)
    assert FLOORS["rank-one-2"] == pytest.approx(0.8709, abs=1e-4)


def test_flows():
    arm, lost = "flow-1-0.5", {"distance": 0.8, "loss": 0.81}
    assert word(arm, runs(32)) is Word.YES
    assert word(arm, runs(5)) is Word.UNDECIDED
    assert word(arm, runs(31) + runs(1, **lost, along=2.0)) is Word.NO
    assert "1 with v along λ = 2" in FULL.judge(planted(**{arm: runs(1, **lost, along=2.0)})).findings[0].says
    assert word(arm, runs(31) + runs(1, **lost, curvature=-0.1)) is Word.UNDECIDED  # a saddle is no trap
    assert word(arm, runs(31) + runs(1, distance=0.5)) is Word.UNDECIDED  # another minimiser
    assert word(arm, runs(31) + runs(1, distance=None, loss=None, curvature=None)) is Word.UNDECIDED


def test_sgd():
    arm, lost = "sgd-1-0.5", {"distance": 0.8, "loss": 0.81}
    assert word(arm, runs(32)) is Word.YES
    assert word(arm, runs(2) + runs(30, **lost)) is Word.NO
    assert word(arm, runs(24) + runs(8, **lost)) is Word.UNDECIDED


@pytest.fixture(scope="module")
def short():
    experiment = replace(FULL, seeds=1, scales=(0.5,), parts=(0.0, 1.0), steps=200, batch=16, points=8)
    found = {arm: [as_data(experiment.run_seed(arm, 0))] for arm in experiment.arms}
    return experiment, planted(**found)


def test_a_short_run_has_what_judging_and_drawing_need(short):
    experiment, results = short
    assert len(experiment.judge(results).findings) == len(experiment.table(results).rows) == 4
    assert experiment.pictures(results)[0].panels
    assert results.numbers("flow-0-0.5", "distance")[0] < 1e-6


def test_what_comes_out_below_the_minimum_is_recomputed(short):
    experiment, results = short
    data = results.of("flow-1-0.5")[0].data
    below = planted(**{"flow-1-0.5": [{**data, "loss": FLOORS["minimum"] - 1e-3}]})
    (point,) = experiment.below_floors(below)
    assert recomputed_point(point).status is PointStatus.HOLDS
    assert not experiment.below_floors(planted(**{"flow-1-0.5": [{**data, "loss": FLOORS["minimum"] + 1e-3}]}))


def test_a_planted_bug_in_the_flow_is_seen(monkeypatch):
    """Half of the gradient's linear part: flows rest elsewhere, and the answer turns."""
    from numerics.transformer.trained_flow import PopulationLoss

    true = PopulationLoss.linear.func
    experiment = replace(FULL, N=19, seeds=16)  # another loss than those that are remembered
    right = planted(**{"flow-0-0.5": [as_data(experiment.run_seed("flow-0-0.5", s)) for s in range(16)]})
    assert experiment.judge(right).word is Word.YES
    monkeypatch.setattr(PopulationLoss, "linear", property(lambda self: 0.5 * true(self)))
    wrong = planted(**{"flow-0-0.5": [as_data(experiment.run_seed("flow-0-0.5", s)) for s in range(2)]})
    assert np.all(wrong.numbers("flow-0-0.5", "distance") > 0.1)
    assert experiment.judge(wrong).word is not Word.YES


@pytest.mark.parametrize(
    "change", [{"batch": 0}, {"spectrum": (0.0,)}, {"scales": (-1.0,)}, {"parts": (-1.0,)}, {"N": 0}]
)
def test_settings_that_cannot_work_are_refused(change):
    with pytest.raises(ValueError, match=r"is -?\d"):
        replace(FULL, **change)
