"""Written by examples/stubs.py."""

from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz as CauchySchwarz
from theory.algebra.positivity.certificate import Certificate as Certificate
from theory.algebra.positivity.certificate import NotCertifiedError as NotCertifiedError
from theory.algebra.positivity.certificate import kinds_of as kinds_of
from theory.algebra.positivity.certificate import require_nonnegative as require_nonnegative
from theory.algebra.positivity.certificate import require_semidefinite as require_semidefinite
from theory.algebra.positivity.combination import Combination as Combination
from theory.algebra.positivity.exponential_tangent import ExponentialTangent as ExponentialTangent
from theory.algebra.positivity.frobenius_bound import frobenius_bound as frobenius_bound
from theory.algebra.positivity.frobenius_cauchy_schwarz import FrobeniusCauchySchwarz as FrobeniusCauchySchwarz
from theory.algebra.positivity.low_rank_error import LowRankError as LowRankError
from theory.algebra.positivity.mean import Mean as Mean
from theory.algebra.positivity.multiple import Multiple as Multiple
from theory.algebra.positivity.norm_of_sum import NormOfSum as NormOfSum
from theory.algebra.positivity.operator_jensen import OperatorJensen as OperatorJensen
from theory.algebra.positivity.product import Product as Product
from theory.algebra.positivity.rayleigh_bound import RayleighBound as RayleighBound
from theory.algebra.positivity.regularised_inverse import RegularisedInverse as RegularisedInverse
from theory.algebra.positivity.spectral_bound import SpectralBound as SpectralBound
from theory.algebra.positivity.square import Square as Square
from theory.algebra.positivity.termwise import Termwise as Termwise
from theory.algebra.positivity.trace_bound import TraceBound as TraceBound
from theory.algebra.positivity.trace_product import TraceProduct as TraceProduct
from theory.algebra.positivity.weighted_square import WeightedSquare as WeightedSquare
from theory.core.premises import FromTheorem as FromTheorem

__all__ = [
    "CauchySchwarz",
    "Certificate",
    "Combination",
    "ExponentialTangent",
    "FrobeniusCauchySchwarz",
    "FromTheorem",
    "LowRankError",
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
