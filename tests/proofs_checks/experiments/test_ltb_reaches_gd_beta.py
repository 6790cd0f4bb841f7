from dataclasses import replace

import numpy as np
import pytest

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experimenting.recomputed_point import PointStatus, recomputed_point
from proofs_checks.experiments.ltb_reaches_gd_beta import EXPERIMENT
from tests.proofs_checks.experiments.planted_results import planted

FULL = EXPERIMENT.full
FLOORS = {floor.name: floor.value for floor in FULL.floors()}
LTB, LSA = FLOORS["ltb-b1"], FLOORS["lsa-b1"]
N = 12


def runs(finals, gradient=0.01, **more):
    return [{"final": f, "gradient": gradient, **more} for f in finals]


def word(arm, results):
    answer = FULL.judge(planted(**{arm: results}))
    return answer.word


def near(level, spread=1e-3):
    return list(level * (1 + spread * np.arange(N) / N))


def test_floors_are_those_that_were_seen_before():
    assert pytest.approx(1.2963, abs=1e-4) == LTB
    assert pytest.approx(2.0784, abs=1e-4) == LSA
    assert FLOORS["lsa-below-b1"] < LSA < FLOORS["lsa-above-b1"]
    assert FLOORS["lsa-b10"] == pytest.approx(49.495, abs=2e-3)


def test_runs_at_the_floor_are_yes_and_above_it_no():
    assert word("ltb-b1-rescaled", runs(near(LTB))) is Word.YES
    assert word("ltb-b1-rescaled", runs(near(1.02 * LTB))) is Word.NO
    assert word("ltb-b1-rescaled", runs([*near(LTB)[:6], *near(1.05 * LTB)[:6]])) is Word.UNDECIDED
    assert word("ltb-b1-rescaled", runs(near(LTB)[:5])) is Word.UNDECIDED  # too few seeds for an interval


def test_linear_attention_at_the_floor_of_the_block_is_no():
    assert word("lsa-b1-rescaled", runs(near(LSA))) is Word.YES
    assert word("lsa-b1-rescaled", runs(near(LTB))) is Word.NO
    assert word("lsa-b1-rescaled", runs([*near(LSA)[:-1], LSA - 1e-4])) is Word.NO
    assert word("lsa-b1-rescaled", runs([*near(LSA)[:-1], LSA - 1e-9])) is Word.YES  # rounding


def test_runs_that_diverged_count_as_infinite():
    assert word("ltb-b1-rescaled", runs([None] * 3 + near(LTB)[:9])) is Word.UNDECIDED
    assert word("ltb-b1-rescaled", runs([None] * N)) is not Word.YES


def test_stuck_runs_are_counted_apart_located_and_too_many_are_no():
    level = 5.0  # the mean task alone
    some = FULL.judge(planted(**{"ltb-b1-rescaled": runs([level] * 3 + near(LTB)[:9])}))
    assert some.word is Word.YES
    assert "3 stuck, 3 at the mean task alone" in some.findings[0].says
    assert word("ltb-b1-rescaled", runs([level] * 5 + near(LTB)[:7])) is Word.NO
    # at that level with a gradient that is not small, a run is on its way, and is no exception
    moving = runs([level] * 5, gradient=1.0) + runs(near(LTB)[:7])
    assert word("ltb-b1-rescaled", moving) is Word.UNDECIDED
    # the floor itself is no predicted point: nobody is stuck by being there
    assert "0 stuck" in FULL.judge(planted(**{"ltb-b1-rescaled": runs(near(LTB))})).findings[0].says


def test_raw_units_at_a_large_signal_decide_nothing():
    floor = FLOORS["ltb-b10"]
    plateau = FULL.judge(planted(**{"ltb-b10-raw": runs([FLOORS["lsa-b10"]] * N, continued=floor)}))
    assert plateau.word is Word.UNDECIDED
    assert f"{N} of {N} lie within 10% of the plateau" in plateau.findings[0].says
    assert f"brings {N} to within 1% of the floor" in plateau.findings[0].says


def small(**changes):
    return replace(EXPERIMENT.quick, seeds=1, steps=600, batch=16, d=2, M=6, points=8, **changes)


def test_a_short_run_has_what_judging_and_drawing_need():
    experiment = small(signals=(1.0, 3.0), units=("rescaled", "raw"))
    found = planted(**{arm: [experiment.run_seed(arm, 0)] for arm in experiment.arms})
    as_lists = planted(
        **{
            arm: [
                {
                    k: v if k != "weights" else {n: np.asarray(w).tolist() for n, w in v.items()}
                    for k, v in r.data.items()
                }
            ]
            for arm in found.arms
            for r in found.of(arm)
        }
    )
    assert len(experiment.judge(as_lists).findings) >= 8
    assert len(experiment.table(as_lists).rows) == 8
    assert len(experiment.pictures(as_lists)[0].panels) == 4
    for arm in experiment.arms:
        curve = found.curves(arm, "excess")[0]
        assert curve[-1] < curve[0]
        assert found.numbers(arm, "final")[0] >= experiment._floor(arm) * (1 - 1e-9)
    start = found.curves("ltb-b1-raw", "excess")[0][0]
    assert start != pytest.approx(found.curves("ltb-b1-rescaled", "excess")[0][0])


def test_weights_that_are_kept_have_the_excess_that_is_kept():
    """The exact recomputation of what a run says: planted below the floor, it holds with the excess to spare."""
    experiment = small(signals=(3.0,), units=("rescaled",))
    data = experiment.run_seed("ltb-b3-rescaled", 0)
    floor = experiment._floor("ltb-b3-rescaled")
    spare = data["final"] - floor
    weights = {name: np.asarray(w).tolist() for name, w in data["weights"].items()}
    points = experiment.below_floors(
        planted(**{"ltb-b3-rescaled": [{**data, "weights": weights, "final": floor - 0.1}]})
    )
    found = recomputed_point(points[0])
    assert found.status is PointStatus.HOLDS
    assert float(found.says.split("with ")[1].split(" to")[0]) == pytest.approx(spare, rel=5e-3)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"batch": 0}, "batch is 0"),
        ({"optimiser": "newton"}, "optimiser is 'newton'"),
        ({"schedule": "none"}, "schedule is 'none'"),
        ({"units": ("metres",)}, "units is 'metres'"),
        ({"signals": (0.0,)}, "signals is 0.0"),
        ({"steps": 0}, "steps is 0"),
        ({"sigma2": -1.0}, "sigma2 is -1.0"),
    ],
)
def test_settings_that_cannot_work_are_refused(change, words):
    with pytest.raises(ValueError, match=words):
        replace(FULL, **change)
