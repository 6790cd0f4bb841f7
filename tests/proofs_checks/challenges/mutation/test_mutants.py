"""Which wrong versions of a statement are chosen."""

from collections import Counter

import pytest
from sympy import Integer, Rational, Trace

import theory
from proofs_checks.challenges.mutation.mutants import mutants_of
from proofs_checks.settings.challenge_numbers import MUTANTS_WANTED
from proofs_checks.validation import refuse_malformed
from tests.proofs_checks.toys import A, H, M, X, toy
from theory import Equality, Expectation, Minimum, Theorem
from theory.moments.integrated_equality import proves_equal

SOME = ("optimal_one_step_gd", "attention_gap_lower_bound", "any_initial_scale_converges", "one_step_gd_is_a_block")


def mutants(theorem, **options):
    return mutants_of(theorem, theorem.statement, **options)


@pytest.mark.parametrize("slug", SOME)
def test_enough_of_every_kind_and_each_well_typed(slug):
    theorem = theory.theorem(slug)
    found = mutants(theorem).chosen
    assert len(found) == MUTANTS_WANTED == len({m.statement for m in found})
    kinds = Counter(m.kind for m in found)
    assert len(kinds) >= 7
    assert kinds["scaled"] <= 3
    assert max(kinds.values()) <= MUTANTS_WANTED / 4
    for mutant in found:
        assert mutant.statement != theorem.unfold()
        refuse_malformed(Theorem(slug="mutant", title="", statement=mutant.statement))


def test_the_same_seed_gives_the_same_mutants():
    theorem = theory.theorem("risk_of_one_step_gd")
    assert mutants(theorem, seed=3).chosen == mutants(theorem, seed=3).chosen
    assert mutants(theorem, seed=3).chosen != mutants(theorem, seed=4).chosen


def test_the_same_claim_in_other_words_is_counted_apart():
    claim = Equality(Expectation(Trace(X.T * X * A)), M * Trace(H * A))
    found = mutants(Theorem(slug="claim", title="", statement=claim), wanted=200)
    assert found.equivalent > 0
    assert not any(proves_equal(m.statement.rhs, claim.rhs) for m in found.chosen)


def test_shapes_that_do_not_conform_are_counted_apart():
    assert mutants(toy("mean_zero")).ill_typed == 0
    assert mutants(theory.theorem("one_step_gd_is_a_block")).ill_typed > 0


def test_zero_and_numbers_have_wrong_versions_too():
    zero = Theorem(slug="zero", title="", statement=Equality(Expectation(Trace(X.T * X * (A - A.T))), 0))
    one = Theorem(slug="one", title="", statement=Equality(Rational(1, 2) + Rational(1, 2), Integer(1)))
    assert len(mutants(zero).chosen) == len(mutants(one).chosen) == MUTANTS_WANTED


def test_definitions_stay_as_they_are():
    """an abbreviation is wrong in what is claimed, and right in what the claim is about"""
    theorem = theory.theorem("context_length_mismatch")
    wrong = [m for m in mutants(theorem, wanted=60).chosen if "definition" in m.where]
    assert wrong
    assert all(m.statement.lhs == theorem.unfold().lhs for m in wrong)


def test_an_abbreviation_may_be_wrong_wherever_it_is_claimed():
    theorem = theory.theorem("optimal_one_step_gd")
    (mutant, *_) = [m for m in mutants(theorem, wanted=60).chosen if m.where.startswith("throughout")]
    true = theorem.unfold()
    assert isinstance(mutant.statement, Minimum)
    assert mutant.statement.at[1] != true.at[1]
    assert mutant.statement.value != true.value
    assert mutant.statement.objective == true.objective
