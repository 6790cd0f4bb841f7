"""False claims at the edges of what the search finds, each with a word on where it fails.

``CLAIMS`` maps a name to a function without arguments that gives a statement, the relations assumed, and that word.
``CONTRADICTORY`` are claims under hypotheses that no values satisfy: nothing follows from them here.
"""

from sympy import Eq, Ge, Gt, Inverse, Le, Lt, Ne, Q, Rational, exp, log, oo

from tests.bare.claim_letters import (
    A,
    E,
    F,
    G,
    H,
    I,
    I_n,
    J,
    K,
    L,
    M,
    O,
    P,
    Phi,
    R,
    S,
    W,
    Z,
    a,
    b,
    d,
    f,
    g,
    lam,
    n,
    p,
    q,
    r,
    rho,
    s,
    t,
    theta,
    tr,
    w,
    zero,
)
from theorycheck import (
    Bound,
    Equality,
    Limit,
    LoewnerBound,
    Minimum,
    PositiveSemidefinite,
    StationaryPoint,
    Witness,
    inner,
    quad,
)

TINY = Rational(1, 10**12)

CLAIMS = {
    # -- commuting products
    "Kantorovich, a constant off": lambda: (
        LoewnerBound(H + p * q * Inverse(H), (p + q - TINY) * I),
        (PositiveSemidefinite(H - p * I), PositiveSemidefinite(q * I - H)),
        "at an eigenvalue p or q",
    ),
    "Kantorovich of two matrices": lambda: (
        LoewnerBound(H + p * q * Inverse(H), (p + q) * I),
        (PositiveSemidefinite(H - p * I), PositiveSemidefinite(q * I - K)),
        "where an eigenvalue of H is above q",
    ),
    "a product of ordered matrices that do not commute": lambda: (
        Bound(0, quad(a, (P * R + R * P) / 2)),
        (PositiveSemidefinite(I - P), PositiveSemidefinite(I - R)),
        "from d = 2 on: the symmetric part of PR is not ⪰ 0",
    ),
    "an ordered pair, squared": lambda: (
        LoewnerBound(K * K, H * H),
        (PositiveSemidefinite(H - K),),
        "from d = 2 on",
    ),
    "a step that does not expand, twice as long": lambda: (
        LoewnerBound((I - t * P) ** 2, I),
        (Ge(t, 0), PositiveSemidefinite(3 * I - t * P)),
        "where an eigenvalue of tP is above 2",
    ),
    "a step of a negative rate": lambda: (
        LoewnerBound((I - t * P) ** 2, I),
        (PositiveSemidefinite(2 * I - t * P),),
        "for t < 0",
    ),
    "a hypothesis turned round": lambda: (
        LoewnerBound(P, R),
        (PositiveSemidefinite(P - R),),
        "unless P = R",
    ),
    "a negative multiple of a hypothesis": lambda: (
        LoewnerBound(R, P),
        (PositiveSemidefinite(2 * R - 2 * P),),
        "unless P = R",
    ),
    "Polyak-Lojasiewicz with the other end": lambda: (
        Bound(theta * quad(a, H), quad(H * a, I)),
        (PositiveSemidefinite(theta * I - H),),
        "where an eigenvalue is below theta",
    ),
    "a contraction of the wrong side": lambda: (
        Bound(tr(A * P * A.T), tr(P)),
        (PositiveSemidefinite(2 * I - A.T * A),),
        "where A is a multiple of I above 1",
    ),
    # -- semidefinite and invertible
    "least squares, unique without full rank": lambda: (
        Minimum(inner(W * b, W * b), (b,), (zero,), 0, unique=True),
        (),
        "where W is singular",
    ),
    "least squares with another matrix invertible": lambda: (
        Minimum(inner(W * b, W * b), (b,), (zero,), 0, unique=True),
        (Q.invertible(Z.T * Z),),
        "where W is singular",
    ),
    "invertible is not definite": lambda: (
        Minimum(quad(b, G), (b,), (zero,), 0),
        (Q.invertible(G),),
        "at G = -I",
    ),
    "an invertible sum": lambda: (
        LoewnerBound(O, P - R),
        (Q.invertible(P - R),),
        "at P = 0, R = I",
    ),
    # -- projections and equations
    "an idempotent matrix that is not symmetric": lambda: (
        Bound(inner(A * a, A * a), inner(a, a)),
        (Eq(A * A, A),),
        "for oblique projections, from d = 2 on",
    ),
    "an involution below I": lambda: (LoewnerBound(G, TINY * G + (1 - 2 * TINY) * I), (Eq(G * G, I),), "at G = I"),
    "rows instead of columns": lambda: (
        LoewnerBound(J * J.T, (1 - TINY) * I),
        (Eq(J.T * J, I_n),),
        "on the range of J",
    ),
    "Bessel for directions that are not orthogonal": lambda: (
        Bound(inner(a, f) ** 2 + inner(a, g) ** 2, inner(a, a)),
        (Eq(inner(f, f), 1), Eq(inner(g, g), 1)),
        "at f = g = a",
    ),
    "Bessel for longer directions": lambda: (
        Bound(inner(a, f) ** 2, inner(a, a)),
        (Eq(inner(f, f), 1 + TINY),),
        "at a = f",
    ),
    "compression and inverse, reversed": lambda: (
        LoewnerBound(J.T * Inverse(H) * J, Inverse(J.T * H * J)),
        (Eq(J.T * J, I_n), Q.invertible(J.T * H * J)),
        "unless J spans eigenvectors",
    ),
    "Gauss-Markov with a constant off": lambda: (
        LoewnerBound((1 + TINY) * Inverse(W.T * W), L * L.T),
        (Eq(L * W, I), Q.invertible(W.T * W)),
        "at the best estimator",
    ),
    # -- scalars under hypotheses
    "between its bounds, one lost": lambda: (Bound((r + s) * t - r * s, t**2), (Ge(t, s),), "where s < t < r"),
    "a weighted mean squared with weights beyond one": lambda: (
        Bound((w * r + (1 - w) * s) ** 2, w * r**2 + (1 - w) * s**2),
        (Ge(w, 0), Le(w, 1 + TINY)),
        "where 1 < w",
    ),
    "Motzkin, off by little": lambda: (
        Bound(3 * r**2 * s**2 + TINY, r**4 * s**2 + r**2 * s**4 + 1),
        (),
        "at r = s = 1",
    ),
    "a small step that is too long": lambda: (
        Bound(E(quad(b - t * S * b, I)), quad(b, I)),
        (Ge(t, 0), Le(t * (M + 2) * tr(H), (2 + TINY) * M)),
        "at the longest step, d = 1",
    ),
    # -- sizes, traces, resolvents
    "moments of a spectrum, one dimension lost": lambda: (Bound(tr(H) ** 3, d * tr(H**3)), (), "at H = I, d > 1"),
    "sizes: true at one only": lambda: (Bound(tr(P) ** 2, tr(P * P)), (), "from d = 2 on; equal at d = 1"),
    "sizes: false at one only": lambda: (Bound(tr(P) + tr(P) / d, 2 * tr(P) - tr(P) / d), (), "at d = 1"),
    "effective dimension is convex": lambda: (
        Bound(d * tr(R) / (tr(R) + lam * d), tr(R * Inverse(R + lam * I))),
        (),
        "unless R is a multiple of I",
    ),
    "effective dimension from below, too large": lambda: (
        Bound((1 + TINY) * tr(Phi) / (lam + tr(Phi)), tr(Phi * Inverse(Phi + lam * I))),
        (),
        "at d = 1",
    ),
    "precision falls by more than the data": lambda: (
        LoewnerBound(Inverse(H + Z.T * Z) + TINY * Inverse(H), Inverse(H)),
        (),
        "at Z = 0",
    ),
    "an inverse above twice that of the trace": lambda: (LoewnerBound((1 + TINY) * I / tr(H), Inverse(H)), (), "d = 1"),
    "the inverse of a mean, reversed": lambda: (
        LoewnerBound(E(Inverse(S + lam * I)), Inverse(H + lam * I)),
        (),
        "everywhere",
    ),
    "the inverse of a mean, a constant off": lambda: (
        LoewnerBound((1 + TINY) * Inverse(H + lam * I), E(Inverse(S + lam * I))),
        (),
        "in the limit of large M",
    ),
    # -- exponentials and logarithms
    "exponential above its tangent, off": lambda: (Bound(1 + r + TINY, exp(r)), (), "at r = 0"),
    "exponential above a line elsewhere": lambda: (Bound(2 + r, exp(r)), (), "at r = 0"),
    "logarithm is convex": lambda: (Bound(log((p + q) / 2), log(p) / 2 + log(q) / 2), (), "where p ≠ q"),
    "logarithm above a line": lambda: (Bound(1 - 1 / theta + TINY, log(theta)), (), "at theta = 1"),
    "an exponential and a line, another place": lambda: (
        Minimum(exp(w) - w, over=(w,), at=(1,), value=exp(1) - 1),
        (),
        "the minimum is 1 at 0",
    ),
    "an exponential without a minimum": lambda: (Minimum(exp(w), over=(w,), at=(0,), value=1), (), "at w = -1"),
    "a line and a logarithm, another place": lambda: (
        Minimum(lam * q - log(lam), over=(lam,), at=(q,), value=q**2 - log(q), unique=True),
        (),
        "where q ≠ 1",
    ),
    # -- minima
    "an end that is not the least": lambda: (Minimum(rho**2 - p * rho, (rho,), (0,), 0), (), "at rho = p/2"),
    "an end of a real variable": lambda: (Minimum(r**2 + p * r, (r,), (0,), 0), (), "at r = -p/2"),
    "a positive matrix at its end, weight singular": lambda: (
        Minimum(tr(P * R), (P,), (O,), 0, unique=True),
        (),
        "where R is singular",
    ),
    "a definite matrix and its inverse, another root": lambda: (
        Minimum(tr(H) + p * tr(Inverse(H)), (H,), (p * I,), d * p + d),
        (),
        "unless p = 1",
    ),
    "a quartic with two minima": lambda: (Minimum((r**2 - 1) ** 2, (r,), (1,), 0, unique=True), (), "at r = -1"),
    "a quartic with a value below": lambda: (Minimum(r**4 - 4 * r, (r,), (1,), -3 + TINY), (), "at r = 1"),
    "weights that do not sum to one": lambda: (
        Minimum(p * r**2 + q * s**2, (r, s), (q / (p + q), p / (p + q)), p * q / (p + q), unique=True),
        (Eq(r + s, 1 + TINY),),
        "the weights sum to something else",
    ),
    "tied variables, one of them free": lambda: (
        Minimum(p * r**2, (r, s), (0, 1), 0, unique=True),
        (Eq(r + s, 1), Ge(r, 1)),
        "r = 0 is not admissible",
    ),
    "nearest symmetric matrix, unique among all": lambda: (
        Minimum(inner(A + A.T - F, A + A.T - F), (A,), (F / 2,), 0, unique=True),
        (),
        "from d = 2 on: a skew matrix may be added",
    ),
    "shortest solution of an equation that is not solved": lambda: (
        Minimum(inner(f, f), (f,), (zero,), 0, unique=True),
        (Eq(inner(a, f), 1), Gt(inner(a, a), 0)),
        "0 is not admissible",
    ),
    # -- stationary points, witnesses, limits
    "a maximum that is not alone": lambda: (StationaryPoint(-quad(b, Phi), (b,), (zero,)), (), "where Phi is singular"),
    "a flat point of an indefinite form": lambda: (
        StationaryPoint(quad(b, G), (b,), (zero,)),
        (),
        "where G is singular",
    ),
    "a quartic with a sign lost": lambda: (
        StationaryPoint(inner(b, b) ** 2 - p * inner(b, b), (b,), (zero,)),
        (),
        "where 2 b^T b = p",
    ),
    "a witness of an equality, off": lambda: (
        Witness(Equality(quad(a, H), quad(f, Inverse(H))), over=(a,), at=((1 + TINY) * Inverse(H) * f,)),
        (),
        "where f ≠ 0",
    ),
    "a limit of another value": lambda: (Limit((M + 2) / M, (M,), oo, 1 + TINY), (), "the limit is 1"),
    "a joint limit that depends on the way": lambda: (Limit(M / (M + n), (M, n), oo, Rational(1, 2)), (), "M = n²"),
    "a ridgeless limit of a singular matrix": lambda: (
        Limit(tr(P * Inverse(P + lam * I)), (lam,), 0, d),
        (),
        "the limit is the rank of P",
    ),
}

CONTRADICTORY = {
    "ordered ends that are crossed": lambda: (
        LoewnerBound(H, O),
        (PositiveSemidefinite(H - 2 * I), PositiveSemidefinite(I - H)),
    ),
    "a definite matrix that is negative": lambda: (LoewnerBound(H, -H), (PositiveSemidefinite(-H),)),
    "a scalar above and below": lambda: (Bound(1, r), (Gt(r, 2), Lt(r, 1))),
    "a projection that is twice I": lambda: (LoewnerBound(G, O), (Eq(G * G, G), Eq(G, 2 * I))),
    "an invertible zero": lambda: (Minimum(quad(b, P), (b,), (zero,), 0, unique=True), (Q.invertible(P), Eq(P, O))),
    "weights that sum to two numbers": lambda: (
        Minimum(r**2 + s**2, (r, s), (0, 1), 1, unique=True),
        (Eq(r + s, 1), Eq(r + s, 2)),
    ),
    "a square that is negative": lambda: (Bound(r, s), (Lt(r**2, 0),)),
    "a number that is not itself": lambda: (Bound(r, s), (Ne(r, r, evaluate=False),)),
}
