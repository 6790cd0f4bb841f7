"""Which bounds follow visibly from others."""

import pytest
from sympy import Identity, Rational, Trace, symbols

from proofs_checks.challenges.mutation.implied import is_visibly_nonnegative, weakening_of
from tests.proofs_checks.toys import H, M, S, b, d, sigma2, v
from theory import Bound, Equality, Expectation, LoewnerBound, quad
from theory.algebra.vocabulary.spectral import OperatorNorm, SmallestEigenvalue
from theory.statements import FlowBound

N = symbols("N", integer=True, positive=True)
MEAN = Expectation(Trace(S) ** 2)


@pytest.mark.parametrize(
    ("lhs", "weaker"),
    [
        (Trace(H) ** 2, Trace(H) ** 2 / 2),
        (2 * Trace(H) / (M + 2), 2 * Trace(H) / (M + 3)),
        (Trace(H) / M, Trace(H) / M**2),
        (Trace(H) / (M + 1), Trace(H) / (M + 1) ** 2),
        (sigma2 + Trace(H), Trace(H)),
        (OperatorNorm(H) * SmallestEigenvalue(H), OperatorNorm(H) * SmallestEigenvalue(H) / 2),
        (quad(b - v, Identity(d)) / M, quad(b - v, Identity(d)) / (M + 1)),
        (Trace(H), -Trace(H)),
    ],
    ids=str,
)
def test_smaller_left_sides(lhs, weaker):
    true = Bound(lhs, MEAN)
    assert is_visibly_nonnegative(weakening_of(true, Bound(weaker, MEAN)), ())
    assert not is_visibly_nonnegative(weakening_of(Bound(weaker, MEAN), true), ())


def test_larger_right_sides():
    assert is_visibly_nonnegative(weakening_of(Bound(Trace(H), MEAN), Bound(Trace(H), 2 * MEAN)), ())
    assert not is_visibly_nonnegative(weakening_of(Bound(Trace(H), 2 * MEAN), Bound(Trace(H), MEAN)), ())
    unsigned = Expectation(Trace(S))
    known = weakening_of(Bound(0, unsigned), Bound(0, 2 * unsigned))
    assert is_visibly_nonnegative(known, ())


def test_matrices_and_flows():
    smaller, larger = Rational(1, 2) * H / (M + 2), H / (M + 2)
    assert is_visibly_nonnegative(weakening_of(LoewnerBound(larger, S), LoewnerBound(smaller, S)), ())
    assert not is_visibly_nonnegative(weakening_of(LoewnerBound(smaller, S), LoewnerBound(larger, S)), ())
    flows = [FlowBound(quad(v, H), (v,), quad(v, H), -c * quad(v, H)) for c in (2, 1)]
    assert is_visibly_nonnegative(weakening_of(*flows), ())
    assert not is_visibly_nonnegative(weakening_of(*reversed(flows)), ())


def test_hypotheses_may_be_used():
    true, weaker = Bound(sigma2 + Trace(b.T * v), MEAN), Bound(0, MEAN)
    assert not is_visibly_nonnegative(weakening_of(true, weaker), ())
    assert is_visibly_nonnegative(weakening_of(true, weaker), (sigma2 + Trace(b.T * v),))


def test_only_bounds_have_weaker_versions():
    assert Bound(0, MEAN).is_bound
    assert not Equality(MEAN, 0).is_bound
    with pytest.raises(ValueError, match="a Equality is no bound"):
        weakening_of(Equality(MEAN, 0), Equality(MEAN, 1))
