import pytest

from numerics.training.model_settings import require_counts, require_positive


def test_what_works_passes():
    require_counts(batch=1, steps=2000)
    require_positive(rate=1e-3, other=2)


@pytest.mark.parametrize("value", [0, -1, 1.5, True, "3"])
def test_a_count_that_is_none_is_named(value):
    with pytest.raises(ValueError, match=f"batch is {value!r}: give a whole number of at least 1"):
        require_counts(steps=1, batch=value)


@pytest.mark.parametrize("value", [0, -1.0, float("nan"), float("inf"), "1", True])
def test_a_number_that_is_not_positive_is_named(value):
    with pytest.raises(ValueError, match=r"rate is .*: give a finite number above 0"):
        require_positive(rate=value)
