"""Flows and stationary points are about gradients, each of which has to exist wherever the variables may be."""

import pytest
from sympy import Abs, Integer, MatrixSymbol, Max, Rational, Symbol, Trace, exp, sign, sqrt, symbols

from theory import FlowBound, PositiveDefiniteMatrix, StationaryPoint, Step, Theorem, quad
from theory.algebra.vocabulary.spectral import FrobeniusNorm
from theory.core.unconvinced import NotShownError
from theory.establishing import establish, require_sense
from theory.rules import Rewrite

n, p = Symbol("n", nonnegative=True), Symbol("p", positive=True)
r, s = symbols("r s", real=True)
d = Symbol("d", integer=True, positive=True)
a, H = MatrixSymbol("a", d, 1), PositiveDefiniteMatrix("H", d)
length = sqrt(r**2 + s**2)


def theorem(statement, end=None):
    return Theorem(slug="c", title="", statement=statement, derivation=() if end is None else (Step(Rewrite(end), ""),))


@pytest.mark.parametrize(
    ("statement", "end"),
    [
        # at n = 0 the flow rests, although n^(1/2)·n^(-1/2) = 1
        (FlowBound(n ** Rational(3, 2), (n,), sqrt(n), Rational(-3, 4)), Rational(3, 4)),
        (FlowBound(sqrt(n), (n,), n ** Rational(3, 2), Rational(-3, 4)), Rational(3, 4)),
        (FlowBound(length, (r, s), length, -1), Integer(1)),
        (FlowBound(Abs(r), (r,), Abs(r), -(sign(r) ** 2)), sign(r) ** 2),
        (FlowBound(r**2, (r,), exp(Abs(r)), -2 * r * sign(r) * exp(Abs(r))), 2 * r * sign(r) * exp(Abs(r))),
        (FlowBound(r**2, (r,), Max(r, 0), 0), Integer(0)),
        (FlowBound(sqrt(quad(a, H)), (a,), quad(a, H), 0), Integer(0)),
        (FlowBound(FrobeniusNorm(a), (a,), quad(a, H), 0), Integer(0)),
        (StationaryPoint(Abs(r), (r,), (0,)), None),
        (StationaryPoint(length, (r, s), (0, 0)), None),
        (StationaryPoint(sqrt(n), (n,), (0,)), None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_gradient_somewhere_is_not_claimed_to_flow(statement, end):
    with pytest.raises((NotShownError, ValueError)):
        establish(theorem(statement, end))


def test_a_root_has_a_gradient_where_it_is_positive():
    claim = FlowBound(p ** Rational(3, 2), (p,), sqrt(p), Rational(-3, 4))
    assert establish(theorem(claim, Rational(3, 4))) is not None
    require_sense(theorem(FlowBound(1 / (1 + quad(a, H)), (a,), quad(a, H), 0)))
    require_sense(theorem(StationaryPoint(quad(a, H) + Trace(H), (a,), (0 * a,))))


def test_a_whole_number_has_no_gradient():
    with pytest.raises(NotShownError, match="whole number"):
        require_sense(theorem(StationaryPoint((d - 1) ** 2, (d,), (1,))))
