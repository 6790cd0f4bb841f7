import numpy as np
import pytest

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experiment_parts.paired_seeds import by_sign, combined_by_seed, interval_of, side
from proofs_checks.experiment_parts.seed_intervals import Interval
from proofs_checks.experiment_parts.seed_results import Results, SeedResult


def test_arms_are_paired_by_seed_and_not_by_place():
    first = [SeedResult("a", seed, {"x": 10.0 * seed}, 0.0) for seed in (0, 1, 2)]
    second = [SeedResult("b", seed, {"x": 1.0 * seed}, 0.0) for seed in (1, 2, 3)]
    found = combined_by_seed(Results([*first, *second]), "x", {"a": 1.0, "b": -2.0})
    assert found.tolist() == [8.0, 16.0]


def test_a_run_that_diverged_makes_its_pair_nan():
    runs = [SeedResult(arm, seed, {"x": None if seed else 1.0}, 0.0) for arm in "ab" for seed in (0, 1)]
    assert np.isnan(combined_by_seed(Results(runs), "x", {"a": 1.0, "b": 1.0})).tolist() == [False, True]


def test_too_few_seeds_decide_nothing():
    values = np.array([1.0, 1.1, 0.9, 1.0])
    assert by_sign(interval_of(values, 4)) is Word.YES
    assert by_sign(interval_of(values, 5)) is Word.UNDECIDED
    assert by_sign(interval_of(np.array([1.0, 1.1, np.nan, 1.0]), 4)) is Word.UNDECIDED


@pytest.mark.parametrize(
    ("interval", "word", "said"),
    [
        (Interval(2, 1, 3), Word.YES, "above"),
        (Interval(-2, -3, -1), Word.NO, "below"),
        (Interval(0.5, -1, 2), Word.UNDECIDED, "undecided at 15 %"),
        (Interval(0, 0, 0), Word.UNDECIDED, "undecided at 0 %"),
        (Interval(np.nan, -np.inf, np.inf), Word.UNDECIDED, "undecided: too few seeds that ended"),
    ],
)
def test_sides(interval, word, said):
    assert by_sign(interval) is word
    assert side(interval, 10.0) == said
