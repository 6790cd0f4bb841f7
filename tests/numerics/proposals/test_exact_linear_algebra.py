"""Exact systems and factors of Gram matrices, against what they were made from."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.proposals.exact_linear_algebra import ldl, null_space, solve

small = st.integers(-3, 3).map(Fraction)


def matrices(rows, cols):
    return st.lists(st.lists(small, min_size=cols, max_size=cols), min_size=rows, max_size=rows)


def times(rows, vector):
    return [sum((a * x for a, x in zip(row, vector, strict=True)), Fraction(0)) for row in rows]


@given(matrices(3, 4), st.lists(small, min_size=4, max_size=4))
def test_a_system_that_has_a_solution_is_solved(rows, vector):
    right = times(rows, vector)
    assert times(rows, solve(rows, right)) == right


def test_a_system_without_a_solution():
    assert solve([[1, 2], [2, 4]], [1, 3]) is None


@given(matrices(2, 4))
def test_the_null_space_is_orthogonal_to_the_rows_and_large_enough(rows):
    basis = null_space(rows, 4)
    assert len(basis) >= 2
    assert all(times(rows, vector) == [0, 0] for vector in basis)


@given(matrices(3, 2))
def test_a_gram_matrix_is_the_sum_of_its_squares(rows):
    gram = [[sum(a * b for a, b in zip(r, s, strict=True)) for s in rows] for r in rows]
    parts = ldl(gram)
    total = [[sum((c * u[i] * u[j] for c, u in parts), Fraction(0)) for j in range(3)] for i in range(3)]
    assert total == gram
    assert all(c > 0 for c, _ in parts)


@pytest.mark.parametrize("entries", [((0, 1), (1, 0)), ((1, 2), (2, 1)), ((-1, 0), (0, 1))])
def test_what_is_not_semidefinite_has_no_factor(entries):
    assert ldl([list(map(Fraction, row)) for row in entries]) is None
