"""Hypotheses that contradict each other prove nothing; and what does not follow from hypotheses that hold."""

from sympy import Abs, Eq, Ge, Gt, Identity, Integer, Inverse, Le, Lt, MatrixSymbol, Ne, Or, Q, Trace, sqrt

from tests.adversary.vocabulary import (
    A,
    B,
    C,
    Cases,
    E,
    G,
    H,
    I,
    K,
    M,
    Multiple,
    N,
    O,
    P,
    PositiveSemidefinite,
    Square,
    Termwise,
    W,
    X,
    a,
    b,
    by,
    d,
    false,
    g,
    law,
    n,
    p,
    q,
    quad,
    r,
    s,
    under,
    unsound,
    zero,
)
from theory import Assumption, Bound, Equality, LoewnerBound, Minimum, inner
from theory.rules import Below, MinimiseAt

__all__ = ["CLAIMS"]

V = MatrixSymbol("V", d, M)
TRUE = Equality(Trace(A * B), Trace(B * A))
"""True anyway: what must not be said is that it was proved of anything."""


def absurd(*relations, why):
    return unsound(lambda: under(TRUE, *relations), f"no point satisfies the hypotheses: {why}")


CLAIMS: Cases = {
    # -- no point satisfies them
    "the trace of a definite matrix is 0": absurd(Eq(Trace(H), 0), why="H is definite"),
    "a definite matrix is minus the identity": absurd(Eq(H, -I), why="H is definite"),
    "a size between neighbours": absurd(Gt(M, 2), Lt(M, 3), why="2 < M < 3"),
    "a size below 1": absurd(Lt(M, 1), why="M >= 1"),
    "two sizes, each larger": absurd(Gt(M, N), Gt(N, M), why="M > N > M"),
    "a size that is even and odd": absurd(Eq(M, 2 * N), Eq(M, 2 * n + 1), why="parity"),
    "a number on both sides of 0": absurd(Gt(r, 1), Lt(r, 0), why="r > 1 and r < 0"),
    "a square that is negative": absurd(Eq(r**2, -1), why="r is real"),
    "a modulus that is negative": absurd(Lt(Abs(r - s), 0), why="a modulus is >= 0"),
    "a sum of squares that is negative": absurd(Lt(Trace(A.T * A), 0), why="a sum of squares"),
    "Cauchy-Schwarz broken": absurd(Gt(inner(a, b) ** 2, quad(a, I) * quad(b, I)), why="Cauchy-Schwarz"),
    "a positive form of a matrix without a trace": absurd(Gt(quad(a, P), 0), Eq(Trace(P), 0), why="then P = 0"),
    "a matrix that is itself and the identity": absurd(Eq(A, A + I), why="I is not 0"),
    "a commutator that is the identity": absurd(Eq(A * B - B * A, I), why="traces: 0 and d"),
    "an invertible matrix that is 0": absurd(Q.invertible(A), Eq(A, O), why="0 has no inverse"),
    "an orthogonal matrix that is 0": absurd(Q.orthogonal(A), Eq(Trace(A.T * A), 0), why="tr A^T A = d"),
    "an invertible rank one matrix": absurd(Q.invertible(a * b.T), Gt(d, 1), why="rank one at d > 1"),
    "invertible, symmetric and skew": absurd(Q.symmetric(A), Eq(A.T, -A), Q.invertible(A), why="then A = 0"),
    "a nilpotent idempotent matrix that is invertible": absurd(
        Eq(A * A, A), Eq(A * A, O), Q.invertible(A), why="then A = 0"
    ),
    "a definite matrix below 0": absurd(PositiveSemidefinite(-H), why="H is definite"),
    "a negative second moment": absurd(Lt(E(g), 0), why="a mean of squares"),
    "a nonzero vector of length 0": absurd(Eq(quad(a, H), 0), Gt(quad(a, I), 0), why="then a = 0"),
    "a product that has changed sign": absurd(Gt(p * q, 1), Lt(q * p, 1), why="one number"),
    "a bound under hypotheses that contradict each other": unsound(
        lambda: by(Bound(0, r * p), Below(0, (Termwise(r * p, (r,)),)), assume=(Gt(r, 0), Lt(r, -1))),
        "no r",
    ),
    "a false claim under hypotheses that contradict each other": unsound(
        lambda: under(Equality(A * B, C), Gt(r, 1), Lt(r, 0)), "no r: neither proved nor refuted"
    ),
    "a minimum under hypotheses that contradict each other": unsound(
        lambda: by(
            Minimum(quad(a, H), (a,), (zero,), 0), MinimiseAt(a, zero, Termwise(quad(a, H))), assume=(Eq(Trace(H), 0),)
        ),
        "no H",
    ),
    # -- hypotheses about something else
    "symmetry of another matrix": false(lambda: under(Equality(B, B.T), Q.symmetric(A)), "B is any matrix"),
    "positivity of another number": false(lambda: under(Equality(sqrt(s**2), s), Gt(r, 0)), "s < 0", "r = 1, s = -1"),
    "positivity of a sum": false(lambda: under(Equality(Abs(r), r), Gt(r + s, 0)), "r = -1, s = 2"),
    "positivity of a product": false(lambda: under(Equality(Abs(r), r), Gt(r * s, 0)), "r = s = -1"),
    "not quite positive": false(lambda: under(Equality(sqrt(r**2), r), Gt(r, -1)), "r = -1/2"),
    "not zero is not positive": false(lambda: under(Equality(Abs(r), r), Ne(r, 0)), "r = -1"),
    "one of two": false(lambda: under(Equality(r, 1), Or(Eq(r, 0), Eq(r, 1))), "r = 0"),
    "one of two signs": false(lambda: under(Equality(Abs(r), r), Or(Gt(r, 0), Lt(r, -1))), "r = -2"),
    "a larger bound": false(lambda: under(Bound(1, r), Gt(r, 0)), "r = 1/2"),
    "a bound beyond its hypothesis": false(lambda: under(Bound(r**2, 3 * r), Gt(r, 1)), "r = 4"),
    "a symmetric matrix commutes": false(lambda: under(Equality(A * B, B * A), Q.symmetric(A)), "B is any matrix"),
    "two symmetric matrices commute": false(
        lambda: under(Equality(A * B, B * A), Q.symmetric(A), Q.symmetric(B)), "(AB)^T = BA"
    ),
    "a diagonal matrix commutes with everything": false(
        lambda: under(Equality(A * B, B * A), Q.diagonal(A)), "diag(1, 2)"
    ),
    "an invertible matrix is the identity": false(lambda: under(Equality(A, I), Q.invertible(A)), "A = 2I"),
    "an orthogonal matrix is symmetric": false(
        lambda: under(Equality(A, A.T), Q.orthogonal(A)), "a rotation by 90 degrees"
    ),
    "an orthogonal matrix is an involution": false(
        lambda: under(Equality(A * A, I), Q.orthogonal(A)), "a rotation by 90 degrees"
    ),
    "an orthogonal matrix keeps a weighted norm": false(
        lambda: under(Equality(quad(A * a, H), quad(a, H)), Q.orthogonal(A)), "H = diag(1, 2)"
    ),
    "size two is size one": false(lambda: under(Equality(Trace(A) ** 2, Trace(A * A)), Eq(d, 2)), "A = I_2: 4 and 2"),
    "size at least two": false(lambda: under(Bound(3, d), Gt(d, 1)), "d = 2"),
    "a definite matrix is at least the identity": false(
        lambda: under(LoewnerBound(I, A), Q.positive_definite(A)), "A = I/2"
    ),
    "a trace of one is a unit matrix": false(lambda: under(Equality(A, I), Eq(Trace(A), d)), "A = diag(2, 0) at d = 2"),
    "a unit vector in another norm": false(
        lambda: under(Equality(quad(a, H), 1), Eq(quad(a, I), 1)), "H = 2I", "d = 1, a = 1, h = 2"
    ),
    "an equation read the other way": false(lambda: under(Equality(s, 0), Eq(r * s, 0)), "r = 0, s = 1"),
    "an equation of squares": false(lambda: under(Equality(r, s), Eq(r**2, s**2)), "r = 1, s = -1"),
    "an equation of traces": false(
        lambda: under(Equality(A, B), Eq(Trace(A), Trace(B))), "A, B = diag(1,0), diag(0,1)"
    ),
    "cancelling a matrix that may be singular": unsound(
        lambda: under(Equality(B, C), Eq(A * B, A * C)), "A = 0: B and C are any matrices"
    ),
    "an idempotent matrix is symmetric": unsound(lambda: under(Equality(A, A.T), Eq(A * A, A)), "[[1, 1], [0, 0]]"),
    "an idempotent matrix absorbs": unsound(
        lambda: under(Equality(A * B * A, A * B), Eq(A * A, A)), "A = diag(1, 0), B = [[0, 1], [0, 0]]"
    ),
    "an idempotent matrix has full trace": unsound(lambda: under(Equality(Trace(A), d), Eq(A * A, A)), "A = 0"),
    "commuting is transitive": unsound(
        lambda: under(Equality(A * C, C * A), Eq(A * B, B * A), Eq(B * C, C * B)), "B = I"
    ),
    "commuting with the transpose": unsound(
        lambda: under(Equality(A.T * B, B * A.T), Eq(A * B, B * A)), "A = B = [[0, 1], [0, 0]]"
    ),
    "a symmetric product of any matrices commutes": unsound(
        lambda: under(Equality(A * B, B * A), Q.symmetric(A * B)), "A = [[0, 1], [0, 0]], B = A^T"
    ),
    "an involution is symmetric": unsound(lambda: under(Equality(A, A.T), Eq(A * A, I)), "[[1, 1], [0, -1]]"),
    "nilpotent is zero": unsound(lambda: under(Equality(A, O), Eq(A * A, O)), "[[0, 1], [0, 0]]"),
    "a skew matrix vanishes": unsound(lambda: under(Equality(A, O), Eq(A.T, -A)), "[[0, 1], [-1, 0]]"),
    # -- hypotheses that do not reach
    "an inverse of the wrong matrix": unsound(
        lambda: under(Equality(Trace(B * A * Inverse(B)), Trace(A)), Q.invertible(A)), "B = 0"
    ),
    "an invertible product of matrices that are not square": unsound(
        lambda: under(Equality(Trace(A * Inverse(B + C)), Trace(Inverse(C + B) * A)), Q.invertible(B), Q.invertible(C)),
        "C = -B",
    ),
    "a removable zero that is not excluded": unsound(lambda: under(Equality((r**2 + r) / r, r + 1), Ge(r, 0)), "r = 0"),
    "a pole that is not excluded": unsound(
        lambda: under(Equality(Trace(A * B) / (M - d - 1), Trace(B * A) / (M - d - 1)), Gt(M, d)),
        "M = d + 1",
    ),
    "a covariance that is only symmetric by hypothesis": unsound(
        lambda: under(Equality(E(inner(*[law(A)] * 2)), Trace(A)), Q.symmetric(A)), "A = -I"
    ),
    "a covariance of nonnegative trace": unsound(
        lambda: under(Equality(E(inner(*[law(G)] * 2)), Trace(G)), Ge(Trace(G), 0)), "G = diag(2, -1)"
    ),
    "a sentence is no fact": unsound(
        lambda: (Equality(sqrt(r**2), r), {"assumptions": (Assumption("r", "r is positive"),)}),
        "a machine cannot use it; as stated r = -1 is a counterexample",
    ),
    "a weak sign for a strict one": unsound(
        lambda: under(Equality((r * s + r * Trace(A)) / r, s + Trace(A)), Ge(r, 0)),
        "r = 0",
    ),
    "a weak order for a strict one": unsound(
        lambda: under(Equality(E(Trace(Inverse(X.T * X))), Trace(Inverse(H)) / (M - d - 1)), Ge(M, d + 1)),
        "infinite at M = d + 1",
    ),
    "a bound by a nonpositive factor": unsound(
        lambda: by(Bound(0, r * Trace(H)), Below(0, (Termwise(r * Trace(H), (r,)),)), assume=(Le(r, 0), Le(0, r + 1))),
        "r = -1",
    ),
    "nothing at all assumed of a bound": false(
        lambda: by(Bound(0, r * Trace(K)), Below(0, (Termwise(r * Trace(K), (r,)),)), assume=(Gt(s, 0),)), "r = -1"
    ),
    "a hypothesis on an abbreviation that is another number": false(
        lambda: by(Bound(Integer(0), r), Below(0, (Termwise(r, (r,)),)), assume=(Gt(-r, -5),)), "r = -1"
    ),
    "a product that is a multiple of the identity": false(
        lambda: under(Equality(B * A, r * I), Eq(A * B, r * I)),
        "r = 0: AB = 0, and BA need not be 0",
        "A = E_12, B = E_11",
    ),
    "a product that is a trace times the identity": false(
        lambda: under(Equality(B * A, Trace(P) * I), Eq(A * B, Trace(P) * I)),
        "P = 0: AB = 0, and BA need not be 0",
        "A = E_12, B = E_11",
    ),
    "a product of three that is a multiple of the identity": false(
        lambda: under(Equality(C * A * B, s * I), Eq(A * B * C, s * I)), "s = 0", "A = E_12, B = I, C = E_11"
    ),
    "a left inverse of a matrix that is not square": unsound(
        lambda: under(Equality(W * V, Identity(M)), Eq(V * W, I)), "d < M: W V is a projection"
    ),
    "a matrix of orthonormal columns": unsound(
        lambda: under(Equality(W * W.T, Identity(M)), Eq(W.T * W, I)), "d < M: a projection"
    ),
    "between two whole numbers": unsound(
        lambda: by(
            Bound(1, 0),
            Below(1, (Multiple(Integer(-1), Square(Trace(I) - 2), Termwise(Integer(0))),)),
            assume=(Gt(d, 1), Lt(d, 3)),
        ),
        "1 <= 0, by a factor that vanishes at d = 2",
    ),
    "a factor that vanishes at the size": unsound(
        lambda: by(
            Bound(1, 0),
            Below(1, (Multiple(Integer(-1), Square(Trace(I) - 2), Termwise(Integer(0))),)),
            assume=(Eq(d, 2),),
        ),
        "1 <= 0, by a factor that vanishes at d = 2",
    ),
}
