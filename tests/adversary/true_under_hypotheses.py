"""True claims that need their hypotheses: none may be refuted, and most of them a good engine proves.

``why`` says why each is true. Nothing here holds without the hypotheses that stand beside it.
"""

from sympy import (
    Abs,
    Eq,
    Ge,
    Gt,
    Inverse,
    Lt,
    MatPow,
    Max,
    Ne,
    Q,
    Trace,
    ZeroMatrix,
    log,
    oo,
    sqrt,
)

from tests.adversary.vocabulary import (
    A,
    B,
    C,
    Case,
    Cases,
    Combination,
    E,
    G,
    H,
    I,
    M,
    N,
    O,
    P,
    PositiveSemidefinite,
    S,
    Square,
    Termwise,
    TraceBound,
    W,
    WeightedSquare,
    X,
    Y,
    a,
    b,
    by,
    d,
    half,
    inner,
    law,
    one,
    quad,
    r,
    s,
    under,
    x,
    y,
    zero,
)
from theory import Bound, Equality, FlowBound, Limit, LoewnerBound, Minimum, StationaryPoint, Witness
from theory.rules import Below, CompleteSquare, Integrate, MinimiseAt, StationaryAt, TakeLimit, arbitrary_vector

__all__ = ["CLAIMS"]


def true(make, why) -> Case:
    return Case(make, why)


def equality(left, right, *relations):
    return lambda: under(Equality(left, right), *relations)


def ordered(statement, certificates, *assume):
    v = arbitrary_vector(statement)
    return by(statement, Below(quad(v, statement.lhs), certificates(v)), assume=assume)


onto = a * a.T / quad(a, I)
plane = I - onto
unit_plane = I - a * a.T
hat = W * Inverse(W.T * W) * W.T
FULL = (Q.fullrank(W), Ge(M, d))
v = law(A)

CLAIMS: Cases = {
    # -- symmetric
    "symmetric: a transpose in a product": true(equality(A.T * B, A * B, Q.symmetric(A)), "A^T = A"),
    "symmetric: a trace with a transpose": true(
        equality(Trace(A * B), Trace(A * B.T), Q.symmetric(A)), "tr AB^T = tr (AB^T)^T = tr BA"
    ),
    "symmetric: a form": true(
        equality(quad(a, A * B), quad(a, B.T * A), Q.symmetric(A)), "a^T AB a is its own transpose"
    ),
    "symmetric: a product of two": true(equality((A * B).T, B * A, Q.symmetric(A), Q.symmetric(B)), "(AB)^T = B^T A^T"),
    "symmetric: a congruence": true(
        equality((A * B * A).T, A * B * A, Q.symmetric(A), Q.symmetric(B)), "as it is spelled"
    ),
    "symmetric: a second moment": true(
        equality(E(S * A * S), H * A * H + (H * A * H + Trace(H * A) * H) / M, Q.symmetric(A)), "Isserlis, with A^T = A"
    ),
    "symmetric: a norm": true(
        lambda: by(Bound(0, Trace(A * A)), Below(0, (WeightedSquare(A, I, I),)), assume=(Q.symmetric(A),)), "tr A A^T"
    ),
    "symmetric by an equation": true(
        equality(inner(a, A * b), inner(b, A * a), Eq(A, A.T)), "a number is its own transpose"
    ),
    # -- invertible
    "invertible: a similarity": true(equality(Trace(A * B * Inverse(A)), Trace(B), Q.invertible(A)), "A^-1 A = I"),
    "invertible: a semidefinite matrix": true(
        equality(Trace(P * A * Inverse(P)), Trace(A), Q.invertible(P)), "P^-1 P = I"
    ),
    "invertible: an inverse of a product": true(
        equality(Inverse(A * B), Inverse(B) * Inverse(A), Q.invertible(A), Q.invertible(B)), "(AB)^-1"
    ),
    "invertible: a square of a similarity": true(
        equality((A * B * Inverse(A)) ** 2, A * B * B * Inverse(A), Q.invertible(A)), "A^-1 A = I in the middle"
    ),
    "invertible: the resolvent identity": true(
        equality(Inverse(A) - Inverse(B), Inverse(A) * (B - A) * Inverse(B), Q.invertible(A), Q.invertible(B)),
        "A^-1 B B^-1 - A^-1 A B^-1",
    ),
    "invertible: push through": true(
        equality(Inverse(I + A * B) * A, A * Inverse(I + B * A), Q.invertible(I + A * B), Q.invertible(I + B * A)),
        "A(I + BA) = (I + AB)A",
    ),
    "invertible: Sherman-Morrison downwards": true(
        equality(
            Inverse(H - a * a.T),
            Inverse(H) + Inverse(H) * a * a.T * Inverse(H) / (1 - quad(a, Inverse(H))),
            Gt(1 - quad(a, Inverse(H)), 0),
            Q.invertible(H - a * a.T),
        ),
        "multiply by H - aa^T",
    ),
    "invertible: a difference": true(
        equality(Trace((H - P) * A * Inverse(H - P)), Trace(A), Q.invertible(H - P)), "a similarity"
    ),
    "invertible: a transpose": true(equality(Inverse(A.T), Inverse(A).T, Q.invertible(A)), "transpose A A^-1 = I"),
    "definite: roots of a semidefinite matrix": true(
        equality(Trace(MatPow(P, -half) * A * MatPow(P, half)), Trace(A), Q.positive_definite(P)),
        "P^(1/2) P^(-1/2) = I",
    ),
    "definite: a trace": true(
        lambda: by(Bound(0, Trace(A)), Below(0, (Termwise(Trace(A)),)), assume=(Q.positive_definite(A),)),
        "eigenvalues > 0",
    ),
    "definite: an inverse": true(
        equality(Trace(A * B * Inverse(A)), Trace(B), Q.positive_definite(A)), "a definite matrix is invertible"
    ),
    # -- orthogonal
    "orthogonal: the other side": true(equality(A * A.T, I, Q.orthogonal(A)), "A is square"),
    "orthogonal: a rotated trace": true(equality(Trace(A * B * A.T), Trace(B), Q.orthogonal(A)), "A^T A = I"),
    "orthogonal: a rotated norm": true(equality(quad(A * a, I), quad(a, I), Q.orthogonal(A)), "a^T A^T A a"),
    "orthogonal: the inverse": true(equality(Inverse(A), A.T, Q.orthogonal(A)), "A^T A = I"),
    "orthogonal: a rotated product": true(
        equality(Trace((A * B).T * (A * B)), Trace(B.T * B), Q.orthogonal(A)), "A^T A = I"
    ),
    "orthogonal: a rotated covariance": true(equality(E(quad(A * x, I)), Trace(H), Q.orthogonal(A)), "x^T A^T A x"),
    "orthogonal: a rotated inverse": true(
        equality(Inverse(A * H * A.T), A * Inverse(H) * A.T, Q.orthogonal(A)), "(A^T)^-1 = A"
    ),
    # -- diagonal
    "diagonal: its transpose": true(equality(A * B, A.T * B, Q.diagonal(A)), "a diagonal matrix is symmetric"),
    "diagonal: a trace": true(equality(Trace(A * B), Trace(A * B.T), Q.diagonal(A)), "only the diagonal of B counts"),
    "diagonal: two commute": true(equality(A * B, B * A, Q.diagonal(A), Q.diagonal(B)), "entry by entry"),
    # -- covariances
    "covariance: any matrix": true(
        equality(E(inner(v, v)), Trace(A), PositiveSemidefinite(A)), "the trace of the covariance"
    ),
    "covariance: a symmetric matrix": true(
        lambda: under(Equality(E(law(G) * law(G).T), G), PositiveSemidefinite(G)), "the covariance itself"
    ),
    "covariance: a fourth moment": true(
        lambda: under(Equality(E(inner(a, law(G)) ** 4), 3 * quad(a, G) ** 2), PositiveSemidefinite(G)),
        "a Gaussian number",
    ),
    "covariance: a difference": true(
        lambda: under(Equality(E(inner(law(H - P), law(H - P))), Trace(H) - Trace(P)), PositiveSemidefinite(H - P)),
        "its trace",
    ),
    "covariance: a nonnegative variance": true(
        lambda: under(Equality(E(inner(law(r * I), law(r * I))), r * d), Ge(r, 0)), "the trace of rI"
    ),
    "covariance: a definite matrix": true(
        lambda: under(Equality(E(inner(a, law(A)) ** 2), quad(a, A)), Q.positive_definite(A)), "a^T A a"
    ),
    "semidefinite: a form": true(
        lambda: by(Bound(0, quad(a, G)), Below(0, (WeightedSquare.of(a, G),)), assume=(PositiveSemidefinite(G),)),
        "by definition",
    ),
    # -- signs
    "signs: a modulus of a product": true(equality(Abs(r * s), r * s, Gt(r, 0), Gt(s, 0)), "rs > 0"),
    "signs: a root of a product": true(equality(sqrt(r * s), sqrt(r) * sqrt(s), Gt(r, 0), Gt(s, 0)), "both are >= 0"),
    "signs: a root of a shifted square": true(equality(sqrt((r - 1) ** 2), r - 1, Gt(r, 1)), "r - 1 > 0"),
    "signs: a root of a negative number's square": true(equality(sqrt(r**2), -r, Lt(r, 0)), "|r| = -r"),
    "signs: a modulus of a difference": true(equality(Abs(r - s), r - s, Gt(r, s)), "r - s > 0"),
    "signs: a maximum": true(equality(Max(r, s), r, Gt(r, s)), "r is the larger"),
    "signs: a logarithm of a product": true(equality(log(r * s), log(r) + log(s), Gt(r, 0), Gt(s, 0)), "both are > 0"),
    "signs: a multiple of a trace": true(
        lambda: by(Bound(0, r * Trace(H)), Below(0, (Termwise(r * Trace(H), (r,)),)), assume=(Gt(r, 0),)),
        "r > 0, tr H > 0",
    ),
    "signs: the larger is larger": true(
        lambda: by(Bound(s, r), Below(s, (Termwise(r - s, (r - s,)),)), assume=(Gt(r, s),)), "the hypothesis"
    ),
    "signs: a square above one": true(
        lambda: by(
            Bound(1, r**2),
            Below(1, (Square(r - 1), Combination(((2, Termwise(r - 1, (r - 1,))),)))),
            assume=(Gt(r, 1),),
        ),
        "r^2 - 1 = (r - 1)^2 + 2(r - 1)",
    ),
    "signs: a reciprocal below one": true(
        lambda: by(Bound(1 / (1 + r), 1), Below(1 / (1 + r), (Termwise(r / (1 + r), (r,)),)), assume=(Gt(r, 0),)),
        "1 - 1/(1 + r) = r/(1 + r)",
    ),
    "signs: a removable zero": true(equality((r**2 - 1) / (r - 1), r + 1, Ne(r, 1)), "(r - 1)(r + 1)"),
    "signs: a trace that is not 0": true(
        equality((Trace(A) * r + Trace(A) * s) / Trace(A), r + s, Ne(Trace(A), 0)), "tr A cancels"
    ),
    "signs: a semidefinite matrix that is not 0": true(
        equality((Trace(H * P) * r + Trace(P * H) * s) / Trace(H * P), r + s, Ne(P, O)), "tr HP > 0"
    ),
    "signs: an ordered multiple": true(
        lambda: ordered(LoewnerBound(s * P, r * P), lambda w: (Termwise((r - s) * quad(w, P), (r - s,)),), Gt(r, s)),
        "(r - s)P",
    ),
    "signs: a positive multiple": true(
        lambda: ordered(LoewnerBound(O, r * H), lambda w: (Termwise(r * quad(w, H), (r,)),), Gt(r, 0)), "r > 0"
    ),
    "signs: a minimum": true(
        lambda: by(
            Minimum(r * quad(a, H), (a,), (zero,), 0, unique=True),
            MinimiseAt(a, zero, WeightedSquare(a, r * H, one, (r,))),
            assume=(Gt(r, 0),),
        ),
        "rH is definite",
    ),
    "signs: a completed square": true(
        lambda: by(
            Minimum(r * quad(a, H) - 2 * inner(a, b), (a,), (Inverse(H) * b / r,), -quad(b, Inverse(H)) / r),
            CompleteSquare(a),
            assume=(Gt(r, 0),),
        ),
        "at (rH)^-1 b",
    ),
    "signs: a minimum at the end of an interval": true(
        lambda: under(Minimum(r**2, (r,), (1,), 1), Ge(r, 1)), "r^2 grows for r >= 1"
    ),
    "signs: a stationary point": true(
        lambda: by(
            StationaryPoint(r * quad(a, H), (a,), (zero,)),
            StationaryAt(a, zero, (WeightedSquare(a, 2 * r * H, one, (r,)),)),
            assume=(Gt(r, 0),),
        ),
        "the gradient is 2rHa",
    ),
    "signs: a flow": true(
        lambda: by(
            FlowBound(r * quad(a, I) / 2, (a,), quad(a, I), 0),
            Below(0, (Termwise(2 * r * quad(a, I), (r,)),)),
            assume=(Gt(r, 0),),
        ),
        "-2r |a|^2",
    ),
    "signs: a witness": true(
        lambda: by(Witness(Bound(Trace(P), r), (P,), (O,)), Below(0, (Termwise(r, (r,)),)), assume=(Gt(r, 0),)),
        "tr 0 = 0 < r",
    ),
    "signs: a limit": true(
        lambda: by(Limit(M / (M + r), (M,), oo, 1), TakeLimit((M,)), assume=(Gt(r, 0),)), "1/(1 + r/M)"
    ),
    "signs: a limit of a resolvent": true(
        lambda: by(Limit(Trace(Inverse(r * I + P / M)), (M,), oo, d / r), TakeLimit((M,)), assume=(Gt(r, 0),)),
        "tr (rI)^-1",
    ),
    # -- sizes
    "sizes: a removable zero": true(equality((d**2 - 1) / (d - 1), d + 1, Gt(d, 1)), "(d - 1)(d + 1)"),
    "sizes: a removable zero of two": true(equality((M**2 - N**2) / (M - N), M + N, Gt(M, N)), "(M - N)(M + N)"),
    "sizes: an inverse moment": true(
        equality(E(Inverse(X.T * X)), Inverse(H) / (M - d - 1), Gt(M, d + 1)), "inverse Wishart"
    ),
    "sizes: a trace of an inverse moment": true(
        equality(E(Trace(A * Inverse(X.T * X))), Trace(A * Inverse(H)) / (M - d - 1), Gt(M, d + 1)), "inverse Wishart"
    ),
    "sizes: an inverse moment of second order": true(
        equality(
            E(Inverse(Y.T * Y) * Inverse(Y.T * Y)), (M - 1) / ((M - d) * (M - d - 1) * (M - d - 3)) * I, Gt(M, d + 3)
        ),
        "inverse Wishart, second moment",
    ),
    "sizes: a reciprocal chi-square": true(
        equality(E(1 / Trace(y.T * y)), 1 / (M - 2), Gt(M, 2)), "inverse chi-square"
    ),
    "sizes: size one": true(equality(Trace(A) * Trace(B), Trace(A * B), Eq(d, 1)), "numbers"),
    "sizes: size two": true(
        equality(A * A - Trace(A) * A + (Trace(A) ** 2 - Trace(A * A)) / 2 * I, O, Eq(d, 2)), "Cayley-Hamilton"
    ),
    "sizes: an equation": true(equality(M * Trace(A), d * Trace(A), Eq(M, d)), "M = d"),
    "sizes: a bound": true(
        lambda: by(Bound(d, M), Below(d, (Termwise(M - d, (M - d,)),)), assume=(Gt(M, d),)), "the hypothesis"
    ),
    # -- equations
    "equation: a number": true(equality(r * Trace(A), 2 * Trace(A), Eq(r, 2)), "r = 2"),
    "equation: two numbers": true(equality(r * A + s * A, A, Eq(r + s, 1)), "(r + s)A"),
    "equation: a matrix": true(equality(Trace(A * B), Trace(B * H), Eq(A, H)), "A = H"),
    "equation: a vector": true(equality(quad(b, I), quad(a, A.T * A), Eq(b, A * a)), "b = Aa"),
    "equation: a trace of one": true(equality(Trace(A) * B, B, Eq(Trace(A), 1)), "tr A = 1"),
    "equation: a density matrix": true(
        lambda: by(
            Bound(quad(a, P), quad(a, I)), Below(quad(a, P), (TraceBound(I, a, P, I),)), assume=(Eq(Trace(P), 1),)
        ),
        "P is below tr(P) I = I",
    ),
    "idempotent: the complement": true(equality((I - A) * (I - A), I - A, Eq(A * A, A)), "I - 2A + A"),
    "idempotent: times the complement": true(equality(A * (I - A), O, Eq(A * A, A)), "A - A^2"),
    "involution: a conjugate trace": true(equality(Trace(A * B * A), Trace(B), Eq(A * A, I)), "tr BAA"),
    "involution: its own inverse": true(equality(Inverse(A), A, Eq(A * A, I), Q.invertible(A)), "A A = I"),
    "nilpotent: a geometric series": true(equality((I + A) * (I - A), I, Eq(A * A, O)), "I - A^2"),
    "skew: a form": true(equality(quad(a, B), 0, Eq(B.T, -B)), "a^T B a is minus itself"),
    "skew: against a symmetric matrix": true(equality(Trace(B * G), 0, Eq(B.T, -B)), "tr BG = tr G^T B^T = -tr BG"),
    "skew: a trace": true(equality(Trace(B), 0, Eq(B.T, -B)), "the diagonal is 0"),
    "commuting: a binomial": true(equality((A + B) ** 2, A**2 + 2 * A * B + B**2, Eq(A * B, B * A)), "AB = BA"),
    "commuting: a trace": true(equality(Trace(A * B * A * B), Trace(A * A * B * B), Eq(A * B, B * A)), "AB = BA"),
    "commuting: three": true(
        equality(A * B * C, C * A * B, Eq(A * C, C * A), Eq(B * C, C * B)), "C goes through B, then through A"
    ),
    # -- vectors that are not 0, of length one, orthogonal
    "nonzero: a projection": true(equality(plane * plane, plane, Gt(quad(a, I), 0)), "|a|^2 cancels"),
    "nonzero: a projection, by the vector": true(equality(plane * plane, plane, Ne(a, ZeroMatrix(d, 1))), "|a|^2 > 0"),
    "nonzero: a trace": true(equality(Trace(onto), 1, Ne(a, ZeroMatrix(d, 1))), "tr aa^T = |a|^2"),
    "nonzero: in another norm": true(
        equality((quad(a, H) * r + quad(a, H) * s) / quad(a, H), r + s, Ne(a, ZeroMatrix(d, 1))),
        "a^T H a > 0",
    ),
    "unit: a projection": true(equality(unit_plane * unit_plane, unit_plane, Eq(quad(a, I), 1)), "aa^T aa^T = aa^T"),
    "orthogonal vectors: Pythagoras": true(
        equality(quad(a + b, I), quad(a, I) + quad(b, I), Eq(inner(a, b), 0)), "2 a^T b = 0"
    ),
    # -- full rank
    "full rank: a hat matrix": true(equality(hat * hat, hat, *FULL), "W^T W is invertible"),
    "full rank: its trace": true(equality(Trace(hat), d, *FULL), "tr (W^T W)^-1 W^T W"),
    "full rank: a square matrix": true(
        equality(Trace(A * B * Inverse(A)), Trace(B), Q.fullrank(A)), "square of full rank is invertible"
    ),
    # -- means
    "a mean under an equation": true(equality(E(r * inner(x, x)), Trace(H), Eq(r, 1)), "r = 1"),
    "a mean of a matrix that is symmetric by hypothesis": true(
        lambda: by(
            Equality(E(quad(x, A) ** 2), Trace(A * H) ** 2 + 2 * Trace(A * H * A * H)),
            Integrate(),
            assume=(Q.symmetric(A),),
        ),
        "Isserlis, with A^T = A",
    ),
}
