from dataclasses import replace

import numpy as np
import pytest

from numerics.closed_forms import optimal_block
from numerics.values.block_weights import effective_weights
from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experimenting.recomputed_point import PointStatus, recomputed_point
from proofs_checks.experiments.nonlinear_blocks import EXPERIMENT
from tests.proofs_checks.experiments.planted_results import planted

FULL = replace(EXPERIMENT.full, ratios=(0.3, 3.0), layers=(1,))
NONLINEAR = [arm for arm in FULL.arms if not arm.startswith("linear")]


def runs(less, seeds=8, spread=0.01, **more):
    """Excess less that of GD-β; Bayes is some way below."""
    draws = less + spread * np.random.default_rng(1).standard_normal(seeds)
    return [{"gd_beta": float(v), "bayes": float(v) + 0.3, "diverged": None, **more} for v in draws]


def results(**levels):
    arms = {arm: runs(next((v for k, v in levels.items() if arm.startswith(k)), 0.2)) for arm in NONLINEAR}
    return planted(**arms)


def test_all_above_is_no():
    assert FULL.judge(results()).word is Word.NO


def test_one_network_that_is_below_at_every_ratio_is_yes():
    assert FULL.judge(results(**{"relu-l1-h2": -0.1})).word is Word.YES


def test_below_at_one_ratio_alone_is_not():
    found = results(**{"relu-l1-h2-r0.3": -0.1, "relu-l1-h2-r3": 0.0})
    assert FULL.judge(found).word is Word.UNDECIDED
    found = results(**{"relu-l1-h2-r0.3": -0.1, "relu-l1-h2-r3": 0.1})
    assert FULL.judge(found).word is Word.NO


def test_a_network_of_two_layers_or_of_linear_attention_decides_nothing():
    both = replace(FULL, layers=(1, 2))
    arms = {arm: runs(-0.2 if "-l2-" in arm or arm.startswith("linear") else 0.2, final=1.5) for arm in both.arms}
    assert both.judge(planted(**arms)).word is Word.NO


def test_at_the_level_is_undecided_and_says_at_how_many_per_cent():
    answer = FULL.judge(planted(**{arm: runs(0.0, spread=0.05) for arm in NONLINEAR}))
    assert answer.word is Word.UNDECIDED
    assert any("undecided at" in finding.says and " %" in finding.says for finding in answer.findings)


def test_seven_seeds_or_one_that_diverged_decide_nothing():
    few = planted(**{arm: runs(0.2, seeds=7) for arm in NONLINEAR})
    assert FULL.judge(few).word is Word.UNDECIDED
    broken = [{"gd_beta": None, "bayes": None, "diverged": 3}]
    lost = planted(**{arm: runs(-0.2)[:7] + broken for arm in NONLINEAR})
    assert FULL.judge(lost).word is Word.UNDECIDED
    assert all(row[3] == 1 for row in FULL.table(lost).rows)


def test_the_control_below_its_floor_is_handed_to_the_theorem_and_holds_there():
    arm = "linear-l1-h1-r3"
    weights = effective_weights(optimal_block(FULL._problem(arm)))._asdict()
    level = FULL._level(arm, "gd_beta")
    as_json = {name: np.asarray(value).tolist() for name, value in weights.items()}
    above, below = ({"final": level * f, "weights": as_json} for f in (1.001, 0.9))
    assert FULL.below_floors(planted(**{arm: runs(0.0, **above)})) == ()
    points = FULL.below_floors(planted(**{arm: runs(0.0, seeds=1, **below)}))
    assert len(points) == 1
    assert recomputed_point(points[0]).status is not PointStatus.REFUTED


def test_levels_are_in_order():
    floors = {floor.name: floor.value for floor in FULL.floors()}
    for ratio in ("0.3", "3"):
        assert 0 < floors[f"bayes-r{ratio}"] < floors[f"gd_beta-r{ratio}"]


def test_pictures_have_a_panel_for_each_number_of_layers():
    (picture,) = EXPERIMENT.full.pictures(planted(**{arm: runs(0.2) for arm in EXPERIMENT.full.arms}))
    assert len(picture.panels) == 2
    assert {curve.label for curve in picture.panels[1].curves} >= {"linear-l2-h1", "Bayes", "minimum of GD-β"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"attentions": ("sofmax",)}, "attentions is 'sofmax'"),
        ({"ratios": (0.0,)}, "ratios is 0.0"),
        ({"batch": 0}, "batch is 0"),
        ({"heads": (0,)}, "heads is 0"),
        ({"prompts": 1}, "prompts is 1"),
    ],
)
def test_settings_that_cannot_work_get_one_line(wrong, message):
    with pytest.raises(ValueError, match=message):
        replace(FULL, **wrong)


def test_a_seed_is_trained_and_the_exact_excess_is_near_the_sampled_one():
    pytest.importorskip("torch")
    tiny = replace(FULL, steps=30, looks=2, prompts=20_000)
    found = tiny.run_seed("linear-l1-h1-r3", 0)
    sampled = tiny._level("linear-l1-h1-r3", "gd_beta") + found["gd_beta"]
    assert abs(sampled - found["final"]) < 5 * found["gd_beta_error"]
    assert "final" not in tiny.run_seed("relu-l1-h2-r3", 0)
