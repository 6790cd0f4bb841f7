"""False minima over matrices and under linear equations, with a word on where each fails."""

from sympy import Eq, Gt, Inverse, Q, Rational, sqrt

from tests.bare.claim_letters import (
    A,
    B,
    C,
    D,
    G,
    Gamma,
    H,
    I,
    J,
    K,
    L,
    O,
    Omega,
    P,
    Psi,
    R,
    Sigma,
    U,
    V,
    W,
    Z,
    a,
    d,
    f,
    g,
    lam,
    p,
    tr,
)
from theorycheck import Minimum, inner, quad

TINY = Rational(1, 10**12)

CLAIMS = {
    # -- matrices
    "Kalman gain in the wrong order": lambda: (
        Minimum(
            tr((I - A) * P * (I - A).T + A * K * A.T),
            over=(A,),
            at=(Inverse(P + K) * P,),
            value=tr(P - P * Inverse(P + K) * P),
        ),
        (),
        "where P and K do not commute",
    ),
    "Kalman gain with a noise too much": lambda: (
        Minimum(
            tr((I - A) * P * (I - A).T + A * R * A.T),
            over=(A,),
            at=(P * Inverse(P + R + K),),
            value=tr(P - P * Inverse(P + R + K) * P),
        ),
        (),
        "where P ≠ 0",
    ),
    "gain of a partial observation without noise, slightly off": lambda: (
        Minimum(
            tr((I - J * D) * Psi * (I - J * D).T) + lam * tr(Psi),
            over=(J,),
            at=(Psi * D.T * Inverse(D * Psi * D.T),),
            value=(1 + lam) * tr(Psi) - tr(Psi * D.T * Inverse(D * Psi * D.T) * D * Psi) + TINY,
        ),
        (Q.invertible(D * Psi * D.T),),
        "everywhere: the value is slightly off",
    ),
    "a quadratic in a matrix without its transpose": lambda: (
        Minimum(
            tr(Omega * Gamma * H * Gamma.T) - 2 * tr(Gamma * B),
            over=(Gamma,),
            at=(Inverse(Omega) * B * Inverse(H),),
            value=-tr(B.T * Inverse(Omega) * B * Inverse(H)),
        ),
        (),
        "unless B is symmetric",
    ),
    "nearest symmetric matrix, the matrix itself doubled": lambda: (
        Minimum(inner(A - G, A - G), over=(G,), at=(A + A.T,), value=inner(A.T, A.T)),
        (),
        "where A + A^T ≠ 0",
    ),
    "nearest symmetric matrix, half its distance": lambda: (
        Minimum(inner(A - G, A - G), over=(G,), at=((A + A.T) / 2,), value=inner(A - A.T, A - A.T) / 8, unique=True),
        (),
        "unless A is symmetric",
    ),
    "one map through one point": lambda: (
        Minimum(quad(B * a - f, I), over=(B,), at=(f * a.T / inner(a, a),), value=0, unique=True),
        (Gt(inner(a, a), 0),),
        "from d = 2 on; at d = 1 it is unique",
    ),
    "a positive matrix against a positive one": lambda: (
        Minimum(tr(P * R), over=(P,), at=(O,), value=0, unique=True),
        (),
        "where R is singular",
    ),
    "a symmetric matrix at the end of another kind": lambda: (
        Minimum(tr(G * H), over=(G,), at=(O,), value=0),
        (),
        "at G = -I",
    ),
    "a definite matrix and its inverse, without the dimension": lambda: (
        Minimum(tr(H) + p * tr(Inverse(H)), over=(H,), at=(sqrt(p) * I,), value=2 * sqrt(p)),
        (),
        "from d = 2 on",
    ),
    # -- under linear equations
    "Gauss-Markov, the equation lost": lambda: (
        Minimum(tr(L * L.T), over=(L,), at=(Inverse(W.T * W) * W.T,), value=tr(Inverse(W.T * W))),
        (Q.invertible(W.T * W),),
        "at L = 0",
    ),
    "Gauss-Markov in a singular weight, unique": lambda: (
        Minimum(
            tr(Psi * L * L.T),
            over=(L,),
            at=(Inverse(W.T * W) * W.T,),
            value=tr(Psi * Inverse(W.T * W)),
            unique=True,
        ),
        (Eq(L * W, I), Q.invertible(W.T * W)),
        "where Psi is singular and M > d",
    ),
    "Aitken with the ordinary estimator": lambda: (
        Minimum(
            tr(U * V * U.T),
            over=(U,),
            at=(Inverse(Z.T * Z) * Z.T,),
            value=tr(Inverse(Z.T * Z) * Z.T * V * Z * Inverse(Z.T * Z)),
        ),
        (Eq(U * Z, I), Q.invertible(Z.T * Z)),
        "where M > d, unless V is a multiple of I",
    ),
    "portfolio along its constraint": lambda: (
        Minimum(
            quad(g, Sigma),
            over=(g,),
            at=(a / inner(a, a),),
            value=quad(a, Sigma) / inner(a, a) ** 2,
            unique=True,
        ),
        (Eq(inner(a, g), 1), Gt(inner(a, a), 0)),
        "from d = 2 on, unless a is an eigenvector of Sigma",
    ),
    "nearest matrix of trace zero, too far": lambda: (
        Minimum(inner(A - C, A - C), over=(A,), at=(C - tr(C) / d * I,), value=tr(C) ** 2),
        (Eq(tr(A), 0),),
        "from d = 2 on, where tr C ≠ 0",
    ),
}
