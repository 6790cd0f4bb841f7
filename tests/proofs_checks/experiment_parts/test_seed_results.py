import numpy as np
import pytest

from proofs_checks.experiment_parts.seed_results import Results, SeedResult

RESULTS = Results(
    [
        SeedResult("a", 1, {"x": 2.0, "c": [3.0, None], "t": "two"}, 0.5),
        SeedResult("a", 0, {"x": None, "c": [1, 2], "t": "one"}, 0.25),
        SeedResult("b", 0, {"x": 1}, 1.0),
    ]
)


def test_numbers_texts_and_curves_are_in_the_order_of_seeds():
    np.testing.assert_array_equal(RESULTS.numbers("a", "x"), [np.nan, 2])
    np.testing.assert_array_equal(RESULTS.curves("a", "c"), [[1, 2], [3, np.nan]])
    assert RESULTS.texts("a", "t") == ("one", "two")
    assert RESULTS.arms == ("a", "b")
    assert RESULTS.seconds("a") == 0.75
    assert [r.seed for r in RESULTS] == [0, 1, 0]


def test_what_is_not_there_is_no_number():
    with pytest.raises(KeyError):
        RESULTS.numbers("a", "y")
    with pytest.raises(TypeError, match="a number is wanted"):
        RESULTS.numbers("a", "t")
    assert RESULTS.numbers("c", "x").shape == (0,)
