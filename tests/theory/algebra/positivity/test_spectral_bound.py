"""Bounds of sums over eigenvalues: what is shown is true of every eigenvalue, and what is not true is not shown."""

import pytest
from sympy import Lambda, Max, Min, Rational, Symbol, Trace, symbols

from theory import PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.positivity.certificate import NotCertifiedError
from theory.algebra.positivity.spectral_bound import SpectralBound
from theory.algebra.vocabulary.spectral import OperatorNorm, SpectralSum

n = Symbol("n", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
A, B = PositiveSemidefiniteMatrix("A", n), PositiveSemidefiniteMatrix("B", n)
mu, s, c = symbols("mu s c", nonnegative=True)
x = Symbol("x", real=True)
norm, trace = OperatorNorm(A), Trace(A)


def certificate(g, positive=(), matrix=A):
    return SpectralBound(matrix, ((1, Lambda(mu, g)),), positive)


TRUE = [
    (mu * (norm - mu), ()),
    (norm * trace - mu**2, ()),
    (trace - norm, ()),
    (mu / (mu + s), (s,)),
    (s / (mu + s) - s / (norm + s), (s,)),
    (mu / (mu + trace), (trace,)),
    (Trace(A * B * A) * mu, ()),
    ((k - 1) * mu, ()),
    (mu - mu / k, ()),
    (mu - Min(mu, s), ()),
    (s - Min(mu, s), ()),
    (2 * mu * s / (mu + s) - Min(mu, s), (s,)),
    (2 * Min(mu, s) - 2 * mu * s / (mu + s), (s,)),
    ((norm - mu) / -(-1 - mu), ()),
]
UNSHOWN = [
    (mu - s, ()),
    (norm - 2 * mu, ()),
    (mu * (mu - norm), ()),
    (norm - trace, ()),
    (trace - mu - norm, ()),
    (mu / (mu + s), ()),  # at μ = s = 0 it is not defined
    (1 / (1 - mu), ()),
    (mu * x, ()),
    (OperatorNorm(B) - mu, ()),
    (Trace(B) - mu, ()),
    ((k - 2) * mu, ()),
    (Min(mu, s) - s / 2, ()),
    (Rational(101, 100) * mu * s / (mu + s) - Min(mu, s), (s,)),
    (Min(mu, s) - 2 * mu * s / (mu + s), (s,)),
    (Max(mu, s) - mu, ()),  # true, of a kind that is not known
]


@pytest.mark.parametrize(("g", "positive"), TRUE, ids=str)
def test_what_holds_of_every_eigenvalue_is_shown(g, positive):
    certificate(g, positive).verify()


@pytest.mark.parametrize(("g", "positive"), UNSHOWN, ids=str)
def test_what_fails_somewhere_is_not_shown(g, positive):
    with pytest.raises(NotCertifiedError):
        certificate(g, positive).verify()


def test_the_matrix_must_be_semidefinite():
    with pytest.raises(NotCertifiedError, match="C ⪰ 0"):
        certificate(mu, matrix=SymmetricMatrix("C", n)).verify()


def test_the_expression_is_the_sum_over_eigenvalues():
    f, g = Lambda(mu, mu), Lambda(mu, Min(mu, s))
    bound = SpectralBound(A, ((1, f), (-1, g)))
    bound.verify()
    assert bound.expression == SpectralSum(f, A) - SpectralSum(g, A)
