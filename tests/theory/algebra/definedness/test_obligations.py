"""What an expression presupposes, node by node; what is not known is refused."""

import pytest
import sympy as sp
from sympy import Abs, Gt, Inverse, MatPow, Max, Ne, Q, Rational, Symbol, Trace, exp, log, oo, sqrt

from tests.adversary.vocabulary import A, G, H, I, P, X, a, ax, d, inner, p, r, s
from theory import Expectation
from theory.algebra.definedness.obligations import obligations
from theory.core.known import Context
from theory.core.shown import undefined_in

half = Rational(1, 2)


class OwnMatrix(sp.MatrixSymbol):
    """A user's subclass of a node that is known."""


def asked(e):
    return {(o.prop, o.of) for o in obligations(e)}


@pytest.mark.parametrize(
    ("e", "prop", "of"),
    [
        (1 / r, "nonzero", r),
        (r**-3, "nonzero", r),
        (sqrt(r), "nonnegative", r),
        (1 / sqrt(r), "positive", r),
        (r**s, "positive", r),
        (2**s * log(r), "positive", r),
        (Inverse(A), "invertible", A),
        (MatPow(A, -2), "invertible", A),
        (MatPow(G, half), "semidefinite", G),
        (MatPow(G, -half), "invertible", G),
        (exp(1 / r), "nonzero", r),
        (Max(1, log(r)), "positive", r),
        (Abs(Trace(Inverse(A))), "invertible", A),
        (A[1, 0], "nonnegative", d - 2),
        (Expectation(ax), "moments", Expectation(ax)),
        (Symbol("c"), "real", Symbol("c")),
        (r + sp.I, "known", sp.I),
        (r * sp.Function("f")(s), "known", sp.Function("f")(s)),
        (sp.gamma(r), "known", sp.gamma(r)),
        (sp.Integral(r, (r, 0, s)), "known", sp.Integral(r, (r, 0, s))),
        (sp.Piecewise((r, r > 0), (s, True)), "known", sp.Piecewise((r, r > 0), (s, True))),
        (sp.MatrixSymbol("N", 0, 1), "size", sp.Integer(0)),
        (OwnMatrix("N", d, d), "known", OwnMatrix("N", d, d)),
        (oo, "real", oo),
        (sp.nan, "real", sp.nan),
        (sp.zoo, "known", sp.zoo),
    ],
    ids=str,
)
def test_what_is_presupposed(e, prop, of):
    assert (prop, of) in asked(e)
    assert undefined_in(Context(), [e]) or prop == "moments"


@pytest.mark.parametrize(
    ("e", "hypothesis"),
    [
        (1 / r, Ne(r, 0)),
        (sqrt(r - s), Gt(r, s)),
        (log(r - s), Gt(r, s)),
        (Inverse(A), Q.invertible(A)),
        (MatPow(G, half), Q.positive_definite(G)),
        (A[1, 0], Gt(d, 1)),
        (Trace(Inverse(X.T * X)), Gt(X.shape[0], d + 1)),
    ],
    ids=str,
)
def test_a_hypothesis_meets_it_and_nothing_else_does(e, hypothesis):
    assert not undefined_in(Context(hypotheses=(("so", hypothesis),)), [e])
    assert undefined_in(Context(), [e])


@pytest.mark.parametrize("e", [r, 1 / p, sqrt(p), log(p), Inverse(H), MatPow(P, half), 1 / (1 + r**2), Inverse(I + P)])
def test_kinds_meet_it(e):
    assert not undefined_in(Context(), [e])


def test_parts_of_a_difference_that_is_0_count():
    hidden = sp.Add(1 / r, -1 / s)
    assert ("nonzero", r) in asked(hidden)
    abbreviation = Context(notation=((p, r * s),))
    assert undefined_in(abbreviation, [p / r])


def test_words_are_clear():
    (found,) = (o for o in obligations(1 / inner(a, a)) if o.prop == "nonzero")
    assert "is not shown to differ from 0" in str(found)
    assert "Ne(" in found.remedy
