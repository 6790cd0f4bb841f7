"""How large the terms of an integrand are that may cancel: what rounding is to be measured by.

A sum or product of floats is off by at most a small multiple of 2⁻⁵³ times the same expression in absolute values
(N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1), however small it is itself.
Inverses, roots and functions enter with their values.
"""

from collections.abc import Mapping

import numpy as np
import sympy
from sympy import Basic, Function, MatPow, Pow

from numerics.independent.recomputed.another_rule import Floats, OverNodes, integrand_within
from numerics.independent.recomputed.fields import NoSecondValueError
from numerics.tolerances.sample_sizes import TERM_SIZE_DRAWS
from numerics.values.number_types import Number
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.spectral import MatrixScalar, SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["size_of_terms"]


def size_of_terms(expr: Basic, values: Mapping[Expression, Number]) -> float:
    """The root mean square of the integrand of ``expr`` in absolute values, of its largest entry.

    ``expr`` is linear in its expectations. Raises NoSecondValueError for what the second reading does not know.
    """
    integrand = integrand_within(sympy.sympify(expr))
    signed = _OverDraws({s.name: v for s, v in values.items()}, Floats(), {})
    with np.errstate(all="ignore"):
        try:
            signed(integrand)
            value = _Unsigned(signed)(integrand)
        except np.linalg.LinAlgError as error:
            message = f"{expr} has no value at a draw"
            raise NoSecondValueError(message) from error
        entries = value.flat if getattr(expr, "is_Matrix", False) else [value]
        return float(max(np.sqrt(np.mean(np.asarray(x, dtype=np.float64) ** 2)) for x in entries))


class _OverDraws(OverNodes):
    """Random matrices at random draws."""

    def _noise(self, integrand: Basic, order: list[RandomMatrix], shapes: list[tuple[int, int]]) -> list[np.ndarray]:
        return list(np.random.default_rng(0).standard_normal((sum(n * m for n, m in shapes), TERM_SIZE_DRAWS)))


class _AbsoluteFloats(Floats):
    def number(self, value: Number) -> Number:
        return abs(float(value))


class _Unsigned(OverNodes):
    """The reading in absolute values, which knows the signed one."""

    def __init__(self, signed: OverNodes) -> None:
        super().__init__(signed.values, _AbsoluteFloats(), {})
        self.signed = signed
        self.random = {symbol: _unsigned(value) for symbol, value in (signed.random or {}).items()}

    def __call__(self, node: Basic) -> Number:
        if self._cancels_inside(node):
            return _unsigned(self.signed(node))
        return super().__call__(node)

    @staticmethod
    def _cancels_inside(node: Basic) -> bool:
        """Whether absolute values inside would say nothing of the size outside, as under an inverse."""
        if isinstance(node, Pow | MatPow):
            return not (node.exp.is_Integer and node.exp >= 0)
        return isinstance(node, Function | MatrixScalar | SpectralSum)


def _unsigned(value: Number) -> Number:
    if not (isinstance(value, np.ndarray) and value.dtype == object):
        return np.abs(value)
    found = np.empty(value.shape, dtype=object)
    for index in np.ndindex(value.shape):
        found[index] = np.abs(value[index])
    return found
