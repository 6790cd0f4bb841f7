"""A number in every interval between roots, the rational roots among them."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from sympy import ZZ
from sympy.polys.rings import ring

from numerics.searches.sign_cells import sign_cells
from numerics.tolerances.exact_budgets import HIGHEST_DEGREE

_, t = ring("t", ZZ)


def at(polynomial, x):
    return sum((int(c) * x**e for (e,), c in polynomial.terms()), Fraction(0))


CASES = {
    "a constant": ([t**0 * 5], [0]),
    "no real root": ([t**2 + 1], [0]),
    "a narrow well far away": ([(t - 100) ** 2 * 10**12 - 1], [99, 100, 101]),
    "irrational neighbours of a fraction": ([3 * t - 1, 9 * t**2 - 6 * t + 1 - 2 * t**0], [Fraction(1, 3)]),
    "a double root that is a fraction": ([(7 * t - 2003) ** 2], [286, 287, Fraction(2003, 7)]),
    "two polynomials with a root in common": ([t * (t - 2), (t - 2) * (t - 3)], [-1, 0, 1, 2, 3, 4, Fraction(5, 2)]),
    "a zero polynomial says nothing": ([0 * t, t], [-1, 0, 1]),
}


@pytest.mark.parametrize("name", CASES)
def test_cells(name):
    polynomials, expected = CASES[name]
    assert {Fraction(x) for x in expected} <= set(sign_cells(polynomials))


@pytest.mark.parametrize("seed", range(20))
def test_every_sign_between_known_roots_is_met(seed):
    """Between fractions that are the roots, and irrational roots √p as near to them as 10⁻⁶."""
    rng = np.random.default_rng(seed)
    roots = sorted({Fraction(int(rng.integers(-50, 50)), int(rng.integers(1, 9))) for _ in range(5)})
    polynomial = t**0
    for root in roots:
        polynomial = polynomial * (root.denominator * t - root.numerator)
    # (10⁶t − 10⁶·root)² = 2: two irrational roots beside the first one
    near = (10**6 * roots[0].denominator * t - 10**6 * roots[0].numerator) ** 2 - 2 * roots[0].denominator ** 2
    cells = sign_cells([polynomial, near])
    assert set(roots) <= set(cells)
    everything = sorted({*roots, roots[0] - Fraction(1414, 10**9), roots[0] + Fraction(1415, 10**9)})
    for low, high in pairwise(everything):
        assert any(low < x < high for x in cells), (low, high)
    assert min(cells) < min(everything)
    assert max(cells) > max(everything)
    assert {at(near, x) > 0 for x in cells} == {True, False}
    assert list(cells) == sorted(cells, key=lambda x: x.denominator)


def test_degrees_that_would_take_long_are_refused():
    with pytest.raises(ValueError, match=f"at most {HIGHEST_DEGREE}"):
        sign_cells([t ** (HIGHEST_DEGREE + 1) - 1])
