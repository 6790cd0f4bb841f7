"""Deterministic matrix symbols of symbolic size that know their symmetry and definiteness.

They are SymPy ``MatrixSymbol``s: everything SymPy does with those works, and ``ask`` knows what they are.
"""

from functools import cache

from sympy import Inverse, MatMul, MatrixSymbol
from sympy.core.symbol import Str

from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["PositiveDefiniteMatrix", "PositiveSemidefiniteMatrix", "SymmetricMatrix"]


class SymmetricMatrix(MatrixSymbol):
    """A symmetric real d×d matrix symbol: ``A.T`` is ``A``.

    ``SymmetricMatrix("A", d)``; the three-argument form ``("A", d, d)`` is what SymPy rebuilds it with. Unequal
    sizes are legal only halfway through a substitution (``subs`` replaces them one after the other).

    >>> from theorycheck import SymmetricMatrix
    >>> A = SymmetricMatrix("A", 3)
    >>> A.T == A
    True
    """

    def __new__(cls, name: str | Str, n: Expression, m: Expression = None) -> "SymmetricMatrix":
        _teach()
        return super().__new__(cls, name, n, n if m is None else m)

    def _eval_transpose(self) -> "SymmetricMatrix":
        return self

    def _eval_adjoint(self) -> "SymmetricMatrix":
        return self

    def _eval_conjugate(self) -> "SymmetricMatrix":
        return self


def _kept(a: Expression, b: Expression) -> MatMul | None:
    """The product a·b as it is written, where SymPy would let P·P⁻¹ cancel although P may be singular."""
    left, right = (x.args if isinstance(x, MatMul) else (x,) for x in (a, b))
    for p, q in ((left[-1], right[0]), (right[0], left[-1])):
        if type(p) is PositiveSemidefiniteMatrix and isinstance(q, Inverse) and q.arg == p:
            return MatMul(*left, *right, evaluate=False)
    return None


class PositiveSemidefiniteMatrix(SymmetricMatrix):
    """A symmetric matrix symbol with A ⪰ 0, possibly singular.

    >>> from theorycheck import PositiveSemidefiniteMatrix
    >>> Psi = PositiveSemidefiniteMatrix("Psi", 3)
    >>> Psi.T == Psi, Psi.shape
    (True, (3, 3))
    """

    _op_priority = 12.0

    def __mul__(self, other: Expression) -> Expression:
        return _kept(self, other) or super().__mul__(other)

    def __rmul__(self, other: Expression) -> Expression:
        return _kept(other, self) or super().__rmul__(other)


class PositiveDefiniteMatrix(PositiveSemidefiniteMatrix):
    """A symmetric matrix symbol with A ≻ 0, hence invertible.

    >>> from sympy import Q, ask, symbols
    >>> from theorycheck import PositiveDefiniteMatrix
    >>> H = PositiveDefiniteMatrix("H", symbols("d", integer=True, positive=True))
    >>> H.T == H, ask(Q.positive_definite(H))
    (True, True)
    """


def _always(expr: Expression, assumptions: Expression) -> bool:
    return True


@cache
def _teach() -> None:
    """Tell SymPy's predicates of the kinds, once there is a symbol of one: loading them takes a tenth of a second."""
    from sympy.assumptions.predicates.matrices import InvertiblePredicate, PositiveDefinitePredicate, SymmetricPredicate

    for predicate, kind in (
        (SymmetricPredicate, SymmetricMatrix),
        (PositiveDefinitePredicate, PositiveDefiniteMatrix),
        (InvertiblePredicate, PositiveDefiniteMatrix),
    ):
        predicate.register(kind)(_always)
