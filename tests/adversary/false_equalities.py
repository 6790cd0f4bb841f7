"""Equalities of deterministic expressions that are false, or true only where somebody did not look."""

from sympy import (
    Abs,
    BlockMatrix,
    Derivative,
    Determinant,
    Eq,
    Integer,
    Integral,
    Inverse,
    Lambda,
    MatPow,
    MatrixSymbol,
    Max,
    Min,
    OneMatrix,
    Piecewise,
    Rational,
    Sum,
    Symbol,
    Trace,
    ceiling,
    cos,
    floor,
    gamma,
    log,
    nan,
    oo,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
    zoo,
)

from tests.adversary.vocabulary import (
    A,
    B,
    C,
    Cases,
    G,
    H,
    I,
    K,
    M,
    O,
    P,
    a,
    b,
    d,
    false,
    half,
    m,
    p,
    q,
    r,
    s,
    unsound,
)
from theory import Equality, inner, quad
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum

__all__ = ["CLAIMS"]

mu, nu = symbols("mu nu", real=True)
k = Symbol("k", integer=True, positive=True)
A2 = MatrixSymbol("A2", 2, 2)
blocks = BlockMatrix([[A, B], [C, G]])
left, right = symbols("left right", commutative=False)

CLAIMS: Cases = {
    # -- order, transposes, traces
    "matrices commute": false(lambda: Equality(A * B, B * A), "AB is not BA"),
    "definite matrices commute": false(lambda: Equality(H * K, K * H), "neither do definite ones", "d = 2"),
    "a trace in another order": false(lambda: Equality(Trace(A * B * C), Trace(A * C * B)), "not a rotation"),
    "a trace of a product is a product of traces": false(
        lambda: Equality(Trace(A * B), Trace(A) * Trace(B)), "true at d = 1 only", "A = B = I_2: 2 and 4"
    ),
    "a binomial of matrices": false(lambda: Equality((A + B) ** 2, A**2 + 2 * A * B + B**2), "BA is not AB"),
    "squares inside a trace": false(
        lambda: Equality(Trace(A * B * A * B), Trace(A * A * B * B)), "true where A and B commute"
    ),
    "a transpose that keeps the order": false(lambda: Equality((A * B).T, A.T * B.T), "(AB)^T = B^T A^T"),
    "every matrix is symmetric": false(lambda: Equality(A, A.T), "true at d = 1 only"),
    "a skew part that vanishes": false(lambda: Equality(quad(a, A * B), quad(a, B * A)), "a^T(AB - BA)a is not 0"),
    "a trace is an entry": false(lambda: Equality(A[0, 0], Trace(A)), "true at d = 1 only", "A = I_2: 1 and 2"),
    "entries across the diagonal": false(lambda: Equality(A2[0, 1], A2[1, 0]), "A2 is no symmetric matrix"),
    "the trace of the identity is another size": false(lambda: Equality(Trace(I), M), "d is not M", "d = 1, M = 2"),
    # -- true at small sizes only
    "a square of a trace": false(lambda: Equality(Trace(A) ** 2, Trace(A * A)), "true at d = 1", "I_2: 4 and 2"),
    "Cauchy-Schwarz as an equality": false(
        lambda: Equality(quad(a, I) * quad(b, I), inner(a, b) ** 2), "true at d = 1", "a = e1, b = e2: 1 and 0"
    ),
    "zero at sizes 1 and 2": false(lambda: Equality((d - 1) * (d - 2) * r, 0), "d = 3", "d = 3, r = 1: 2"),
    "zero at sizes 1 to 4": false(
        lambda: Equality((d - 1) * (d - 2) * (d - 3) * (d - 4) * Trace(A), 0), "d = 5", "d = 5, A = I: 120"
    ),
    "Cayley-Hamilton of size 2 at every size": false(
        lambda: Equality(A * A - Trace(A) * A + (Trace(A) ** 2 - Trace(A * A)) / 2 * I, O),
        "true at d = 1 and d = 2",
        "A = I_3: I - 3I + 3I = I",
    ),
    # -- inverses
    "the inverse of a sum": false(
        lambda: Equality(Inverse(H + K), Inverse(H) + Inverse(K)), "d = 1: 1/(h + k)", "h = k = 1: 1/2 and 2"
    ),
    "the inverse of a product in the same order": false(
        lambda: Equality(Inverse(H * K), Inverse(H) * Inverse(K)), "(HK)^-1 = K^-1 H^-1"
    ),
    "a geometric series cut short": false(
        lambda: Equality(Inverse(I + P * H), I - P * H), "first order in P", "d = 1, p = h = 1: 1/2 and 0"
    ),
    "push through on the wrong side": false(
        lambda: Equality(Inverse(I + P * H) * P, P * Inverse(I + P * H)), "it is P (I + HP)^-1"
    ),
    "Sherman-Morrison with the wrong sign": false(
        lambda: Equality(
            Inverse(H + a * a.T),
            Inverse(H) + Inverse(H) * a * a.T * Inverse(H) / (1 + quad(a, Inverse(H))),
        ),
        "the correction is taken off",
        "d = 1, h = a = 1: 1/2 and 3/2",
    ),
    "partial fractions with the wrong sign": false(
        lambda: Equality(Inverse(H + I) * Inverse(H + 2 * I), Inverse(H + I) + Inverse(H + 2 * I)), "it is a difference"
    ),
    "a block trace without its cross terms": false(
        lambda: Equality(Trace(blocks * blocks), Trace(A * A) + Trace(G * G)), "2 tr(BC) is missing"
    ),
    # -- roots, moduli, pieces
    "the root of a square": false(lambda: Equality(sqrt(r**2), r), "it is |r|", "r = -1"),
    "a modulus is the number": false(lambda: Equality(Abs(r), r), "r < 0", "r = -1"),
    "a modulus of a sum": false(lambda: Equality(Abs(r + s), Abs(r) + Abs(s)), "opposite signs", "r = 1, s = -1"),
    "the root of a square of a trace": false(lambda: Equality(sqrt(Trace(A) ** 2), Trace(A)), "|tr A|", "A = -1"),
    "a minimum is its first argument": false(lambda: Equality(Min(r, s), r), "s < r", "r = 1, s = 0"),
    "a maximum is a sum": false(lambda: Equality(Max(p, q), p + q), "p, q > 0", "p = q = 1"),
    "a floor is the number": false(lambda: Equality(floor(p), p), "p is not whole", "p = 1/2"),
    "a ceiling of a sum": false(
        lambda: Equality(ceiling(p + q), ceiling(p) + ceiling(q)), "halves", "p = q = 1/2: 1 and 2"
    ),
    "a sign is one": false(lambda: Equality(sign(r), 1), "r < 0", "r = -1"),
    "a piece is the whole": false(lambda: Equality(Piecewise((r, r > 0), (0, True)), r), "r < 0", "r = -1: 0"),
    "a root of a product": unsound(
        lambda: Equality(sqrt(r * s), sqrt(r) * sqrt(s)), "r = s = -1: 1 and -1, by imaginary roots"
    ),
    "roots that hide where they are real": unsound(
        lambda: Equality(sqrt(r - 1) * sqrt(r + 1), sqrt(r**2 - 1)),
        "r = -2: the left side is -sqrt(3), by imaginary roots",
    ),
    "a cube root of a cube": unsound(lambda: Equality((r**3) ** Rational(1, 3), r), "r = -1: not real"),
    "a logarithm of a product": unsound(lambda: Equality(log(r * s), log(r) + log(s)), "undefined for r, s < 0"),
    "a logarithm of a square": unsound(lambda: Equality(log((p - q) ** 2), 2 * log(p - q)), "undefined for p < q"),
    "a root of a sum of definite matrices": unsound(
        lambda: Equality(MatPow(H + K, half), MatPow(H, half) + MatPow(K, half)), "d = 1, 9 and 16: 5 and 7"
    ),
    "a root of a product of definite matrices": unsound(
        lambda: Equality(MatPow(H, half) * MatPow(K, half), MatPow(H * K, half)), "they do not commute"
    ),
    "the square of a root of a product": unsound(
        lambda: Equality(Trace(MatPow(A * B, half) * C * MatPow(A * B, half)), Trace(A * B * C)), "AB has no real root"
    ),
    # -- sums over eigenvalues and norms
    "a spectral sum that captures a letter": false(
        lambda: Equality(SpectralSum(Lambda(mu, mu * nu), H), SpectralSum(Lambda(nu, mu * nu), H)),
        "nu tr H and mu tr H",
        "mu = 1, nu = 2, H = 1",
    ),
    "a spectral sum that captures the outer letter": false(
        lambda: Equality(mu * SpectralSum(Lambda(mu, mu), H), SpectralSum(Lambda(mu, mu * mu), H)),
        "mu tr H, not tr H^2",
        "mu = 2, H = 1",
    ),
    "a spectral sum of squares": false(
        lambda: Equality(SpectralSum(Lambda(mu, mu**2), H), Trace(H) ** 2), "tr H^2", "H = I_2: 2 and 4"
    ),
    "a spectral sum of ones": false(lambda: Equality(SpectralSum(Lambda(mu, 1), H), 1), "it is d", "d = 2"),
    "eigenvalues of a matrix that need not have real ones": unsound(
        lambda: Equality(SpectralSum(Lambda(mu, mu), A), Trace(A)), "A is not symmetric"
    ),
    "a spectral sum of reciprocals": unsound(
        lambda: Equality(SpectralSum(Lambda(mu, 1 / mu), P), Trace(Inverse(P))), "P may be singular"
    ),
    "a spectral sum of roots": unsound(
        lambda: Equality(SpectralSum(Lambda(mu, sqrt(mu)), G), SpectralSum(Lambda(nu, sqrt(nu)), G)),
        "G has negative eigenvalues",
    ),
    "a spectral sum of logarithms": unsound(
        lambda: Equality(SpectralSum(Lambda(mu, log(mu)), P), SpectralSum(Lambda(nu, log(nu)), P)), "log 0"
    ),
    "one norm for another": unsound(lambda: Equality(OperatorNorm(A), FrobeniusNorm(A)), "I_2: 1 and sqrt 2"),
    "a smallest eigenvalue of a sum": unsound(
        lambda: Equality(SmallestEigenvalue(H + K), SmallestEigenvalue(H) + SmallestEigenvalue(K)),
        "diag(1,2) + diag(2,1)",
    ),
    # -- nodes that nothing here knows
    "a derivative that was not taken": unsound(lambda: Equality(Derivative(r**2, r), r), "it is 2r"),
    "an integral that was not taken": unsound(lambda: Equality(Integral(r, (r, 0, 1)), 1), "it is 1/2"),
    "a sum that was not taken": unsound(lambda: Equality(Sum(k, (k, 1, M)), M**2), "it is M(M + 1)/2"),
    "a sum that captures its bound": unsound(
        lambda: Equality(Sum(k * m, (k, 1, m)), m * Sum(k, (k, 1, k))), "a bound inside its own sum"
    ),
    "a trigonometric identity with a slip": unsound(lambda: Equality(sin(r) ** 2 - cos(r) ** 2, 1), "r = 0: -1"),
    # -- what is no number
    "infinity is itself": unsound(
        lambda: Equality(oo * Trace(A), oo * Trace(A)), "not a number; at A = 0 not even infinite"
    ),
    "nan is nan": unsound(lambda: Equality(nan, nan), "not a number"),
    "complex infinity": unsound(lambda: Equality(zoo * Trace(A), zoo * Trace(A)), "not a number"),
    "infinity as a number": unsound(lambda: Equality(oo, oo), "not a number"),
    "floating point": unsound(lambda: Equality(0.1 + 0.2, 0.3), "0.30000000000000004; and floats are not exact"),
    "a rounded third": unsound(lambda: Equality(0.333333333333333 * Trace(A), Trace(A) / 3), "off by 1e-16"),
    "scalars that do not commute, in a square": unsound(
        lambda: Equality((left + right) ** 2, left**2 + 2 * left * right + right**2), "they do not commute"
    ),
    "a whole number slightly off": false(
        lambda: Equality(Trace(A) * (1 + Rational(1, 10**15)), Trace(A)), "off by 1e-15", "A = 1"
    ),
    "a power slightly off": false(
        lambda: Equality((1 + Rational(1, 10**9)) ** 2, 1 + Rational(2, 10**9)), "off by 1e-18"
    ),
    "numbers that differ": false(lambda: Equality(Integer(1), Integer(2)), "1 is not 2"),
    # -- other nodes of SymPy
    "a determinant of a sum": false(
        lambda: Equality(Determinant(A + B), Determinant(A) + Determinant(B)), "true at d = 1", "A = B = I_2: 4 and 2"
    ),
    "a determinant of a multiple": false(
        lambda: Equality(Determinant(2 * A), 2 * Determinant(A)), "true at d = 1", "A = I_2: 4 and 2"
    ),
    "ones that are idempotent": false(
        lambda: Equality(OneMatrix(d, d) * OneMatrix(d, d), OneMatrix(d, d)), "true at d = 1", "d = 2: twos"
    ),
    "a gamma function at its poles": unsound(lambda: Equality(gamma(r + 1), r * gamma(r)), "r = 0"),
    "a tangent at its poles": unsound(lambda: Equality(tan(r) * cos(r), sin(r)), "r = pi/2"),
    "a power with a number in the exponent": unsound(
        lambda: Equality(Trace(MatPow(A, r) * B * MatPow(A, s)), Trace(B * MatPow(A, r + s))), "A has no such powers"
    ),
    "an equation of SymPy": false(lambda: Eq(Trace(A * B), Trace(A) * Trace(B)), "true at d = 1", "I_2: 2 and 4"),
    "an equation of SymPy that it has decided": unsound(lambda: Eq(r, r), "it is the word True"),
    "an inequality of SymPy": unsound(lambda: r**2 >= -1, "no statement of this project, and True before it is seen"),
    "a function of two eigenvalues": unsound(
        lambda: Equality(SpectralSum(Lambda((mu, nu), mu * nu), H), nu * Trace(H)), "nu is bound on the left"
    ),
}
