import pytest

from numerics.training.learning_rates import SCHEDULES


def test_schedules_begin_at_the_whole_rate_and_a_cosine_ends_small():
    assert {name: schedule(0.0) for name, schedule in SCHEDULES.items()} == {"constant": 1, "cosine": 1}
    assert SCHEDULES["constant"](1.0) == 1
    assert SCHEDULES["cosine"](1.0) == pytest.approx(1e-3)
    parts = [SCHEDULES["cosine"](i / 10) for i in range(11)]
    assert parts == sorted(parts, reverse=True)
