"""True minima over scalars and vectors, stated and not derived."""

from sympy import Eq, Gt, Inverse, Q, exp, log, sqrt

from tests.bare.claim_letters import (
    I_M,
    G,
    H,
    I,
    K,
    Omega,
    Phi,
    Psi,
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
    lam,
    p,
    q,
    r,
    rho,
    s,
    t,
    tr,
    u,
    v,
    w,
    y,
    zero,
)
from theorycheck import Minimum, inner, quad

CLAIMS = {
    # -- scalars
    "a parabola": lambda: (Minimum(p * r**2 - 2 * s * r, over=(r,), at=(s / p,), value=-(s**2) / p, unique=True), ()),
    "a weighted mean of two": lambda: (
        Minimum(
            p * (r - s) ** 2 + q * (r - t) ** 2,
            over=(r,),
            at=((p * s + q * t) / (p + q),),
            value=p * q * (s - t) ** 2 / (p + q),
            unique=True,
        ),
        (),
    ),
    "two scalars, one after the other": lambda: (
        Minimum(
            (u - 1) ** 2 + p * (u - v) ** 2 + q * v**2,
            over=(u, v),
            at=((p + q) / (p + q + p * q), p / (p + q + p * q)),
            value=p * q / (p + q + p * q),
            unique=True,
        ),
        (),
    ),
    "inverse variance weights": lambda: (
        Minimum(
            p * r**2 + q * s**2,
            over=(r, s),
            at=(q / (p + q), p / (p + q)),
            value=p * q / (p + q),
            unique=True,
        ),
        (Eq(r + s, 1),),
    ),
    "a positive scalar and its inverse": lambda: (
        Minimum(p * eta + q / eta, over=(eta,), at=(sqrt(q / p),), value=2 * sqrt(p * q), unique=True),
        (),
    ),
    "a quartic": lambda: (Minimum(r**4 - 4 * r, over=(r,), at=(1,), value=-3, unique=True), ()),
    "two wells": lambda: (Minimum((t**2 - p) ** 2, over=(t,), at=(sqrt(p),), value=0), ()),
    "an exponential and a line": lambda: (Minimum(exp(w) - w, over=(w,), at=(0,), value=1, unique=True), ()),
    "a line and a logarithm": lambda: (
        Minimum(lam * q - log(lam), over=(lam,), at=(1 / q,), value=1 + log(q), unique=True),
        (),
    ),
    "a nonnegative variable at its end": lambda: (
        Minimum(rho**2 + p * rho, over=(rho,), at=(0,), value=0, unique=True),
        (),
    ),
    "step size along the gradient": lambda: (
        Minimum(
            quad(a - r * H * a, H),
            over=(r,),
            at=(quad(a, H**2) / quad(a, H**3),),
            value=quad(a, H) - quad(a, H**2) ** 2 / quad(a, H**3),
            unique=True,
        ),
        (Gt(quad(a, H**3), 0),),
    ),
    "projection on a direction": lambda: (
        Minimum(
            inner(a - t * b, a - t * b),
            over=(t,),
            at=(inner(a, b) / inner(b, b),),
            value=inner(a, a) - inner(a, b) ** 2 / inner(b, b),
            unique=True,
        ),
        (Gt(inner(b, b), 0),),
    ),
    "nearest multiple of I": lambda: (
        Minimum(inner(G - u * I, G - u * I), over=(u,), at=(tr(G) / d,), value=tr(G * G) - tr(G) ** 2 / d, unique=True),
        (),
    ),
    "shrinkage towards a target": lambda: (
        Minimum(
            (1 - w) ** 2 * tr(Psi) + w**2 * inner(f, f),
            over=(w,),
            at=(tr(Psi) / (tr(Psi) + inner(f, f)),),
            value=tr(Psi) * inner(f, f) / (tr(Psi) + inner(f, f)),
            unique=True,
        ),
        (Gt(tr(Psi) + inner(f, f), 0),),
    ),
    # -- vectors
    "a quadratic in a vector": lambda: (
        Minimum(quad(b, H) - 2 * inner(f, b), over=(b,), at=(Inverse(H) * f,), value=-quad(f, Inverse(H)), unique=True),
        (),
    ),
    "ridge regression": lambda: (
        Minimum(
            quad(y - W * b, I_M) + lam * inner(b, b),
            over=(b,),
            at=(Inverse(W.T * W + lam * I) * W.T * y,),
            value=inner(y, y) - quad(W.T * y, Inverse(W.T * W + lam * I)),
            unique=True,
        ),
        (),
    ),
    "ridge regression in its dual form": lambda: (
        Minimum(
            quad(y - Z * beta, I_M) + p * inner(beta, beta),
            over=(beta,),
            at=(Z.T * Inverse(Z * Z.T + p * I_M) * y,),
            value=p * quad(y, Inverse(Z * Z.T + p * I_M)),
            unique=True,
        ),
        (),
    ),
    "least squares": lambda: (
        Minimum(
            quad(y - W * b, I_M),
            over=(b,),
            at=(Inverse(W.T * W) * W.T * y,),
            value=inner(y, y) - quad(W.T * y, Inverse(W.T * W)),
            unique=True,
        ),
        (Q.invertible(W.T * W),),
    ),
    "weighted least squares": lambda: (
        Minimum(
            quad(y - Z * g, V),
            over=(g,),
            at=(Inverse(Z.T * V * Z) * Z.T * V * y,),
            value=quad(y, V) - quad(Z.T * V * y, Inverse(Z.T * V * Z)),
            unique=True,
        ),
        (Q.invertible(Z.T * V * Z),),
    ),
    "a prior with a mean": lambda: (
        Minimum(
            quad(y - W * beta, V) + quad(beta - f, Sigma),
            over=(beta,),
            at=(f + Inverse(W.T * V * W + Sigma) * W.T * V * (y - W * f),),
            value=quad(y - W * f, V) - quad(W.T * V * (y - W * f), Inverse(W.T * V * W + Sigma)),
            unique=True,
        ),
        (),
    ),
    "between two centres": lambda: (
        Minimum(
            quad(g - a, H) + quad(g - b, K),
            over=(g,),
            at=(Inverse(H + K) * (H * a + K * b),),
            value=quad(a - b, H - H * Inverse(H + K) * H),
            unique=True,
        ),
        (),
    ),
    "the middle of three centres": lambda: (
        Minimum(
            inner(g - a, g - a) + inner(g - b, g - b) + inner(g + a + b, g + a + b),
            over=(g,),
            at=(zero,),
            value=2 * inner(a, a) + 2 * inner(b, b) + 2 * inner(a, b),
            unique=True,
        ),
        (),
    ),
    "a seminorm has many minimisers": lambda: (Minimum(quad(b - f, Phi), over=(b,), at=(f,), value=0), ()),
    "two vectors that meet": lambda: (Minimum(quad(a - b + f, Omega), over=(a, b), at=(zero, f), value=0), ()),
    "two coupled vectors": lambda: (
        Minimum(
            quad(a - b, H) + quad(b - f, K) + quad(a, Sigma),
            over=(a, b),
            at=(
                Inverse(H + Sigma) * H * Inverse(H - H * Inverse(H + Sigma) * H + K) * K * f,
                Inverse(H - H * Inverse(H + Sigma) * H + K) * K * f,
            ),
            value=quad(f, K - K * Inverse(H - H * Inverse(H + Sigma) * H + K) * K),
            unique=True,
        ),
        (Q.positive_definite(H - H * Inverse(H + Sigma) * H + K),),
    ),
    "an intercept and a direction": lambda: (
        Minimum(
            (r - inner(f, b)) ** 2 + quad(b - g, Sigma),
            over=(r, b),
            at=(inner(f, g), g),
            value=0,
            unique=True,
        ),
        (),
    ),
}
