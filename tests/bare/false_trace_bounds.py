"""False inequalities between traces and norms, each near a true one, with a word on where it fails."""

from sympy import Eq, Inverse, MatPow, Q, Rational

from tests.bare.claim_letters import (
    I_M,
    A,
    B,
    C,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    P,
    Psi,
    R,
    Sigma,
    V,
    W,
    Z,
    a,
    b,
    beta,
    d,
    eta,
    f,
    g,
    half,
    lam,
    n,
    p,
    theta,
    tr,
    y,
)
from theorycheck import Bound, PositiveSemidefinite, inner, quad

TINY = Rational(1, 10**12)

CLAIMS = {
    # -- traces and norms
    "a trace of a product squared, without squares": lambda: (
        Bound(tr(A * B) ** 2, tr(A * A) * tr(B * B)),
        (),
        "where A^2 = 0 and tr AB ≠ 0, or A is skew",
    ),
    "a trace of a product of symmetric matrices": lambda: (
        Bound(tr(G * F), tr(G) * tr(F)),
        (),
        "where G = F has trace 0",
    ),
    "a trace of a product, over the dimension": lambda: (
        Bound(tr(P * Psi), tr(P) * tr(Psi) / d),
        (),
        "where P = Psi is no multiple of I",
    ),
    "a squared trace without the dimension": lambda: (Bound(tr(C) ** 2, inner(C, C)), (), "at C = I from d = 2 on"),
    "a squared trace and the dimension less one": lambda: (
        Bound(tr(C) ** 2, (d - TINY) * inner(C, C)),
        (),
        "at multiples of I only",
    ),
    "a squared trace of a definite matrix, rank one": lambda: (
        Bound(tr(H * H), Rational(999, 1000) * tr(H) ** 2),
        (),
        "at d = 1, and near rank one",
    ),
    "a Gram matrix below a square": lambda: (Bound(tr(B * B.T), tr(B * B)), (), "unless B is symmetric"),
    "duality with the same norm twice": lambda: (
        Bound(inner(a, b) ** 2, quad(a, Sigma) * quad(b, Sigma)),
        (),
        "where Sigma is small",
    ),
    "a trace and the trace of the inverse, cubed": lambda: (
        Bound(d**3, tr(H) * tr(Inverse(H))),
        (),
        "at multiples of I from d = 2 on",
    ),
    "a trace and the trace of the inverse, reversed": lambda: (
        Bound(tr(H) * tr(Inverse(H)), d**2),
        (),
        "unless H is a multiple of I",
    ),
    "norm of a sum without its factor": lambda: (
        Bound(quad(a + b, Psi), quad(a, Psi) + quad(b, Psi)),
        (),
        "where a and b are alike",
    ),
    "norm of a sum with a parameter lost": lambda: (
        Bound(quad(a + b, Psi), (1 + eta) * quad(a, Psi) + quad(b, Psi) / eta),
        (),
        "where b = eta a",
    ),
    "norm of a sum of three, two and a half": lambda: (
        Bound(quad(a - b + g, H), Rational(5, 2) * (quad(a, H) + quad(b, H) + quad(g, H))),
        (),
        "where a = -b = g",
    ),
    "Frobenius norm of a product over the dimension": lambda: (
        Bound(n * inner(W * J, W * J), inner(W, W) * inner(J, J)),
        (),
        "where W and J have rank one and n ≥ 2",
    ),
    "a trace of three positive matrices": lambda: (
        Bound(0, tr(P * R * Psi)),
        (),
        "from d = 2 on",
    ),
    "Lieb-Thirring reversed": lambda: (Bound(tr(P * P * R * R), tr(P * R * P * R)), (), "where P and R do not commute"),
    "Lieb-Thirring for any square matrices": lambda: (
        Bound(tr(A * B * A * B), tr(A * A * B * B)),
        (),
        "where A and B are skew or nilpotent",
    ),
    "a parallel sum and a fifth": lambda: (
        Bound(tr(H * Inverse(H + K) * K), (tr(H) + tr(K)) / 5),
        (),
        "where H = K",
    ),
    "effective dimension below the dimension by a tenth": lambda: (
        Bound(tr(Psi * Inverse(Psi + lam * I)), Rational(9, 10) * d),
        (),
        "for tiny lambda",
    ),
    "effective dimension of the mean, without the dimension": lambda: (
        Bound(tr(R * Inverse(R + lam * I)), tr(R) / (tr(R) + lam)),
        (),
        "from d = 2 on, where R has rank two",
    ),
    "effective dimension above its mean": lambda: (
        Bound(d * tr(R) / (tr(R) + lam * d), tr(R * Inverse(R + lam * I))),
        (),
        "unless R is a multiple of I",
    ),
    "the trace of the inverse keeps the order": lambda: (
        Bound(tr(Inverse(H)), tr(Inverse(K))),
        (PositiveSemidefinite(K - H),),
        "unless H = K",
    ),
    "traces against ordered matrices, a symmetric weight": lambda: (
        Bound(tr(F * P), tr(F * G)),
        (PositiveSemidefinite(G - P),),
        "where F is negative",
    ),
    "a contraction without its hypothesis": lambda: (Bound(tr(A * P * A.T), tr(P)), (), "where A = 2I"),
    "an idempotent map shortens": lambda: (
        Bound(inner(A * a, A * a), inner(a, a)),
        (Eq(A * A, A),),
        "for oblique projections, from d = 2 on",
    ),
    "Bessel without orthogonality": lambda: (
        Bound(inner(a, f) ** 2 + inner(a, g) ** 2, inner(a, a)),
        (Eq(inner(f, f), 1), Eq(inner(g, g), 1)),
        "where a = f = g",
    ),
    "descent by a step that is too long": lambda: (
        Bound(quad(a - H * a / p, H), quad(a, H) - quad(a, H * H) / p),
        (PositiveSemidefinite(2 * p * I - H),),
        "where p ⪯ H ⪯ 2p, H ≠ p",
    ),
    "Polyak-Lojasiewicz with the largest eigenvalue": lambda: (
        Bound(theta * quad(a, H), quad(H * a, I)),
        (PositiveSemidefinite(theta * I - H),),
        "unless H a = theta a",
    ),
    "a residual below that of least squares": lambda: (
        Bound(inner(y, y) - quad(W.T * y, Inverse(W.T * W)), Rational(9, 10) * quad(y - W * beta, I_M)),
        (Q.invertible(W.T * W),),
        "at the least squares solution, where the residual is not 0",
    ),
    "a ridge objective with half its ridge": lambda: (
        Bound(lam * quad(y, Inverse(Z * Z.T + lam * I_M)), quad(y - Z * b, I_M) + lam * inner(b, b) / 2),
        (),
        "near the minimiser, where Z^T y ≠ 0",
    ),
    "triangle inequality for squares": lambda: (
        Bound(inner(a + b, a + b), inner(a, a) + inner(b, b)),
        (),
        "where a and b are alike",
    ),
    "a trace of a root without the dimension": lambda: (
        Bound(tr(MatPow(Psi, half)) ** 2, tr(Psi)),
        (),
        "where Psi has rank two",
    ),
    "a trace of a cube below": lambda: (Bound(d**2 * tr(H**3), tr(H) ** 3), (), "unless H is a multiple of I"),
    "a prior that is subtracted": lambda: (
        Bound(quad(a, Inverse(H)), quad(a, Inverse(H + Psi))),
        (),
        "where Psi ≠ 0",
    ),
    "noise through a filter, the mean variance": lambda: (
        Bound(tr(L * V * L.T), tr(V) * tr(L.T * L) / M),
        (),
        "where L has rank one along the largest variance",
    ),
}
