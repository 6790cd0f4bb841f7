"""Theorems of which the library's rewriting does not decide an equality that holds: refused until it does.

Rewriting is not complete: that two sides have no common normal form there does not show that they differ.
"""

__all__ = ["UNDECIDED"]

UNDECIDED = {
    "rank_one_stationary_points": "the covariance is a sum that holds 1/(zᵀz), whose words are not rewritten to an end",
    "weights_along_eigenvectors": "the covariance is a sum that holds 1/(zᵀz), whose words are not rewritten to an end",
    "attention_gap_without_task_noise": "a step divides by βᵀHβ, and its two sides are not brought to one normal form",
    "risk_of_zero_initialised_gd": "the inverse of a sum of three words, of which one is of rank one",
    "constant_guess_does_not_help": "two of its symbols have one name in the file",
}
