"""Moduli, maxima, roots and logarithms where signs decide them, and untouched where none does."""

import pytest
from sympy import Abs, Ge, Gt, Lt, Max, Min, Rational, log, sign, sqrt

from tests.adversary.vocabulary import p, q, r, s
from theory.algebra.signs.engine import Signs
from theory.algebra.signs.facts import facts_from
from theory.algebra.signs.resolving import resolved

third = Rational(1, 3)


@pytest.mark.parametrize(
    ("e", "given", "found"),
    [
        (Abs(r - s), (Ge(r, s),), r - s),
        (Abs(r - s), (Ge(s, r),), s - r),
        (Max(r, s), (Ge(r, s),), r),
        (Min(r, s), (Ge(r, s),), s),
        (Max(r, s), (Lt(r, s),), s),
        (sign(r - s), (Gt(r, s),), 1),
        (sign(r - s), (Lt(r, s),), -1),
        (sqrt((r - s) ** 2), (Ge(r, s),), r - s),
        (sqrt((r - s) ** 2), (Lt(r, s),), s - r),
        (log(p * q, evaluate=False), (), log(p) + log(q)),
        (log(p**2, evaluate=False), (), 2 * log(p)),
        (log(p / 2 + q / 2), (), log(p + q) - log(2)),
    ],
    ids=str,
)
def test_signs_decide(e, given, found):
    assert (resolved(e, Signs(facts_from(given))) - found).expand() == 0


@pytest.mark.parametrize(
    ("e", "given"),
    [
        (Abs(r - s), ()),
        (Max(r, s), ()),
        (Min(r, s), (Ge(r, -s),)),
        (sign(r - s), (Ge(r, s),)),
        (((r - s) ** 3) ** third, ()),
        (log(r * s, evaluate=False), (Gt(r, 0),)),
        (log(r**2, evaluate=False), ()),
        (log(r / 2 + q / 2), ()),
    ],
    ids=str,
)
def test_nothing_is_decided(e, given):
    assert resolved(e, Signs(facts_from(given))) == e


def test_the_root_of_a_square_without_a_sign_is_a_modulus():
    assert resolved(sqrt((r - s) ** 2), Signs()) == Abs(r - s)
