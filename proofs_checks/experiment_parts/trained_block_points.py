"""Trained blocks and trained linear attention whose exact excess came out below a proved floor, as points."""

from collections.abc import Callable, Iterator

import numpy as np

from numerics import Problem
from numerics.closed_forms import attention_gap_bounds, minimal_excess
from proofs_checks.experiment_parts.floor import PointBelowFloor
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.json_types import number_in, object_in

__all__ = ["points_of_blocks"]


def points_of_blocks(results: Results, model_of: Callable[[str], tuple[Problem, bool]]) -> Iterator[PointBelowFloor]:
    """Of runs with ``final``, an exact excess, and ``weights``, effective ones by name.

    ``model_of`` gives the problem of an arm, and whether the model has a perceptron: linear attention has a higher
    floor. Of each arm it is the lowest run, and every number below the floor counts, however near it is.
    """
    for arm in results.arms:
        finished = [each for each in results.of(arm) if each.data["final"] is not None]
        if not finished:
            continue
        result = min(finished, key=lambda each: number_in(each.data["final"]))
        final = number_in(result.data["final"])
        problem, perceptron = model_of(arm)
        slug, floor = "optimal_block_is_one_step_gd", float(minimal_excess(problem))
        if not perceptron:
            slug, floor = "attention_gap_lower_bound", floor + float(attention_gap_bounds(problem).lower)
        if final < floor:
            weights = {name: np.array(value) for name, value in object_in(result.data["weights"]).items()}
            where = f"at the end of {arm}, seed {result.seed}"
            yield PointBelowFloor(slug, {**problem.values(), **weights}, where, final, floor)
