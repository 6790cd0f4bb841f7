"""Experiments are found by the theorems that their files name, and by nothing else."""

import theory
from proofs_checks.experiments import slugs
from proofs_checks.experiments_about import experiments_about

KNOWN = frozenset(theorem.slug for theorem in theory.theorems())


def test_what_is_found_are_experiments_and_theorems():
    found = experiments_about(KNOWN)
    assert {"ltb_reaches_gd_beta", "trained_attention_limit"} <= {name for names in found.values() for name in names}
    assert {name for names in found.values() for name in names} <= set(slugs())
    assert found.keys() <= KNOWN


def test_a_theorem_that_none_names_has_none():
    assert "second_moment_of_sample_covariance" not in experiments_about(KNOWN)
    assert experiments_about(frozenset()) == {}
