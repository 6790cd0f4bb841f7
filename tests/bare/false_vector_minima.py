"""False minima over scalars and vectors, each near a true one, with a word on where it fails."""

from sympy import Eq, Gt, Inverse, Q, Rational, sqrt

from tests.bare.claim_letters import (
    I_M,
    G,
    H,
    I,
    K,
    Omega,
    Phi,
    Sigma,
    V,
    W,
    Z,
    a,
    b,
    beta,
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
    y,
    zero,
)
from theorycheck import Minimum, inner, quad

TINY = Rational(1, 10**12)

CLAIMS = {
    # -- scalars
    "a parabola, half its depth": lambda: (
        Minimum(p * r**2 - 2 * s * r, over=(r,), at=(s / p,), value=-(s**2) / (2 * p)),
        (),
        "where s ≠ 0",
    ),
    "a parabola, the minimum slightly off": lambda: (
        Minimum((r - s) ** 2 + p, over=(r,), at=(s,), value=p - TINY, unique=True),
        (),
        "everywhere: the minimum is p",
    ),
    "a weighted mean with the weights exchanged": lambda: (
        Minimum(
            p * (r - s) ** 2 + q * (r - t) ** 2,
            over=(r,),
            at=((q * s + p * t) / (p + q),),
            value=p * q * (s - t) ** 2 / (p + q),
        ),
        (),
        "where p ≠ q, s ≠ t",
    ),
    "inverse variance weights, by variance": lambda: (
        Minimum(p * r**2 + q * s**2, over=(r, s), at=(p / (p + q), q / (p + q)), value=p * q / (p + q)),
        (Eq(r + s, 1),),
        "where p ≠ q",
    ),
    "inverse variance weights without the equation": lambda: (
        Minimum(p * r**2 + q * s**2, over=(r, s), at=(q / (p + q), p / (p + q)), value=p * q / (p + q)),
        (),
        "at r = s = 0",
    ),
    "two wells, one minimiser": lambda: (
        Minimum((t**2 - p) ** 2, over=(t,), at=(sqrt(p),), value=0, unique=True),
        (),
        "at the other well",
    ),
    "a saddle as a minimum": lambda: (
        Minimum(r**2 - 3 * r * s + s**2, over=(r, s), at=(0, 0), value=0, unique=True),
        (),
        "at r = s",
    ),
    "a valley as a point": lambda: (
        Minimum((r - s) ** 2 + p * (r - s) ** 4, over=(r, s), at=(0, 0), value=0, unique=True),
        (),
        "at r = s ≠ 0",
    ),
    "a local minimum": lambda: (
        Minimum(r**4 - 2 * r**2 - r / 10, over=(r,), at=(-1,), value=-Rational(9, 10)),
        (),
        "at r = 1",
    ),
    "a stationary value of a cubic": lambda: (
        Minimum(r**3 - 3 * r, over=(r,), at=(1,), value=-2),
        (),
        "at r = -3",
    ),
    "a sum of a positive scalar and its inverse": lambda: (
        Minimum(p * eta + q / eta, over=(eta,), at=(sqrt(p / q),), value=2 * sqrt(p * q)),
        (),
        "where p ≠ q",
    ),
    "a minimum outside its kind": lambda: (
        Minimum((rho + p) ** 2, over=(rho,), at=(0,), value=0),
        (),
        "everywhere: the minimum over rho ≥ 0 is p^2",
    ),
    "step size by norms": lambda: (
        Minimum(
            quad(a - r * H * a, H),
            over=(r,),
            at=(inner(a, a) / quad(a, H),),
            value=quad(a, H) - 2 * inner(a, a) + inner(a, a) ** 2 * quad(a, H**3) / quad(a, H) ** 2,
        ),
        (Gt(quad(a, H), 0),),
        "unless a is an eigenvector",
    ),
    "nearest multiple of I by the trace": lambda: (
        Minimum(inner(G - u * I, G - u * I), over=(u,), at=(tr(G),), value=tr(G * G) - tr(G) ** 2),
        (),
        "from d = 2 on",
    ),
    # -- vectors
    "a quadratic in a vector, too deep": lambda: (
        Minimum(quad(b, H) - 2 * inner(f, b), over=(b,), at=(Inverse(H) * f,), value=-2 * quad(f, Inverse(H))),
        (),
        "where f ≠ 0",
    ),
    "a quadratic in a vector, the matrix for its inverse": lambda: (
        Minimum(quad(b, H) - 2 * inner(f, b), over=(b,), at=(H * f,), value=-quad(f, Inverse(H))),
        (),
        "where H ≠ I",
    ),
    "ridge regression with half its ridge": lambda: (
        Minimum(
            quad(y - W * b, I_M) + lam * inner(b, b),
            over=(b,),
            at=(Inverse(W.T * W + lam / 2 * I) * W.T * y,),
            value=inner(y, y) - quad(W.T * y, Inverse(W.T * W + lam / 2 * I)),
        ),
        (),
        "where W^T y ≠ 0",
    ),
    "ridge regression, a ridge that is slightly off": lambda: (
        Minimum(
            quad(y - W * b, I_M) + lam * inner(b, b),
            over=(b,),
            at=(Inverse(W.T * W + (1 + TINY) * lam * I) * W.T * y,),
            value=inner(y, y) - quad(W.T * y, Inverse(W.T * W + (1 + TINY) * lam * I)),
            unique=True,
        ),
        (),
        "where W^T y ≠ 0",
    ),
    "ridge regression in its dual form, without the ridge before it": lambda: (
        Minimum(
            quad(y - Z * beta, I_M) + p * inner(beta, beta),
            over=(beta,),
            at=(Z.T * Inverse(Z * Z.T + p * I_M) * y,),
            value=quad(y, Inverse(Z * Z.T + p * I_M)),
        ),
        (),
        "where p ≠ 1, y ≠ 0",
    ),
    "weighted least squares without the weight": lambda: (
        Minimum(
            quad(y - Z * g, V),
            over=(g,),
            at=(Inverse(Z.T * Z) * Z.T * y,),
            value=quad(y - Z * Inverse(Z.T * Z) * Z.T * y, V),
        ),
        (Q.invertible(Z.T * Z),),
        "where M > d, unless V is a multiple of I",
    ),
    "a prior with a mean that is lost": lambda: (
        Minimum(
            quad(y - W * beta, V) + quad(beta - f, Sigma),
            over=(beta,),
            at=(Inverse(W.T * V * W + Sigma) * W.T * V * y,),
            value=quad(y, V) - quad(W.T * V * y, Inverse(W.T * V * W + Sigma)),
        ),
        (),
        "where f ≠ 0",
    ),
    "between two centres, the middle": lambda: (
        Minimum(
            quad(g - a, H) + quad(g - b, K),
            over=(g,),
            at=((a + b) / 2,),
            value=quad(a - b, H + K) / 4,
        ),
        (),
        "where (H - K)(a - b) ≠ 0",
    ),
    "a seminorm with one minimiser": lambda: (
        Minimum(quad(b - f, Phi), over=(b,), at=(f,), value=0, unique=True),
        (),
        "where Phi is singular",
    ),
    "two vectors that meet at one place": lambda: (
        Minimum(quad(a - b + f, Omega), over=(a, b), at=(zero, f), value=0, unique=True),
        (),
        "at a = b - f, b ≠ f",
    ),
}
