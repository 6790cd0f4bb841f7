"""What exact arithmetic may cost before it is refused."""

from fractions import Fraction

__all__ = [
    "ATOM_DENOMINATOR",
    "DENSE_LIMIT",
    "ENTRY_LIMIT",
    "EXPONENT_BITS",
    "HIGHEST_DEGREE",
    "LARGEST_EXPONENT_OF_ENTRY",
    "LARGEST_POWER",
    "LAW_VARIANCES",
    "PAIR_LIMIT",
    "SECOND_VALUE_PRODUCTS",
]

PAIR_LIMIT = 4_000_000
"""Products of two monomials that one exact expectation may cost: one to two seconds, measured at 0.25 to 0.4 µs each.
A check may take that long; the next size up is several times dearer, so a larger limit buys little. The risk of linear
attention, of degree ten, takes about a thousand at d = M = 2 and twenty thousand at d = 3, M = 6."""

ENTRY_LIMIT = 200
"""Gaussian entries of one exact expectation. The key of a monomial has a byte for each: at a thousand a product of two
monomials costs a thousand times what it costs at ten, and the limit on their number no longer bounds the time."""

DENSE_LIMIT = 20
"""Rows of a matrix, not diagonal, that is factored or inverted in fractions: the digits of the entries grow with every
row, so that 20 rows of decimals take a tenth of a second and 100 take minutes."""

LARGEST_POWER = 1000
"""Exponents up to which powers are multiplied out exactly: a fraction of b bits becomes one of a thousand times b, and
at 2^40, which searches over magnitudes do draw, there would be no end of it."""

EXPONENT_BITS = 8
"""Of the key of a monomial, for the exponent of one entry: a product of a degree that they do not hold is refused,
because it would run into the exponent of the next entry."""

LARGEST_EXPONENT_OF_ENTRY = (1 << EXPONENT_BITS) - 1
"""The largest that so many bits hold."""

SECOND_VALUE_PRODUCTS = 400_000
"""Products of monomials that one expectation may cost the second evaluator, some 3 µs each: points at which something
is false are small."""

ATOM_DENOMINATOR = 16
"""Of a root of the variance of a discrete law: it only says where the atoms are, the variance is exact."""

LAW_VARIANCES = (Fraction(0), Fraction(2, 9), Fraction(1), Fraction(7))
"""At which a law's first moments are looked at: none, squares of fractions and others, small and large."""

HIGHEST_DEGREE = 48
"""Of all polynomials together whose signs are asked for: their roots are isolated within a second."""
