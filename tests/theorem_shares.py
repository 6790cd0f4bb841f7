"""The theorems that are derived again, printed or read back daily by tests of other things than their verdicts."""

from typing import Any

from tests.shares import daily_but
from theory.registry import theorems

__all__ = ["LONG_DERIVATIONS", "SHORT", "daily_theorems"]

LONG_DERIVATIONS = frozenset(
    {
        "attention_against_least_squares",
        "attention_gap_lower_bound",
        "attention_gap_lower_bound_is_sharp",
        "attention_gap_upper_bound",
        "attention_gap_vanishes_with_context",
        "attention_gap_without_task_noise",
        "attention_loss_satisfies_pl",
        "bayes_risk_lower_bound",
        "block_risk_splits_by_parity",
        "bounded_signal_to_noise_is_needed",
        "constant_guess_does_not_help",
        "d_heads_attain_the_gap",
        "d_heads_fall_short",
        "excess_beyond_the_gap",
        "gap_of_many_heads",
        "gap_of_one_head",
        "gradient_descent_finds_optimal_gd",
        "gradient_flow_finds_optimal_gd",
        "heads_that_miss_a_direction",
        "learned_guess_attains_the_optimum",
        "many_heads_do_not_beat_gradient_descent",
        "narrow_keys_and_queries",
        "narrow_keys_learn_a_subspace",
        "narrow_keys_of_attention",
        "no_gap_without_shared_signal",
        "one_step_gd_is_nearly_optimal",
        "optimal_block_is_one_step_gd",
        "posterior_mean_is_optimal",
        "rank_one_stationary_points",
        "risk_of_linear_attention",
        "risk_of_many_heads_splits",
        "risk_of_zero_initialised_gd",
        "weights_along_eigenvectors",
    }
)
"""Derivations of more than a third of a second, four fifths of the time of all. Daily they are carried out for a
verdict, and what else is asked of them waits for the night.
"""
SHORT = tuple(theorem for theorem in theorems() if theorem.slug not in LONG_DERIVATIONS)


def daily_theorems() -> list[Any]:
    """Every theorem as a case, those with long derivations marked as nightly."""
    return daily_but(theorems(), LONG_DERIVATIONS, lambda theorem: theorem.slug)
