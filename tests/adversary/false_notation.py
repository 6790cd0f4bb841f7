"""Abbreviations that lie: about a sign, a kind, a size, or about what they hide."""

from sympy import Gt, Integer, Inverse, MatrixSymbol, Rational, Symbol, Trace, Transpose, exp, log, oo

from tests.adversary.vocabulary import (
    A,
    B,
    Cases,
    E,
    G,
    H,
    I,
    M,
    O,
    P,
    Square,
    Termwise,
    WeightedSquare,
    a,
    ax,
    b,
    bx,
    by,
    d,
    false,
    inner,
    p,
    q,
    quad,
    r,
    s,
    unsound,
)
from theory import (
    Bound,
    Equality,
    Limit,
    LoewnerBound,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    SymmetricMatrix,
)
from theory.rules import Below, Expand, Integrate, Rewrite, TakeLimit, arbitrary_vector

__all__ = ["CLAIMS"]

c = Symbol("c", positive=True)
e = Symbol("e", real=True)
e2 = Symbol("e2", real=True)
w = Symbol("w", nonnegative=True)
k = Symbol("k", integer=True, positive=True)
u = Symbol("u", nonzero=True, real=True)
D = PositiveDefiniteMatrix("D", d)
Q = PositiveSemidefiniteMatrix("Q", d)
F = SymmetricMatrix("F", d)
L = MatrixSymbol("L", d, d)


def said_positive(definition, symbol=c):
    return by(Bound(0, symbol), Below(0, (Termwise(symbol),)), notation=((symbol, definition),))


def said_semidefinite(matrix, definition):
    return by(Bound(0, quad(a, matrix)), Below(0, (Termwise(quad(a, matrix)),)), notation=((matrix, definition),))


def said_ordered(matrix, definition):
    statement = LoewnerBound(O, matrix)
    v = arbitrary_vector(statement)
    return by(statement, Below(0, (WeightedSquare.of(v, matrix),)), notation=((matrix, definition),))


CLAIMS: Cases = {
    # -- signs
    "a positive letter for any number": false(lambda: said_positive(r), "r = -1"),
    "a positive letter for a difference": false(lambda: said_positive(p - q), "p = 1, q = 2"),
    "a positive letter for a scalar product": false(lambda: said_positive(inner(a, b)), "b = -a"),
    "a positive letter for a trace": false(lambda: said_positive(Trace(G)), "G = -I"),
    "a positive letter for a mean": false(lambda: said_positive(E(ax * bx)), "a^T H b, b = -a"),
    "a positive letter for a negative number": false(lambda: said_positive(-p), "p = 1"),
    "a nonnegative letter for any number": false(lambda: said_positive(r, w), "r = -1"),
    "a nonnegative letter for a cube": false(lambda: said_positive(r**3, w), "r = -1"),
    "a positive letter for what may be 0": unsound(
        lambda: by(Equality(Trace(A * B) / c, Trace(B * A) / c), Expand(), notation=((c, Trace(P)),)), "P = 0"
    ),
    "a positive letter for a square": unsound(
        lambda: by(Equality((r * c + s * c) / c, r + s), Expand(), notation=((c, inner(a, b) ** 2),)), "a = 0"
    ),
    "a nonzero letter for any number": unsound(
        lambda: by(Equality((r * u + s * u) / u, r + s), Expand(), notation=((u, Trace(A)),)), "A = 0"
    ),
    "a real letter for an imaginary number": unsound(
        lambda: by(Bound(0, e**2), Below(0, (Square(e),)), notation=((e, Symbol("j", imaginary=True)),)), "j^2 < 0"
    ),
    "a real letter for a root": false(
        lambda: by(Bound(0, e**2), Below(0, (Square(e),)), notation=((e, r ** Rational(1, 2)),)), "e^2 is r", "r = -1"
    ),
    "a real letter for a logarithm": unsound(
        lambda: by(Bound(0, e**2), Below(0, (Square(e),)), notation=((e, log(r)),)), "r = -1"
    ),
    "a letter without a sign, and a hypothesis on it": unsound(
        lambda: by(Bound(0, e), Below(0, (Termwise(e, (e,)),)), notation=((e, -p),), assume=(Gt(e, 0),)), "-p > 0 never"
    ),
    "a positive letter that the limit makes 0": unsound(
        lambda: by(Limit(c / (1 + c), (M,), oo, c / (1 + c)), Expand(), notation=((c, 1 / M),)),
        "it is 0: the letter moves",
    ),
    "a limit of a letter that moves": false(
        lambda: by(Limit(e + 1 / M, (M,), oo, 0), TakeLimit((M,)), notation=((e, M / (M + 1)),)), "it is 1"
    ),
    # -- sizes
    "a size for any positive number": false(
        lambda: by(Bound(1, k), Below(1, (Termwise(k - 1),)), notation=((k, p),)), "p = 1/2"
    ),
    "a size for one less": false(
        lambda: by(Bound(1, k), Below(1, (Termwise(k - 1),)), notation=((k, M - 1),)), "M = 1"
    ),
    "a size for a quotient": false(
        lambda: by(Bound(1, k), Below(1, (Termwise(k - 1),)), notation=((k, M / (M + 1)),)), "M = 1: 1/2"
    ),
    # -- kinds of matrices
    "a semidefinite letter for a symmetric matrix": false(lambda: said_semidefinite(Q, G), "G = -I"),
    "a semidefinite letter for a difference": false(lambda: said_semidefinite(Q, H - P), "P = 2H"),
    "a semidefinite letter for any matrix": false(lambda: said_semidefinite(Q, A), "A = -I"),
    "a definite letter for a product": false(
        lambda: said_semidefinite(D, H * P),
        "a^T HP a may be negative",
        "H = diag(1, 20), P = [[1, -1], [-1, 1]], a = (10, 1): -90",
    ),
    "an ordered letter for a symmetric matrix": false(lambda: said_ordered(Q, G), "G = -I"),
    "an ordered letter for a shift": false(lambda: said_ordered(D, P - I), "P = 0"),
    "an ordered letter for a skew matrix": unsound(lambda: said_ordered(Q, A - A.T), "not symmetric"),
    "a symmetric letter for any matrix": false(
        lambda: by(Equality(Trace(F * B), Trace(F * B.T)), Expand(), notation=((F, A),)), "A is not symmetric"
    ),
    "a symmetric letter for a product": false(
        lambda: by(Equality(quad(a, F * B), quad(a, B.T * F)), Expand(), notation=((F, H * P),)), "HP is not symmetric"
    ),
    "a symmetric letter transposed": false(
        lambda: by(Equality(A * F, Transpose(F * A.T)), Expand(), notation=((F, B),)), "AB is not A B^T"
    ),
    "a definite letter for a semidefinite matrix": unsound(
        lambda: by(Equality(Trace(D * A * Inverse(D)), Trace(A)), Expand(), notation=((D, P),)), "P = 0"
    ),
    "a definite letter for a sum of two": unsound(
        lambda: by(Equality(Trace(D * A * Inverse(D)), Trace(A)), Expand(), notation=((D, P + a * a.T),)), "P = 0"
    ),
    "an inverse letter": unsound(
        lambda: by(Equality(Trace(L * A * B), Trace(B * L * A)), Expand(), notation=((L, Inverse(A)),)), "A = 0"
    ),
    # -- what they hide
    "a mean hidden in a mean": false(
        lambda: by(Equality(E(e * ax), quad(a, H)), Integrate(), notation=((e, E(ax)),)), "E(ax) is 0"
    ),
    "a mean hidden in a mean, written out": false(
        lambda: by(Equality(E(e * ax**2), E(ax**4)), Rewrite(E(ax**2 * ax**2)), notation=((e, E(ax**2)),)),
        "3 times as much",
    ),
    "two definitions of one letter": false(
        lambda: by(Equality(r, r + 1), Rewrite(e), Rewrite(r + 1), notation=((e, r), (e, r + 1))), "r is not r + 1"
    ),
    "letters that define each other": unsound(
        lambda: by(Equality(e, e2), Expand(), notation=((e, e2 + 1), (e2, e))), "e = e + 1"
    ),
    "a letter that defines itself": unsound(
        lambda: by(Equality(e, r), Rewrite(e), notation=((e, e + 1),)), "no number"
    ),
    "a letter that is a number": false(
        lambda: by(Equality(e, Integer(2)), Rewrite(Integer(2)), notation=((e, Integer(1)),)), "1 is not 2"
    ),
    "an abbreviation of a letter of the claim": false(
        lambda: by(Equality(r + s, 2 * r), Rewrite(2 * s), notation=((e, r),)), "s is not r"
    ),
    "an exponential hidden in a letter": unsound(
        lambda: by(Equality(e * E(ax**2), E(ax**2 * exp(ax))), Expand(), notation=((e, E(exp(ax))),)),
        "they are dependent",
    ),
}
