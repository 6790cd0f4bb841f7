"""Equations between products, used as rules: what they say where a factor in front of them may be 0."""

from sympy import Eq, Gt, MatrixSymbol, Ne, Trace, floor

from tests.adversary.vocabulary import A, B, C, Cases, E, I, J, O, P, a, b, by, c, d, g, r, s, t, under, unsound
from theory import Equality
from theory.rules import Rewrite

__all__ = ["CLAIMS"]

D, F = MatrixSymbol("D", d, d), MatrixSymbol("F", d, d)


def overlapping(factor):
    """AB = fC and BD = fF give f CD = ABD = f AF, and CD = AF where f is not 0."""
    return under(Equality(C * D, A * F), Eq(A * B, factor * C), Eq(B * D, factor * F))


CANCELLED = "0 = 0 says nothing: A = B = 0, and C, D, F are any matrices"

CLAIMS: Cases = {
    "overlapping equations, divided by a number": unsound(lambda: overlapping(r), f"r = 0: {CANCELLED}"),
    "overlapping equations, divided by a trace": unsound(lambda: overlapping(Trace(J)), f"tr J = 0: {CANCELLED}"),
    "overlapping equations, divided by the trace of a semidefinite matrix": unsound(
        lambda: overlapping(Trace(P)), f"P = 0: {CANCELLED}"
    ),
    "overlapping equations, divided by a size less one": unsound(lambda: overlapping(d - 1), f"d = 1: {CANCELLED}"),
    "overlapping equations under a trace": unsound(
        lambda: under(Equality(Trace(C * D), Trace(A * F)), Eq(A * B, r * C), Eq(B * D, r * F)), f"r = 0: {CANCELLED}"
    ),
    "overlapping equations as relations of a step": unsound(
        lambda: by(
            Equality(C * D, A * F),
            Rewrite(A * F, using=(Equality(A * B, r * C), Equality(B * D, r * F))),
            assume=(Eq(A * B, r * C), Eq(B * D, r * F)),
        ),
        f"r = 0: {CANCELLED}",
    ),
    "a nearly idempotent matrix commutes": unsound(
        lambda: under(Equality(A * B, B * A), Eq(A * A, r * A), Eq(A * B * A, r * A * B), Eq(A * B * A, r * B * A)),
        "r = 0: A = [[0, 1], [0, 0]], B = diag(1, 2) has AA = ABA = 0, AB = 2A, BA = A",
    ),
    "a factor cancelled": unsound(lambda: under(Equality(A, B), Eq(r * A, r * B)), "r = 0"),
    "a factor of a product cancelled": unsound(lambda: under(Equality(A * B, C), Eq(r * A * B, r * C)), "r = 0"),
    "a factor of a commutator cancelled": unsound(
        lambda: under(Equality(A * B, B * A), Eq(r * A * B, r * B * A)), "r = 0"
    ),
    "a factor of zero cancelled": unsound(lambda: under(Equality(A, O), Eq(r * A, O)), "r = 0"),
    "a factor of a trace cancelled": unsound(lambda: under(Equality(Trace(A), s), Eq(r * Trace(A), r * s)), "r = 0"),
    "a trace cancelled": unsound(lambda: under(Equality(s, t), Eq(Trace(A) * s, Trace(A) * t)), "A = 0"),
    "a vector cancelled": unsound(lambda: under(Equality(a, b), Eq(A * a, A * b)), "A = 0"),
    "a vector cancelled on the right": unsound(lambda: under(Equality(a, b), Eq(a * c.T, b * c.T)), "c = 0"),
    "an outer square has one root": unsound(lambda: under(Equality(a, b), Eq(a * a.T, b * b.T)), "b = -a"),
    "a cube that is the matrix": unsound(lambda: under(Equality(A * A, I), Eq(A * A * A, A)), "A = 0"),
    "an idempotent matrix that is not 0": unsound(lambda: under(Equality(A, I), Eq(A * A, A), Ne(A, O)), "diag(1, 0)"),
    "a mean that is 0": unsound(lambda: under(Equality(Trace(A * B), Trace(B * A)), Eq(E(g), 0)), "no point: tr H > 0"),
    "a floor above its number": unsound(
        lambda: under(Equality(Trace(A * B), Trace(B * A)), Gt(floor(r), r)), "no point: a floor is below"
    ),
}
