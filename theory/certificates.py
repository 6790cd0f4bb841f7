"""Every certificate that counts: reasons why a scalar is ≥ 0 that a machine checks again.

They are closed: a subclass of one is none of them.
"""

from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.certificate import (
    Certificate,
    NotCertifiedError,
    kinds_of,
    require_nonnegative,
    require_semidefinite,
)
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.frobenius_bound import frobenius_bound
from theory.algebra.positivity.frobenius_cauchy_schwarz import FrobeniusCauchySchwarz
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.multiple import Multiple
from theory.algebra.positivity.norm_of_sum import NormOfSum
from theory.algebra.positivity.operator_jensen import OperatorJensen
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.rayleigh_bound import RayleighBound
from theory.algebra.positivity.regularised_inverse import RegularisedInverse
from theory.algebra.positivity.spectral_bound import SpectralBound
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.trace_product import TraceProduct
from theory.algebra.positivity.weighted_square import WeightedSquare
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
    "TraceProduct",
    "WeightedSquare",
    "frobenius_bound",
    "kinds_of",
    "require_nonnegative",
    "require_semidefinite",
]
