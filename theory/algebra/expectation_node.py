"""The unevaluated expectation, as a SymPy node. The engine that evaluates it is connected in ``theory/__init__``."""

from collections.abc import Callable
from typing import Any

from sympy import Basic, Expr, MatrixExpr, sympify

from theory.algebra.random import MatrixNormal, random_symbols

__all__ = ["Expectation", "MatrixExpectation", "connect_engine"]

_engine: Callable[[Basic], Basic] | None = None


def connect_engine(engine: Callable[[Basic], Basic]) -> None:
    """Say which function turns an integrand into its closed form (called once, on ``import theory``)."""
    global _engine  # the one joint between algebra and moments
    _engine = engine


class Expectation(Expr):
    """E[expr] over every random symbol in ``expr``, not evaluated; ``.doit()`` gives the closed form.

    ``expr`` is scalar or matrix valued; a matrix gives a :class:`MatrixExpectation`, which is a ``MatrixExpr``.
    Constants belong inside: SymPy's matrix operators evaluate the nodes they contain. Any integrand may be stated
    (and sampled); ``.doit()`` raises ``UnsupportedExpressionError`` where it is not a polynomial in the random
    symbols.
    """

    is_commutative = True

    def __new__(cls, expr: Any) -> "Expectation":
        expr = sympify(expr)
        kind = MatrixExpectation if getattr(expr, "is_Matrix", False) else Expectation
        return Basic.__new__(kind, expr)

    @property
    def integrand(self) -> Basic:
        return self.args[0]

    @property
    def free_symbols(self) -> set[Basic]:
        """Free symbols of the integrand and of the laws; the random symbols themselves are bound."""
        random = random_symbols(self.integrand)
        parameters = set().union(*(a.free_symbols for x in random for a in x.args[1:]), self.integrand.free_symbols)
        return {s for s in parameters if not isinstance(s, MatrixNormal)}

    def doit(self, **hints: Any) -> Basic:
        if _engine is None:
            message = "no expectation engine is connected: import theory, not theory.algebra alone"
            raise RuntimeError(message)
        return _engine(self.integrand)


class MatrixExpectation(Expectation, MatrixExpr):
    """E[expr] for a matrix-valued ``expr``; built by :class:`Expectation`."""

    @property
    def shape(self) -> tuple[Any, Any]:
        return self.args[0].shape

    def _eval_transpose(self) -> "Expectation":
        return Expectation(self.integrand.T)
