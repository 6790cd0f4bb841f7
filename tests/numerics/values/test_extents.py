import pytest
from sympy import Integer, symbols, sympify

from numerics.values.extents import extent_at

d, M = symbols("d M", integer=True, positive=True)


@pytest.mark.parametrize("extent", [1, Integer(3), d, M, d + 1, 2 * d + M, M * d])
def test_it_is_what_substitution_gives(extent):
    assert extent_at(extent, {d: 2, M: 5}) == sympify(extent).subs({d: 2, M: 5})


def test_letters_without_a_value_are_left():
    assert extent_at(d, {M: 5}) == d
    assert extent_at(d + M, {M: 5}) == d + 5
