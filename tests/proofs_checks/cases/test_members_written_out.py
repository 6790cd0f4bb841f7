"""Claims about any number of members, as numbers look at them."""

import pytest
from sympy import Eq, Gt, Symbol, Trace

import theory
from proofs_checks import verify
from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.cases.needed_values import dimensions_of, parameters_of
from theory import Assumption, Equality, FamilyMember, FamilySum, Theorem, quad
from theory.setting import H, d
from theory.setting.many_heads import heads

n = Symbol("n", integer=True, positive=True)
u = FamilyMember("u", d, 1)


def test_a_theorem_without_sums_is_left_as_it_is():
    theorem = theory.theorem("optimal_one_step_gd")
    assert members_written_out(theorem) is theorem


def test_the_statement_stands_there_for_every_number_that_is_tried():
    written = members_written_out(theory.theorem("gap_of_many_heads"))
    assert len(written.statements) == 3
    assert not any(e.has(FamilySum) for s in written.statements for e in s.expressions())
    assert heads not in dimensions_of(parameters_of(written))
    names = {s.name for s in parameters_of(written)}
    assert {"P_1", "P_2", "P_3", "H", "Psi"} <= names


def test_under_hypotheses_about_members_one_number_is_tried():
    total = FamilySum(Trace(u.T * u), n)
    about, short = Assumption("", Eq(total, 1)), Assumption("", Gt(2, n))
    claim = Theorem(slug="c", title="c", statement=Equality(total, total), assumptions=(about, short))
    written = members_written_out(claim)
    assert len(written.statements) == 1
    assert [a.relation for a in written.assumptions] == [Eq(Trace(u.of(1).T * u.of(1)), 1)]


def test_several_numbers_of_members_are_refused():
    other = Symbol("m", integer=True, positive=True)
    claim = Theorem(slug="c", title="c", statement=Equality(FamilySum(u, n), FamilySum(u, other)))
    with pytest.raises(ValueError, match="one number of members"):
        members_written_out(claim)


def test_a_false_claim_is_refuted_at_a_number_of_members():
    """True for one member: the cross terms of two are what is missing."""
    report = verify(Equality(quad(FamilySum(u, n), H), FamilySum(quad(u, H), n)))
    assert str(report.verdict) == "REFUTED"
    assert report.counterexample is not None
