"""False bounds and minima of Gaussian expectations, each near a true one, with a word on where it fails."""

from sympy import Ge, Gt, Inverse, Le, Rational, ZeroMatrix

from tests.bare.claim_letters import (
    I_M,
    A,
    B,
    E,
    F,
    G,
    Gamma,
    H,
    I,
    K,
    M,
    Omega,
    Phi,
    Psi,
    S,
    Sigma,
    V,
    X,
    a,
    b,
    beta,
    d,
    f,
    half,
    one,
    r,
    shifted,
    sigma2,
    t,
    tau,
    tr,
    x,
    x2,
    zero,
)
from theorycheck import Bound, LoewnerBound, MatrixNormal, Minimum, inner, quad

labels = MatrixNormal("y", X * beta, sigma2 * I_M, one)
noise = MatrixNormal("epsilon", ZeroMatrix(M, 1), tau * I_M, one)
design = MatrixNormal("Y", ZeroMatrix(M, d), V, I)
image = MatrixNormal("v", B * x, K, one)
task = MatrixNormal("w", beta, Psi, one)
TINY = Rational(1, 10**12)

CLAIMS = {
    "square of the sample covariance, reversed": lambda: (LoewnerBound(E(S * S), H * H), (), "everywhere"),
    "square of the sample covariance, twice": lambda: (
        LoewnerBound(2 * H * H, E(S * S)),
        (),
        "for large M, and for some H from M = 3 on",
    ),
    "sandwich with a symmetric weight": lambda: (
        LoewnerBound(H * G * H, E(S * G * S)),
        (),
        "where G is negative",
    ),
    "squared trace, a tenth too large": lambda: (
        Bound(Rational(11, 10) * tr(H) ** 2, E(tr(S) ** 2)),
        (),
        "for M > 20, and for multiples of I at smaller M",
    ),
    "norm after the sample covariance, twice": lambda: (
        Bound(2 * quad(H * b, Omega), E(quad(S * b, Omega))),
        (),
        "for large M, where H b ≠ 0",
    ),
    "cube from above": lambda: (Bound(E(tr(S * S * S)), 2 * tr(H**3)), (), "at small M"),
    "inverse of the sample covariance, reversed": lambda: (
        LoewnerBound(E(Inverse(X.T * X)), Inverse(H) / M),
        (Gt(M, d + 1),),
        "everywhere",
    ),
    "inverse of the sample covariance, twice": lambda: (
        LoewnerBound(2 * Inverse(H) / M, E(Inverse(X.T * X))),
        (Gt(M, d + 1),),
        "for M > 2 d + 2",
    ),
    "squared trace from above, half the variance": lambda: (
        Bound(E(tr(S) ** 2), (M + 1) / M * tr(H) ** 2),
        (),
        "at d = 1, and near rank one",
    ),
    "squared trace from above, slightly off": lambda: (
        Bound(E(tr(S) ** 2), (M + 2 - TINY) / M * tr(H) ** 2),
        (),
        "at d = 1",
    ),
    "trace of a square with the dimension lost": lambda: (
        Bound(E(tr(S * S)), (M + 2) / M * tr(H * H)),
        (),
        "from d = 2 on",
    ),
    "trace of a square at large sizes": lambda: (
        Bound(E(tr(S * S)), (M + 11) / M * tr(H * H)),
        (),
        "from d = 11 on, at H = I",
    ),
    "square from above by the dimension": lambda: (
        LoewnerBound(E(S * S), (M + d + 1) / M * H * H),
        (),
        "where an eigenvalue is below the mean",
    ),
    "sandwich from above, one half": lambda: (
        LoewnerBound(E(S * Psi * S), (M + 1) / M * tr(Psi * H) * H),
        (),
        "at d = 1, Psi ≠ 0",
    ),
    "a form squared, the variance lost": lambda: (Bound(E(quad(f, S) ** 2), quad(f, H) ** 2), (), "where f ≠ 0"),
    "two forms as if independent": lambda: (
        Bound(E(quad(a, S) * quad(b, S)), quad(a, H) * quad(b, H)),
        (),
        "a = b ≠ 0",
    ),
    "covariance of two forms, symmetric weights": lambda: (
        Bound(tr(G * H) * tr(F * H), E(quad(x, G) * quad(x, F))),
        (),
        "where tr GHFH < 0, as at F = -G",
    ),
    "fourth moment, four times": lambda: (Bound(4 * quad(a, H) ** 2, E(inner(a, x) ** 4)), (), "where a ≠ 0"),
    "mixed fourth moment, two and a half": lambda: (
        Bound(E(inner(a, x) ** 2 * inner(b, x) ** 2), Rational(5, 2) * quad(a, H) * quad(b, H)),
        (),
        "where a and b are nearly parallel",
    ),
    "squared norm squared, two": lambda: (Bound(E(inner(x, x) ** 2), 2 * tr(H) ** 2), (), "at d = 1"),
    "sixth moment, sixteen": lambda: (Bound(16 * tr(H**3), E(inner(x, x) ** 3)), (), "at d = 1"),
    "two independent Gaussians, from below": lambda: (
        Bound(tr(H) ** 2, E(inner(x, x2) ** 2)),
        (),
        "from d = 2 on",
    ),
    "two independent Gaussians, over the dimension": lambda: (
        Bound(E(inner(x, x2) ** 2), tr(H) ** 2 / d),
        (),
        "unless H is a multiple of I",
    ),
    "a fourth moment of two Gaussians, too large": lambda: (
        Bound(9 * tr(H * H) ** 2, E(inner(x, x2) ** 4)),
        (),
        "from d = 2 on",
    ),
    "a mean from above": lambda: (Bound(E(quad(shifted, Phi)), quad(beta, Phi)), (), "where Phi ≠ 0"),
    "a second moment without the covariance": lambda: (
        LoewnerBound(E(shifted * shifted.T), beta * beta.T + half * Sigma),
        (),
        "everywhere",
    ),
    "correlated rows as if independent": lambda: (
        Bound(E(tr(design.T * design) ** 2), d**2 * tr(V) ** 2 + 2 * d * tr(V) ** 2 / M),
        (),
        "unless V is a multiple of I",
    ),
    "a trace for a square of rows": lambda: (
        LoewnerBound(E(design.T * design * design.T * design), (1 + d) * tr(V) ** 2 * I),
        (),
        "where V is near rank one: the factor is 2 + d there",
    ),
    "noise with one example more": lambda: (
        Bound((M + 1) * sigma2, E(quad(labels - X * a, I_M))),
        (),
        "at a = beta, sigma2 > 0",
    ),
    "noise through the design, too small": lambda: (
        Bound(E(quad(X.T * noise / M, I)), tau * tr(H) / (M + 1)),
        (),
        "where tau > 0",
    ),
    "an image of a Gaussian, with its own variance": lambda: (
        Bound(tr(K) + tr(H), E(quad(image - A * x, I))),
        (),
        "at A = B",
    ),
    "no step removes the bias, too large a rate": lambda: (
        Bound(2 * quad(b, H) / (M + 1), E(quad(b - Gamma * S * b, H))),
        (),
        "at d = 1 and the best step, and near Gamma = M b b^T / ((M + 2) b^T H b)",
    ),
    "one step leaves the whole task covariance": lambda: (
        Bound(tr(Psi * H), E(quad(task - Gamma * S * task, H))),
        (),
        "at beta = 0 and the best step",
    ),
    "a step of any size decreases": lambda: (
        Bound(E(quad(b - t * S * b, I)), quad(b, I)),
        (Ge(t, 0), Le(t * tr(H), 2)),
        "at the longest step, d = 1",
    ),
    "best constant, a wrong place": lambda: (
        Minimum(E(quad(shifted - a, I)), over=(a,), at=(zero,), value=tr(Sigma), unique=True),
        (),
        "where beta ≠ 0",
    ),
    "best constant, a wrong value": lambda: (
        Minimum(E(quad(shifted - a, Omega)), over=(a,), at=(beta,), value=tr(Sigma)),
        (),
        "where Omega ≠ I",
    ),
    "best linear predictor, unique in a seminorm": lambda: (
        Minimum(E(quad(image - A * x, Phi)), over=(A,), at=(B,), value=tr(Phi * K), unique=True),
        (),
        "where Phi is singular there are other minimisers",
    ),
    "best multiple of the sample covariance, for rank one": lambda: (
        Minimum(
            E(inner(r * S - H, r * S - H)),
            over=(r,),
            at=(M / (M + 2),),
            value=2 * tr(H * H) / (M + 2),
            unique=True,
        ),
        (),
        "from d = 2 on",
    ),
    "best multiple is the one without bias": lambda: (
        Minimum(E(inner(r * S - H, r * S - H)), over=(r,), at=(1,), value=(tr(H * H) + tr(H) ** 2) / M),
        (),
        "everywhere: a smaller multiple is better",
    ),
    "best matrix after one step, too large a value": lambda: (
        Minimum(
            E(quad(b - A * S * b, H)),
            over=(A,),
            at=(M / ((M + 2) * quad(b, H)) * b * b.T,),
            value=2 * quad(b, H) / (M + 1),
        ),
        (Gt(quad(b, H), 0),),
        "everywhere: the value is 2/(M + 2)",
    ),
    "best shrinkage, the value without any": lambda: (
        Minimum(
            E(quad(r * shifted - beta, I)),
            over=(r,),
            at=(1 - tr(Sigma) / (inner(beta, beta) + tr(Sigma)),),
            value=tr(Sigma),
        ),
        (),
        "everywhere: tr Sigma is the risk at r = 1",
    ),
    "best gain in the wrong order": lambda: (
        Minimum(
            E(quad(x - A * (x + MatrixNormal("delta", zero, K, one)), Sigma)),
            over=(A,),
            at=(Inverse(H + K) * H,),
            value=tr(Sigma * (H - H * Inverse(H + K) * H)),
        ),
        (),
        "where H and K do not commute",
    ),
    "best scale of a Wishart matrix, one less": lambda: (
        Minimum(
            E(tr((r * Inverse(H) * S - I) * (r * Inverse(H) * S - I))),
            over=(r,),
            at=(M / (M + d),),
            value=d**2 / (M + d),
            unique=True,
        ),
        (),
        "everywhere",
    ),
}
