from dataclasses import replace

import numpy as np
import pytest

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experimenting.experiment_run import require_packages
from proofs_checks.experiments.mlp_in_gpt2 import EXPERIMENT, NETWORKS
from tests.proofs_checks.experiments.planted_results import planted

FULL = EXPERIMENT.full
RNG = np.random.default_rng(0)


def runs(level, seeds=5, diverged=(), spread=0.01):
    """Excess less that of GD-β near a level, with curves that fall to it."""
    found = []
    for seed in range(seeds):
        value = None if seed in diverged else level + spread * RNG.standard_normal()
        looks = [5.0, 3.0, level] if seed not in diverged else [5.0]
        steps = [100, 1000, 2000][: len(looks)]
        ended = {"steps": steps, "diverged": None if value is not None else 700, "gd_beta_looks": looks}
        found.append({"gd_beta": value, "gd_beta_error": None if value is None else 0.01, **ended})
    return found


def results(gain_low, gain_high, equal_low=None, equal_high=None, **options):
    """Gains of the MLP at the smaller and the larger β*, against both networks without."""
    equal_low = gain_low if equal_low is None else equal_low
    equal_high = gain_high if equal_high is None else equal_high
    return planted(
        **{
            "mlp-b0": runs(-0.5),
            "no_mlp-b0": runs(-0.5 + gain_low),
            "equal_parameters-b0": runs(-0.5 + equal_low),
            "frozen_read_out-b0": runs(-0.4),
            "mlp-b10": runs(0.0, **options),
            "no_mlp-b10": runs(gain_high),
            "equal_parameters-b10": runs(equal_high),
            "frozen_read_out-b10": runs(1.0),
        }
    )


def test_the_level_is_the_same_at_both_signals_and_that_of_attention_is_not():
    floors = {floor.name: floor for floor in FULL.floors()}
    assert floors["gd_beta-b0"].value == pytest.approx(floors["gd_beta-b10"].value)
    assert floors["bayes-b0"].value < floors["gd_beta-b0"].value
    assert floors["lsa-b10"].value > 5 * floors["gd_beta-b10"].value
    assert "not applicable" in floors["lsa-b10"].label
    assert floors["lsa-b10"].theorem == ""


def test_a_larger_gain_at_the_larger_signal_is_yes_and_a_smaller_one_no():
    assert FULL.judge(results(0.05, 0.4)).word is Word.YES
    assert FULL.judge(results(0.4, 0.05)).word is Word.NO


def test_equal_gains_are_undecided():
    gain = results(0.2, 0.2, spread=0.1)
    assert FULL.judge(gain).word is Word.UNDECIDED


def test_a_gain_of_more_weights_alone_is_no_yes():
    """What vanishes against as many weights is no gain of the MLP."""
    assert FULL.judge(results(0.05, 0.4, equal_low=0.05, equal_high=-0.2)).word is Word.NO
    assert FULL.judge(results(0.05, 0.4, equal_low=0.0, equal_high=0.0, spread=0.1)).word is Word.UNDECIDED


def test_one_gain_that_is_large_at_both_is_no_difference():
    """Were gains at the larger signal judged alone, this would be yes."""
    answer = FULL.judge(results(0.6, 0.4))
    assert answer.word is Word.NO
    assert answer.findings[3].low > 0  # the gain at b = 10 itself


def test_a_run_that_diverged_leaves_it_undecided():
    assert FULL.judge(results(0.05, 0.4, diverged=(2,))).word is Word.UNDECIDED


def test_four_seeds_decide_nothing():
    four = planted(**{arm: runs(0.4 if "no_mlp-b10" in arm else 0.0, seeds=4) for arm in FULL.arms})
    assert FULL.judge(four).word is Word.UNDECIDED


def test_table_and_pictures_have_all_arms_and_what_diverged():
    found = results(0.05, 0.4, diverged=(2,))
    table = FULL.table(found)
    assert len(table.rows) == 2 * len(NETWORKS)
    assert {row[0]: row[4] for row in table.rows if row[1] == 10}["with MLP"] == 1
    curves, gains = FULL.pictures(found)
    assert [panel.x for panel in curves.panels] == ["steps, b = 0", "steps, b = 10"]
    assert len(curves.panels[0].curves) == len(NETWORKS) + 3
    assert len(gains.panels[0].curves) == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"batch": 0}, "batch is 0"),
        ({"heads": 5}, "a width of 32 is not shared by 5 heads"),
        ({"wide": 96}, "wide is 96: that makes"),
        ({"signals": (1.0,)}, "signals is"),
        ({"signals": (10.0, 0.0)}, "the smaller first"),
        ({"sigma2": 0.0}, "sigma2 is 0.0"),
        ({"looks": 5000}, "5000 looks at 2000 steps"),
        ({"seeds": 0}, "seeds is 0"),
    ],
)
def test_settings_that_cannot_work_get_one_line(wrong, message):
    with pytest.raises(ValueError, match=message) as caught:
        replace(FULL, **wrong)
    assert "\n" not in str(caught.value)


def test_without_torch_it_says_what_to_install(monkeypatch):
    from proofs_checks.experimenting import experiment_run

    monkeypatch.setattr(experiment_run, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"mlp_in_gpt2 needs torch: install theorycheck\[gpt\]"):
        require_packages(FULL)


def test_a_seed_is_trained_and_gives_what_the_judge_reads():
    pytest.importorskip("torch")
    tiny = replace(FULL, steps=4, looks=2, prompts=50, look_prompts=20, seeds=1)
    found = planted(**{arm: [tiny.run_seed(arm, 0)] for arm in tiny.arms[:4]})
    assert len(tiny.table(found).rows) == 4
    assert tiny.run_seed("mlp-b0", 0)["gd_beta"] == found.numbers("mlp-b0", "gd_beta")[0]
