"""Identities that hold wherever both sides exist, which nothing here says they do. None of them may be PROVED."""

from sympy import (
    BlockMatrix,
    Ge,
    Gt,
    Inverse,
    MatPow,
    Trace,
    acos,
    asin,
    log,
    pi,
    sqrt,
)

from tests.adversary.vocabulary import (
    A,
    B,
    C,
    Cases,
    E,
    G,
    H,
    I,
    M,
    N,
    O,
    P,
    R,
    W,
    a,
    b,
    d,
    half,
    law,
    p,
    q,
    r,
    s,
    under,
    unsound,
)
from theory import Bound, Equality, inner, quad

__all__ = ["CLAIMS"]

onto = a * a.T / quad(a, I)
plane = I - onto
triangular = BlockMatrix([[A, B], [O, C]])
flat = law(P)

CLAIMS: Cases = {
    "a similarity by a semidefinite matrix": unsound(lambda: Equality(Trace(P * A * Inverse(P)), Trace(A)), "P = 0"),
    "a similarity by any matrix": unsound(lambda: Equality(Trace(A * B * Inverse(A)), Trace(B)), "A = 0"),
    "a similarity by a difference": unsound(lambda: Equality(Trace((H - P) * A * Inverse(H - P)), Trace(A)), "P = H"),
    "a similarity by a symmetric matrix": unsound(lambda: Equality(Trace(Inverse(G) * A * G), Trace(A)), "G = 0"),
    "a similarity by a product": unsound(lambda: Equality(Trace(P * H * A * Inverse(P * H)), Trace(A)), "P = 0"),
    "the inverse of a product": unsound(lambda: Equality(Inverse(A * B), Inverse(B) * Inverse(A)), "A = 0"),
    "the inverse of a transpose": unsound(lambda: Equality(Inverse(A.T), Inverse(A).T), "A = 0"),
    "a rank one matrix is invertible at size 1 only": unsound(
        lambda: Equality(Trace(Inverse(b * b.T) * A), Trace(A * Inverse(b * b.T))), "singular for d > 1"
    ),
    "a shifted resolvent": unsound(
        lambda: Equality(Trace(A * Inverse(H + r * I)), Trace(Inverse(r * I + H) * A)), "r = -1, H = I"
    ),
    "a shifted skew matrix": unsound(
        lambda: Equality(Trace(Inverse(r * I + A - A.T) * B), Trace(B * Inverse(A - A.T + r * I))), "r = 0 at odd d"
    ),
    "Sherman-Morrison downwards": unsound(
        lambda: Equality(
            Inverse(H - a * a.T), Inverse(H) + Inverse(H) * a * a.T * Inverse(H) / (1 - quad(a, Inverse(H)))
        ),
        "a^T H^-1 a = 1",
    ),
    "push through of any matrices": unsound(
        lambda: Equality(Inverse(I + A * B) * A, A * Inverse(I + B * A)), "A = I, B = -I"
    ),
    "push through with a minus": unsound(
        lambda: Equality(Inverse(I - P * H) * P, P * Inverse(I - H * P)), "H = I, P = I"
    ),
    "the resolvent identity": unsound(
        lambda: Equality(Inverse(A) - Inverse(B), Inverse(A) * (B - A) * Inverse(B)), "A = 0"
    ),
    "partial fractions": unsound(
        lambda: Equality(Inverse(A) * Inverse(A + I), Inverse(A) - Inverse(A + I)), "A = 0 or A = -I"
    ),
    "the inverse of a block triangle": unsound(
        lambda: Equality(
            triangular * BlockMatrix([[Inverse(A), -Inverse(A) * B * Inverse(C)], [O, Inverse(C)]]),
            BlockMatrix([[I, O], [O, I]]),
        ),
        "A = 0",
    ),
    "an inverse square": unsound(lambda: Equality(Trace(MatPow(A, -2) * B * A * A), Trace(B)), "A = 0"),
    "a Gram matrix of any shape": unsound(
        lambda: Equality(Trace(A * Inverse(W.T * W)), Trace(Inverse(W.T * W) * A)), "W is M x d of any rank, M < d too"
    ),
    "a hat matrix is a projection": unsound(
        lambda: Equality(W * Inverse(W.T * W) * W.T * W * Inverse(W.T * W) * W.T, W * Inverse(W.T * W) * W.T), "W = 0"
    ),
    "a hat matrix under too little": unsound(
        lambda: under(Equality(Trace(W * Inverse(W.T * W) * W.T), d), Ge(M, d)), "W = 0 has rows enough"
    ),
    "a covariance that may be singular, inverted": unsound(
        lambda: Equality(Trace(A * Inverse(E(flat * flat.T))), Trace(Inverse(P) * A)), "P = 0"
    ),
    "a sum of semidefinite matrices, inverted": unsound(
        lambda: Equality(Trace(A * Inverse(P + R)), Trace(Inverse(R + P) * A)), "P = R = 0"
    ),
    "a multiple that may be 0, inverted": unsound(
        lambda: Equality(Trace(A * Inverse(Trace(P) * H)), Trace(Inverse(H * Trace(P)) * A)), "P = 0"
    ),
    # -- powers
    "an inverse root of a semidefinite matrix": unsound(
        lambda: Equality(Trace(MatPow(P, -half) * A * MatPow(P, half)), Trace(A)), "P = 0"
    ),
    "a root of a symmetric matrix": unsound(
        lambda: Equality(Trace(MatPow(G, half) * A * MatPow(G, half)), Trace(G * A)), "G = -I"
    ),
    "a root of any matrix": unsound(
        lambda: Equality(Trace(MatPow(A, half) * B * MatPow(A, half)), Trace(A * B)), "A = -I"
    ),
    "a root of a difference": unsound(
        lambda: Equality(Trace(MatPow(H - P, half) * A * MatPow(H - P, half)), Trace((H - P) * A)), "P = 2H"
    ),
    # -- quotients
    "a quotient by a trace": unsound(lambda: Equality((Trace(A) * r + Trace(A) * s) / Trace(A), r + s), "A = 0"),
    "a quotient by a trace of a semidefinite matrix": unsound(
        lambda: Equality((Trace(H * P) * r + Trace(P * H) * s) / Trace(H * P), r + s), "P = 0"
    ),
    "a quotient by a square": unsound(lambda: Equality((quad(a, H) * r + quad(a, H)) / quad(a, H), r + 1), "a = 0"),
    "a removable zero": unsound(lambda: Equality((r**2 - 1) / (r - 1), r + 1), "r = 1"),
    "a removable zero at size 1": unsound(lambda: Equality((d**2 - 1) / (d - 1), d + 1), "d = 1"),
    "a removable zero of two sizes": unsound(lambda: Equality((M**2 - N**2) / (M - N), M + N), "M = N"),
    "a removable zero under the wrong hypothesis": unsound(
        lambda: under(Equality((M**2 - N**2) / (M - N), M + N), Ge(M, N)), "M = N"
    ),
    "a removable zero of a Gram determinant": unsound(
        lambda: Equality(
            (quad(a, I) * quad(b, I) - inner(a, b) ** 2) * r / (quad(a, I) * quad(b, I) - inner(b, a) ** 2), r
        ),
        "it vanishes identically at d = 1",
    ),
    "a projection along nothing": unsound(lambda: Equality(plane * plane, plane), "a = 0"),
    "a trace of a projection": unsound(lambda: Equality(Trace(plane), d - 1), "a = 0"),
    "a projection by a semidefinite weight": unsound(
        lambda: Equality(a * a.T * P * a * a.T / quad(a, P), a * a.T), "a^T P a = 0"
    ),
    "a reciprocal of a difference of sizes": unsound(
        lambda: Equality(Trace(A * B) / (M - d), Trace(B * A) / (M - d)), "M = d"
    ),
    # -- roots and functions of real numbers
    "a root of a trace": unsound(lambda: Equality(sqrt(Trace(A * B)), sqrt(Trace(B * A))), "A = I, B = -I"),
    "a root of a remainder": unsound(lambda: Equality(sqrt(1 - quad(a, H)), sqrt(1 - inner(a, H * a))), "a^T H a = 2"),
    "arcs that add up": unsound(lambda: Equality(acos(r) + asin(r), pi / 2), "r = 2"),
    "a logarithm of a trace": unsound(lambda: Equality(log(Trace(A * B)), log(Trace(B * A))), "A = 0"),
    "a logarithm of a difference": unsound(lambda: Equality(log((p - q) * 2), log(2 * p - 2 * q)), "p < q"),
    "a real power of a real number": unsound(
        lambda: Equality((r * Trace(A * B)) ** p, (Trace(B * A) * r) ** p), "r tr A < 0"
    ),
    "a bound on a root": unsound(lambda: Bound(0, sqrt(r)), "r = -1"),
    "a bound on a square of an arc": unsound(lambda: Bound(0, acos(r) ** 2), "r = 2: imaginary, its square is < 0"),
    "a bound on an inverse": unsound(lambda: Bound(0, Trace(Inverse(P))), "P = 0"),
    "a bound on a reciprocal square": unsound(lambda: Bound(0, 1 / r**2), "r = 0"),
    "an order of sizes that leaves a zero": unsound(
        lambda: under(Equality(Trace(A * B) / (M - d - 1), Trace(B * A) / (M - d - 1)), Gt(M, d)), "M = d + 1"
    ),
}
