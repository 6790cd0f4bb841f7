"""Deterministic matrix symbols of symbolic size that know their symmetry and definiteness.

They are SymPy ``MatrixSymbol``s: everything SymPy does with those works, and ``ask`` knows what they are.
"""

from typing import Any

from sympy import MatrixSymbol
from sympy.assumptions.predicates.matrices import InvertiblePredicate, PositiveDefinitePredicate, SymmetricPredicate
from sympy.core.symbol import Str

__all__ = ["PositiveDefiniteMatrix", "PositiveSemidefiniteMatrix", "SymmetricMatrix"]


class SymmetricMatrix(MatrixSymbol):
    """A symmetric real d×d matrix symbol: ``A.T`` is ``A``.

    ``SymmetricMatrix("A", d)``; the three-argument form ``("A", d, d)`` is what SymPy rebuilds it with. Unequal
    sizes are legal only halfway through a substitution (``subs`` replaces them one after the other).
    """

    def __new__(cls, name: str | Str, n: Any, m: Any = None) -> "SymmetricMatrix":
        return super().__new__(cls, name, n, n if m is None else m)

    def _eval_transpose(self) -> "SymmetricMatrix":
        return self

    def _eval_adjoint(self) -> "SymmetricMatrix":
        return self

    def _eval_conjugate(self) -> "SymmetricMatrix":
        return self


class PositiveSemidefiniteMatrix(SymmetricMatrix):
    """A symmetric matrix symbol with A ⪰ 0, possibly singular."""


class PositiveDefiniteMatrix(PositiveSemidefiniteMatrix):
    """A symmetric matrix symbol with A ≻ 0, hence invertible."""


def _always(expr: Any, assumptions: Any) -> bool:
    return True


for _predicate, _kind in (
    (SymmetricPredicate, SymmetricMatrix),
    (PositiveDefinitePredicate, PositiveDefiniteMatrix),
    (InvertiblePredicate, PositiveDefiniteMatrix),
):
    _predicate.register(_kind)(_always)
