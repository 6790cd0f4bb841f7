"""Limits that are iterated, discontinuous, unreachable, not unique, or close to something else."""

from sympy import (
    Abs,
    Eq,
    Function,
    Gt,
    Identity,
    Integer,
    Inverse,
    Piecewise,
    Rational,
    Trace,
    ceiling,
    exp,
    floor,
    log,
    oo,
    sign,
)

from tests.adversary.vocabulary import (
    A,
    Cases,
    Chameleon,
    E,
    H,
    I,
    M,
    N,
    P,
    S,
    a,
    by,
    d,
    false,
    half,
    leap,
    n,
    p,
    q,
    quad,
    r,
    under,
    unsound,
)
from theory import Limit
from theory.rules import Integrate, Rewrite, TakeLimit

__all__ = ["CLAIMS"]

f = Function("f", real=True)
saturating = M * quad(a, I) / (1 + M * quad(a, I))


class BoldLimit(TakeLimit):
    """A limit of a user's own."""

    def apply(self, state):
        return state.to(Integer(2), relation="→")


CLAIMS: Cases = {
    # -- one after the other is not jointly
    "a difference of sizes over their sum": false(
        lambda: by(Limit((M - N) / (M + N), (M, N), oo, 1), TakeLimit((M,)), TakeLimit((N,))),
        "-1 the other way",
        "M = N: 0",
    ),
    "the same in the other order": false(
        lambda: by(Limit((M - N) / (M + N), (M, N), oo, -1), TakeLimit((N,)), TakeLimit((M,))),
        "1 the other way",
        "M = N: 0",
    ),
    "a product over a sum of squares": false(
        lambda: by(Limit(M * N / (M**2 + N**2), (M, N), oo, 0), TakeLimit((M,)), TakeLimit((N,))),
        "along the diagonal",
        "M = N: 1/2",
    ),
    "the diagonal alone": false(lambda: Limit(M * N / (M**2 + N**2), (M, N), oo, half), "along N = 2M", "N = 2M: 2/5"),
    "lines alone": false(
        lambda: by(Limit(M**2 * N / (M**4 + N**2), (M, N), oo, 0), TakeLimit((M,)), TakeLimit((N,))),
        "0 along every line, 1/2 along a parabola",
        "N = M^2: 1/2",
    ),
    "a ratio of three sizes": false(
        lambda: Limit(M / (M + N + n), (M, N, n), oo, Rational(1, 3)), "the diagonal alone"
    ),
    "one variable of two": false(
        lambda: by(Limit(1 / M + 1 / N, (M, N), oo, 1 / N), TakeLimit((M,))), "N goes too", "it is 0"
    ),
    "a joint limit at 0": false(
        lambda: by(Limit(p / (p + q), (p, q), 0, 0), TakeLimit((p,), 0), TakeLimit((q,), 0)), "p = q: 1/2"
    ),
    "a joint limit at 0 along the diagonal": false(lambda: Limit(p / (p + q), (p, q), 0, half), "p = 2q: 2/3"),
    "a product over squares at 0": false(
        lambda: by(Limit(p * q / (p**2 + q**2), (p, q), 0, 0), TakeLimit((p,), 0), TakeLimit((q,), 0)), "p = q: 1/2"
    ),
    "a trace against a size": false(
        lambda: by(Limit(M * Trace(H) / (N + M), (M, N), oo, Trace(H)), TakeLimit((M,)), TakeLimit((N,))),
        "M = N: half of it",
    ),
    # -- other values
    "off by 1e-9": false(lambda: Limit(M / (M + 1), (M,), oo, 1 - Rational(1, 10**9)), "1"),
    "off by 1e-12": false(lambda: Limit((M + 2) / M, (M,), oo, 1 + Rational(1, 10**12)), "1"),
    "0 for something small": false(lambda: Limit(Rational(1, 10**8) + 1 / M, (M,), oo, 0), "10^-8"),
    "a variance that does not vanish": false(
        lambda: Limit(E(Trace(S) ** 2), (M,), oo, Trace(H) ** 2 + Trace(H * H)), "(tr H)^2"
    ),
    "a second moment of the wrong mean": false(
        lambda: by(Limit(E(Trace(S * S)), (M,), oo, Trace(H) ** 2), Integrate(), TakeLimit((M,))), "tr H^2"
    ),
    "a value that holds the variable": unsound(
        lambda: by(Limit(1 + 1 / M, (M,), oo, 1 + 1 / M), Rewrite(1 + 1 / M)), "the limit is 1"
    ),
    "a value that holds another variable that moves": unsound(
        lambda: by(Limit(1 / M + N / (N + 1), (M, N), oo, N / (N + 1)), TakeLimit((M,))), "N goes too: the limit is 1"
    ),
    "an alternating sign": false(lambda: Limit((-1) ** M, (M,), oo, 0), "it has none"),
    "even sizes alone": false(lambda: Limit((1 + (-1) ** M) / 2, (M,), oo, 1), "0 at odd sizes"),
    "something infinite": false(lambda: Limit(M / (1 + Trace(H)), (M,), oo, 1), "it grows"),
    "a slow logarithm": unsound(lambda: Limit(1 / log(M + 1), (M,), oo, Rational(1, 1000)), "0"),
    "a slow power": unsound(lambda: Limit(M ** Rational(-1, 100), (M,), oo, half), "0"),
    "a slow iterated logarithm": unsound(lambda: Limit(1 / log(log(M + 15)), (M,), oo, Rational(1, 4)), "0"),
    "an exponential that wins late": unsound(
        lambda: Limit(M**20 * exp(-M / 1000), (M,), oo, 1), "0, after a long rise"
    ),
    "an essential singularity": unsound(lambda: Limit(exp(1 / p), (p,), 0, 1), "infinite"),
    # -- continuity
    "a floor from below": false(lambda: by(Limit(floor(1 - p), (p,), 0, 1), TakeLimit((p,), 0)), "0 for 0 < p < 1"),
    "a ceiling of a reciprocal": false(
        lambda: by(Limit(ceiling(1 / M), (M,), oo, 0), TakeLimit((M,))), "1 for every M"
    ),
    "a sign at 0": false(lambda: by(Limit(sign(r), (r,), 0, 0), TakeLimit((r,), 0)), "from above it is 1"),
    "a piece at 0": false(
        lambda: by(
            Limit(Piecewise((1, p > 0), (0, True)) + Piecewise((1, q > p), (0, True)), (p,), 0, 1), TakeLimit((p,), 0)
        ),
        "2 once p < q",
    ),
    "a sign over a modulus": false(lambda: Limit(r / Abs(r), (r,), 0, 0), "from above it is 1"),
    "an unknown function": unsound(
        lambda: by(Limit(f(p), (p,), 0, f(0)), TakeLimit((p,), 0)), "f need not be continuous"
    ),
    "an unknown function at infinity": unsound(
        lambda: by(Limit(f(1 / M), (M,), oo, f(0)), TakeLimit((M,))), "f need not be continuous"
    ),
    # -- the boundary of a kind
    "a regularised projection": false(
        lambda: Limit(Trace(Inverse(P + p * I) * P), (p,), 0, d), "the rank of P", "P = 0: 0"
    ),
    "a regulariser that vanishes": false(
        lambda: Limit(p * Trace(Inverse(P + p * I)), (p,), 0, 0), "d less the rank of P", "P = 0: d"
    ),
    "a saturating form": false(lambda: Limit(saturating, (M,), oo, 1), "0 at a = 0", "a = 0"),
    "a saturating form, by derivation": false(
        lambda: by(Limit(saturating, (M,), oo, 1), TakeLimit((M,))), "0 at a = 0", "a = 0"
    ),
    "an inverse of what vanishes": unsound(
        lambda: by(Limit(Trace(Inverse(P + I / M)) / M, (M,), oo, 0), TakeLimit((M,))), "d less the rank of P"
    ),
    "a resolvent at its own eigenvalue": unsound(
        lambda: by(Limit(Trace(Inverse(A + I / M)), (M,), oo, Trace(Inverse(A))), TakeLimit((M,))), "A = 0"
    ),
    # -- where it cannot go
    "a size to 0": unsound(lambda: by(Limit(Trace(H) / M, (M,), 0, oo), TakeLimit((M,), 0)), "M >= 1"),
    "another size to 0": unsound(lambda: by(Limit(M / (1 + M), (M,), 0, 0), TakeLimit((M,), 0)), "M >= 1"),
    "a size that has a bound": unsound(
        lambda: by(Limit(1 / M, (M,), oo, 0), TakeLimit((M,)), assume=(Gt(N, M),)), "M < N"
    ),
    "a number that has a bound": unsound(
        lambda: by(Limit(p / (1 + p), (p,), 0, 0), TakeLimit((p,), 0), assume=(Gt(p, 1),)), "p > 1"
    ),
    "a number that is fixed": unsound(
        lambda: by(Limit(1 / M, (M,), oo, 0), TakeLimit((M,)), assume=(Eq(M, 5),)), "M = 5"
    ),
    "a number tied to another": unsound(
        lambda: by(Limit(p / q, (p,), 0, 0), TakeLimit((p,), 0), assume=(Eq(p, q),)), "p = q: 1"
    ),
    "a size of a fixed matrix": unsound(lambda: Limit(Trace(H) / d, (d,), oo, 0), "H = I: 1; and H is d x d"),
    "a size of the identity": false(lambda: by(Limit(Trace(Identity(M)) / M, (M,), oo, 0), TakeLimit((M,))), "1"),
    # -- rules of one's own
    "a limit by decree": false(lambda: by(Limit(1 + 1 / M, (M,), oo, 2), leap(Integer(2), relation="→")), "1"),
    "a limit by decree, with a real one": false(
        lambda: by(Limit(1 + 1 / M, (M,), oo, 2), leap(Integer(2), relation="→"), TakeLimit((M,))), "1"
    ),
    "a limit by a subclass": false(lambda: by(Limit(1 + 1 / M, (M,), oo, 2), BoldLimit((M,))), "1"),
    "a limit by an arrow that is an equality": false(
        lambda: by(Limit(1 + 1 / M, (M,), oo, 2), leap(Integer(2), relation=Chameleon("=")), TakeLimit((M,))), "1"
    ),
    "a limit of another variable": false(
        lambda: by(Limit(1 + 1 / M + 1 / N, (M,), oo, 1), TakeLimit((N,)), TakeLimit((M,))), "1 + 1/N"
    ),
    "a limit to another place": false(lambda: by(Limit(1 / (1 + p), (p,), oo, 1), TakeLimit((p,), 0)), "0"),
    "a limit taken twice": false(
        lambda: by(Limit(M / (M + 1), (M,), oo, 2), TakeLimit((M,)), Rewrite(Integer(2)), TakeLimit((M,))), "1"
    ),
    "an equality of the values by equalities only": false(lambda: by(Limit(1 / M, (M,), oo, 1), Rewrite(1 / M)), "0"),
    "a limit under a hypothesis on sizes": unsound(lambda: under(Limit(1 / M, (M,), oo, 0), Gt(N, 2 * M)), "M < N/2"),
    "a variable that is an abbreviation": unsound(
        lambda: by(Limit(1 / M, (M,), oo, 1 / N), TakeLimit((M,)), notation=((M, N),)), "M is said to be N"
    ),
}
