import numpy as np
import pytest

from numerics.training.table_prompts import prompts_of_tasks

TASKS = [(np.arange(n)[:, None] + 100.0 * i, np.arange(n) + 100.0 * i) for i, n in enumerate((4, 9, 3))]


def test_rows_are_of_their_task_and_none_comes_twice():
    chosen = np.array([0, 1, 1, 0])
    prompts = prompts_of_tasks(TASKS, chosen, 3, np.random.default_rng(0))
    assert prompts.inputs.shape == (4, 4, 1)
    assert (prompts.inputs[..., 0] == prompts.labels).all()
    assert (prompts.labels // 100 == chosen[:, None]).all()
    assert all(len(set(row)) == 4 for row in prompts.labels)
    assert np.isnan(prompts.tasks).all()


def test_every_row_is_the_query_at_times():
    prompts = prompts_of_tasks(TASKS, np.zeros(200, dtype=int), 3, np.random.default_rng(0))
    assert set(prompts.labels[:, -1]) == {0, 1, 2, 3}


def test_a_task_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match="a task has 3 rows, too few for 3 examples and a query"):
        prompts_of_tasks(TASKS, np.array([1, 2]), 3, np.random.default_rng(0))
