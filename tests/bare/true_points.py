"""True stationary points and witnesses, stated and not derived."""

from sympy import Inverse, Q, exp

from tests.bare.claim_letters import (
    A,
    B,
    G,
    Gamma,
    H,
    I,
    K,
    Omega,
    P,
    Phi,
    a,
    b,
    f,
    lam,
    p,
    r,
    s,
    t,
    theta,
    tr,
    zero,
)
from theorycheck import Bound, Equality, LoewnerBound, StationaryPoint, Witness, inner, quad

CLAIMS = {
    # -- stationary points
    "a saddle of two scalars": lambda: (StationaryPoint(r * s - r - 2 * s, over=(r, s), at=(2, 1)), ()),
    "a maximum": lambda: (StationaryPoint(2 * inner(a, b) - quad(b, H), over=(b,), at=(Inverse(H) * a,)), ()),
    "an exponential with one flat point": lambda: (StationaryPoint(exp(t) - t, over=(t,), at=(0,)), ()),
    "a saddle of two vectors": lambda: (
        StationaryPoint(
            quad(a, H) + 2 * inner(a, b) - quad(b, K) - 2 * inner(f, b),
            over=(a, b),
            at=(Inverse(I + K * H) * f, -H * Inverse(I + K * H) * f),
        ),
        (Q.invertible(I + K * H),),
    ),
    "a flat point of a matrix": lambda: (
        StationaryPoint(
            tr(A * H * A.T) - 2 * tr(A * B) + lam * inner(A, A), over=(A,), at=(B.T * Inverse(H + lam * I),)
        ),
        (),
    ),
    "a flat point of a quartic": lambda: (
        StationaryPoint(inner(b, b) ** 2 + quad(b, Phi) + p * inner(b, b), over=(b,), at=(zero,)),
        (),
    ),
    # -- witnesses
    "a square above a matrix": lambda: (Witness(LoewnerBound(H, G * G), over=(G,), at=(H + I / 2,)), ()),
    "a vector of a given dual norm": lambda: (
        Witness(Equality(quad(a, H), quad(f, Inverse(H))), over=(a,), at=(Inverse(H) * f,)),
        (),
    ),
    "a matrix with negative square": lambda: (
        Witness(Bound(quad(a, A) + inner(a, a), 0), over=(A,), at=(-I - B * B.T,)),
        (),
    ),
    "a step that halves": lambda: (
        Witness(Bound(quad(a - Gamma * a, Omega), quad(a, Omega) / 2), over=(Gamma,), at=(I / 2,)),
        (),
    ),
    "a ridge that is large enough": lambda: (
        Witness(LoewnerBound(P * Inverse(P + lam * I) * P, theta * P), over=(lam,), at=((1 + tr(P)) ** 2 / theta,)),
        (),
    ),
    "Cauchy-Schwarz is attained": lambda: (
        Witness(Bound(quad(b, H) * quad(f, Inverse(H)), inner(b, f) ** 2), over=(b,), at=(3 * Inverse(H) * f,)),
        (),
    ),
}
