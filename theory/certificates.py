"""Every certificate that counts: reasons why a scalar is ≥ 0 that a machine checks again.

They are closed: a subclass of one is none of them.
"""

from theory.algebra.positivity.gathered import (
    CauchySchwarz,
    Certificate,
    Combination,
    Mean,
    Multiple,
    NotCertifiedError,
    OperatorJensen,
    Product,
    Square,
    Termwise,
    TraceBound,
    WeightedSquare,
    kinds_of,
    require_nonnegative,
    require_semidefinite,
)
from theory.algebra.positivity.inverse_bounds import RegularisedInverse
from theory.algebra.positivity.norms import FrobeniusCauchySchwarz, NormOfSum, RayleighBound, frobenius_bound
from theory.algebra.positivity.spectral_bounds import SpectralBound
from theory.core.premises import FromTheorem

__all__ = [
    "CauchySchwarz",
    "Certificate",
    "Combination",
    "FrobeniusCauchySchwarz",
    "FromTheorem",
    "Mean",
    "Multiple",
    "NormOfSum",
    "NotCertifiedError",
    "OperatorJensen",
    "Product",
    "RayleighBound",
    "RegularisedInverse",
    "SpectralBound",
    "Square",
    "Termwise",
    "TraceBound",
    "WeightedSquare",
    "frobenius_bound",
    "kinds_of",
    "require_nonnegative",
    "require_semidefinite",
]
