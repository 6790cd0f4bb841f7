"""A root of a square is not what was squared: squares that come in by an equation, an abbreviation or a value."""

from sympy import Eq, Gt, MatPow, Trace, sqrt

from tests.adversary.vocabulary import (
    A,
    Cases,
    E,
    G,
    H,
    I,
    P,
    Square,
    a,
    by,
    false,
    half,
    inner,
    law,
    quad,
    r,
    s,
    under,
    unsound,
)
from theory import Bound, Equality, Minimum, Witness
from theory.rules import Below, Expand, Rewrite

__all__ = ["CLAIMS"]

root = MatPow(P, half)
NEGATIVE = "G = -I: the root of G^2 is I"

CLAIMS: Cases = {
    "a root of a square by an equation": unsound(lambda: under(Equality(root, G), Eq(P, G * G)), NEGATIVE),
    "a root of a square by an equation, in a trace": unsound(
        lambda: under(Equality(Trace(root * A), Trace(G * A)), Eq(P, G**2)), NEGATIVE
    ),
    "a root of a square by an equation of a hypothesis on both": unsound(
        lambda: under(Equality(Trace(root), -Trace(G)), Eq(P, G * G), Gt(Trace(G), 0)), "G = I"
    ),
    "a root of a square by an abbreviation": unsound(
        lambda: by(Equality(root, G), Expand(), notation=((P, G * G),)), NEGATIVE
    ),
    "a root of a square by an abbreviation, in a trace": unsound(
        lambda: by(Equality(Trace(root), Trace(G)), Expand(), notation=((P, G**2),)), NEGATIVE
    ),
    "a root of a square by a witness": unsound(
        lambda: by(Witness(Equality(root, G), (P,), (G * G,)), Expand()), NEGATIVE
    ),
    "a bound on a root of a square by a witness": unsound(
        lambda: by(Witness(Bound(Trace(root), Trace(G)), (P,), (G**2,)), Rewrite(Trace(G))), NEGATIVE
    ),
    "a root of a square at a minimiser": unsound(
        lambda: by(
            Minimum((Trace(root) - Trace(G)) ** 2, (P,), (G**2,), 0),
            Below(0, (Square(Trace(root) - Trace(G)),)),
        ),
        NEGATIVE,
    ),
    "a root of a square of numbers by an equation": unsound(
        lambda: under(Equality(sqrt(s), r), Eq(s, r**2)), "r = -1, s = 1"
    ),
    "a root of a square of numbers by an abbreviation": false(
        lambda: by(Equality(sqrt(s), r), Expand(), notation=((s, r**2),)), "r = -1"
    ),
    "a root of a square of numbers by a witness": false(
        lambda: by(Witness(Equality(sqrt(s), r), (s,), (r**2,)), Expand()), "r = -1"
    ),
    "a root of a square as the covariance of a law": unsound(
        lambda: under(Equality(E(inner(a, law(root)) ** 2), quad(a, G)), Eq(P, G * G)), NEGATIVE
    ),
    "a root of a square, by the hypothesis that it is one": unsound(
        lambda: under(Equality(A, MatPow(P, half)), Eq(A * A, P)), "A = -I, P = I"
    ),
    "a root of a square of a matrix that is not symmetric": unsound(
        lambda: under(Equality(root, A), Eq(P, A * A)), "A = -I"
    ),
    "a root of a Gram matrix": unsound(lambda: under(Equality(root, A), Eq(P, A.T * A)), "A is not symmetric"),
    "a root of a product by an equation": unsound(
        lambda: under(Equality(root, MatPow(H, half) * MatPow(H, half)), Eq(P, H)), "P^(1/2) is not H"
    ),
    "a root of a square of a fixed matrix": unsound(lambda: under(Equality(root, -I), Eq(P, I)), "it is I"),
}
