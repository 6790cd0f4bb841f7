"""What hypotheses say, and what they do not."""

import pytest
from sympy import And, Eq, Ge, Gt, Identity, Integer, Le, Lt, Ne, Or, Q

from tests.adversary.vocabulary import A, B, G, P, a, d, n, p, r, s
from theory import PositiveDefiniteMatrix, PositiveSemidefinite, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.signs.facts import facts_from

SCALARS = [
    (Gt(r, s), {r - s}, set(), set()),
    (Lt(r, s), {s - r}, set(), set()),
    (Ge(r, s), set(), {r - s}, set()),
    (Le(r, s), set(), {s - r}, set()),
    (Ne(r, s), set(), set(), {r - s}),
    (Gt(n, d), {n - d}, {n - d - 1}, set()),
    (Or(Gt(r, s), Gt(s, r)), set(), set(), set()),
]


@pytest.mark.parametrize(("relation", "positive", "nonnegative", "nonzero"), SCALARS, ids=str)
def test_signs_are_read_off_relations(relation, positive, nonnegative, nonzero):
    facts = facts_from((relation,))
    assert set(facts.positive) == positive
    assert set(facts.nonnegative) == nonnegative
    assert set(facts.nonzero) == nonzero
    assert relation in facts.relations


def test_all_parts_of_a_conjunction_count():
    facts = facts_from((And(Gt(r, s), Ge(p, r)),))
    assert set(facts.positive) == {r - s}
    assert set(facts.nonnegative) == {p - r}


@pytest.mark.parametrize(
    ("relation", "is_positive", "is_nonnegative"),
    [
        (Gt(r, 0), True, True),
        (Ge(r, 0), None, True),
        (Gt(r, -1), None, None),
        (Ge(r, 1), True, True),
        (Gt(r, 1), True, True),
        (Lt(r, 0), False, False),
        (Lt(r, 1), None, None),
        (Q.positive(r), True, True),
        (Q.nonnegative(r), None, True),
    ],
    ids=str,
)
def test_the_kind_of_a_scalar(relation, is_positive, is_nonnegative):
    better = facts_from((relation,)).specialised(r)
    assert better.is_positive is is_positive
    assert better.is_nonnegative is is_nonnegative


@pytest.mark.parametrize(
    ("symbol", "relations", "kind"),
    [
        (A, (Q.symmetric(A),), SymmetricMatrix),
        (A, (Eq(A, A.T),), SymmetricMatrix),
        (A, (PositiveSemidefinite(A),), PositiveSemidefiniteMatrix),
        (G, (Q.positive_definite(G),), PositiveDefiniteMatrix),
        (P, (Q.invertible(P),), PositiveDefiniteMatrix),
        (G, (Q.invertible(G),), SymmetricMatrix),
        (P, (Q.symmetric(P),), PositiveSemidefiniteMatrix),
    ],
    ids=str,
)
def test_the_kind_of_a_matrix(symbol, relations, kind):
    assert type(facts_from(relations).specialised(symbol)) is kind


def test_a_skew_matrix_is_a_difference():
    skew = facts_from((Eq(A.T, -A),)).specialised(A)
    assert skew.atoms(type(A))
    assert (skew + skew.T).doit() == 0 * A


@pytest.mark.parametrize(
    ("relation", "before", "after"),
    [
        (Eq(r, s**2), r, s**2),
        (Eq(A, B * B), A, B * B),
        (Eq(d, 2), d, Integer(2)),
        (Eq(d, 0), d, d),
        (Eq(r, r * s + 1), r, r),
    ],
    ids=str,
)
def test_equations_give_values_that_can_be_ones(relation, before, after):
    assert facts_from((relation,)).specialised(before) == after


def test_a_value_does_not_confine_what_a_strict_inequality_leaves_open():
    assert facts_from((Gt(r, s), Ne(p, 1))).narrowed == frozenset()
    assert facts_from((Ge(r, s),)).narrowed == {r, s}
    assert a in facts_from((Eq(a.T * a, Identity(1)),)).narrowed


def test_contradictions_give_no_kind():
    facts = facts_from((Gt(r, 0), Lt(r, 0)))
    assert facts.specialised(r) == r


def test_a_predicate_is_one_of_the_transpose_too():
    facts = facts_from((Q.invertible(A),))
    assert facts.has(Q.invertible, A.T)
    assert not facts.has(Q.invertible, B)
