"""Rounding: near, exact, and of the right sign, or nothing."""

from fractions import Fraction

import numpy as np

from numerics.proposals.rational_rounding import factors_of, rational_complement, rounded

ROWS, RIGHT = [[1, 1, 0], [0, 1, 1]], [1, 1]


def test_a_solution_near_the_floats_satisfies_the_equations_exactly():
    found = rounded(ROWS, RIGHT, np.array([0.3333333, 0.6666667, 0.3333333]), lambda x: True)
    assert [sum(a * x for a, x in zip(row, found, strict=True)) for row in ROWS] == RIGHT
    assert all(abs(float(x) - y) < 0.4 for x, y in zip(found, (1 / 3, 2 / 3, 1 / 3), strict=True))


def test_finer_denominators_are_tried_until_one_is_accepted():
    close = [Fraction(1, 3), Fraction(2, 3), Fraction(1, 3)]
    found = rounded(ROWS, RIGHT, np.array([1 / 3, 2 / 3, 1 / 3]), lambda x: x == close)
    assert found == close
    assert rounded(ROWS, RIGHT, np.array([1 / 3, 2 / 3, 1 / 3]), lambda x: False) is None


def test_equations_that_contradict_each_other_have_no_solution():
    assert rounded([[1, 1], [1, 1]], [0, 1], np.array([0.5, 0.5]), lambda x: True) is None


def test_the_complement_of_a_kernel_read_off_floats():
    scale = np.sqrt(14.0)
    (first, second) = rational_complement(np.array([[1.0, 2.0, 3.0]]) / scale, 60)
    for vector in (first, second):
        assert sum(a * x for a, x in zip((1, 2, 3), vector, strict=True)) == 0


def test_a_gram_matrix_that_is_not_semidefinite_is_marked():
    entries = [(0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 0, 0)]
    good, bad = factors_of(entries, [2, 1], [Fraction(x) for x in (1, 1, 1, -1)])
    assert good == [(1, [1, 1])]
    assert bad is None
