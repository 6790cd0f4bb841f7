"""Every certificate used outside its conditions, and certificates that a user has written or tampered with."""

from sympy import Eq, Gt, Integer, Inverse, Lambda, Rational, Symbol, Trace, exp, log, pi, sqrt
from sympy.core.numbers import ImaginaryUnit

from tests.adversary.vocabulary import (
    A,
    B,
    Cases,
    CauchySchwarz,
    Combination,
    E,
    FrobeniusCauchySchwarz,
    G,
    H,
    I,
    K,
    Lie,
    Mean,
    Multiple,
    NormOfSum,
    OperatorJensen,
    P,
    Product,
    RayleighBound,
    RegularisedInverse,
    SpectralBound,
    Square,
    Termwise,
    TraceBound,
    WeightedSquare,
    X,
    a,
    ax,
    b,
    bx,
    by,
    d,
    false,
    inner,
    one,
    p,
    q,
    quad,
    r,
    s,
    unsound,
)
from theory import Bound
from theory.algebra.positivity.exponential_tangent import ExponentialTangent
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SpectralSum
from theory.rules import Below, FromTheorem

__all__ = ["CLAIMS"]

i = ImaginaryUnit()
mu = Symbol("mu", real=True)


def from_below(certificate):
    """0 ≤ what the certificate is said to show."""
    return by(Bound(0, certificate.expression), Below(0, (certificate,)))


def down_to(lower, upper, *certificates, assume=()):
    return by(Bound(lower, upper), Below(lower, certificates), assume=assume)


def vanishing_gram():
    """Gram determinant of two vectors: identically 0 at d = 1."""
    return quad(a, I) * quad(b, I) - inner(a, b) ** 2


def two_thirds():
    """(2d − 3) g² = 2 tr(QQᵀ) + g², g the Gram determinant and Q = gI − …, tr(QQᵀ) = (d − 2) g²."""
    gram = vanishing_gram()
    Q = gram * I - quad(b, I) * a * a.T - quad(a, I) * b * b.T + inner(a, b) * (a * b.T + b * a.T)
    sum_of_squares = Combination(((2, WeightedSquare(Q, I, I)), (1, Square(gram))))
    return by(Bound(3, 2 * d), Below(3, (Multiple(2 * d - 3, Square(gram), sum_of_squares),)))


CLAIMS: Cases = {
    # -- Termwise
    "Termwise of any number": false(lambda: from_below(Termwise(r)), "r = -1"),
    "Termwise of a difference": false(lambda: from_below(Termwise(p - q)), "p = 1, q = 2"),
    "Termwise of a difference of sizes": false(lambda: from_below(Termwise(d - 2)), "d = 1"),
    "Termwise of a scalar product": false(lambda: from_below(Termwise(inner(a, b))), "b = -a"),
    "Termwise of a square of a matrix": false(lambda: from_below(Termwise(Trace(A * A))), "a rotation"),
    "Termwise of four alternating": false(
        lambda: from_below(Termwise(Trace(H * A * H * A))), "H = I, A a rotation by 90 degrees: -2"
    ),
    "Termwise of a symmetric trace": false(lambda: from_below(Termwise(Trace(G * H))), "G = -I"),
    "Termwise of a reciprocal": false(lambda: from_below(Termwise(1 / (p - q))), "p = 1, q = 2"),
    "Termwise of a product of three": false(
        lambda: from_below(Termwise(Trace(P * H * K))), "P = e1 e1^T, H = [[1, 2], [2, 5]], K = [[1, -1], [-1, 2]]: -1"
    ),
    "Termwise with a sign that nobody assumed": false(lambda: from_below(Termwise(r, (r,))), "r = -1"),
    "Termwise with a bound that nobody assumed": false(
        lambda: down_to(5, r, Termwise(r - 5, (r - 5,)), assume=(Gt(r, 0),)), "r = 1"
    ),
    "Termwise with a positive number that is 0": false(
        lambda: down_to(1, r**2, Termwise(r**2 - 1, (r**2 - 1,))), "r = 0"
    ),
    # -- Square
    "Square of a root": false(lambda: down_to(2 - d, 0, Square(sqrt(d - 2)), assume=()), "d = 1: 1 and 0", "d = 1"),
    "Square of an imaginary root": false(
        lambda: down_to(1, -(r**2), Square(sqrt(-1 - r**2))), "-r^2 - 1 = sqrt(...)^2 < 0", "r = 0: 1 and 0"
    ),
    "Square of a root of a trace": false(lambda: from_below(Square(sqrt(Trace(A)))), "A = -I"),
    "Square of a root of a difference": false(lambda: down_to(q, p, Square(sqrt(p - q))), "p = 1, q = 2"),
    "Square of a root of a mean": false(lambda: from_below(Square(sqrt(E(ax * bx)))), "a^T H b, b = -a"),
    "Square of i times a number": false(lambda: down_to(r**2, 0, Square(i * r)), "r = 1"),
    "Square of i times a trace": false(lambda: down_to(Trace(A) ** 2, 0, Square(i * Trace(A))), "A = 1"),
    "Square of a logarithm of -1": unsound(lambda: down_to(pi**2, 0, Square(log(-1))), "pi^2 <= 0"),
    "Square of a fourth root": unsound(lambda: from_below(Square(r ** Rational(1, 4))), "r = -1"),
    "Square of a logarithm": unsound(
        lambda: from_below(Square(log(r))), "r = -1: log is not real, and at r = 0 not defined"
    ),
    "Square of a reciprocal": unsound(lambda: from_below(Square(1 / r)), "r = 0"),
    "Square of a complex letter": unsound(lambda: from_below(Square(Symbol("w", complex=True, real=False))), "w = i"),
    "ExponentialTangent of a logarithm": unsound(lambda: from_below(ExponentialTangent(log(r))), "r = -1"),
    "ExponentialTangent of i": unsound(lambda: from_below(ExponentialTangent(i * r)), "not real"),
    "ExponentialTangent elsewhere": false(lambda: down_to(r + 2, exp(r), ExponentialTangent(r)), "r = 0: 2 and 1"),
    "Square of a matrix": unsound(lambda: by(Bound(0, Trace(A * A)), Below(0, (Square(A),))), "a rotation"),
    # -- weights
    "WeightedSquare with an indefinite weight": false(lambda: from_below(WeightedSquare(A, G, I)), "G = -I, A = I"),
    "WeightedSquare with an indefinite right weight": false(
        lambda: from_below(WeightedSquare(A, I, G)), "G = -I, A = I"
    ),
    "WeightedSquare with a product": false(
        lambda: from_below(WeightedSquare(A, H * K, I)), "HK is not symmetric: A^T HK A may be negative", "a^T HK a < 0"
    ),
    "WeightedSquare with a difference": false(lambda: from_below(WeightedSquare.of(a, H - P)), "P = 2H"),
    "WeightedSquare with a symmetrised matrix": false(lambda: from_below(WeightedSquare.of(a, A + A.T)), "A = -I"),
    "WeightedSquare with a number of any sign": false(lambda: from_below(WeightedSquare.of(a, r * H)), "r = -1"),
    "WeightedSquare with a sign nobody assumed": false(
        lambda: from_below(WeightedSquare(a, r * H, one, (r,))), "r = -1"
    ),
    "WeightedSquare of an imaginary vector": false(
        lambda: down_to(quad(a, H), 0, WeightedSquare(i * a, H, one)), "a = 1"
    ),
    "CauchySchwarz with an indefinite weight": false(
        lambda: from_below(CauchySchwarz(a, b, G)), "G = diag(1, -1), a = e1, b = e2: -1"
    ),
    "CauchySchwarz with any weight": false(
        lambda: from_below(CauchySchwarz(a, b, A)), "A = [[0, 1], [-1, 0]], a = e1, b = e2: 0 - 1"
    ),
    "CauchySchwarz, twice as strong": false(
        lambda: down_to(2 * inner(a, b) ** 2, quad(a, I) * quad(b, I), CauchySchwarz(a, b, I)), "a = b = 1"
    ),
    "CauchySchwarz of an imaginary vector": unsound(
        lambda: by(
            Bound(quad(a, I) * quad(b, I), inner(a, b) ** 2),
            Below(quad(a, I) * quad(b, I), (CauchySchwarz(i * a, b, I),)),
        ),
        "reversed: a = e1, b = e2",
    ),
    "TraceBound with an indefinite weight": false(
        lambda: from_below(TraceBound(I, a, G, I)), "tr(G) |a|^2 - a^T G a, G = diag(1, -1), a = e1"
    ),
    "TraceBound with an indefinite right weight": false(
        lambda: from_below(TraceBound(I, a, I, G)), "tr(G) a^T G a - a^T G^2 a, G = diag(1, -1)"
    ),
    "TraceBound with a number of any sign": false(
        lambda: from_below(TraceBound(I, a, r * P, I)), "r = -1, P = I, d = 2"
    ),
    "OperatorJensen with an asymmetric C": false(
        lambda: from_below(OperatorJensen(H, A, I)), "H = I, A = [[0, 2], [-2, 0]]: 2 - 8"
    ),
    "OperatorJensen with an indefinite weight": false(
        lambda: from_below(OperatorJensen(H, I, G)), "G = -I, H = 2I: -(1/2 - 2 + 2)"
    ),
    "OperatorJensen with a singular B": unsound(lambda: from_below(OperatorJensen(P, I, I)), "P = 0"),
    "OperatorJensen with an indefinite B": unsound(lambda: from_below(OperatorJensen(G, I, I)), "G = -1: -1 - 2 - 1"),
    "RayleighBound with indefinite weights": unsound(
        lambda: from_below(RayleighBound(A, G, G)), "G = diag(-1, 1), A = e1 e2^T: -1 - 1"
    ),
    "RayleighBound with any weight": unsound(
        lambda: from_below(RayleighBound(A, B, I)), "B has no smallest eigenvalue"
    ),
    "FrobeniusCauchySchwarz, twice as strong": unsound(
        lambda: down_to(2 * inner(A, B), FrobeniusNorm(A) * FrobeniusNorm(B), FrobeniusCauchySchwarz(A, B)), "A = B = I"
    ),
    "FrobeniusCauchySchwarz, reversed": unsound(
        lambda: by(Bound(FrobeniusNorm(A) * FrobeniusNorm(B), inner(A, B)), Below(0, (FrobeniusCauchySchwarz(A, B),))),
        "B = -A",
    ),
    "FrobeniusCauchySchwarz of an imaginary matrix": unsound(
        lambda: from_below(FrobeniusCauchySchwarz(i * A, i * A)), "i A is not real"
    ),
    "NormOfSum with a number of any sign": unsound(
        lambda: from_below(NormOfSum(r * A + B)), "the sign of r is not known"
    ),
    "NormOfSum, reversed": unsound(
        lambda: by(Bound(FrobeniusNorm(A) + FrobeniusNorm(B), FrobeniusNorm(A + B)), Below(0, (NormOfSum(A + B),))),
        "B = -A",
    ),
    "NormOfSum for the operator norm of all factors": unsound(
        lambda: by(
            Bound(FrobeniusNorm(A * B), OperatorNorm(A) * OperatorNorm(B)),
            Below(FrobeniusNorm(A * B), (NormOfSum(A * B),)),
        ),
        "I_2: sqrt 2 and 1",
    ),
    "RegularisedInverse of a singular matrix": unsound(lambda: from_below(RegularisedInverse(P, H, I)), "P = 0"),
    "RegularisedInverse with an asymmetric R": unsound(
        lambda: from_below(RegularisedInverse(H, A, I)), "I + AHA may be singular"
    ),
    "RegularisedInverse of a sample of unknown size": unsound(
        lambda: by(
            Bound(0, E(RegularisedInverse(X.T * X, H, I).expression)),
            Below(0, (Mean(RegularisedInverse(X.T * X, H, I)),)),
        ),
        "X^T X is singular for M < d, and its inverse has no mean for M <= d + 1",
    ),
    "RegularisedInverse with an indefinite weight": false(
        lambda: from_below(RegularisedInverse(H, K, G)), "G = -I: minus tr (H + H K^2 H)^-1"
    ),
    "SpectralBound of a function that is negative": false(
        lambda: by(Bound(d, Trace(H)), Below(d, (SpectralBound(H, ((1, Lambda(mu, mu - 1)),)),))), "H = I/2"
    ),
    "SpectralBound of an indefinite matrix": false(
        lambda: from_below(SpectralBound(G, ((1, Lambda(mu, mu)),))), "G = -I"
    ),
    "SpectralBound with a number of any sign": false(
        lambda: from_below(SpectralBound(H, ((r, Lambda(mu, mu)),))), "r = -1"
    ),
    "SpectralBound that captures a letter": false(
        lambda: by(
            Bound(0, mu * SpectralSum(Lambda(mu, mu), H)), Below(0, (SpectralBound(H, ((mu, Lambda(mu, mu)),)),))
        ),
        "mu tr H, mu = -1",
    ),
    "SpectralBound with a pole": unsound(lambda: from_below(SpectralBound(P, ((1, Lambda(mu, 1 / mu)),))), "P = 0"),
    # -- those that combine others
    "Product with a factor that is not ≥ 0": false(lambda: from_below(Product(Square(r), Termwise(s))), "s = -1"),
    "Product of an imaginary square": false(lambda: down_to(r**2, 0, Product(Square(i), Square(r))), "r = 1"),
    "Product of two that are ≤ 0": false(lambda: from_below(Product(Termwise(-p), Square(r))), "p = r = 1"),
    "Product of lies": false(lambda: down_to(1, 0, Product(Square(Integer(1)), Lie(Integer(-1)))), "1 <= 0"),
    "Combination with a negative coefficient": false(
        lambda: down_to(r**2, 0, Combination(((-1, Square(r)),))), "r = 1"
    ),
    "Combination with a coefficient of any sign": false(
        lambda: from_below(Combination(((s, Square(r)),))), "s = -1, r = 1"
    ),
    "Combination with a coefficient that is negative at d = 1": false(
        lambda: down_to(2 * r**2, d * r**2, Combination(((d - 2, Square(r)),))), "d = 1, r = 1"
    ),
    "Combination with a sign nobody assumed": false(
        lambda: from_below(Combination(((s, Square(r)),), (s,))), "s = -1, r = 1"
    ),
    "Combination of lies": false(lambda: down_to(1, 0, Combination(((1, Lie(Integer(-1))),))), "1 <= 0"),
    "Multiple by a Gram determinant": false(two_thirds, "the factor vanishes identically at d = 1", "d = 1: 3 and 2"),
    "Multiple by what an equation makes 0": false(
        lambda: down_to(1, 0, Multiple(Integer(-1), Square(r), Termwise(Integer(0))), assume=(Eq(r, 0),)), "1 <= 0"
    ),
    "Multiple by what a kind makes 0": false(
        lambda: down_to(1, 0, Multiple(Integer(-1), Square(Trace(A)), Termwise(Integer(0))), assume=(Eq(A.T, -A),)),
        "1 <= 0",
    ),
    "Multiple by what vanishes at its own size": false(
        lambda: down_to(
            1, 0, Multiple(Integer(-1), Square(Trace(A) ** 2 - Trace(A * A)), Termwise(Integer(0))), assume=(Eq(d, 1),)
        ),
        "1 <= 0",
    ),
    "Multiple by a factor of a size": false(
        lambda: down_to(2, d, Multiple(d - 2, Termwise((d - 1) ** 2), Termwise((d - 1) ** 2 * (d - 2)))), "d = 1"
    ),
    "Multiple by 0": false(
        lambda: down_to(1, 0, Multiple(Integer(-1), Square(Trace(A * B) - Trace(B * A)), Termwise(Integer(0)))),
        "1 <= 0",
    ),
    "Multiple by a negative factor": false(
        lambda: down_to(1, 0, Multiple(Integer(-1), Termwise(-p), Termwise(p))), "1 <= 0"
    ),
    "Multiple by a factor that only a user certifies": false(
        lambda: down_to(1, 0, Multiple(Integer(-1), Lie(-p), Termwise(p))), "1 <= 0"
    ),
    "Multiple of something else": false(
        lambda: down_to(1, r**2, Multiple(r**2 - 1, Square(s), Square(r * s))), "r = 0"
    ),
    "Mean of what is not ≥ 0": false(lambda: from_below(Mean(Termwise(ax * bx))), "a^T H b, b = -a"),
    "Mean of an imaginary square": false(lambda: down_to(E(ax**2), 0, Mean(Square(i * ax))), "a = 1"),
    "Mean of a root": false(lambda: from_below(Mean(Square(sqrt(ax * bx)))), "a^T H b, b = -a"),
    "Mean with an indefinite weight": false(lambda: from_below(Mean(WeightedSquare.of(X.T * X * a, G))), "G = -I"),
    "Mean of a lie": false(lambda: down_to(E(ax**2), 0, Mean(Lie(-(ax**2)))), "a = 1"),
    "Mean without moments": unsound(
        lambda: from_below(Mean(Termwise(1 / Trace(X * X.T) ** 5))), "infinite for M d <= 10"
    ),
    "Mean of an inverse at any size": unsound(
        lambda: from_below(Mean(Termwise(Trace(Inverse(X.T * X))))), "infinite for M <= d + 1"
    ),
    "Mean of what a random letter has inverted": unsound(lambda: from_below(Mean(Square(1 / ax))), "infinite"),
    # -- premises as certificates
    "FromTheorem that is not registered": false(
        lambda: down_to(0, r, FromTheorem("no_such_theorem", r, Integer(0))), "r = -1"
    ),
    "FromTheorem that says something else": false(
        lambda: by(
            Bound(0, r),
            Below(0, (FromTheorem("bayes_risk_lower_bound", r, Integer(0)),)),
            depends_on=("bayes_risk_lower_bound",),
        ),
        "r = -1",
    ),
    "FromTheorem with a negative factor": false(
        lambda: by(
            Bound(0, r),
            Below(0, (FromTheorem("bayes_risk_lower_bound", r, Integer(0), factor=Integer(-1)),)),
            depends_on=("bayes_risk_lower_bound",),
        ),
        "r = -1",
    ),
}
