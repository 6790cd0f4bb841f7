"""True inequalities between symmetric matrices, stated and not derived."""

from sympy import Eq, Ge, Gt, Inverse, Le, MatPow, Q

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
    I_n,
    J,
    K,
    L,
    Lambda,
    M,
    O,
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
    c,
    d,
    eta,
    f,
    half,
    lam,
    p,
    q,
    rho,
    t,
    theta,
    tr,
    w,
)
from theorycheck import LoewnerBound, PositiveSemidefinite, inner, quad

CLAIMS = {
    # -- one definite matrix
    "an inverse above its tangent": lambda: (LoewnerBound(2 * I - H, Inverse(H)), ()),
    "an inverse above its tangent at a multiple of I": lambda: (
        LoewnerBound(2 * p * I - p**2 * Sigma, Inverse(Sigma)),
        (),
    ),
    "an inverse above every quadratic": lambda: (LoewnerBound(Gamma + Gamma.T - Gamma.T * H * Gamma, Inverse(H)), ()),
    "a matrix and its inverse": lambda: (LoewnerBound(2 * I, K + Inverse(K)), ()),
    "a square against a cube": lambda: (LoewnerBound(2 * Omega**2, Omega + Omega**3), ()),
    "an inverse and its square": lambda: (LoewnerBound(2 * c * Inverse(H) - c**2 * Inverse(H) ** 2, I), ()),
    "a positive matrix below its trace": lambda: (LoewnerBound(Psi, tr(Psi) * I), ()),
    "a square below trace times matrix": lambda: (LoewnerBound(P * P, tr(P) * P), ()),
    "an inverse above that of the trace": lambda: (LoewnerBound(I / tr(H), Inverse(H)), ()),
    "a symmetric matrix below its square": lambda: (LoewnerBound(G, (G * G + p**2 * I) / (2 * p)), ()),
    "a symmetric part below a Gram matrix": lambda: (LoewnerBound(A + A.T, eta * I + A.T * A / eta), ()),
    # -- resolvents
    "a resolvent below its ridge": lambda: (LoewnerBound(Inverse(Phi + lam * I), I / lam), ()),
    "a resolvent to first order": lambda: (LoewnerBound(I / p - P / p**2, Inverse(P + p * I)), ()),
    "a resolvent from below by the trace": lambda: (LoewnerBound(I / (lam + tr(R)), Inverse(R + lam * I)), ()),
    "ridge bias": lambda: (LoewnerBound(I - theta * Inverse(Psi + theta * I), Psi / theta), ()),
    "shrinkage of a covariance": lambda: (LoewnerBound(Psi * Inverse(Psi + lam * I) * Psi, Psi), ()),
    "bias of ridge at half the ridge": lambda: (LoewnerBound(4 * p * P, (P + p * I) ** 2), ()),
    "hat matrix of ridge": lambda: (LoewnerBound(W * Inverse(W.T * W + lam * I) * W.T, I_M), ()),
    "dual hat matrix": lambda: (LoewnerBound(L.T * Inverse(L * L.T + eta * I) * L, L.T * L / eta), ()),
    "precision grows with data": lambda: (LoewnerBound(Inverse(H + Z.T * V * Z), Inverse(H)), ()),
    "posterior covariance is positive": lambda: (
        LoewnerBound(H * Z.T * Inverse(Z * H * Z.T + V) * Z * H, H),
        (),
    ),
    # -- sums and means
    "square of a mean": lambda: (LoewnerBound((G + F) ** 2 / 4, half * G**2 + half * F**2), ()),
    "square of a weighted mean": lambda: (
        LoewnerBound((w * F + (1 - w) * G) ** 2, w * F**2 + (1 - w) * G**2),
        (Ge(w, 0), Le(w, 1)),
    ),
    "Gram matrix of a sum": lambda: (
        LoewnerBound((U + L) * (U + L).T, (1 + theta) * U * U.T + (1 + 1 / theta) * L * L.T),
        (),
    ),
    "weighted cross terms": lambda: (
        LoewnerBound(B * C.T + C * B.T, B * Sigma * B.T + C * Inverse(Sigma) * C.T),
        (),
    ),
    "cross terms of vectors": lambda: (LoewnerBound(a * b.T + b * a.T, p * a * a.T + b * b.T / p), ()),
    "inverse of a mean": lambda: (
        LoewnerBound(4 * Inverse(H + Sigma), Inverse(H) + Inverse(Sigma)),
        (),
    ),
    "a parallel sum below each of its terms": lambda: (LoewnerBound(K - K * Inverse(K + Omega) * K, Omega), ()),
    "a parallel sum below a quarter of the sum": lambda: (
        LoewnerBound(H - H * Inverse(H + K) * H, (H + K) / 4),
        (),
    ),
    "parallel sums are concave": lambda: (
        LoewnerBound(
            Inverse(Inverse(H) + Inverse(K)) + Inverse(Inverse(Sigma) + Inverse(Omega)),
            Inverse(Inverse(H + Sigma) + Inverse(K + Omega)),
        ),
        (),
    ),
    "a ratio that is convex in both": lambda: (
        LoewnerBound(
            (A + B).T * Inverse(H + K) * (A + B),
            A.T * Inverse(H) * A + B.T * Inverse(K) * B,
        ),
        (),
    ),
    # -- rank one
    "a dyad below its norm": lambda: (LoewnerBound(f * f.T, inner(f, f) * I), ()),
    "a dyad in the norm of another matrix": lambda: (
        LoewnerBound(beta * beta.T, quad(beta, Inverse(Omega)) * Omega),
        (),
    ),
    "a dyad through a seminorm": lambda: (LoewnerBound(P * a * a.T * P, quad(a, P) * P), ()),
    "an update of an inverse": lambda: (
        LoewnerBound(Inverse(H) - Inverse(H) * a * a.T * Inverse(H), Inverse(H + a * a.T)),
        (),
    ),
    "a deflation stays positive": lambda: (
        LoewnerBound(H * b * b.T * H / quad(b, H), H),
        (Gt(quad(b, H), 0),),
    ),
    # -- congruences and orders
    "congruence of an order": lambda: (
        LoewnerBound(D * P * D.T, D * R * D.T),
        (PositiveSemidefinite(R - P),),
    ),
    "the inverse reverses the order": lambda: (
        LoewnerBound(Inverse(Omega), Inverse(Sigma)),
        (PositiveSemidefinite(Omega - Sigma),),
    ),
    "the root keeps the order": lambda: (
        LoewnerBound(MatPow(P, half), MatPow(R, half)),
        (PositiveSemidefinite(R - P),),
    ),
    "a contraction above its square": lambda: (LoewnerBound(P * P, P), (PositiveSemidefinite(I - P),)),
    "a step that contracts": lambda: (
        LoewnerBound((I - R / p) * R * (I - R / p), R),
        (PositiveSemidefinite(2 * p * I - R),),
    ),
    "a step that does not expand": lambda: (
        LoewnerBound((I - t * P) ** 2, I),
        (Ge(t, 0), PositiveSemidefinite(2 * I - t * P)),
    ),
    "a step on a strongly convex objective": lambda: (
        LoewnerBound((I - H / q) ** 2, (1 - p / q) ** 2 * I),
        (PositiveSemidefinite(H - p * I), PositiveSemidefinite(q * I - H)),
    ),
    "Kantorovich": lambda: (
        LoewnerBound(H + p * q * Inverse(H), (p + q) * I),
        (PositiveSemidefinite(H - p * I), PositiveSemidefinite(q * I - H)),
    ),
    "a projection below I": lambda: (LoewnerBound(G, I), (Eq(G * G, G),)),
    "a projection is positive": lambda: (LoewnerBound(O, F), (Eq(F * F, F),)),
    "columns that are orthonormal": lambda: (LoewnerBound(J * J.T, I), (Eq(J.T * J, I_n),)),
    "compression and inverse": lambda: (
        LoewnerBound(Inverse(J.T * H * J), J.T * Inverse(H) * J),
        (Eq(J.T * J, I_n), Q.invertible(J.T * H * J)),
    ),
    "compression and square": lambda: (
        LoewnerBound((J.T * G * J) ** 2, J.T * G * G * J),
        (Eq(J.T * J, I_n),),
    ),
    # -- estimation
    "Joseph form": lambda: (
        LoewnerBound(Psi - Psi * Inverse(Psi + K) * Psi, (I - A) * Psi * (I - A).T + A * K * A.T),
        (),
    ),
    "gain of an observation through D": lambda: (
        LoewnerBound(
            P - P * D.T * Inverse(D * P * D.T + Lambda) * D * P,
            (I - J * D) * P * (I - J * D).T + J * Lambda * J.T,
        ),
        (),
    ),
    "a projection on columns": lambda: (
        LoewnerBound(W.T * Z * Inverse(Z.T * Z) * Z.T * W, W.T * W),
        (Q.invertible(Z.T * Z),),
    ),
    "Gauss-Markov": lambda: (
        LoewnerBound(Inverse(W.T * W), L * L.T),
        (Eq(L * W, I), Q.invertible(W.T * W)),
    ),
    "Aitken": lambda: (
        LoewnerBound(Inverse(Z.T * Inverse(V) * Z), U * V * U.T),
        (Eq(U * Z, I), Q.invertible(Z.T * Inverse(V) * Z)),
    ),
    "sandwich variance": lambda: (
        LoewnerBound(
            Inverse(W.T * Inverse(V) * W),
            Inverse(W.T * W) * W.T * V * W * Inverse(W.T * W),
        ),
        (Q.invertible(W.T * W), Q.invertible(W.T * Inverse(V) * W)),
    ),
    "sizes: a mean of d copies": lambda: (LoewnerBound(Phi * (M + d) / (M * d), Phi * (M + 1) / M), ()),
    "a trace of a Gram matrix": lambda: (LoewnerBound(D * D.T, tr(D.T * D) * I_n), ()),
    "a mixture with noise": lambda: (
        LoewnerBound(Inverse(Psi + (rho + p) * I), Inverse(Psi + p * I)),
        (),
    ),
}
