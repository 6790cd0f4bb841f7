from fractions import Fraction

import numpy as np
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from sympy import Symbol

from numerics import exact_value
from numerics.points import strategies
from tests.numerics.setting import A, H, M, Psi, X, beta_star, d, sigma2
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal

quick = settings(max_examples=25, deadline=None, derandomize=True, database=None)


def eigenvalues(array):
    return np.linalg.eigvalsh(array.astype(float))


@quick
@given(strategies.points([H, Psi]))
def test_definite_and_semidefinite_matrices_are(point):
    assert all((point[s] == point[s].T).all() for s in (H, Psi))
    assert eigenvalues(point[H]).min() > 0
    assert eigenvalues(point[Psi]).min() >= -1e-12


def search(strategy, condition):
    return find(strategy, condition, settings=settings(max_examples=500, derandomize=True, database=None))


def values(symbol):
    return strategies.points([symbol]).map(lambda point: point[symbol])


def test_singular_and_zero_matrices_occur():
    semidefinite = values(PositiveSemidefiniteMatrix("A", 2))
    assert search(semidefinite, lambda a: a.any() and a[0, 0] * a[1, 1] == a[0, 1] ** 2) is not None
    assert not search(semidefinite, lambda a: not a.any()).any()


def test_counterexamples_shrink_to_the_simplest():
    assert search(strategies.rationals(), lambda x: x > 1) == 2
    assert search(strategies.matrices(1, 2), lambda a: a[0, 1] > 0).tolist() == [[0, 1]]
    assert search(values(PositiveDefiniteMatrix("A", 2)), lambda a: True).tolist() == [[1, 0], [0, 1]]
    point = search(strategies.points([A, d, sigma2]), lambda p: p[d] >= 2)
    assert point[d] == 2
    assert not point[A].any()


@quick
@given(strategies.points([A, H, Psi, M, beta_star, sigma2, d, SymmetricMatrix("C", d)], max_size=2))
def test_points_are_usable_as_values(point):
    assert 1 <= point[d] <= 2
    assert point[H].shape == point[A].shape == (point[d], point[d])
    assert point[beta_star].shape == (point[d], 1)
    assert point[sigma2] >= 0
    assert isinstance(point[sigma2], Fraction)
    mean = exact_value(Expectation(X.T * X / M), point)
    assert (mean == point[H]).all()


@quick
@given(
    strategies.points(
        [Symbol("p", positive=True), Symbol("n", negative=True), Symbol("k", integer=True), Symbol("x", nonzero=True)]
    )
)
def test_scalars_keep_their_assumptions(point):
    p, n, k, x = (next(v for s, v in point.items() if s.name == name) for name in "pnkx")
    assert n < 0 < p
    assert k == int(k)
    assert x != 0


def test_random_symbols_are_refused():
    @quick
    @given(st.data())
    def attempt(data):
        with pytest.raises(ValueError, match=r"X is a MatrixNormal: draw points for deterministic symbols only"):
            data.draw(strategies.points([X, A]))

    assert isinstance(X, MatrixNormal)
    attempt()
