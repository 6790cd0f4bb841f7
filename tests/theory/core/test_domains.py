"""What may stand for a symbol, and which relations follow from hypotheses."""

import pytest
from sympy import And, Eq, Ge, Gt, Integer, Inverse, Le, Lt, Ne, Or, Q, Rational, Symbol, Trace

from tests.adversary.vocabulary import A, G, H, I, M, P, R, W, a, ax, d, n, p, q, r, s, x
from theory import PositiveSemidefinite
from theory.core.domains import holds, require_hypotheses_on, require_in_domain
from theory.core.known import Context
from theory.core.unconvinced import NotShownError

k, neg, nonneg = Symbol("k", integer=True), Symbol("neg", negative=True), Symbol("nonneg", nonnegative=True)


def under(*relations):
    return Context(hypotheses=tuple((str(relation), relation) for relation in relations))


@pytest.mark.parametrize(
    ("symbol", "value", "outside"),
    [
        (p, q + r**2, r),
        (p, q, nonneg),
        (nonneg, r**2, -p),
        (neg, -p, p),
        (r, Rational(-1, 2), A),
        (k, n - 3, p),
        (n, d + 1, d - 1),
        (n, Integer(1), Integer(0)),
        (M, d, Rational(1, 2)),
        (r, s, ax),
        (H, H + P, P),
        (H, Inverse(H), -H),
        (P, A * A.T, A * A),
        (P, 0 * P, G),
        (G, A + A.T, A),
        (A, G, W),
        (a, A * a, x),
        (a, 0 * a, a.T),
        (A, I, Integer(1)),
    ],
    ids=str,
)
def test_values_lie_in_the_domain_of_the_symbol(symbol, value, outside):
    require_in_domain(Context(), symbol, value)
    with pytest.raises(NotShownError):
        require_in_domain(Context(), symbol, outside)


def test_hypotheses_widen_what_may_stand_for_a_symbol():
    require_in_domain(under(Gt(r, 0)), p, r)
    require_in_domain(under(PositiveSemidefinite(G)), P, G)
    with pytest.raises(NotShownError, match="not shown"):
        require_in_domain(under(Ge(r, 0)), p, r)


def test_properties_that_are_not_checked_are_refused():
    with pytest.raises(NotShownError, match="not checked"):
        require_in_domain(Context(), Symbol("z", transcendental=True), Integer(1))
    with pytest.raises(NotShownError, match="prime"):
        require_in_domain(Context(), Symbol("z", prime=True), Integer(4))


@pytest.mark.parametrize(
    ("given", "follows", "does_not"),
    [
        ((Gt(r, s),), Ge(r, s), Gt(s, r)),
        ((Gt(r, s),), Ne(r, s), Eq(r, s)),
        ((Ge(r, s),), Le(s, r), Gt(r, s)),
        ((Gt(n, d),), Ge(n, d + 1), Ge(n, d + 2)),
        ((Ge(n, d + 1),), Gt(n, d), Gt(n, d + 1)),
        ((Gt(r, s), Gt(p, q)), And(Ge(r, s), Ge(p, q)), And(Ge(r, s), Ge(q, p))),
        ((Gt(r, s),), Or(Gt(s, r), Gt(r, s)), Or(Gt(s, r), Eq(r, s))),
        ((Q.positive_definite(A),), Q.invertible(A), Eq(A, I)),
        ((Q.invertible(A),), Q.invertible(A.T), Q.positive_definite(A)),
        ((PositiveSemidefinite(A),), Q.symmetric(A), Q.positive_definite(A)),
        ((), PositiveSemidefinite(P + R), PositiveSemidefinite(P - R)),
        ((), Eq(Trace(A), Trace(A.T)), Eq(A, A.T)),
        ((Lt(r, 0),), Q.negative(r), Q.nonnegative(r)),
    ],
    ids=str,
)
def test_relations_that_follow(given, follows, does_not):
    assert holds(under(*given), follows)
    assert not holds(under(*given), does_not)


def test_hypotheses_are_asked_at_values():
    context = under(Gt(r, s), Ge(p, 1))
    require_hypotheses_on(context, {r: s + q})
    require_hypotheses_on(context, {q: Integer(0)})
    for values in ({r: s}, {r: Integer(0)}, {r: s + q, p: q}):
        with pytest.raises(NotShownError, match="hypothesis"):
            require_hypotheses_on(context, values)
