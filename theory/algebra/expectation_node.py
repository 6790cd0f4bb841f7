"""The unevaluated expectation, as a SymPy node. The engine that evaluates it is connected in ``theory/__init__``."""

from collections.abc import Callable, Iterable
from typing import Any

from sympy import Basic, Expr, MatrixExpr, Tuple, default_sort_key, sympify

from theory.algebra.random import RandomMatrix, random_symbols

__all__ = ["Expectation", "MatrixExpectation", "connect_engine"]

Engine = Callable[[Basic, tuple[RandomMatrix, ...]], Basic]
_engine: Engine | None = None


def connect_engine(engine: Engine) -> None:
    """Say which function turns (integrand, given) into a closed form (called once, on ``import theory``)."""
    global _engine  # the one joint between algebra and moments
    _engine = engine


class Expectation(Expr):
    """E[expr] over every random symbol in ``expr``, not evaluated; ``.doit()`` gives the closed form.

    With ``given=[X]`` it is the conditional expectation E[expr | X]: X is left, every other random symbol is
    integrated. It is random itself, and may stand inside another expectation. ``expr`` is scalar or matrix valued; a
    matrix gives a :class:`MatrixExpectation`, which is a ``MatrixExpr``. Constants belong inside: SymPy's matrix
    operators evaluate the nodes they contain. Any integrand may be stated (and sampled); ``.doit()`` raises
    ``UnsupportedExpressionError`` where it is not a polynomial in the random symbols that are integrated.
    """

    is_commutative = True

    def __new__(cls, expr: Any, given: Iterable[Any] = ()) -> "Expectation":
        expr, kept = sympify(expr), _conditions(given)
        kind = MatrixExpectation if getattr(expr, "is_Matrix", False) else Expectation
        return Basic.__new__(kind, expr, *([Tuple(*kept)] if kept else []))

    @property
    def integrand(self) -> Basic:
        return self.args[0]

    @property
    def given(self) -> tuple[RandomMatrix, ...]:
        """The random symbols that are left, sorted; empty for an unconditional expectation."""
        return tuple(self.args[1]) if len(self.args) > 1 else ()

    @property
    def free_symbols(self) -> set[Basic]:
        """Free symbols of the integrand and of the laws; the random symbols that are integrated are bound."""
        laws = (a for x in random_symbols(self.integrand) for a in x.args[1:])
        symbols = set().union(*(a.free_symbols for a in laws), self.integrand.free_symbols, self.given)
        return {s for s in symbols if not isinstance(s, RandomMatrix) or s in self.given}

    def doit(self, **hints: Any) -> Basic:
        if _engine is None:
            message = "no expectation engine is connected: import theory, not theory.algebra alone"
            raise RuntimeError(message)
        return _engine(self.integrand, self.given)

    def _eval_derivative(self, symbol: Any) -> Basic:
        return self.doit().diff(symbol)

    def _sympystr(self, printer: Any) -> str:
        given = f", given=[{', '.join(map(str, self.given))}]" if self.given else ""
        return f"Expectation({printer.doprint(self.integrand)}{given})"


class MatrixExpectation(Expectation, MatrixExpr):
    """E[expr] for a matrix-valued ``expr``; built by :class:`Expectation`."""

    @property
    def shape(self) -> tuple[Any, Any]:
        return self.args[0].shape

    def _eval_transpose(self) -> "Expectation":
        return Expectation(self.integrand.T, self.given)


def _conditions(given: Iterable[Any]) -> list[RandomMatrix]:
    """The random symbols among the conditions: what has been replaced by a constant conditions on nothing."""
    conditions = {sympify(x) for x in ([given] if isinstance(given, MatrixExpr) else given)}
    random = [x for x in conditions if random_symbols(x)]
    for x in random:
        if not isinstance(x, RandomMatrix):
            message = f"given holds {x}: condition on random symbols, not on expressions in them"
            raise ValueError(message)
    return sorted(random, key=default_sort_key)
