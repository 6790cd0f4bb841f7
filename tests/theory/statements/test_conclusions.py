"""Each kind of statement: a derivation that establishes it, and ones that end near it."""

import pytest
from sympy import Eq, Ge, Gt, Integer, Lt, Trace, oo

from tests.adversary.vocabulary import A, G, H, I, O, P, a, b, by, c, inner, leap, p, q, quad, r, s, z, zero
from theory import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    StationaryPoint,
    Witness,
)
from theory.certificates import Square, Termwise
from theory.core.unconvinced import DerivationError
from theory.establishing import establish
from theory.rules import Below, CompleteSquare, Rewrite, TakeLimit
from theory.statements import RestsOnProseError
from theory.statements.loewner_bound import arbitrary_vector

below = Below(0, (Square(r),))
parabola = r**2 - 2 * r * s
distance = quad(c, H) - 2 * inner(a, c)

ESTABLISHED = {
    "equality by normal form": by(Equality((r + s) ** 2, r**2 + 2 * r * s + s**2)),
    "equality by steps": by(Equality((r + s) ** 2, r**2 + 2 * r * s + s**2), Rewrite(r**2 + 2 * r * s + s**2)),
    "equality under a hypothesis": by(Equality(r, s), assume=(Eq(r, s),)),
    "bound": by(Bound(0, r**2), below),
    "bound by equality": by(Bound(r**2, r**2), Rewrite(r**2)),
    "minimum": by(Minimum(r**2, (r,), (Integer(0),), 0), below),
    "minimum within hypotheses": by(Minimum(r**2, (r,), (Integer(0),), 0), below, assume=(Gt(1, r),)),
    "the only minimiser": by(Minimum(distance, (c,), (H.I * a,), -quad(a, H.I), unique=True), CompleteSquare(c)),
    "limit": by(Limit(1 / p + r, (p,), oo, r), TakeLimit((p,))),
    "limits in turn": by(Limit(p / (p + q), (p, q), oo, 1, in_turn=True), TakeLimit((p,)), TakeLimit((q,))),
    "loewner": by(LoewnerBound(O, A * A.T), Below(0, (Termwise(quad(z, A * A.T)),))),
    "flow": by(FlowBound(r**2, (r,), r**2, -4 * r**2), Rewrite(4 * r**2)),
    "flow bounded": by(FlowBound(r**2, (r,), r**2, 0), Below(0, (Square(2 * r),))),
    "witness": by(Witness(Equality(r**2, s**2), (r,), (-s,)), Rewrite(s**2)),
    "witness of a bound": by(Witness(Bound(r, 0), (r,), (-(s**2),)), Below(-(s**2), (Square(s),))),
}
NOT_ESTABLISHED = {
    "another equality": by(Equality((r + s) ** 2, r**2 + s**2)),
    "an equality by a step down": by(Equality(r**2, 0), below),
    "an equality without its hypothesis": by(Equality(r, s)),
    "a bound from the wrong end": by(Bound(r**2, 0), below),
    "a larger bound": by(Bound(1, r**2), below),
    "a minimum that is a bound only": by(
        Minimum(r**2 + 1, (r,), (Integer(0),), 0), Below(0, (Square(r), Termwise(Integer(1))))
    ),
    "a minimum elsewhere": by(Minimum(r**2, (r,), (Integer(1),), 0), below),
    "a minimum outside the kind": by(Minimum((p + 1) ** 2, (p,), (Integer(-1),), 0), Below(0, (Square(p + 1),))),
    "a minimum outside the hypotheses": by(Minimum(r**2, (r,), (Integer(0),), 0), below, assume=(Gt(r, 1),)),
    "a minimum at itself": by(Minimum(r**2, (r,), (r,), r**2), Rewrite(r**2)),
    "a value that varies": by(Minimum(r**2, (r,), (Integer(0),), r**2), Rewrite(r**2)),
    "a minimiser that is one of many": by(
        Minimum(inner(a, c) ** 2, (c,), (zero,), 0, unique=True), Below(0, (Square(inner(a, c)),))
    ),
    "the only minimiser, another one": by(Minimum(distance, (c,), (a,), -quad(a, H.I), unique=True), CompleteSquare(c)),
    "a limit not taken": by(Limit(r, (p,), oo, r), Rewrite(r)),
    "one limit of two": by(Limit(p / (p + q), (p, q), oo, 1, in_turn=True), TakeLimit((p,))),
    "a joint limit in turn": by(Limit(p / (p + q), (p, q), oo, 1), TakeLimit((p,)), TakeLimit((q,))),
    "a limit that depends on the variable": by(Limit(1 / p, (p,), oo, 1 / p), TakeLimit((p,))),
    "a limit elsewhere": by(Limit(1 / p, (p,), oo, 1), TakeLimit((p,))),
    "a limit for an equality": by(Equality(1 / p, 0), TakeLimit((p,))),
    "loewner of what is not symmetric": by(LoewnerBound(O, A), Below(0, (Termwise(quad(z, P)),))),
    "loewner for one vector": by(LoewnerBound(O, G), Below(0, (Termwise(quad(z, G)),)), assume=(Ge(quad(z, G), 0),)),
    "loewner reversed": by(LoewnerBound(A * A.T, O), Below(0, (Termwise(quad(z, A * A.T)),))),
    "a faster flow": by(FlowBound(r**2, (r,), r**2, -5 * r**2), Rewrite(4 * r**2)),
    "a flow of whole numbers": by(FlowBound(H.shape[0] ** 2, (H.shape[0],), H.shape[0], 0), Rewrite(r)),
    "a witness outside the hypotheses": by(
        Witness(Equality(r**2, s**2), (r,), (s,)), Rewrite(s**2), assume=(Lt(r, s),)
    ),
    "a witness outside the kind": by(Witness(Equality(p**2, q**2), (p,), (-q,)), Rewrite(q**2)),
    "a witness that is none": by(Witness(Equality(r**2, s**2), (r,), (s + 1,)), Rewrite(s**2)),
    "a stationary point that nothing settles": by(StationaryPoint(parabola, (r,), (s,)), Rewrite(parabola)),
    "a stationary point by leaps": by(
        StationaryPoint(parabola, (r,), (s,)), leap(-(s**2), relation="∂", minimizer={r: s})
    ),
    "an undefined side": by(Equality(1 / r + s / r, (1 + s) / r)),
    "another start": by(Bound(0, r**2), leap(s**2), Below(0, (Square(s),))),
}


@pytest.mark.parametrize("name", ESTABLISHED)
def test_what_is_established(name):
    assert establish(ESTABLISHED[name]) is not None


@pytest.mark.parametrize("name", NOT_ESTABLISHED)
def test_what_is_not(name):
    with pytest.raises((DerivationError, ValueError)):
        establish(NOT_ESTABLISHED[name])


def test_without_steps_an_equality_alone_is_shown():
    assert establish(by(Bound(0, r**2))) is None
    assert establish(by(Minimum(r**2, (r,), (Integer(0),), 0))) is None


def test_the_convergence_of_a_flow_is_never_established():
    claim = FlowConvergence(r**2, (r,), (s,), (Integer(0),))
    with pytest.raises(RestsOnProseError):
        establish(by(claim, Rewrite(4 * r**2)))


def test_the_arbitrary_vector_is_new():
    assert arbitrary_vector(LoewnerBound(O, A * A.T)).name == "z"
    assert arbitrary_vector(LoewnerBound(O, z * z.T)).name == "z_1"
    assert arbitrary_vector(LoewnerBound(O, z * z.T), ("z_1",)).name == "z_2"
    assert arbitrary_vector(LoewnerBound(Trace(b * b.T) * I, I)).name == "z"
