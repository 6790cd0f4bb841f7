"""Expectations moved where they do not go, conditioned on the wrong thing, or of moments that do not exist."""

from sympy import Abs, Gt, Identity, Inverse, MatrixSymbol, Max, Rational, Trace, ZeroMatrix, exp, log, sqrt

from tests.adversary.vocabulary import (
    A,
    B,
    Cases,
    E,
    H,
    I,
    K,
    M,
    N,
    P,
    S,
    X,
    Y,
    a,
    ax,
    b,
    bx,
    d,
    false,
    g,
    law,
    one,
    under,
    unsound,
    x,
    x2,
    y,
    zero,
)
from theory import Covariance, Equality, MatrixNormal, PositiveDefiniteMatrix, RandomMatrix, Variance, inner, quad

__all__ = ["CLAIMS"]

u = RandomMatrix("u", zero, H, one)
u2 = RandomMatrix("u2", zero, H, one)
shifted = law(H, mean=b, name="shifted")
seen = MatrixNormal("seen", x, I, one)  # x with noise
answers = MatrixNormal("answers", X * a, Identity(M), one)
Z = MatrixNormal("Z", ZeroMatrix(d, d), H, K)
scaled = MatrixNormal("scaled", zero, X.T * X, one)
flat = MatrixNormal("flat", ZeroMatrix(M, d), Identity(M), P)
XtX, YtY = X.T * X, Y.T * Y

D = PositiveDefiniteMatrix("D", M)
w = MatrixSymbol("w", M, 1)
louder = MatrixNormal("louder", inner(u, u) * a, I, one)

CLAIMS: Cases = {
    # -- moved through what is not linear
    "E through a square": false(lambda: Equality(E(ax**2), E(ax) ** 2), "a^T H a and 0", "d = 1, a = h = 1"),
    "E through a square of a trace": false(
        lambda: Equality(E(Trace(S) ** 2), E(Trace(S)) ** 2), "the variance is missing"
    ),
    "E through a matrix square": false(lambda: Equality(E(XtX * XtX), E(XtX) ** 2), "as for scalars"),
    "E through a product of dependent factors": false(
        lambda: Equality(E(g * ax**2), E(g) * E(ax**2)), "2 a^T H^2 a is missing"
    ),
    "E through a fourth power": false(lambda: Equality(E(ax**4), E(ax**2) ** 2), "3 times as much", "d = 1, a = h = 1"),
    "E through a logarithm": unsound(lambda: Equality(log(1 + E(g)), E(log(1 + g))), "Jensen is strict"),
    "E through a modulus": unsound(lambda: Equality(Abs(E(ax)), E(Abs(ax))), "0, and sqrt(2/pi) |a|_H"),
    "E through a maximum": unsound(lambda: Equality(Max(E(ax), 0), E(Max(ax, 0))), "0, and something > 0"),
    "E through a quotient": unsound(lambda: Equality(E(ax**2) / (1 + E(g)), E(ax**2 / (1 + g))), "Jensen is strict"),
    "E through an inverse": unsound(
        lambda: under(Equality(E(Inverse(XtX)), Inverse(E(XtX))), Gt(M, d + 1)), "H^-1/(M - d - 1) and H^-1/M"
    ),
    "E through an inverse square": unsound(
        lambda: Equality(E(1 / (1 + g) ** 2), E(1 / (1 + g)) ** 2), "the variance of 1/(1 + g) is not 0"
    ),
    "an exponential moment without its half": unsound(lambda: Equality(E(exp(ax)), exp(quad(a, H))), "exp(a^T H a/2)"),
    "exponentials with the sum of the moments": unsound(
        lambda: Equality(E(exp(ax + bx)), E(exp(ax)) * E(exp(bx))), "exp(a^T H b) is missing"
    ),
    "a root in the coefficient": unsound(lambda: Equality(sqrt(E(g)) * E(ax**2), E(sqrt(g) * ax**2)), "g depends on x"),
    # -- an inner expectation is a constant
    "an inner expectation is not its integrand": false(
        lambda: Equality(E(E(g) * ax**2), E(g * ax**2)), "tr H a^T H a, without 2 a^T H^2 a"
    ),
    "a centred square": false(
        lambda: Equality(E((ax * bx - E(ax * bx)) ** 2), E(ax**2 * bx**2)), "the square of a^T H b is taken off"
    ),
    "an inner expectation of the same letter": false(lambda: Equality(E(ax * E(ax)), quad(a, H)), "E(ax) is 0"),
    "two nested means": false(lambda: Equality(E(E(ax * E(bx))), inner(a, H * b)), "E(bx) is 0"),
    "a conditional mean, integrated": false(lambda: Equality(E(inner(E(seen, [x]), seen)), 0), "it is tr H"),
    "a product of conditional means": false(lambda: Equality(E(E(ax, [x]) * E(bx, [x])), 0), "a^T H b"),
    "variance of a conditional mean": false(
        lambda: Equality(E(quad(E(seen, [x]), I)), E(quad(seen, I))), "d is missing", "d = 1, h = 1: 1 and 2"
    ),
    "square of a conditional mean": false(
        lambda: Equality(E(E(quad(seen, I), [x]) ** 2), E(quad(seen, I) ** 2)), "the conditional variance is missing"
    ),
    "a conditional mean that forgets": unsound(lambda: Equality(E(ax**2, [x]), quad(a, H)), "given x it is (a^T x)^2"),
    "a conditional mean that forgets inside a sum": unsound(
        lambda: Equality(E(ax**2 + inner(a, x2) ** 2, [x]), 2 * quad(a, H)), "given x the first term is (a^T x)^2"
    ),
    "conditioned on what informs": unsound(
        lambda: Equality(E(E(ax, [seen]) ** 2), 0), "the posterior mean of x is H(H + I)^-1 seen"
    ),
    "conditioned on what informs, as a bound letter": unsound(
        lambda: Equality(E(inner(x, E(x, [seen]))), 0), "tr H(H + I)^-1 H"
    ),
    # -- names
    "a letter called like a placeholder": false(
        lambda: Equality(E(S), MatrixSymbol("expectation 0", d, d)), "any letter is not H"
    ),
    "another letter called like a placeholder": false(
        lambda: Equality(E(X.T * X) + E(S), 2 * MatrixSymbol("E_1", d, d)), "any letter is not (M + 1)/2 H"
    ),
    "independent copies are one": false(
        lambda: Equality(E(inner(x, x2) ** 2), E(inner(x, x) ** 2)), "tr H^2, and (tr H)^2 + 2 tr H^2"
    ),
    "one copy is two": false(lambda: Equality(E(ax * inner(b, x)), E(ax * inner(b, x2))), "a^T H b and 0"),
    "one name, two laws": unsound(lambda: Equality(E(inner(law(H), law(K))), 0), "one letter with two covariances"),
    # -- closed forms with a slip
    "a mean forgotten": false(lambda: Equality(E(quad(shifted, I)), Trace(H)), "|b|^2 is missing"),
    "a mean forgotten in a variance": false(
        lambda: Equality(Variance(inner(a, shifted)), E(inner(a, shifted) ** 2)), "(a^T b)^2"
    ),
    "a variance of a sum": false(
        lambda: Equality(Variance(ax + bx), Variance(ax) + Variance(bx)), "2 a^T H b is missing"
    ),
    "a covariance of squares": false(lambda: Equality(Covariance(ax**2, bx**2), 0), "2 (a^T H b)^2"),
    "row and column covariances exchanged": false(lambda: Equality(E(Z * Z.T), Trace(H) * K), "it is tr(K) H"),
    "a transpose lost in a second moment": false(lambda: Equality(E(Z * A * Z), H * A * K), "it is H A^T K"),
    "a coefficient in the second moment": false(
        lambda: Equality(E(S * S), H * H + (2 * H * H + Trace(H) * H) / M), "H H/M once", "d = M = 1, h = 1: 3 and 4"
    ),
    "a sixth moment": false(lambda: Equality(E(ax**6), 12 * quad(a, H) ** 3), "15", "d = 1, a = h = 1"),
    "a parent integrated before its child": false(
        lambda: Equality(E(Trace(X.T * answers * a.T)), 0), "M tr(H a a^T)", "all 1: 1"
    ),
    "a random covariance taken for its mean": false(
        lambda: Equality(E(quad(scaled, I) ** 2), M**2 * (Trace(H) ** 2 + 2 * Trace(H * H))), "E over X of its square"
    ),
    "an inverse moment off by one": unsound(
        lambda: under(Equality(E(Inverse(XtX)), Inverse(H) / (M - d)), Gt(M, d + 1)), "M - d - 1"
    ),
    "an inverse moment of second order with a slip": unsound(
        lambda: under(Equality(E(Trace(Inverse(YtY) ** 2)), d / ((M - d - 1) * (M - d - 3))), Gt(M, d + 3)),
        "(M - 1)/(M - d) is missing",
    ),
    "Gaussian moments of a law that is not Gaussian": unsound(
        lambda: Equality(E(inner(u, u) ** 2), Trace(H) ** 2 + 2 * Trace(H * H)), "u is known to order two"
    ),
    "a third moment that need not vanish": unsound(lambda: Equality(E(inner(a, u) ** 3), 0), "u may be skewed"),
    "two laws with the same two moments": unsound(
        lambda: Equality(E(exp(-inner(u, u))), E(exp(-inner(u2, u2)))), "u and u2 may be different laws"
    ),
    "a conditional fourth moment of a law known to order two": unsound(
        lambda: Equality(E(E(inner(u, u), [u]) ** 2), Trace(H) ** 2 + 2 * Trace(H * H)), "u is known to order two"
    ),
    # -- moments that do not exist
    "a reciprocal square of a Gaussian": unsound(lambda: Equality(E(1 / ax**2), E(1 / inner(x, a) ** 2)), "infinite"),
    "a ratio of Gaussians": unsound(lambda: Equality(E(ax / bx), E(inner(x, a) / inner(x, b))), "Cauchy"),
    "a reciprocal chi-square of unknown degree": unsound(
        lambda: Equality(E(1 / g), E(1 / inner(x, x))), "infinite at d = 1 and 2"
    ),
    "an inverse moment at any size": unsound(lambda: Equality(E(Inverse(XtX)), Inverse(H) / (M - d - 1)), "M <= d + 1"),
    "an inverse moment just not there": unsound(
        lambda: under(Equality(E(Trace(Inverse(XtX))), Trace(Inverse(H)) / (M - d - 1)), Gt(M, d)),
        "infinite at M = d + 1",
    ),
    "an inverse moment of second order under the first": unsound(
        lambda: under(
            Equality(E(Trace(Inverse(YtY) * A * Inverse(YtY))), E(Trace(A * Inverse(YtY) ** 2))), Gt(M, d + 1)
        ),
        "infinite at M = d + 2 and d + 3",
    ),
    "a chi-square with too few degrees": unsound(
        lambda: under(Equality(E(1 / Trace(y.T * y)), 1 / (M - 2)), Gt(M, 1)), "infinite at M = 2"
    ),
    "an inverse with a singular covariance": unsound(
        lambda: under(Equality(E(Inverse(flat.T * flat)), E(Inverse(flat.T * flat)).T), Gt(M, d + 1)),
        "P may be singular",
    ),
    "an exponential of a square by symmetry": unsound(
        lambda: Equality(E(exp(g) * ax), 0), "not integrable for H >= I/2"
    ),
    "an exponential of a fourth power": unsound(
        lambda: Equality(E(exp(g**2)), E(exp(quad(x, I) * inner(x, x)))), "infinite"
    ),
    "twice infinity": unsound(lambda: Equality(E(2 * exp(g)), 2 * E(exp(g))), "infinite for H >= I/2"),
    "a logarithm of what may be negative": unsound(
        lambda: Equality(E(log(ax)), E(log(inner(x, a)))), "a^T x < 0 half of the time"
    ),
    "a root of what may be negative": unsound(
        lambda: Equality(E(sqrt(ax)), E(sqrt(inner(x, a)))), "a^T x < 0 half of the time"
    ),
    "a reciprocal near 0": unsound(
        lambda: Equality(E(1 / (1 - g)), E(1 / (1 - inner(x, x)))), "1 - g changes sign: not integrable"
    ),
    "a fractional negative moment": unsound(
        lambda: Equality(E(Abs(ax) ** Rational(-3, 2)), E(Abs(inner(x, a)) ** Rational(-3, 2))),
        "infinite, and at a = 0 undefined",
    ),
    "an expectation of another matrix's inverse": unsound(
        lambda: Equality(E(Trace(Inverse(A + x * x.T))), E(Trace(Inverse(A.T + x * x.T)))), "A + x x^T may be singular"
    ),
    "a product of inverses of two samples": unsound(
        lambda: Equality(E(Trace(Inverse(XtX) * B)), E(Trace(B * Inverse(XtX)))), "without M > d + 1"
    ),
    "a number of samples that is a size of something else": false(
        lambda: Equality(E(XtX), N * H), "M rows, not N", "M = 1, N = 2"
    ),
    # -- laws that depend on laws known to order two
    "a mean of squares of a mean of squares": unsound(
        lambda: Equality(E(inner(louder, louder)), E(Trace(louder.T * louder))), "u may have no fourth moment"
    ),
    "a variance of a mean of squares": unsound(
        lambda: Equality(E(inner(a, louder) ** 2), E(inner(louder, a) ** 2)), "u may have no fourth moment"
    ),
    "a product with what depends on it": unsound(
        lambda: Equality(E(inner(a, louder) * inner(u, u)), E(inner(u, u) * inner(louder, a))),
        "u may have no fourth moment",
    ),
    "a cube of a law known to order two": unsound(
        lambda: Equality(E(inner(a, u) ** 3), E(inner(u, a) ** 3)), "u may have no third moment"
    ),
    "a modulus of a cube": unsound(
        lambda: Equality(E(Abs(inner(a, u)) ** 3), E(Abs(inner(u, a)) ** 3)), "no third moment"
    ),
    "an exponential of a law known to order two": unsound(
        lambda: Equality(E(exp(inner(a, u))), E(exp(inner(u, a)))), "u may have no exponential moment"
    ),
    "a reciprocal of the trace of a sample": unsound(
        lambda: under(Equality(E(1 / Trace(YtY)), E(Trace(Inverse(YtY)))), Gt(M, d + 1)),
        "1/tr W is not tr W^-1 at d > 1",
    ),
    "a reciprocal of the trace of a sample, in closed form": unsound(
        lambda: under(Equality(E(1 / Trace(YtY)), d / (M - d - 1)), Gt(M, d + 1)), "1/(M d - 2)"
    ),
    "two reciprocals, one counted": unsound(
        lambda: under(Equality(E(1 / (Trace(y.T * y) * inner(y, y))), E(1 / (inner(y, y) * Trace(y.T * y)))), Gt(M, 2)),
        "of order two: infinite at M = 3 and 4",
    ),
    "a reciprocal in another norm beside one": unsound(
        lambda: under(Equality(E(1 / (Trace(y.T * y) * quad(y, D))), E(1 / (quad(y, D) * Trace(y.T * y)))), Gt(M, 2)),
        "of order two: infinite at M = 3 and 4",
    ),
    "an inverse in another norm beside one": unsound(
        lambda: under(
            Equality(
                E(Trace(Inverse(X.T * X) * Inverse(X.T * D * X))), E(Trace(Inverse(X.T * D * X) * Inverse(X.T * X)))
            ),
            Gt(M, d + 1),
        ),
        "of order two: infinite at M = d + 2 and d + 3",
    ),
    "a reciprocal of a form beside one": unsound(
        lambda: under(
            Equality(E(1 / (Trace(y.T * y) * inner(w, y) ** 2)), E(1 / (inner(y, w) ** 2 * inner(y, y)))), Gt(M, 2)
        ),
        "infinite",
    ),
}
