from dataclasses import replace

import numpy as np
import pytest

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experimenting.experiment_run import require_packages
from proofs_checks.experiments.real_tasks import EXPERIMENT, METHODS
from tests.proofs_checks.experiments.planted_results import planted

FULL = EXPERIMENT.full
PREDICTED = np.array([2.0, 4.0, 2.0, 1.0, 3.0, 5.0, 6.0])


def run(measured, tasks=20, spread=0.05, seed=0):
    noise = 1 + spread * np.random.default_rng(seed).standard_normal((tasks, len(METHODS)))
    return {"errors": (measured * noise).tolist(), "predicted": PREDICTED.tolist(), "wrong": [0.1] * len(METHODS)}


def word(measured, **options):
    return FULL.judge(planted(grunfeld=[run(measured, **options)])).word


def test_the_predicted_order_is_yes_and_its_reverse_no():
    assert word(PREDICTED) is Word.YES
    assert word(10 - PREDICTED) is Word.NO


def test_an_order_of_chance_is_undecided():
    assert word(np.array([3.0, 3.1, 2.9, 3.0, 3.05, 2.95, 3.0]), spread=1.0) is Word.UNDECIDED


def test_one_table_in_the_wrong_order_is_enough_for_no():
    found = planted(grunfeld=[run(PREDICTED)], elnino=[run(10 - PREDICTED)])
    assert FULL.judge(found).word is Word.NO


def test_a_tie_by_theorem_has_no_order():
    """Block and GD-β are predicted alike: which of them is better does not change τ."""
    one, other = PREDICTED.copy(), PREDICTED.copy()
    one[0], other[2] = 2.2, 2.2
    errors = [np.tile(m, (5, 1)) for m in (one, other)]
    assert FULL.ranking(errors[0], PREDICTED).value == pytest.approx(FULL.ranking(errors[1], PREDICTED).value)


def test_a_method_that_diverged_is_the_worst():
    errors = np.tile(PREDICTED, (5, 1))
    errors[:, METHODS.index("bayes")] = np.nan
    worse = FULL.ranking(errors, PREDICTED)
    assert np.isfinite(worse).all()
    assert worse.value < FULL.ranking(np.tile(PREDICTED, (5, 1)), PREDICTED).value


def test_the_interval_is_over_tasks():
    rng = np.random.default_rng(0)
    few, many = (PREDICTED * (1 + rng.standard_normal((n, len(METHODS)))) for n in (6, 600))
    widths = [interval.high - interval.low for interval in (FULL.ranking(e, PREDICTED) for e in (few, many))]
    assert widths[0] > widths[1]


def test_table_and_pictures_have_every_method():
    found = planted(grunfeld=[run(PREDICTED)], digits=[run(PREDICTED)])
    rows = FULL.table(found).rows
    assert len(rows) == 2 * len(METHODS)
    assert [row[6] for row in rows[:: len(METHODS)]] == [None, pytest.approx(0.1)]
    assert len(FULL.pictures(found)) == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"tables": ("grunfelt",)}, "tables is 'grunfelt'"), ({"batch": 0}, "batch is 0"), ({"rate": 0.0}, "rate is 0.0")],
)
def test_settings_that_cannot_work_get_one_line(wrong, message):
    with pytest.raises(ValueError, match=message):
        replace(FULL, **wrong)


def test_without_the_packages_it_says_what_to_install(monkeypatch):
    from proofs_checks.experimenting import experiment_run

    monkeypatch.setattr(experiment_run, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"needs sklearn, statsmodels: install theorycheck\[examples\]"):
        require_packages(FULL)


def test_a_real_table_is_split_taught_and_tested():
    pytest.importorskip("statsmodels")
    tiny = replace(FULL, tables=("elnino",), steps=200, prompts=10, simulated=4000)
    found = tiny.run_seed("elnino", 0)
    errors = np.array(found["errors"])
    assert errors.shape == (60, len(METHODS))
    assert np.isfinite(errors).all()
    means = dict(zip(METHODS, errors.mean(axis=0), strict=True))
    assert means["bayes"] < means["least_squares"]
    assert found["predicted"][METHODS.index("block")] == found["predicted"][METHODS.index("gd_beta")]


def test_halves_share_no_task():
    pytest.importorskip("statsmodels")
    first, second = FULL._halves("elnino", np.random.default_rng(0))
    assert not set(first) & set(second)
    assert len(first) + len(second) == 60
