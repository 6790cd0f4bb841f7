"""Laws that are none: covariances that are not symmetric and positive semidefinite, or not shown to be."""

from sympy import Identity, ImmutableMatrix, Trace, ZeroMatrix

from tests.adversary.vocabulary import (
    A,
    B,
    Cases,
    E,
    G,
    H,
    I,
    M,
    P,
    a,
    ax,
    b,
    d,
    inner,
    law,
    one,
    p,
    q,
    quad,
    r,
    unsound,
    x,
    zero,
)
from theory import Equality, MatrixNormal, RandomMatrix

__all__ = ["CLAIMS"]


def second_moment(covariance):
    """E vᵀv = tr(covariance), which holds for every law there is."""
    v = law(covariance)
    return Equality(E(inner(v, v)), Trace(covariance))


def two(rows):
    v = MatrixNormal("v", ZeroMatrix(2, 1), ImmutableMatrix(rows), one)
    return Equality(E(Trace(v.T * v)), ImmutableMatrix(rows).trace())


CLAIMS: Cases = {
    "a symmetric covariance": unsound(lambda: second_moment(G), "G = -I"),
    "a symmetrised covariance": unsound(lambda: second_moment(A + A.T), "A = -I"),
    "any matrix as covariance": unsound(lambda: second_moment(A), "not symmetric"),
    "a product as covariance": unsound(lambda: second_moment(P * H), "not symmetric"),
    "a symmetrised product as covariance": unsound(lambda: second_moment(P * H + H * P), "indefinite in general"),
    "a difference as covariance": unsound(lambda: second_moment(H - P), "P = 2H"),
    "a shift as covariance": unsound(lambda: second_moment(r * I), "r = -1"),
    "a difference of scales as covariance": unsound(lambda: second_moment((p - q) * H), "p < q"),
    "an outer product of two vectors as covariance": unsound(lambda: second_moment(a * b.T), "not symmetric"),
    "a weight of unknown sign as covariance": unsound(lambda: second_moment(inner(a, b) * H), "a^T b = -1"),
    "minus a semidefinite matrix": unsound(lambda: second_moment(-P), "P = I"),
    "a square of a skew matrix": unsound(lambda: second_moment((A - A.T) * (A - A.T)), "it is negative semidefinite"),
    "a square of any matrix": unsound(lambda: second_moment(A * A), "not symmetric"),
    "a concrete indefinite covariance": unsound(lambda: two([[0, 1], [1, 0]]), "eigenvalues 1 and -1"),
    "a concrete asymmetric covariance": unsound(lambda: two([[1, 2], [0, 1]]), "not symmetric"),
    "a concrete negative covariance": unsound(lambda: two([[-1, 0], [0, 1]]), "eigenvalue -1"),
    "a negative column covariance": unsound(
        lambda: Equality(E(inner(*[MatrixNormal("v", zero, H, -one)] * 2)), -Trace(H)), "the variance is negative"
    ),
    "a column covariance of unknown sign": unsound(
        lambda: Equality(E(inner(*[MatrixNormal("v", zero, H, r * one)] * 2)), r * Trace(H)), "r = -1"
    ),
    "a row covariance that is indefinite": unsound(
        lambda: Equality(
            E(
                MatrixNormal("V", ZeroMatrix(d, M), G, Identity(M))
                * MatrixNormal("V", ZeroMatrix(d, M), G, Identity(M)).T
            ),
            M * G,
        ),
        "G = -I",
    ),
    "a bad covariance of a law known to order two": unsound(
        lambda: Equality(E(inner(*[RandomMatrix("u", zero, G, one)] * 2)), Trace(G)), "G = -I"
    ),
    "a random variance of either sign": unsound(
        lambda: Equality(E(inner(*[MatrixNormal("v", zero, ax * I, one)] * 2)), 0), "given x with a^T x < 0 no law"
    ),
    "a random covariance that is not symmetric": unsound(
        lambda: Equality(E(inner(*[MatrixNormal("v", zero, x * a.T, one)] * 2)), 0), "x a^T is no covariance"
    ),
    "a fourth moment of no law": unsound(lambda: Equality(E(inner(a, law(G)) ** 4), 3 * quad(a, G) ** 2), "G = -I"),
    "a bad covariance that cancels": unsound(
        lambda: Equality(E(inner(a, law(G)) * inner(b, law(G))) - inner(a, G * b), 0), "G = -I"
    ),
    "a bad covariance of which nothing is asked": unsound(
        lambda: Equality(E(inner(a, law(G))), 0), "G = -I: no such law"
    ),
    "a noise variance less than what is known": unsound(
        lambda: Equality(E(quad(law(P - P * a * a.T * P), I)), Trace(P) - quad(a, P * P)),
        "1 + a^T P a is missing below",
    ),
    "a bad law inside another law": unsound(
        lambda: Equality(E(inner(*[MatrixNormal("w", law(G, name="v"), I, one)] * 2)), Trace(G) + d), "G = -I"
    ),
    "a transposed product": unsound(lambda: second_moment(A.T * B), "not symmetric"),
}
