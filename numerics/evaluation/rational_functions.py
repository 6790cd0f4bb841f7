"""Arithmetic in ℚ(t₁, …, tₙ): closed forms that are rational in some letters, as quotients of coprime polynomials."""

from fractions import Fraction

import numpy as np
import sympy
from sympy import ZZ
from sympy.polys.fields import FracElement, field

from numerics.evaluation.pivoting import entrywise, inverse_by_elimination
from numerics.values.number_types import Number

__all__ = ["RationalFunctions"]

_NODES = (
    sympy.Symbol,
    sympy.MatrixSymbol,
    sympy.Rational,
    sympy.Add,
    sympy.Mul,
    sympy.Pow,
    sympy.MatAdd,
    sympy.MatMul,
    sympy.MatPow,
    sympy.Transpose,
    sympy.Trace,
    sympy.Identity,
    sympy.ZeroMatrix,
    sympy.BlockMatrix,
    sympy.MatrixBase,
    sympy.matrices.expressions.matexpr.MatrixElement,
)
"""What the arithmetic can carry out. Others, such as ``Max``, would compare polynomials by their printed order."""


class RationalFunctions:
    """An ``Arithmetic`` for ``numerics.evaluation.walk.Evaluation``, over object arrays of elements of ℚ(t₁, …, tₙ).

    ``letters`` are t₁ … tₙ themselves.
    """

    def __init__(self, count: int) -> None:
        self.field, *letters = field([f"t{i}" for i in range(1, count + 1)], ZZ)
        self.letters: tuple[FracElement, ...] = tuple(letters)

    @staticmethod
    def admits(node: sympy.Basic) -> bool:
        """Whether a node (not what is below it) is one that this arithmetic can carry out."""
        return isinstance(node, _NODES)

    def array(self, a: Number, what: object = "it") -> Number:
        return entrywise(lambda x: self._element(x, what), a)

    def number(self, n: sympy.Expr) -> Number:
        if not isinstance(n, sympy.Rational):
            raise _fail(n, "is not rational", "compare to many digits instead")
        return self._element(Fraction(int(n.p), int(n.q)), n)

    def power(self, base: Number, exponent: Number, what: object) -> Number:
        return np.vectorize(lambda b, e: self._power(b, e, what), otypes=[object])(base, exponent)[()]

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        return inverse_by_elimination(a, self.array(np.eye(len(a), dtype=int)), bool, what)

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        raise _fail(what, "has a root or spectrum, which is not rational", "compare to many digits instead")

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        return self.eigh(a, what)[0]

    def apply(self, name: str, x: Number, what: object) -> Number:
        raise _fail(what, "is not rational", "compare to many digits instead")

    def _element(self, x: Number, what: object) -> FracElement:
        if isinstance(x, FracElement):
            return x
        if isinstance(x, int | np.integer | Fraction):
            exact = x if isinstance(x, Fraction) else Fraction(int(x))
            return self.field(exact.numerator) / self.field(exact.denominator)
        raise _fail(what, f"holds {x}, which is not exact", "give whole numbers and fractions")

    def _power(self, base: FracElement, exponent: Number, what: object) -> FracElement:
        if isinstance(exponent, FracElement):
            if not (exponent.numer.is_ground and exponent.denom.is_ground):
                raise _fail(what, "has a varying exponent", "compare to many digits instead")
            exponent = Fraction(int(exponent.numer.LC), int(exponent.denom.LC))
        if exponent != int(exponent):
            raise _fail(what, "has no exact value (a root)", "compare to many digits instead")
        if not base and exponent < 0:
            raise _fail(what, "divides by zero", "choose values at which its denominator is not 0")
        return base ** int(exponent)


def _fail(what: object, fault: str, remedy: str) -> ValueError:
    message = f"{what} {fault}: {remedy}"
    return ValueError(message)
