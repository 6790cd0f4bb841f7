"""Wells along rays: none too narrow, too far or at one point alone; nowhere that the claim says nothing of."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Gt, Integer, Lt, Ne, Q, Rational, Trace, exp

from proofs_checks.approach.along_rays import failures_along_rays
from proofs_checks.cases.admissible import admissible_point
from proofs_checks.cases.testable_claims import claims_of
from tests.adversary.vocabulary import A, E, H, P, a, ax, d, n, p, q, quad, r, s
from theory import Assumption, Bound, LoewnerBound, Minimum, Theorem

TINY = Rational(1, 10**12)


def failures(statement, *hypotheses, size=1):
    """For every claim that is an order, the points found and the one that the rays run through."""
    assumptions = tuple(Assumption(str(h), h) for h in hypotheses)
    theorem = Theorem(slug="case", title="", statement=statement, assumptions=assumptions)
    for claim in claims_of(theorem):
        if claim.relation != "=" and not claim.local:
            point = admissible_point(theorem, np.random.default_rng(0), sizes={d: size}, mild=True)
            yield from ((there, point) for there in failures_along_rays(theorem, claim, point))


def found(statement, *hypotheses, **options):
    """The symbols that were moved, and where to."""
    pairs = list(failures(statement, *hypotheses, **options))
    return [(s, there[s]) for there, point in pairs for s in there if np.any(there[s] != point[s])]


@pytest.mark.parametrize(
    ("statement", "symbol", "low", "high"),
    [
        (Bound(0, (r - 100) ** 2 - TINY), r, 99, 101),
        (Bound(0, (r - 10**9) ** 2 - TINY), r, 10**9 - 1, 10**9 + 1),
        (Bound(0, (r * 10**9 - 1) ** 2 - TINY), r, 0, 1e-8),
        (Bound(1 / p, 1 + (p - 1000) ** 2), p, 0, 1),
        (Bound(0, (r**2 - 2) ** 2 * (r - 3) ** 2 - TINY), r, 1, 3),
        (Minimum(r**2 * (r - Rational(2003, 7)) ** 2, (r,), (0,), 0, unique=True), r, 286, 287),
        (Bound(0, (Trace(A) - 100) ** 2 - TINY), A, 99, 101),
        (Bound(0, (Trace(H) - 100) ** 2 - TINY), H, 99, 101),
        (Bound(0, (E(ax**2) - 100) ** 2 - TINY), H, 0, 1e6),
    ],
    ids=str,
)
def test_a_well_is_found(statement, symbol, low, high):
    values = [np.asarray(v).flat[0] for s, v in found(statement) if s == symbol]
    assert any(low < v < high for v in values), values


def test_larger_sizes():
    ((symbol, value),) = found(Bound(0, (Trace(P) - 100) ** 2 - TINY), size=3)
    assert symbol == P
    assert abs(float(value.trace()) - 100) < 1e-5


@pytest.mark.parametrize(
    ("statement", "hypotheses"),
    [
        (Bound(0, (r - 100) ** 2), ()),
        (Bound(-(p**3), q), ()),
        (Bound(0, Trace(H) ** 3), ()),
        (Bound(0, Trace(P)), ()),
        (Bound(Integer(0), r + 100), (Gt(r, -100),)),
        (Bound(Integer(0), (r - 1) * (r - 2)), (Lt(r, 1),)),
        (Bound(Integer(0), (r - 1) ** 2 * r**2 - TINY * r), (Gt(r, 2),)),
        (Minimum((r - 3) ** 2, (r,), (3,), 0), ()),
        (Bound(0, quad(a, H)), ()),
        (Bound(0, Trace(A) ** 2), (Q.symmetric(A), Ne(r, 0))),
        (Bound(0, (d - 1) * (d - 2) * (d - 3)), ()),
        (Bound(0, (n - 2) ** 2), ()),
    ],
    ids=str,
)
def test_what_holds_has_no_failures(statement, hypotheses):
    assert not found(statement, *hypotheses)


def test_hypotheses_cut_a_ray_where_they_begin_to_hold():
    """fails for 0 < r < 1000; between 990 and 1000 alone it is claimed"""
    values = [there[r] for there, _ in failures(Bound(Integer(0), r * (r - 1000)), Gt(r, 990))]
    assert values
    assert all(990 < v < 1000 for v in values)


def test_what_is_not_rational_or_a_matrix_is_left_out():
    assert not found(Bound(0, exp(r) - 1))
    assert not found(LoewnerBound(H, P), size=2)
    # rational in one of two
    assert {s for s, _ in found(Bound(exp(s) * 0 + r, r**2 + exp(s) * 0))} == {r}


def test_failures_are_exact():
    ((symbol, value),) = found(Bound(0, (r - 7) ** 2 - Rational(1, 10**30)))
    assert (symbol, value) == (r, Fraction(7))


def test_where_a_strict_claim_has_its_exception_is_for_the_comparison_to_say():
    assert found(Minimum((r - 3) ** 2, (r,), (3,), 0, unique=True)) == [(r, 3)]
