import numpy as np
import pytest

from numerics.training.training_plan import TrainingPlan

PLAN = {"optimiser": "sgd", "rate": 0.1, "schedule": "constant", "steps": 50, "points": 5}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"optimiser": "adma"}, "optimiser is 'adma'.*'adam'.*give one of adam, sgd"),
        ({"schedule": "stairs"}, "schedule is 'stairs'.*cosine"),
        ({"rate": 0.0}, "rate is 0.0"),
        ({"rate": float("nan")}, "rate is nan"),
        ({"steps": 0}, "steps is 0: give at least 1"),
        ({"points": -3}, "points is -3"),
    ],
)
def test_what_cannot_work_is_refused_in_one_line(change, words):
    with pytest.raises(ValueError, match=words) as caught:
        TrainingPlan(**{**PLAN, **change})
    assert "\n" not in str(caught.value)


def square(weights):
    return float(weights[0] ** 2)


def test_a_run_is_followed():
    run = TrainingPlan(**PLAN).follow([np.array(3.0)], lambda w: [2 * w[0]], square, 9.0)
    steps = TrainingPlan(**PLAN).seen_at
    np.testing.assert_allclose(run.excess, [9 * 0.8 ** (2 * s) for s in steps])
    assert not run.diverged


def test_a_run_that_diverges_is_given_up_and_says_so():
    run = TrainingPlan(**{**PLAN, "rate": 30.0}).follow([np.array(3.0)], lambda w: [2 * w[0]], square, 9.0)
    assert run.diverged
    assert np.isnan(run.excess[-1])
    assert np.isfinite(run.excess[0])
