"""Signs that are shown, each with a near miss that must not be."""

import pytest
from sympy import Abs, Eq, Ge, Gt, Inverse, Max, Min, Ne, Q, Symbol, Trace, exp

from tests.adversary.vocabulary import A, B, G, H, I, K, P, R, W, a, inner, p, q, quad, r, s, t
from theory import PositiveSemidefinite
from theory.algebra.signs.engine import Signs
from theory.algebra.signs.facts import facts_from

n = Symbol("n", nonnegative=True)

# question, what is shown, what is not shown though it looks like it, hypotheses of both
TABLE = [
    ("positive", p + r**2, r**2 + t**2, ()),
    ("positive", p * q, p * n, ()),
    ("positive", exp(r), r * exp(r), ()),
    ("positive", Max(p, r), Min(p, r), ()),
    ("positive", r - t, t - r, (Gt(r, t),)),
    ("positive", s, r, (Ge(s, 1), Ge(r, -1))),
    ("positive", Abs(r), Abs(t), (Ne(r, 0),)),
    ("positive", Trace(H), Trace(P), ()),
    ("positive", Trace(H * P), Trace(R * P), (Ne(P, 0 * P),)),
    ("positive", quad(a, H), quad(a, P), (Ne(a, 0 * a),)),
    ("nonnegative", (r - s) ** 2, r**2 - s**2, ()),
    ("nonnegative", n, r, ()),
    ("nonnegative", Trace(A.T * A), Trace(A * A), ()),
    ("nonnegative", Trace(P * R), Trace(P * G), ()),
    ("nonnegative", Trace(A * P * A.T * R), Trace(A * P * A * R), ()),
    ("nonnegative", inner(a, a), inner(a, A * a), ()),
    ("nonnegative", Max(r, n), Min(r, n), ()),
    ("nonnegative", r, s, (Ge(r, 0),)),
    ("nonnegative", r - s, s - r, (Ge(r, s),)),
    ("nonzero", r, s, (Ne(r, 0),)),
    ("nonzero", -p, n, ()),
    ("nonzero", r - s, r + s, (Ne(r, s),)),
    ("nonzero", r * p, r * s, (Ne(r, 0),)),
    ("symmetric", A + A.T, A - A.T, ()),
    ("symmetric", A * G * A.T, A * G * A, ()),
    ("symmetric", G * H * G, G * H, ()),
    ("semidefinite", A * A.T, A * A, ()),
    ("semidefinite", P + R, P - R, ()),
    ("semidefinite", W.T * W, -W.T * W, ()),
    ("semidefinite", A * P * A.T, A * G * A.T, ()),
    ("semidefinite", G, A, (PositiveSemidefinite(G),)),
    ("semidefinite", G * G, P * R, ()),
    (
        "semidefinite",
        (H - p * I) * (q * I - H),
        (H - p * I) * (q * I - K),
        (PositiveSemidefinite(H - p * I), PositiveSemidefinite(q * I - H), PositiveSemidefinite(q * I - K)),
    ),
    ("semidefinite", (I - P) * P, (I - P) * R, (PositiveSemidefinite(I - P),)),
    ("semidefinite", 3 * R - 3 * P, 3 * P - 3 * R, (PositiveSemidefinite(2 * R - 2 * P),)),
    ("semidefinite", R - P, R - 2 * P, (PositiveSemidefinite(R - P),)),
    ("definite", W.T * W, W.T * W - I, (Q.invertible(W.T * W),)),
    ("definite", P, G, (Q.invertible(P), Q.invertible(G))),
    ("definite", 2 * A + 2 * A.T, A - A.T, (Q.positive_definite(A + A.T),)),
    ("definite", H + P, P + R, ()),
    ("definite", Inverse(H), G, ()),
    ("definite", p * H, n * H, ()),
    ("definite", A * H * A.T, B * H * B.T, (Q.invertible(A),)),
    ("definite", A * H * A.T, A * P * A.T, (Q.invertible(A),)),
    ("invertible", A, B, (Q.invertible(A),)),
    ("invertible", A * H, A * B, (Q.invertible(A),)),
    ("invertible", A.T, A + A.T, (Q.invertible(A),)),
    ("invertible", A, A + I, (Q.orthogonal(A),)),
    ("invertible", I + P * R, I - P * R, ()),
    ("invertible", I + P * R, I + P * G, ()),
    ("invertible", p * I + H * K, r * I + H * K, ()),
    ("invertible", I + A, I - A, (Q.invertible(I + A),)),
]


@pytest.mark.parametrize(("question", "shown", "missed", "given"), TABLE, ids=lambda e: str(e)[:40])
def test_what_is_shown_and_what_nearly_is(question, shown, missed, given):
    signs = Signs(facts_from(given))
    assert getattr(signs, question)(shown)
    assert not getattr(signs, question)(missed)


@pytest.mark.parametrize(
    ("question", "e", "given"),
    [
        ("nonzero", r, (Ne(r, 0),)),
        ("positive", quad(a, H), (Ne(a, 0 * a),)),
        ("definite", A * H * A.T, (Q.invertible(A),)),
        ("nonnegative", r - s, (Ge(r, s),)),
    ],
    ids=str,
)
def test_without_the_hypothesis_nothing_is_shown(question, e, given):
    assert getattr(Signs(facts_from(given)), question)(e)
    assert not getattr(Signs(), question)(e)


def test_what_is_assumed_of_scalars_stays_where_it_is_assumed():
    known = Signs()
    assert known.assuming((r - s,)).positive(r - s)
    assert not known.assuming((r - s,)).positive(s - r)
    assert not known.positive(r - s)


def test_an_equation_between_matrices_gives_no_order():
    signs = Signs(facts_from((Eq(A * B, I),)))
    assert not signs.semidefinite(A * B + A)
    assert not signs.definite(A)
