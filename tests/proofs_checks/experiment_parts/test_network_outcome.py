from numerics.training.prompt_by_prompt import ComparedRun, Difference
from proofs_checks.experiment_parts.network_outcome import network_outcome


def test_differences_and_looks_are_kept_by_name():
    run = ComparedRun({}, {"gd": Difference(0.5, 0.1)}, (1, 2), {"gd": (3.0, 2.0)}, 7.0, None)
    assert network_outcome(run) == {
        "steps": [1, 2],
        "diverged": None,
        "cpu_seconds": 7.0,
        "gd": 0.5,
        "gd_error": 0.1,
        "gd_looks": [3.0, 2.0],
    }


def test_a_run_that_diverged_has_null_and_not_zero():
    found = network_outcome(ComparedRun({}, {}, (1,), {"gd": (3.0,)}, 7.0, 40))
    assert found["diverged"] == 40
    assert found["gd"] is None
    assert found["gd_error"] is None
