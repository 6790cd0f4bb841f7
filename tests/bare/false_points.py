"""False stationary points and witnesses, each near a true one, with a word on where it fails."""

from sympy import Inverse

from tests.bare.claim_letters import (
    G,
    Gamma,
    H,
    I,
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
    theta,
    tr,
    zero,
)
from theorycheck import Bound, LoewnerBound, StationaryPoint, Witness, inner, quad

CLAIMS = {
    # -- stationary points and witnesses
    "a flat point among others": lambda: (StationaryPoint(r**3 - 3 * r, over=(r,), at=(1,)), (), "at r = -1"),
    "a flat line": lambda: (StationaryPoint(quad(b, Phi), over=(b,), at=(zero,)), (), "where Phi is singular"),
    "a flat point of the wrong sign": lambda: (
        StationaryPoint(quad(b, H) + 2 * inner(a, b), over=(b,), at=(Inverse(H) * a,)),
        (),
        "where a ≠ 0",
    ),
    "a quartic with a ring of flat points": lambda: (
        StationaryPoint(inner(b, b) ** 2 - p * inner(b, b), over=(b,), at=(zero,)),
        (),
        "where 2 b^T b = p",
    ),
    "a saddle of two scalars, one too many": lambda: (
        StationaryPoint(r**2 * s - s, over=(r, s), at=(1, 0)),
        (),
        "at r = -1, s = 0",
    ),
    "a square that is not above": lambda: (
        Witness(LoewnerBound(H, G * G), over=(G,), at=(H,)),
        (),
        "where an eigenvalue is below 1",
    ),
    "a vector of another dual norm": lambda: (
        Witness(Bound(quad(f, Inverse(H)), quad(a, H)), over=(a,), at=(H * f,)),
        (),
        "where H is small",
    ),
    "a ridge that is not large enough": lambda: (
        Witness(LoewnerBound(P * Inverse(P + lam * I) * P, theta * P), over=(lam,), at=(tr(P) + 1,)),
        (),
        "for small theta, P ≠ 0",
    ),
    "a step that halves once too often": lambda: (
        Witness(Bound(quad(a - Gamma * a, Omega), quad(a, Omega) / 5), over=(Gamma,), at=(I / 2,)),
        (),
        "where a ≠ 0",
    ),
}
