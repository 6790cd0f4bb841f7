"""Digits that are carried where float64 is too coarse, and what two values of so many digits may differ by."""

__all__ = [
    "AGREEMENT",
    "CANCELLED_DIGITS",
    "DIGITS",
    "GUARD_DIGITS",
    "LARGEST_EXPONENT",
    "LONGEST_BINARY",
    "SECOND_VALUE_BITS",
    "WIDE_ENCLOSURE",
]

GUARD_DIGITS = 15
"""Decimal digits carried beyond the requested precision: products of some hundred terms lose three, an inverse or a
root of a matrix of condition 1e10 ten more."""

DIGITS = 150
"""Digits to which closed forms with roots, which have no exact value, are compared: at values of up to 2⁴⁰ sums of
terms of degree six cancel by seventy."""

AGREEMENT = 1e-40
"""What two such forms may differ by, relatively: ten digits are left to the condition of inverses and roots."""

CANCELLED_DIGITS = 120
"""Digits beyond the wanted ones, in closed forms of a risk: 48 for two conditions of 1e12 and the products of their
roots, 60 for β*β*ᵀ beside Ψ, the rest for rounding."""

LONGEST_BINARY = 10**5
"""Binary places of a number that is written as a fraction: sizes of 10^192 have six hundred."""

WIDE_ENCLOSURE = 100 * AGREEMENT
"""Width, relative to the largest entry, up to which a matrix has eigenvalues that are known to 38 digits."""

SECOND_VALUE_BITS = 640
"""Of an interval of the second evaluator: 190 digits, of which a badly conditioned inverse or root may lose most."""

LARGEST_EXPONENT = 100_000
"""Binary digits before or behind the point that a number of the second evaluator may have."""
