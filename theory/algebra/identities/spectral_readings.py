"""What the normal form and the reading entry by entry make of nodes of the spectrum; connected by importing this."""

from theory.algebra.identities.explicit import register_reading
from theory.algebra.signs import is_definite, is_semidefinite
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.spectral import SpectralSum, connect_signs
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, register_conversion

__all__: list[str] = []


def _as_trace_if_rational(node: SpectralSum) -> Expression:
    try:
        return node.as_trace()
    except UnsupportedExpressionError:
        return None


register_conversion(SpectralSum, _as_trace_if_rational)
register_reading(SpectralSum, SpectralSum.as_trace)
connect_signs(lambda matrix: is_semidefinite(from_sympy(matrix)), lambda matrix: is_definite(from_sympy(matrix)))
