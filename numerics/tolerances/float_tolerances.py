"""What float64 keeps of a number, a matrix and a closed form."""

__all__ = [
    "COMPLEX_STEP",
    "DEFINITE",
    "EPSILON",
    "INT64",
    "RELATIVE_ERROR",
    "RELATIVE_ERROR_LARGE",
    "RESIDUE",
    "ROUNDING",
    "SINGULAR_CONDITION",
    "SMALL_ENOUGH",
    "SPECTRAL_SLACK",
    "SYMMETRY",
]

EPSILON = 2.0**-52
"""Distance from 1 to the next larger float64."""

SYMMETRY = 1e-10
"""max|A − Aᵀ| ≤ SYMMETRY · max|A|: files often carry 12 digits or more; a wrong entry is far larger than this."""

SPECTRAL_SLACK = 1e-10
"""A ⪰ 0 when the smallest eigenvalue is ≥ −SPECTRAL_SLACK · ‖A‖ (a singular A that was computed or stored in decimals
has eigenvalues like −1e-17 and −1e-13), and a direction counts when its eigenvalue is > SPECTRAL_SLACK · ‖A‖: below
that an inverse in float64 has lost two thirds of the digits."""

DEFINITE = 1e-13
"""A ≻ 0 when the smallest eigenvalue is > DEFINITE · ‖A‖: a singular matrix of some hundred rows, rounded to float64,
has eigenvalues up to 1e-14, and a matrix of condition 1e12 keeps its own."""

RELATIVE_ERROR = 1e-10
"""Estimated relative error up to which a closed form is what float64 gives. Estimates are no bounds: 1e-9 is said."""

RELATIVE_ERROR_LARGE = 1e-4
"""The same beyond ``SMALL_ENOUGH``, where more digits are out of reach: four digits, which is what is printed."""

SMALL_ENOUGH = 100
"""Dimension up to which closed forms are computed with many digits where float64 is too coarse: 20 s at most."""

SINGULAR_CONDITION = 1 / EPSILON
"""‖A‖·‖A⁻¹‖ from here on means that no digit of a float64 inverse is right."""

ROUNDING = 1e-12
"""Relative float64 rounding of a sample mean (some 1e3 · 2⁻⁵²): a difference below it is no evidence, which matters
where the integrand is constant and the standard error is zero."""

COMPLEX_STEP = 1e-30
"""Step along the imaginary axis: nothing is subtracted, so it may be as small as its square is negligible."""

RESIDUE = 1e-12
"""Relative to the labels' square sum, what is left of a residual sum of squares that is 0: it is a difference of sums
that agree to rounding, some 1e3 terms of 2⁻⁵²."""

INT64 = 2**63
"""From here on NumPy would turn whole numbers in a list into floats, where they are of either sign."""
