"""Limits that hold and limits that do not, of every kind that the check meets: (statement, hypotheses)."""

from sympy import (
    Abs,
    E,
    Eq,
    Function,
    Gt,
    Identity,
    Integer,
    Inverse,
    Lambda,
    Max,
    Q,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
    ceiling,
    exp,
    floor,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
)
from sympy import MatrixSymbol as Matrix

from theory import (
    Expectation,
    Limit,
    MatrixNormal,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    SymmetricMatrix,
    inner,
    quad,
)
from theory.algebra.vocabulary.spectral import SpectralSum

d, M, N, K = symbols("d M N K", integer=True, positive=True)
p, q = symbols("p q", positive=True)
s = Symbol("s", nonnegative=True)
r = Symbol("r", real=True)
H, J = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("J", d)
P = PositiveSemidefiniteMatrix("P", d)
G = SymmetricMatrix("G", d)
A = Matrix("A", d, d)
a, b = Matrix("a", d, 1), Matrix("b", d, 1)
identity = Identity(d)
x = MatrixNormal("x", ZeroMatrix(d, 1), H, Identity(1))
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
signal = Trace(H * P)

even = Symbol("even", integer=True, positive=True, even=True)
negative = Symbol("negative", negative=True)
mu = Symbol("mu", positive=True)


def spectral(function, matrix):
    return SpectralSum(Lambda(mu, function), matrix)


def to_infinity(expression, variables, value):
    return Limit(expression, variables, oo, Integer(0) + value if not hasattr(value, "shape") else value)


def to_zero(expression, variables, value):
    return Limit(expression, variables, 0, Integer(0) + value)


TRUE = {
    # one variable, rational
    "one over M": (to_infinity(1 / M, (M,), 0), ()),
    "slowly by a constant": (to_infinity(1 / (1 + M / 10**9), (M,), 0), ()),
    "a quotient of quadratics": (to_infinity((3 * M**2 + M) / (2 * M**2 - M - 7), (M,), Rational(3, 2)), ()),
    "a shrunken inverse": (to_infinity(M * Inverse(M * H + P), (M,), Inverse(H)), ()),
    "a trace with an inverse": (to_infinity(Trace(Inverse((M + 1) * H + signal * identity) * H) * M, (M,), d), ()),
    "a saturating signal": (to_infinity(M * signal / (1 + M * signal), (M,), 1), (Gt(signal, 0),)),
    "a matrix to zero": (to_infinity(A / M, (M,), ZeroMatrix(d, d)), ()),
    "the variable above a hypothesis": (to_infinity(d / (M - d - 1), (M,), 0), (Gt(M, d + 1),)),
    "a positive number to infinity": (to_infinity(p / (p + s), (p,), 1), ()),
    "a constant": (to_infinity(Trace(A.T * A) + 0 * M, (M,), Trace(A * A.T)), ()),
    # roots, logarithms, exponentials, rounding
    "one over the root": (to_infinity(1 / sqrt(M), (M,), 0), ()),
    "one over the logarithm": (to_infinity(1 / log(M), (M,), 0), ()),
    "one over a shifted logarithm": (to_infinity(1 / (1 + log(M + d)), (M,), 0), ()),
    "a tiny power": (to_infinity(M ** Rational(-1, 1000), (M,), 0), ()),
    "a difference of roots": (to_infinity(sqrt(M**2 + M) - M, (M,), Rational(1, 2)), ()),
    "roots of two, which cancel": (to_infinity(sqrt(2 * M + 1) - sqrt(2 * M), (M,), 0), ()),
    "logarithm beside a power": (to_infinity(log(M) ** 3 / sqrt(M), (M,), 0), ()),
    "the number e": (to_infinity((1 + 1 / M) ** M, (M,), E), ()),
    "the M-th root of M": (to_infinity(M ** (1 / M), (M,), 1), ()),
    "an exponential": (to_infinity(M**5 * exp(-p * M), (M,), 0), ()),
    "powers of one half": (to_infinity(2**M / (2**M + 1), (M,), 1), ()),
    "a ceiling": (to_infinity(ceiling(M / 2) / M, (M,), Rational(1, 2)), ()),
    "a sign that fades": (to_infinity((-1) ** M / M, (M,), 0), ()),
    "pi": (to_infinity(pi * M / (M + 1), (M,), pi), ()),
    "a root of a parameter": (to_infinity(sqrt(s) * M / (M + 1), (M,), sqrt(s)), ()),
    "a maximum": (to_infinity(Max(M, p) / M, (M,), 1), ()),
    "an absolute value": (to_infinity(Abs(r - M) / M, (M,), 1), ()),
    # several variables
    "both grow": (to_infinity((1 / M + 1 / N) * Trace(H), (M, N), 0), ()),
    "a product over a square of the sum": (to_infinity((M + N) / (M * N), (M, N), 0), ()),
    "three variables": (to_infinity(M * N * K / ((M + 1) * (N + 1) * (K + 2)), (M, N, K), 1), ()),
    "joint, with inverses": (
        to_infinity(
            N * quad(a, Inverse((N + 1) * H + Trace(H) * identity)) + quad(a, H) / M, (M, N), quad(a, Inverse(H))
        ),
        (),
    ),
    "joint under a hypothesis": (to_infinity(M / (M + N), (M, N), 0), (Gt(N, M**2),)),
    "roots of two variables": (to_infinity(1 / sqrt(M) + 1 / log(N + 1), (M, N), 0), ()),
    # to 0 from above
    "to zero": (to_zero(p / (p + q), (p,), 0), ()),
    "to zero by a root": (to_zero(sqrt(p), (p,), 0), ()),
    "p log p": (to_zero(p * log(p), (p,), 0), ()),
    "p to the p": (to_zero(p**p, (p,), 1), ()),
    "regularised inverse": (to_zero(Trace(H * Inverse(H + p * identity)), (p,), d), ()),
    "a floor at zero": (to_zero(floor(p), (p,), 0), ()),
    "a ceiling at zero": (to_zero(ceiling(p), (p,), 1), ()),
    "both to zero": (to_zero(p * q / (p + q), (p, q), 0), ()),
    # expectations in closed form
    "a sample covariance": (to_infinity(Expectation(X.T * X * A * X.T * X) / M**2, (M,), H * A * H), ()),
    "a second moment": (to_infinity(Expectation(quad(x, P)) / (M + 1), (M,), 0), ()),
    # sizes of matrices
    "eigenvalues": (to_infinity(M * spectral(mu / (1 + M * mu), H), (M,), d), ()),
    "a norm": (to_infinity(sqrt(quad(a, H) + 1 / M), (M,), sqrt(quad(a, H))), ()),
    "a sign of even numbers": (to_infinity((-1) ** even, (even,), 1), ()),
    "beyond every double": (to_infinity(exp(-M / Integer(10) ** 1000), (M,), 0), ()),
    "more slowly than anybody sees": (to_infinity(M ** Rational(-1, 10**12), (M,), 0), ()),
    "to infinity": (Limit(-sqrt(M) * Trace(H), (M,), oo, -oo), ()),
    "an equation as a hypothesis": (to_infinity(1 / M + Trace(A), (M,), 0), (Eq(Trace(A), 0),)),
    "a semidefinite matrix that is definite": (
        to_infinity(Trace(Inverse(M * P + identity)), (M,), 0),
        (Q.positive_definite(P),),
    ),
    "identities that grow": (to_infinity(Trace(identity) / (d + 1), (d,), 1), ()),
}

FALSE = {
    # off by little
    "off by 1e-12": (to_infinity(M / (M + 1), (M,), 1 + Rational(1, 10**12)), ()),
    "off by 1e-12 under a root": (to_infinity(sqrt(M / (M + 1)), (M,), 1 + Rational(1, 10**12)), ()),
    "a slow limit off by little": (to_infinity(1 / log(M), (M,), Rational(1, 10**6)), ()),
    "a root off by little": (to_infinity(1 / sqrt(M), (M,), Rational(1, 10**30)), ()),
    "e is not 2.718281828": (to_infinity((1 + 1 / M) ** M, (M,), Rational(2718281828, 10**9)), ()),
    "one coefficient": (to_infinity(M * Inverse(M * H + P), (M,), 2 * Inverse(H)), ()),
    "a lost term": (to_infinity(quad(a, H) + Trace(H) / M, (M,), quad(a, H) + Trace(H)), ()),
    "a wrong order": (to_infinity(A * G + A / M, (M,), G * A), ()),
    "a transpose": (to_infinity(A * (M + 1) / M, (M,), A.T), ()),
    "a wrong sign": (to_infinity(M * r / (M + 1), (M,), -r), ()),
    "an absolute value lost": (to_infinity(Abs(r * M) / (M + 1), (M,), r), ()),
    # at the border of a kind
    "at P = 0": (to_infinity(M * signal / (1 + M * signal), (M,), 1), ()),
    "at a singular P": (to_infinity(Trace(Inverse(identity + M * P) * M * P), (M,), d), ()),
    "at a = 0": (to_infinity(M * inner(a, a) / (1 + M * inner(a, a)), (M,), 1), ()),
    "at a = b": (to_infinity(M * quad(a - b, H) / (1 + M * quad(a - b, H)), (M,), 1), ()),
    "at s = 0": (to_infinity(M * s / (1 + M * s), (M,), 1), ()),
    "at r = 0": (to_infinity(M * r**2 / (1 + M * r**2), (M,), 1), ()),
    "at d = 1": (to_infinity(M * (d - 1) / (1 + M * (d - 1)), (M,), 1), ()),
    "at both zero": (to_infinity(M * (s + signal) / (1 + M * (s + signal)), (M,), 1), ()),
    "at a root of s": (to_infinity(M * sqrt(s) / (1 + M * sqrt(s)), (M,), 1), ()),
    "to zero at the border": (to_zero(s / (s + p), (p,), 1), ()),
    # joint limits that do not exist
    "only along the diagonal": (to_infinity(M / (M + N), (M, N), Rational(1, 2)), ()),
    "iterated, not joint": (to_infinity(M**2 / (M**2 + N), (M, N), 1), ()),
    "iterated the other way": (to_infinity(N / (M**2 + N), (M, N), 1), ()),
    "not along a parabola": (to_infinity(M * N**2 / (M**2 + N**4), (M, N), 0), ()),
    "not along a steep curve": (to_infinity(M * N**5 / (M**2 + N**10), (M, N), 0), ()),
    "not one beside the other": (to_infinity(1 / (1 + (M - N) ** 2), (M, N), 0), ()),
    "not where one is twice the other": (to_infinity(1 / (1 + (M - 2 * N) ** 2), (M, N), 0), ()),
    "three variables, two of them alike": (to_infinity(M / (M + N * K), (M, N, K), 0), ()),
    "roots of two variables": (to_infinity(sqrt(M) / sqrt(M + N), (M, N), 1), ()),
    "jointly to zero": (to_zero(p * q / (p**2 + q**2), (p, q), 0), ()),
    "a hypothesis that is too weak": (to_infinity(M / (M + N), (M, N), 0), (Gt(N, M),)),
    # no limit at all
    "it diverges": (to_infinity(M**2 / (M + d), (M,), 0), ()),
    "it diverges by a root": (to_infinity(sqrt(M) * Trace(H), (M,), Trace(H)), ()),
    "it diverges by a logarithm": (to_infinity(log(M), (M,), 20), ()),
    "it oscillates": (to_infinity((-1) ** M, (M,), 1), ()),
    "it oscillates about zero": (to_infinity((-1) ** M * M / (M + 1), (M,), 0), ()),
    "a pole at zero": (to_zero(p / (p**2 + p**3), (p,), 0), ()),
    "a ceiling at zero": (to_zero(ceiling(p), (p,), 0), ()),
    "not infinite": (Limit(M / (M + 1), (M,), oo, oo), ()),
    # sizes
    "off by one half at growing identities": (to_infinity(Trace(identity) / (d + 1), (d,), Rational(1, 2)), ()),
    "eigenvalues of a semidefinite matrix": (to_infinity(spectral(M * mu / (1 + M * mu), P), (M,), d), ()),
    "a root under a trace, off by little": (
        to_infinity(sqrt(Trace(H) + 1 / M), (M,), sqrt(Trace(H)) + Rational(1, 10**12)),
        (),
    ),
    "the other infinity": (Limit(-M, (M,), oo, oo), ()),
    "infinite but at zero": (Limit(M * r, (M,), oo, oo), ()),
    "a trace at growing sizes": (to_infinity(Trace(Inverse(identity + H)) / d, (d,), 0), ()),
}

UNDECIDED = {
    "more slowly than logarithms": (to_infinity(1 / log(log(M + 2)), (M,), 0), ()),
    "a sign that fades slowly": (to_infinity((-1) ** M * M ** Rational(-1, 10**12), (M,), 0), ()),
    "an exponential that grows": (to_infinity(exp(M), (M,), 0), ()),
    "one lost among powers of two": (to_infinity(2**M * (1 + exp(-M * log(2))) - 2**M, (M,), 0), ()),
    "an unknown function": (to_infinity(Function("f")(M) / M, (M,), 0), ()),
    "a function that has no enclosure": (to_infinity(sin(M) / M, (M,), 0), ()),
    "a value that moves": (to_infinity(M, (M,), M), ()),
    "without a value at a = 0": (to_infinity(1 / (M * inner(a, a)), (M,), 0), ()),
    "matrices that grow": (to_infinity(Trace(H) / d**2, (d,), 0), ()),
}

VACUOUS = {
    "a size to zero": (Limit(M, (M,), 0, Integer(0)), ()),
    "a negative number to infinity": (to_infinity(1 / negative, (negative,), 0), ()),
    "bounded by another size": (to_infinity(1 / M, (M,), 0), (Gt(N, M),)),
    "bounded by a large number": (to_infinity(M, (M,), 0), (Gt(10**20, M),)),
    "hypotheses that contradict each other": (to_infinity(1 / M, (M,), 0), (Gt(r, 1), Gt(-r, 1))),
    "a hypothesis that is not computed": (to_infinity(1 / M, (M,), 0), (Gt(Function("f")(Trace(A)), 0),)),
}
