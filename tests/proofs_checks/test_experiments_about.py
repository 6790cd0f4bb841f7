"""Experiments are found by the theorems that their files name, and by nothing else."""

import theory
from proofs_checks.experiments import slugs
from proofs_checks.experiments_about import experiments_about

KNOWN = frozenset(theorem.slug for theorem in theory.theorems())


def test_every_experiment_is_about_a_theorem():
    assert {name for names in experiments_about(KNOWN).values() for name in names} == set(slugs())


def test_a_theorem_that_none_names_has_none():
    assert "second_moment_of_sample_covariance" not in experiments_about(KNOWN)
    assert experiments_about(frozenset()) == {}
