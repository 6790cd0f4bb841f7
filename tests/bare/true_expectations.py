"""True bounds and minima of expectations over Gaussian matrices, of any size, stated and not derived."""

from sympy import Ge, Gt, Inverse, Le, ZeroMatrix, exp, sqrt

from tests.bare.claim_letters import (
    I_M,
    A,
    B,
    E,
    G,
    Gamma,
    H,
    I,
    K,
    M,
    Omega,
    P,
    Phi,
    Psi,
    R,
    S,
    Sigma,
    V,
    X,
    a,
    b,
    beta,
    d,
    eta,
    f,
    lam,
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


CLAIMS = {
    # -- Jensen
    "square of the sample covariance": lambda: (LoewnerBound(H * H, E(S * S)), ()),
    "sandwich of the sample covariance": lambda: (LoewnerBound(H * Phi * H, E(S * Phi * S)), ()),
    "squared trace of the sample covariance": lambda: (Bound(tr(H) ** 2, E(tr(S) ** 2)), ()),
    "norm after the sample covariance": lambda: (Bound(quad(H * b, Omega), E(quad(S * b, Omega))), ()),
    "cube of the sample covariance": lambda: (Bound(tr(H**3), E(tr(S * S * S))), ()),
    "bilinear form of the sample covariance": lambda: (Bound(inner(a, H * b) ** 2, E(inner(a, S * b) ** 2)), ()),
    "two weights about the sample covariance": lambda: (Bound(tr(P * H * R * H), E(tr(P * S * R * S))), ()),
    "a polynomial of the sample covariance": lambda: (
        LoewnerBound((I - eta * H) ** 2, E((I - eta * S) * (I - eta * S))),
        (),
    ),
    "inverse of the sample covariance": lambda: (
        LoewnerBound(Inverse(H) / M, E(Inverse(X.T * X))),
        (Gt(M, d + 1),),
    ),
    "ridge on the sample covariance": lambda: (LoewnerBound(Inverse(H + lam * I), E(Inverse(S + lam * I))), ()),
    "a Gaussian norm": lambda: (Bound(E(sqrt(inner(x, x))), sqrt(tr(H))), ()),
    "an exponential of a Gaussian": lambda: (Bound(1 + quad(a, H) / 2, E(exp(inner(a, x)))), ()),
    # -- second moments from above
    "squared trace from above": lambda: (Bound(E(tr(S) ** 2), (M + 2) / M * tr(H) ** 2), ()),
    "trace of a square from above": lambda: (Bound(E(tr(S * S)), (M + d + 1) / M * tr(H * H)), ()),
    "trace of a square by squared traces": lambda: (Bound(E(tr(S * S)), (M + 2) / M * tr(H) ** 2), ()),
    "square from above by a trace": lambda: (LoewnerBound(E(S * S), (M + 2) / M * tr(H) * H), ()),
    "sandwich from above": lambda: (LoewnerBound(E(S * Psi * S), (M + 2) / M * tr(Psi * H) * H), ()),
    "a form squared": lambda: (Bound(E(quad(f, S) ** 2), (M + 2) / M * quad(f, H) ** 2), ()),
    "two forms": lambda: (Bound(E(quad(a, S) * quad(b, S)), (M + 2) / M * quad(a, H) * quad(b, H)), ()),
    "covariance of two forms is positive": lambda: (Bound(tr(P * H) * tr(R * H), E(quad(x, P) * quad(x, R))), ()),
    "fourth moment from below": lambda: (Bound(quad(a, H) ** 2, E(inner(a, x) ** 4)), ()),
    "mixed fourth moment": lambda: (
        Bound(E(inner(a, x) ** 2 * inner(b, x) ** 2), 3 * quad(a, H) * quad(b, H)),
        (),
    ),
    "squared norm squared": lambda: (Bound(E(inner(x, x) ** 2), 3 * tr(H) ** 2), ()),
    "sixth moment from below": lambda: (Bound(15 * tr(H**3), E(inner(x, x) ** 3)), ()),
    "two independent Gaussians": lambda: (Bound(E(inner(x, x2) ** 2), tr(H) ** 2), ()),
    "a fourth moment of two Gaussians": lambda: (Bound(3 * tr(H * H) ** 2, E(inner(x, x2) ** 4)), ()),
    # -- means, rows, noise
    "a mean that is not zero": lambda: (Bound(quad(beta, Phi), E(quad(shifted, Phi))), ()),
    "a second moment above its mean": lambda: (LoewnerBound(beta * beta.T, E(shifted * shifted.T)), ()),
    "correlated rows": lambda: (Bound(tr(V) ** 2, E(tr(design.T * design) ** 2) / d**2), ()),
    "a square with correlated rows": lambda: (
        LoewnerBound(tr(V) ** 2 * I, E(design.T * design * design.T * design)),
        (),
    ),
    "noise in the labels": lambda: (Bound(M * sigma2, E(quad(labels - X * a, I_M))), ()),
    "noise through the design": lambda: (Bound(E(quad(X.T * noise / M, I)), tau * tr(H) * (M + 1) / M**2), ()),
    "an image of a Gaussian": lambda: (Bound(tr(K), E(quad(image - A * x, I))), ()),
    "a Gram matrix of examples": lambda: (LoewnerBound(ZeroMatrix(M, M), E(X * Psi * X.T)), ()),
    # -- gradient descent in expectation
    "no step removes the bias": lambda: (Bound(2 * quad(b, H) / (M + 2), E(quad(b - Gamma * S * b, H))), ()),
    "one step from zero leaves the task": lambda: (
        Bound(2 * quad(beta, H) / (M + 2) + 2 * tr(Psi * H) / (M + 2), E(quad(task - Gamma * S * task, H))),
        (),
    ),
    "a small step decreases": lambda: (
        Bound(E(quad(b - t * S * b, I)), quad(b, I)),
        (Ge(t, 0), Le(t * (M + 2) * tr(H), 2 * M)),
    ),
    # -- minima of expectations
    "best constant": lambda: (
        Minimum(E(quad(shifted - a, I)), over=(a,), at=(beta,), value=tr(Sigma), unique=True),
        (),
    ),
    "best linear predictor": lambda: (
        Minimum(E(quad(image - A * x, Omega)), over=(A,), at=(B,), value=tr(Omega * K), unique=True),
        (),
    ),
    "best matrix for the sample covariance": lambda: (
        Minimum(
            E(inner(S - G, S - G)),
            over=(G,),
            at=(H,),
            value=(tr(H * H) + tr(H) ** 2) / M,
            unique=True,
        ),
        (),
    ),
    "best multiple of the sample covariance": lambda: (
        Minimum(
            E(inner(r * S - H, r * S - H)),
            over=(r,),
            at=(M * tr(H * H) / ((M + 1) * tr(H * H) + tr(H) ** 2),),
            value=tr(H * H) * (tr(H * H) + tr(H) ** 2) / ((M + 1) * tr(H * H) + tr(H) ** 2),
            unique=True,
        ),
        (),
    ),
    "best step along a direction": lambda: (
        Minimum(
            E((inner(b, x) - r * inner(b, S * b)) ** 2),
            over=(r,),
            at=(0,),
            value=quad(b, H),
            unique=False,
        ),
        (),
    ),
    "best matrix after one step": lambda: (
        Minimum(
            E(quad(b - A * S * b, H)),
            over=(A,),
            at=(M / ((M + 2) * quad(b, H)) * b * b.T,),
            value=2 * quad(b, H) / (M + 2),
        ),
        (Gt(quad(b, H), 0),),
    ),
    "best shrinkage of an observation": lambda: (
        Minimum(
            E(quad(r * shifted - beta, I)),
            over=(r,),
            at=(inner(beta, beta) / (inner(beta, beta) + tr(Sigma)),),
            value=inner(beta, beta) * tr(Sigma) / (inner(beta, beta) + tr(Sigma)),
            unique=True,
        ),
        (),
    ),
    "best gain on noisy inputs": lambda: (
        Minimum(
            E(quad(x - A * (x + MatrixNormal("delta", zero, K, one)), Sigma)),
            over=(A,),
            at=(H * Inverse(H + K),),
            value=tr(Sigma * (H - H * Inverse(H + K) * H)),
            unique=True,
        ),
        (),
    ),
    "best offset and slope": lambda: (
        Minimum(
            E(quad(MatrixNormal("u", f + A * x, Omega, one) - b - B * x, I)),
            over=(b, B),
            at=(f, A),
            value=tr(Omega),
            unique=True,
        ),
        (),
    ),
    "best scale of a Wishart matrix": lambda: (
        Minimum(
            E(tr((r * Inverse(H) * S - I) * (r * Inverse(H) * S - I))),
            over=(r,),
            at=(M / (M + d + 1),),
            value=d * (d + 1) / (M + d + 1),
            unique=True,
        ),
        (),
    ),
    "best vector for a noisy form": lambda: (
        Minimum(
            E((inner(a, x) - inner(b, x) - tr(MatrixNormal("e", ZeroMatrix(1, 1), sigma2 * one, one))) ** 2),
            over=(a,),
            at=(b,),
            value=sigma2,
            unique=True,
        ),
        (),
    ),
}
