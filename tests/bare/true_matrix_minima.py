"""True minima over matrices, and under linear equations, stated and not derived."""

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
    Lambda,
    O,
    Omega,
    P,
    Psi,
    Sigma,
    U,
    V,
    W,
    Z,
    a,
    d,
    e,
    eta,
    f,
    g,
    lam,
    p,
    tr,
)
from theorycheck import Minimum, inner, quad

CLAIMS = {
    # -- matrices
    "Kalman gain": lambda: (
        Minimum(
            tr((I - A) * P * (I - A).T + A * K * A.T),
            over=(A,),
            at=(P * Inverse(P + K),),
            value=tr(P - P * Inverse(P + K) * P),
            unique=True,
        ),
        (),
    ),
    "Kalman gain of a partial observation": lambda: (
        Minimum(
            tr((I - J * D) * Psi * (I - J * D).T + J * Lambda * J.T),
            over=(J,),
            at=(Psi * D.T * Inverse(D * Psi * D.T + Lambda),),
            value=tr(Psi) - tr(Psi * D.T * Inverse(D * Psi * D.T + Lambda) * D * Psi),
            unique=True,
        ),
        (),
    ),
    "a quadratic in a matrix": lambda: (
        Minimum(
            tr(Omega * Gamma * H * Gamma.T) - 2 * tr(Gamma * B),
            over=(Gamma,),
            at=(Inverse(Omega) * B.T * Inverse(H),),
            value=-tr(B * Inverse(Omega) * B.T * Inverse(H)),
            unique=True,
        ),
        (),
    ),
    "ridge regression of many outputs": lambda: (
        Minimum(
            inner(Z - W * A, Z - W * A) + eta * inner(A, A),
            over=(A,),
            at=(Inverse(W.T * W + eta * I) * W.T * Z,),
            value=inner(Z, Z) - quad(W.T * Z, Inverse(W.T * W + eta * I)),
            unique=True,
        ),
        (),
    ),
    "nearest symmetric matrix": lambda: (
        Minimum(
            inner(A - G, A - G),
            over=(G,),
            at=((A + A.T) / 2,),
            value=inner(A - A.T, A - A.T) / 4,
            unique=True,
        ),
        (),
    ),
    "a map through one point": lambda: (
        Minimum(quad(B * a - f, I), over=(B,), at=(f * a.T / inner(a, a),), value=0),
        (Gt(inner(a, a), 0),),
    ),
    "the smallest map through one point": lambda: (
        Minimum(
            inner(B * a - f, B * a - f) + lam * inner(B, B),
            over=(B,),
            at=(f * a.T / (inner(a, a) + lam),),
            value=lam * inner(f, f) / (inner(a, a) + lam),
            unique=True,
        ),
        (),
    ),
    "a positive matrix at its end": lambda: (Minimum(tr(P * H), over=(P,), at=(O,), value=0, unique=True), ()),
    "a definite matrix and its inverse": lambda: (
        Minimum(tr(H) + p * tr(Inverse(H)), over=(H,), at=(sqrt(p) * I,), value=2 * d * sqrt(p), unique=True),
        (),
    ),
    "two factors and a cross term": lambda: (
        Minimum(
            inner(A, A) + inner(B, B) - inner(A, B) - inner(A, C),
            over=(A, B),
            at=(Rational(2, 3) * C, C / 3),
            value=-inner(C, C) / 3,
            unique=True,
        ),
        (),
    ),
    # -- under linear equations
    "best linear unbiased estimator": lambda: (
        Minimum(tr(L * L.T), over=(L,), at=(Inverse(W.T * W) * W.T,), value=tr(Inverse(W.T * W)), unique=True),
        (Eq(L * W, I), Q.invertible(W.T * W)),
    ),
    "best linear unbiased estimator, correlated noise": lambda: (
        Minimum(
            tr(Sigma * U * V * U.T),
            over=(U,),
            at=(Inverse(Z.T * Inverse(V) * Z) * Z.T * Inverse(V),),
            value=tr(Sigma * Inverse(Z.T * Inverse(V) * Z)),
            unique=True,
        ),
        (Eq(U * Z, I), Q.invertible(Z.T * Inverse(V) * Z)),
    ),
    "shortest solution": lambda: (
        Minimum(
            inner(f, f),
            over=(f,),
            at=(D.T * Inverse(D * D.T) * e,),
            value=quad(e, Inverse(D * D.T)),
            unique=True,
        ),
        (Eq(D * f, e), Q.invertible(D * D.T)),
    ),
    "least variance portfolio": lambda: (
        Minimum(
            quad(g, Sigma),
            over=(g,),
            at=(Inverse(Sigma) * a / quad(a, Inverse(Sigma)),),
            value=1 / quad(a, Inverse(Sigma)),
            unique=True,
        ),
        (Eq(inner(a, g), 1), Gt(quad(a, Inverse(Sigma)), 0)),
    ),
    "least change to a secant": lambda: (
        Minimum(
            inner(A - B, A - B),
            over=(A,),
            at=(B + (f - B * a) * a.T / inner(a, a),),
            value=inner(f - B * a, f - B * a) / inner(a, a),
            unique=True,
        ),
        (Eq(A * a, f), Gt(inner(a, a), 0)),
    ),
    "nearest matrix of trace zero": lambda: (
        Minimum(inner(A - C, A - C), over=(A,), at=(C - tr(C) / d * I,), value=tr(C) ** 2 / d, unique=True),
        (Eq(tr(A), 0),),
    ),
}
