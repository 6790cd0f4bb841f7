"""Bounds that fail: reversed, through moments that do not exist, in a corner, or at the edge of a scale."""

from sympy import Abs, Inverse, Lambda, Min, Rational, Symbol, Trace, exp, log

from tests.adversary.vocabulary import (
    A,
    B,
    Cases,
    E,
    G,
    H,
    I,
    K,
    M,
    Mean,
    O,
    P,
    R,
    S,
    Square,
    Termwise,
    WeightedSquare,
    a,
    ax,
    b,
    by,
    d,
    false,
    g,
    law,
    leap,
    p,
    q,
    r,
    s,
    unsound,
    x,
    z,
)
from theory import Bound, LoewnerBound, inner, quad
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum
from theory.rules import Below, Expand, Integrate, Rewrite, arbitrary_vector

__all__ = ["CLAIMS"]

mu = Symbol("mu", real=True)
imaginary = Symbol("imaginary", imaginary=True)
motzkin = r**4 * s**2 + r**2 * s**4 - 3 * r**2 * s**2 + 1


def ordered(statement, certificates):
    """zᵀ rhs z ≥ zᵀ lhs z by these certificates in z."""
    v = arbitrary_vector(statement)
    return by(statement, Below(quad(v, statement.lhs), certificates(v)))


def james_stein():
    u = law(I, mean=b, name="u")
    return u - (d - 2) / Trace(u.T * u) * u


CLAIMS: Cases = {
    # -- reversed, or never there
    "a trace of a product, reversed": false(
        lambda: Bound(Trace(H) * Trace(K), Trace(H * K)), "equality at d = 1", "I_2: 4 and 2"
    ),
    "Cauchy-Schwarz, reversed": false(
        lambda: Bound(quad(a, H) * quad(b, H), inner(a, H * b) ** 2), "equality at d = 1", "a = e1, b = e2, H = I"
    ),
    "Jensen, reversed": false(
        lambda: Bound(E((ax + 1) ** 2), E(ax + 1) ** 2), "the variance is > 0", "1 + a^T H a and 1"
    ),
    "Jensen for an exponential, reversed": unsound(lambda: Bound(E(exp(ax)), exp(E(ax))), "exp(a^T H a/2) and 1"),
    "Jensen for a reciprocal, reversed": unsound(lambda: Bound(E(1 / (1 + g)), 1 / (1 + E(g))), "Jensen is strict"),
    "a number is nonnegative": false(lambda: Bound(0, r), "r = -1"),
    "a square is larger": false(lambda: Bound(r, r**2), "0 < r < 1", "r = 1/2"),
    "a square of a positive number is larger": false(lambda: Bound(p, p**2), "0 < p < 1", "p = 1/2"),
    "a square of a trace is a norm": false(
        lambda: Bound(Trace(A) ** 2, Trace(A.T * A)), "d is missing", "I_2: 4 and 2"
    ),
    "a product is below a norm": false(lambda: Bound(inner(a, b), quad(a, I)), "b = 2a"),
    "a trace of a square": false(lambda: Bound(0, Trace(A * A)), "a rotation by 90 degrees has -2"),
    "a trace of a product of three": false(
        lambda: by(Bound(0, Trace(P * H * R)), Below(0, (Termwise(Trace(P * H * R)),))),
        "it may be negative",
        "P = e1 e1^T, H = [[1, 2], [2, 5]], R = [[1, -1], [-1, 2]]: -1",
    ),
    "a trace of a symmetric matrix": false(lambda: Bound(0, Trace(H * G)), "G = -I"),
    "a modulus of a sum": false(lambda: Bound(Abs(r + s), Abs(r)), "r = 0, s = 1"),
    "one size below another": false(lambda: Bound(M, d), "M = 2, d = 1"),
    "a size is at least two": false(lambda: Bound(2, M), "M = 1"),
    "a size is at least two, squared": false(lambda: Bound(4, M**2), "M = 1"),
    "a difference of sizes": false(lambda: Bound(0, (M - d) * Trace(H)), "M < d"),
    "a polynomial between its roots": false(lambda: Bound(0, (r - 1) * (r - 2)), "r = 3/2: -1/4"),
    "a narrow dip far away": false(lambda: Bound(0, (r - 10**6) ** 2 - Rational(1, 10**6)), "r = 10^6"),
    "a dip off the axes": false(lambda: Bound(0, (r - 100) ** 2 + (s - 37) ** 2 - Rational(1, 4)), "r = 100, s = 37"),
    "a dip of a ratio": false(lambda: Bound(0, (p / q - 1000) ** 2 - Rational(1, 10**4)), "p = 1000 q"),
    "a dip of a form": false(lambda: Bound(0, (quad(a, H) - 100) ** 2 - Rational(1, 10**6)), "a^T H a = 100"),
    "a dip of a mean": false(lambda: Bound(0, (E(ax**2) - 100) ** 2 - Rational(1, 10**6)), "a^T H a = 100"),
    "a narrow dip": false(lambda: Bound(0, (r - 1) ** 2 - Rational(1, 100)), "r = 1"),
    "a polynomial of sizes between its roots": false(
        lambda: Bound(0, (2 * M - 3) * (2 * M - 7)), "M = 2 and 3: -3 at both"
    ),
    "above Motzkin's minimum": false(lambda: Bound(Rational(1, 100), motzkin), "0 at r = s = 1"),
    "above a minimum of matrices": false(lambda: Bound(Rational(1, 10), Trace((A - B) * (A - B).T)), "A = B", "A = B"),
    # -- at the edge of a scale
    "everything is below a million": false(lambda: Bound(p, 10**6), "p = 10^7"),
    "every form is above a hundred thousandth": false(lambda: Bound(Rational(1, 10**5), quad(a, H)), "a = 0"),
    "every product is above a billionth": false(lambda: Bound(Rational(1, 10**9), p * q), "p = q = 10^-5"),
    "a quotient is below a million": false(lambda: Bound(p / q, 10**6), "p = 10^4, q = 10^-4"),
    "a condition number is below a thousand": false(
        lambda: Bound(Trace(H) * Trace(Inverse(H)), 1000 * d**2), "H = diag(1, 10^-5)"
    ),
    "a crossover far away": false(lambda: Bound(1000 * p, 1 + p**2), "p = 1: 1000 and 2"),
    "a crossover farther away": false(lambda: Bound(p**2, 10**4 * p + 1), "p = 10^5"),
    # -- derivations that end elsewhere
    "a remainder that is not the certificate": false(
        lambda: by(Bound(2 * r * s, r**2 + s**2 - 1), Below(2 * r * s, (Square(r - s),))), "1 is missing", "r = s = 0"
    ),
    "a bound through the other side": false(
        lambda: by(Bound(r**2 + s**2, 2 * r * s), Below(2 * r * s, (Square(r - s),))), "reversed", "r = 1, s = 0"
    ),
    "a bound by rewriting": false(lambda: by(Bound(r, s), Rewrite(r)), "s is not r", "r = 1, s = 0"),
    "a bound that ends at another bound": false(
        lambda: by(Bound(1, r**2), Below(0, (Square(r),))), "0 is not 1", "r = 0"
    ),
    "a bound by an equality that is none": false(
        lambda: by(Bound(Trace(H) ** 2, Trace(H * H)), Expand(), leap(Trace(H) ** 2)), "reversed", "I_2: 4 and 2"
    ),
    "a mean of a bound that holds at the mean": false(
        lambda: by(Bound(E(g**2), E(g) ** 2), Integrate(), Rewrite(E(g**2))), "the variance is > 0"
    ),
    # -- moments and functions that do not exist
    "a mean that is infinite": unsound(
        lambda: by(Bound(0, E(1 / ax**2)), Below(0, (Mean(Termwise(1 / ax**2)),))), "infinite"
    ),
    "a mean of a square that is infinite": unsound(
        lambda: by(Bound(0, E(1 / ax**2)), Below(0, (Mean(Square(1 / ax)),))), "infinite"
    ),
    "an infinite exponential mean": unsound(
        lambda: by(Bound(0, E(exp(g))), Below(0, (Mean(Termwise(exp(g))),))), "infinite for H >= I/2"
    ),
    "an inverse mean at any size": unsound(
        lambda: by(Bound(0, E(Trace(Inverse(S)))), Below(0, (Mean(Termwise(Trace(Inverse(S)))),))),
        "infinite for M <= d + 1",
    ),
    "a logarithm is nonnegative": unsound(lambda: Bound(0, log(p)), "p = 1/2"),
    "an exponential is at least one": unsound(lambda: Bound(1, exp(r)), "r = -1"),
    "an exponential is below its tangent": unsound(lambda: Bound(exp(r), 1 + r), "reversed"),
    "a square of an imaginary letter": unsound(
        lambda: by(Bound(0, imaginary**2), Below(0, (Square(imaginary),))), "it is imaginary: its square is < 0"
    ),
    "an imaginary pair of bounds": unsound(lambda: Bound(imaginary, imaginary + 1), "not real numbers"),
    "James-Stein at size two is strictly better": unsound(
        lambda: Bound(E(quad(james_stein() - b, I)), d - 1), "d = 1 and 2, and theta far away"
    ),
    # -- norms and eigenvalues
    "norms, reversed": unsound(lambda: Bound(FrobeniusNorm(A), OperatorNorm(A)), "I_2"),
    "a triangle, reversed": unsound(lambda: Bound(FrobeniusNorm(A) + FrobeniusNorm(B), FrobeniusNorm(A + B)), "B = -A"),
    "a smallest eigenvalue that is subadditive": unsound(
        lambda: Bound(SmallestEigenvalue(H + K), SmallestEigenvalue(H) + SmallestEigenvalue(K)), "diag(1,2), diag(2,1)"
    ),
    "a spectral sum with a minimum": unsound(
        lambda: Bound(d * Rational(1, 2), SpectralSum(Lambda(mu, Min(mu, 1)), H)), "H = I/4"
    ),
    # -- Loewner order
    "a trace below its matrix": false(lambda: LoewnerBound(Trace(P) * I, P), "equality at d = 1", "I_2"),
    "an anticommutator is semidefinite": false(
        lambda: LoewnerBound(O, H * K + K * H), "H = diag(1, 20), K = [[1, 9/10], [9/10, 1]]"
    ),
    "squares keep the order": false(
        lambda: LoewnerBound(H * H, (H + P) * (H + P)),
        "HP + PH + P^2 is indefinite in general",
        "H = diag(1, 20), P = [[1, 1], [1, 1]]/10: 10(HP + PH + P^2) = [[2.2, 21.2], [21.2, 40.2]]",
    ),
    "inverses keep the order": false(lambda: LoewnerBound(Inverse(H), Inverse(H + P)), "they reverse it", "H = P = 1"),
    "semidefinite below definite": false(lambda: LoewnerBound(P, H), "P = 2H"),
    "a matrix Jensen, reversed": false(lambda: LoewnerBound(E(S * S), E(S) * E(S)), "reversed", "d = M = 1: 3 and 1"),
    "a symmetric matrix is semidefinite": false(
        lambda: ordered(LoewnerBound(O, G), lambda v: (WeightedSquare.of(v, G),)), "G = -I"
    ),
    "an outer product of two vectors": false(
        lambda: LoewnerBound(O, a * b.T + b * a.T), "b = -a", "d = 1, a = 1, b = -1"
    ),
    "a captured letter": false(
        lambda: by(
            LoewnerBound(quad(z, H) * I, z * z.T * H + H * z * z.T),
            Below(quad(z, quad(z, H) * I), (Termwise(inner(z, z) * quad(z, H)),)),
        ),
        "any other vector: v orthogonal to z and Hz",
        "d = 2, H = I, z = e1: the difference is diag(1, -1)",
    ),
    "a captured letter in a product": false(
        lambda: by(
            LoewnerBound(O, inner(z, a) * (z * a.T + a * z.T)), Below(0, (Termwise(2 * quad(z, I) * inner(z, a) ** 2),))
        ),
        "z a^T + a z^T is indefinite",
        "d = 2, z = (1, 1), a = (1, 0): [[2, 1], [1, 0]]",
    ),
    "a rank one matrix above the identity": false(
        lambda: LoewnerBound(quad(a, I) * I, a * a.T), "equality at d = 1", "d = 2, a = e1"
    ),
    "a skew matrix": unsound(
        lambda: by(LoewnerBound(O, r * (a * b.T - b * a.T)), Expand()), "not symmetric: there is no order"
    ),
    "a product of definite matrices": unsound(lambda: by(LoewnerBound(O, P * H * P * H), Expand()), "not symmetric"),
    "sides that are asymmetric by the same": unsound(
        lambda: ordered(LoewnerBound(A, A + P), lambda v: (Termwise(quad(v, P)),)), "the sides are not symmetric"
    ),
    "an order with itself": unsound(lambda: by(LoewnerBound(A, A), Expand()), "the sides are not symmetric"),
    "a commutator": unsound(lambda: by(LoewnerBound(H * K - K * H, O), Expand()), "not symmetric: skew"),
    "a conditional moment below its mean": unsound(
        lambda: by(LoewnerBound(H, E(x * x.T, [x])), Integrate()), "given x it is x x^T, of rank one"
    ),
}
