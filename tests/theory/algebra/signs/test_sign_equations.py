"""Equations of hypotheses as rules: turned only where the other side is a number that is not 0."""

import pytest
from sympy import Eq, Inverse, Q, Trace

from tests.adversary.vocabulary import A, B, C, I, O, r, s, t
from theory.core.agreement import proves_same
from theory.core.known import Context


def shown(left, right, *relations):
    return proves_same(Context(hypotheses=tuple((str(r), r) for r in relations)), left, right)


@pytest.mark.parametrize(
    ("left", "right", "relations"),
    [
        (B * A, I, (Eq(A * B, I),)),
        (B * C * A, I, (Eq(A * B * C, I),)),
        (B * A, 2 * I, (Eq(A * B, 2 * I),)),
        (A.T * A, I, (Q.orthogonal(A),)),
        (A * A.T, I, (Q.orthogonal(A),)),
        (A * B, B * A, (Q.diagonal(A), Q.diagonal(B))),
        (A * B * C, O, (Eq(A * B, O),)),
        (Inverse(A), B, (Eq(A * B, I),)),
        (Trace(A) ** 2, r**2, (Eq(Trace(A), r),)),
    ],
    ids=str,
)
def test_what_follows_from_equations(left, right, relations):
    assert shown(left, right, *relations)
    assert not shown(left, right)


@pytest.mark.parametrize(
    ("left", "right", "relations"),
    [
        (B * A, O, (Eq(A * B, O),)),
        (B * A, r * I, (Eq(A * B, r * I),)),
        (C * B * A, I, (Eq(A * B * C, I),)),
        (B * A, C, (Eq(A * B, C),)),
        (A * B, B * A, (Q.diagonal(A),)),
        (A * B, B * A, (Q.symmetric(A), Q.symmetric(B))),
        (A, I, (Eq(A * A, I),)),
        (A, O, (Eq(A * A, O),)),
        (r, s, (Eq(r * t, s * t),)),
        (r, s, (Eq(r**2, s**2),)),
    ],
    ids=str,
)
def test_what_does_not_follow(left, right, relations):
    assert not shown(left, right, *relations)
