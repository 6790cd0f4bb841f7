"""The bound of Eckart and Young: it holds, it is attained by the truncated matrix, and false uses of it are refused."""

from dataclasses import replace

import numpy as np
import pytest
from sympy import Dummy, Identity, Integer, Lambda, MatrixSymbol, Min, Rational, Symbol, Trace, symbols

from numerics import evaluate
from theory import (
    Assumption,
    Bound,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    Step,
    SymmetricMatrix,
    Theorem,
)
from theory.algebra.positivity.certificate import NotCertifiedError
from theory.algebra.positivity.low_rank_error import LowRankError
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.core.unconvinced import DerivationError, NotShownError
from theory.establishing import establish
from theory.rules import Below

n, m, r = symbols("n m r", integer=True, positive=True)
L, K = PositiveDefiniteMatrix("L", n), PositiveSemidefiniteMatrix("K", m)
N, A, B = MatrixSymbol("N", n, m), MatrixSymbol("A", n, r), MatrixSymbol("B", r, m)
theta = Symbol("theta", nonnegative=True)
CERTIFICATE = LowRankError(N, A, B, L, K, theta)
ROUNDING = 1e-9


def bound(level=theta, rank=r, matrix=None):
    """Σ_j min(λ_j, θ) − rθ as a user writes it."""
    mu = Dummy("mu", nonnegative=True)
    root = L ** Rational(1, 2)
    return (
        SpectralSum(Lambda(mu, Min(mu, level)), root * N * K * N.T * root if matrix is None else matrix) - rank * level
    )


def proved(smaller, certificate=CERTIFICATE, larger=None, assumptions=()):
    error = N - A * B
    statement = Bound(smaller, Trace(L * error * K * error.T) if larger is None else larger)
    step = Step(Below(smaller, (certificate,)), "Eckart and Young")
    return establish(
        Theorem(slug="low_rank", title="t", statement=statement, derivation=(step,), assumptions=assumptions)
    )


def random_point(rng, rows, columns, rank):
    left, right = rng.standard_normal((rows, rows)), rng.standard_normal((columns, rng.integers(1, columns + 1)))
    return {
        L: left @ left.T + 0.1 * np.eye(rows),
        K: right @ right.T,
        N: rng.standard_normal((rows, columns)),
        A: rng.standard_normal((rows, rank)),
        B: rng.standard_normal((rank, columns)),
    }


def truncated(point, rank):
    """The best factors of a rank, by the singular values of L^½ N K^½, and its squared singular values."""
    values, vectors = np.linalg.eigh(point[L])
    root = (vectors * np.sqrt(values)) @ vectors.T
    squares, columns = np.linalg.eigh(root @ point[N] @ point[K] @ point[N].T @ root)
    kept = columns[:, ::-1][:, :rank]
    return np.linalg.inv(root) @ kept, kept.T @ root @ point[N], squares[::-1]


def test_the_core_accepts_it_for_every_size_rank_and_level():
    proved(bound())
    proved(bound(Trace(L)), replace(CERTIFICATE, level=Trace(L)))


@pytest.mark.parametrize(("rows", "columns", "rank"), [(1, 1, 1), (2, 3, 1), (3, 2, 2), (4, 4, 2), (3, 3, 4)])
def test_it_is_nonnegative_for_all_factors_and_zero_for_the_truncated_matrix(rows, columns, rank):
    rng = np.random.default_rng(rows + 10 * rank)
    for _ in range(20):
        point = random_point(rng, rows, columns, rank)
        *best, squares = truncated(point, rank)
        at_rank = max(float(squares[min(rank, rows) - 1]), 0.0)
        levels = (0.0, float(rng.exponential()), at_rank)
        for level in levels:
            assert evaluate(CERTIFICATE.expression, {**point, theta: level}) > -ROUNDING
        if rank <= rows:
            attained = {**point, A: best[0], B: best[1], theta: at_rank}
            assert abs(evaluate(CERTIFICATE.expression, attained)) < ROUNDING * (1 + squares[0])


FALSE = {
    "a column less": (bound(rank=r - 1), CERTIFICATE),
    "a column less, as a number": (bound(rank=Integer(0)), CERTIFICATE),
    "the whole norm": (Trace(L * N * K * N.T), CERTIFICATE),
    "another matrix": (bound(matrix=2 * L ** Rational(1, 2) * N * K * N.T * L ** Rational(1, 2)), CERTIFICATE),
    "a level of no sign": (bound(Symbol("x", real=True)), replace(CERTIFICATE, level=Symbol("x", real=True))),
    "a level below 0": (bound(-theta), replace(CERTIFICATE, level=-theta)),
    "a level of the name of the eigenvalue": (
        Trace(L * N * K * N.T) - r * Symbol("mu", nonnegative=True),
        replace(CERTIFICATE, level=Symbol("mu", nonnegative=True)),
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_no_larger_bound_is_derived(name):
    with pytest.raises((DerivationError, NotShownError)):
        proved(*FALSE[name])


def test_a_level_that_captures_the_eigenvalue_is_refused():
    """The bound variable of another sum would make the sum of min(λ, λ), which is the whole norm."""
    captured = bound().atoms(SpectralSum).pop().args[0].variables[0]
    with pytest.raises((DerivationError, NotShownError, ValueError)):
        proved(bound(captured), replace(CERTIFICATE, level=captured))


WRONG = {
    "left weight": replace(CERTIFICATE, left=SymmetricMatrix("T", n)),
    "right weight": replace(CERTIFICATE, right=-K),
    "level": replace(CERTIFICATE, level=theta - 1),
    "rows of A": replace(CERTIFICATE, A=MatrixSymbol("A", m, r)),
    "columns of B": replace(CERTIFICATE, B=MatrixSymbol("B", r, n)),
    "inner size": replace(CERTIFICATE, B=MatrixSymbol("B", n, m)),
    "a factor that is the identity of another size": replace(CERTIFICATE, A=Identity(n), B=B),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_shown_is_refused(name):
    with pytest.raises(NotCertifiedError):
        WRONG[name].verify()


@pytest.mark.parametrize(
    ("name", "rows", "rank"), [("a column less", 3, 1), ("the whole norm", 3, 1), ("a level below 0", 1, 2)]
)
def test_what_is_refused_is_false_somewhere(name, rows, rank):
    """A level below 0 is refused for the sake of factors with more columns than there are rows."""
    point = random_point(np.random.default_rng(3), rows, rows, rank)
    first, second, squares = truncated(point, min(rank, rows))
    filled = np.zeros((rows, rank - first.shape[1])), np.zeros((rank - first.shape[1], rows))
    factors = {A: np.hstack([first, filled[0]]), B: np.vstack([second, filled[1]])}
    error = N - A * B
    values = {**point, **factors, theta: float(squares[0])}
    assert evaluate(Trace(L * error * K * error.T) - FALSE[name][0], values) < -ROUNDING


def test_a_hypothesis_on_the_level_counts():
    x = Symbol("x", real=True)
    proved(bound(x), replace(CERTIFICATE, level=x), assumptions=(Assumption("a level", x >= 0),))
