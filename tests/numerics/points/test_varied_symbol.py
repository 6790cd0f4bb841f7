"""A relation at many values of one symbol says what it says at each of them alone."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Eq, Gt, Le, MatrixSymbol, Symbol, Trace

from numerics.points.hypotheses import holds
from numerics.points.random_points import rational_point
from numerics.points.varied_symbol import VariedSymbol
from numerics.values.binding import leaves
from tests.numerics.setting import A, H, Psi, d, sigma2

b = MatrixSymbol("b", d, 1)
G = MatrixSymbol("G", d, d)
r = Symbol("r", positive=True)
COLUMN = Gt(Trace(b.T * H * b), sigma2)
RELATIONS = {
    "a quadratic form, of which a product is met again": (COLUMN, b),
    "the same in another symbol": (COLUMN, H),
    "a longer product": (Gt(Trace(A * H * G * Psi * A.T), sigma2), A),
    "a product in the middle": (Le(Trace(A * H * G * Psi * A.T), sigma2), G),
    "a number": (Gt(Trace(H * Psi * H) * r, sigma2), r),
    "an equation": (Eq(Trace(H * G * Psi), 0), G),
}


@pytest.mark.parametrize("name", RELATIONS)
def test_every_value_is_judged_as_if_it_were_the_first(name):
    relation, symbol = RELATIONS[name]
    point = rational_point(leaves(relation), np.random.default_rng(3), sizes={d: 2})
    varied = VariedSymbol(relation, point, symbol)
    values = [point[symbol] * Fraction(k, 8) for k in (1, -3, 8, 40, 0, 8, 64, 1)]
    expected = [holds(relation, {**point, symbol: value}) for value in values]
    assert [varied(value) for value in values] == expected
    assert len(set(expected)) == 2, "values on one side only would not tell"


def test_what_is_not_defined_does_not_hold():
    inverse = Gt(Trace(G.inverse()), 0)
    point = rational_point([G], np.random.default_rng(0), sizes={d: 2})
    varied = VariedSymbol(inverse, point, G)
    assert not varied(point[G] * 0)
    assert varied(point[G]) == holds(inverse, point)
