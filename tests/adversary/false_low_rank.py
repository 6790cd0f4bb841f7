"""What a careless version of the bound of Eckart and Young would prove of matrices of low rank."""

from sympy import Dummy, Lambda, Min, Rational, Symbol, Trace
from sympy.core.numbers import ImaginaryUnit

from tests.adversary.vocabulary import A, B, Cases, G, H, K, P, a, b, by, d, false, p, r, unsound
from theory import Bound
from theory.algebra.positivity.low_rank_error import LowRankError
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.rules import Below

__all__ = ["CLAIMS"]

i = ImaginaryUnit()
mu = Symbol("mu", nonnegative=True)


def kept(level, weight=H):
    x = Dummy("x", nonnegative=True)
    root = weight ** Rational(1, 2)
    return SpectralSum(Lambda(x, Min(x, level)), root * A * K * A.T * root)


def error(first, second, weight=H):
    missed = A - first * second
    return Trace(weight * missed * K * missed.T)


def below(smaller, first, second, level, weight=H, right=K):
    """A bound of the error of A in the norms of the weights, by one certificate."""
    certificate = LowRankError(A, first, second, weight, right, level)
    return by(Bound(smaller, error(first, second)), Below(smaller, (certificate,)))


CLAIMS: Cases = {
    "rank one costs nothing": false(lambda: below(kept(p), a, b.T, p), "A = a b^T, p small: p", "d = 1"),
    "rank one costs half": false(lambda: below(kept(p) - p / 2, a, b.T, p), "A = a b^T, p small"),
    "a product of square matrices has rank one": false(lambda: below(kept(p) - p, B, G, p), "B = A, G = I, d = 2"),
    "the rank of an outer product is the size of its vectors, less one": false(
        lambda: below(kept(p) - (d - 1) * p, a, b.T, p), "d = 1, A = a b^T"
    ),
    "a level of any sign": unsound(
        lambda: below(kept(r) - d * r, B, G, r), "with more columns than rows: n = 1, A = B = 0, r = -1: -1 + 2"
    ),
    "a level that is called as the eigenvalue": false(
        lambda: below(Trace(H * A * K * A.T) - mu, a, b.T, mu), "A = a b^T, mu small"
    ),
    "an indefinite weight": unsound(
        lambda: by(Bound(kept(p, G) - p, error(a, b.T, G)), Below(kept(p, G) - p, (LowRankError(A, a, b.T, G, K, p),))),
        "G = -I",
    ),
    "an indefinite weight on the right": unsound(lambda: below(kept(p) - p, a, b.T, p, right=G), "G is not K"),
    "an imaginary factor": unsound(lambda: below(kept(p) - p, i * a, b.T, p), "i a is not real"),
    "a singular weight and its root": unsound(
        lambda: below(kept(p, P) - p, a, b.T, p, weight=P), "the error is in the norm of H"
    ),
}
