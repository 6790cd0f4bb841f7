"""False inequalities between symmetric matrices, each near a true one, with a word on where it fails."""

from sympy import Eq, Inverse, Le, Q, Rational

from tests.bare.claim_letters import (
    I_M,
    A,
    B,
    C,
    D,
    F,
    G,
    Gamma,
    H,
    I,
    K,
    L,
    Omega,
    P,
    Phi,
    Psi,
    R,
    Sigma,
    U,
    V,
    W,
    Z,
    a,
    b,
    beta,
    d,
    f,
    half,
    lam,
    p,
    q,
    theta,
    tr,
    w,
)
from theorycheck import LoewnerBound, PositiveSemidefinite, inner, quad

TINY = Rational(1, 10**12)

CLAIMS = {
    "an inverse above a tangent that is too high": lambda: (
        LoewnerBound(Rational(21, 10) * I - H, Inverse(H)),
        (),
        "at H = I",
    ),
    "an inverse above its tangent, slightly off": lambda: (
        LoewnerBound((2 + TINY) * I - H, Inverse(H)),
        (),
        "at H = I",
    ),
    "an inverse below its tangent": lambda: (LoewnerBound(Inverse(H), 2 * I - H), (), "unless H = I"),
    "a tangent with a step lost": lambda: (
        LoewnerBound(2 * p * I - p * Sigma, Inverse(Sigma)),
        (),
        "for p > 1 and Sigma near I",
    ),
    "every quadratic, the weight inverted": lambda: (
        LoewnerBound(Gamma + Gamma.T - Gamma.T * Inverse(H) * Gamma, Inverse(H)),
        (),
        "where an eigenvalue of H is above 1: at Gamma = H the left side is H",
    ),
    "a matrix and twice its inverse": lambda: (
        LoewnerBound(3 * I, K + 2 * Inverse(K)),
        (),
        "where an eigenvalue lies between 1 and 2",
    ),
    "a square against a cube, reversed": lambda: (LoewnerBound(Omega + Omega**3, 2 * Omega**2), (), "unless Omega = I"),
    "a positive matrix below its mean eigenvalue": lambda: (
        LoewnerBound(Psi, tr(Psi) / d * I),
        (),
        "unless Psi is a multiple of I",
    ),
    "a positive matrix below nearly its trace": lambda: (
        LoewnerBound(Psi, (1 - TINY) * tr(Psi) * I),
        (),
        "at rank one",
    ),
    "a symmetric matrix below its trace": lambda: (LoewnerBound(G, tr(G) * I), (), "where the trace is 0, G ≠ 0"),
    "a square below mean times matrix": lambda: (
        LoewnerBound(P * P, tr(P) / d * P),
        (),
        "unless P is a multiple of I",
    ),
    "a matrix below its square": lambda: (LoewnerBound(H, H * H), (), "where an eigenvalue is below 1"),
    "a square below the matrix": lambda: (LoewnerBound(P * P, P), (), "where an eigenvalue is above 1"),
    "an inverse above that of the mean": lambda: (
        LoewnerBound(d * I / tr(H), Inverse(H)),
        (),
        "unless H is a multiple of I",
    ),
    "a resolvent below half its ridge": lambda: (
        LoewnerBound(Inverse(Phi + lam * I), I / (2 * lam)),
        (),
        "where Phi is singular",
    ),
    "a resolvent below the first order": lambda: (
        LoewnerBound(Inverse(P + p * I), I / p - P / p**2),
        (),
        "where P ≠ 0",
    ),
    "ridge bias without the ridge": lambda: (
        LoewnerBound(I - theta * Inverse(Psi + theta * I), Psi),
        (),
        "for theta < 1 and small Psi",
    ),
    "ridge bias at nearly half the ridge": lambda: (
        LoewnerBound(Rational(401, 100) * p * P, (P + p * I) ** 2),
        (),
        "at P = p I",
    ),
    "hat matrix below nine tenths": lambda: (
        LoewnerBound(W * Inverse(W.T * W + lam * I) * W.T, Rational(9, 10) * I_M),
        (),
        "where W is large against lambda",
    ),
    "precision falls with data": lambda: (LoewnerBound(Inverse(H), Inverse(H + Z.T * V * Z)), (), "where Z ≠ 0"),
    "square of a mean, a little short": lambda: (
        LoewnerBound((G + F) ** 2, Rational(19, 10) * (G**2 + F**2)),
        (),
        "where G = F",
    ),
    "square of a mean without symmetry": lambda: (
        LoewnerBound((A + B) * (A + B).T, A * A.T + B * B.T),
        (),
        "where A = B",
    ),
    "square of a weighted mean, any weight": lambda: (
        LoewnerBound((w * F + (1 - w) * G) ** 2, w * F**2 + (1 - w) * G**2),
        (Le(w, 1),),
        "for w < 0",
    ),
    "fourth power of a mean": lambda: (
        LoewnerBound((H + K) ** 4 / 16, half * H**4 + half * K**4),
        (),
        "from d = 2 on: the fourth power is not convex for matrices",
    ),
    "cross terms with one weight": lambda: (
        LoewnerBound(B * C.T + C * B.T, B * Sigma * B.T + C * Sigma * C.T),
        (),
        "where Sigma < I and B = C",
    ),
    "cross terms of vectors without a weight": lambda: (
        LoewnerBound(a * b.T + b * a.T, p * a * a.T + b * b.T),
        (),
        "for p < 1 and a = b",
    ),
    "inverse of a sum": lambda: (
        LoewnerBound(5 * Inverse(H + Sigma), Inverse(H) + Inverse(Sigma)),
        (),
        "where H = Sigma",
    ),
    "a parallel sum below a fifth of the sum": lambda: (
        LoewnerBound(H - H * Inverse(H + K) * H, (H + K) / 5),
        (),
        "where H = K",
    ),
    "a dyad below half its norm": lambda: (LoewnerBound(f * f.T, inner(f, f) / 2 * I), (), "where f ≠ 0"),
    "a dyad over the dimension": lambda: (LoewnerBound(d * f * f.T, inner(f, f) * I), (), "from d = 2 on, where f ≠ 0"),
    "a dyad in the norm of the same matrix": lambda: (
        LoewnerBound(beta * beta.T, quad(beta, Omega) * Omega),
        (),
        "where Omega is small",
    ),
    "an update of an inverse from above": lambda: (
        LoewnerBound(Inverse(H + a * a.T), Inverse(H) - Inverse(H) * a * a.T * Inverse(H)),
        (),
        "where a ≠ 0",
    ),
    "the square keeps the order": lambda: (
        LoewnerBound(P * P, R * R),
        (PositiveSemidefinite(R - P),),
        "from d = 2 on, where P and R do not commute",
    ),
    "the inverse keeps the order": lambda: (
        LoewnerBound(Inverse(Sigma), Inverse(Omega)),
        (PositiveSemidefinite(Omega - Sigma),),
        "unless Omega = Sigma",
    ),
    "congruence without an order": lambda: (LoewnerBound(D * P * D.T, D * R * D.T), (), "where R is smaller than P"),
    "a contraction below its square": lambda: (
        LoewnerBound(P, P * P),
        (PositiveSemidefinite(I - P),),
        "unless P is a projection",
    ),
    "a step that is a little too long": lambda: (
        LoewnerBound((I - R / p) * R * (I - R / p), R),
        (PositiveSemidefinite(Rational(21, 10) * p * I - R),),
        "where an eigenvalue is above 2p",
    ),
    "a strongly convex step with the wrong rate": lambda: (
        LoewnerBound((I - H / q) ** 2, (1 - p / q) ** 4 * I),
        (PositiveSemidefinite(H - p * I), PositiveSemidefinite(q * I - H)),
        "at H = p I, p < q",
    ),
    "Kantorovich without the lower end": lambda: (
        LoewnerBound(H + p * q * Inverse(H), (p + q) * I),
        (PositiveSemidefinite(q * I - H),),
        "where an eigenvalue is below p",
    ),
    "an idempotent symmetric part": lambda: (
        LoewnerBound((A + A.T) / 2, I),
        (Eq(A * A, A),),
        "for oblique projections, from d = 2 on",
    ),
    "Joseph form with the gain lost": lambda: (
        LoewnerBound(Psi, (I - A) * Psi * (I - A).T + A * K * A.T),
        (),
        "at the best gain, where Psi ≠ 0",
    ),
    "Gauss-Markov without unbiasedness": lambda: (
        LoewnerBound(Inverse(W.T * W), L * L.T),
        (Q.invertible(W.T * W),),
        "at L = 0",
    ),
    "Gauss-Markov for another weight": lambda: (
        LoewnerBound(Inverse(Z.T * Z), U * V * U.T),
        (Eq(U * Z, I), Q.invertible(Z.T * Z)),
        "where V is small",
    ),
    "sandwich variance reversed": lambda: (
        LoewnerBound(Inverse(W.T * W) * W.T * V * W * Inverse(W.T * W), Inverse(W.T * Inverse(V) * W)),
        (Q.invertible(W.T * W), Q.invertible(W.T * Inverse(V) * W)),
        "where M > d and V is no multiple of I, for most W",
    ),
    "a projection on columns from above": lambda: (
        LoewnerBound(W.T * W, W.T * Z * Inverse(Z.T * Z) * Z.T * W),
        (Q.invertible(Z.T * Z),),
        "where W is not in the span of Z, M > d",
    ),
}
