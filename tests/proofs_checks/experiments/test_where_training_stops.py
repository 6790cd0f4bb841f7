from dataclasses import replace

import numpy as np
import pytest

from numerics.searches.block_minimum import StopKind
from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experiments.where_training_stops import EXPERIMENT
from tests.proofs_checks.experiments.planted_results import planted

FULL = EXPERIMENT.full
FLOORS = {floor.name: floor.value for floor in FULL.floors()}
MINIMUM, LEVEL = FLOORS["minimum-20"], FLOORS["rank-one-2-20"]


def block(level, kind, count):
    return [{"excess": [], "trained": level, "level": level, "kind": str(kind), "curvature": 0.0}] * count


def word(arm, results):
    return FULL.judge(planted(**{arm: results})).word


def test_levels_are_those_that_were_seen_before():
    assert pytest.approx(1.762, abs=1e-3) == MINIMUM
    assert pytest.approx(2.009, abs=1e-3) == LEVEL


def test_blocks():
    arm = "block-20-adam"
    at_minimum = block(MINIMUM, StopKind.GLOBAL, 16)
    assert word(arm, at_minimum) is Word.YES
    assert word(arm, at_minimum[:6]) is Word.UNDECIDED  # six starts show little
    assert word(arm, at_minimum[1:] + block(LEVEL, StopKind.LOCAL, 1)) is Word.NO
    assert word(arm, at_minimum[1:] + block(LEVEL, StopKind.SADDLE, 1)) is Word.UNDECIDED
    assert word(arm, at_minimum[1:] + block(1.1 * LEVEL, StopKind.LOCAL, 1)) is Word.UNDECIDED
    assert word(arm, at_minimum[1:] + block(None, "diverged", 1)) is Word.UNDECIDED
    # a point that descent has not quite reached is not above the minimum
    assert word(arm, block(1.001 * MINIMUM, StopKind.NOT_CONVERGED, 16)) is Word.YES


def gd(*finals):
    return [{"final": f, "time": 1.0, "rate": None} for f in finals]


def test_gradient_descent():
    assert word("gd-20-flow", gd(1.0, 1.001)) is Word.YES
    assert word("gd-20-flow", gd(1.0, 1.02)) is Word.NO
    assert word("gd-20-flow", gd(1.0, None)) is Word.UNDECIDED


def test_speed_is_told_and_decides_nothing():
    answer = FULL.judge(planted(**{"speed-block": [{"steps": 20.0}] * 6, "speed-gd": [{"steps": 10.0}] * 6}))
    assert answer.word is Word.UNDECIDED
    assert answer.findings[0].value == 2


@pytest.fixture(scope="module")
def short():
    experiment = replace(FULL, seeds=1, steps=300, batch=16, gd_steps=3000, noises=(20.0,), points=10)
    return experiment, {arm: experiment.run_seed(arm, 0) for arm in experiment.arms}


def test_a_short_run_has_what_judging_and_drawing_need(short):
    experiment, found = short
    results = planted(**{arm: [data] for arm, data in found.items()})
    assert len(experiment.judge(results).findings) == len(experiment.arms)
    assert len(experiment.table(results).rows) == len(experiment.arms)
    assert experiment.pictures(results)[0].panels
    assert found["gd-20-flow"]["final"] == pytest.approx(1, abs=1e-6)
    assert found["gd-20-descent"]["final"] == pytest.approx(1, abs=1e-2)


@pytest.mark.long
def test_flows_rest_at_the_minimum_or_at_the_predicted_local_one(short):
    experiment, _ = short
    ends = [experiment.run_seed("block-20-flow", seed)["level"] for seed in range(4)]
    assert all(min(abs(end - level) for level in (MINIMUM, LEVEL)) < 1e-6 for end in ends)


def test_a_descent_that_is_too_fast_is_seen():
    """A planted bug of the optimiser: a rate beyond what is stable, by the curvature."""
    fast = replace(FULL, gd_rate=3.0, gd_steps=500, points=5)
    final = fast.run_seed("gd-20-descent", 0)["final"]
    assert np.isnan(final) or final > 1.01


@pytest.mark.parametrize(
    "change", [{"batch": 0}, {"noises": (0.0,)}, {"scales": (-1.0,)}, {"sgd_rate": 0.0}, {"gd_rate": 0.0}, {"seeds": 0}]
)
def test_settings_that_cannot_work_are_refused(change):
    with pytest.raises(ValueError, match=r"is -?[\d(]"):
        replace(FULL, **change)
