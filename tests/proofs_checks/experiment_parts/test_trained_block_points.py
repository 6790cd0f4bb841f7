import numpy as np

from numerics import Problem
from numerics.closed_forms import minimal_excess, optimal_weights
from proofs_checks.experiment_parts.seed_results import Results, SeedResult
from proofs_checks.experiment_parts.trained_block_points import points_of_blocks

PROBLEM = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=[1, 1], sigma2=1, M=5)
FLOOR = float(minimal_excess(PROBLEM))


def runs(*finals):
    at = optimal_weights(PROBLEM)
    weights = {"u": at.beta, "P": at.Gamma, "k": np.zeros((2, 1)), "v_1": -at.beta, "v_0": 1.0}
    weights = {name: np.asarray(value).tolist() for name, value in weights.items()}
    return Results(SeedResult("a", i, {"final": f, "weights": weights}, 0.0) for i, f in enumerate(finals))


def test_the_lowest_run_below_the_floor_is_a_point_however_near():
    points = list(points_of_blocks(runs(FLOOR + 1, FLOOR - 1e-15, FLOOR - 1e-14, None), lambda arm: (PROBLEM, True)))
    assert [p.where for p in points] == ["at the end of a, seed 2"]
    assert points[0].theorem == "optimal_block_is_one_step_gd"
    assert {"u", "P", "k", "v_1", "v_0", "H", "M"} <= points[0].values.keys()


def test_linear_attention_has_the_higher_floor():
    points = list(points_of_blocks(runs(FLOOR + 0.1), lambda arm: (PROBLEM, False)))
    assert points[0].theorem == "attention_gap_lower_bound"
    assert points[0].floor > FLOOR + 0.1


def test_nothing_below_gives_no_points():
    assert not list(points_of_blocks(runs(FLOOR + 1e-9), lambda arm: (PROBLEM, True)))
    assert not list(points_of_blocks(runs(None), lambda arm: (PROBLEM, True)))
