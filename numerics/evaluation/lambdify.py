"""Closed forms as NumPy functions, for where one expression is evaluated many thousand times."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import sympy
from sympy import Basic, Identity, MatrixSymbol, Symbol, ZeroMatrix
from sympy.printing.numpy import NumPyPrinter

from numerics.values.binding import bind, leaves
from numerics.values.number_types import Number
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["compiled"]


class _Printer(NumPyPrinter):
    def _print_Trace(self, expr: Expression) -> str:
        return f"numpy.trace({self._print(expr.arg)})"


def compiled(
    expressions: Sequence[Basic], variables: Sequence[Basic], values: Mapping[Expression, Number]
) -> Callable[..., Number]:
    """The expressions as one function of the variables' values, everything else fixed at ``values``.

    The function takes an array for each matrix and a number for each scalar, in float64 and one at a time, and
    returns a list. For sums, products, powers, transposes, traces and inverses; ``evaluate`` knows and checks more.
    """
    known = bind(frozenset().union(*map(leaves, expressions), variables), values)
    names: dict[Basic, Basic] = {}
    fixed: list[Number] = []
    for node in sorted(known, key=str):
        names[node] = _safe(node, len(names))
        if node not in variables:
            fixed.append((names[node], _as_float(known[node])))
    constants = {n for e in expressions for n in e.atoms(Identity, ZeroMatrix)}
    for node in sorted(constants, key=str):
        names[node] = MatrixSymbol(f"k{len(names)}", *node.shape)
        array = np.zeros([int(n.subs({s: known[s] for s in n.free_symbols})) for n in node.shape])
        fixed.append((names[node], np.eye(*array.shape) if isinstance(node, Identity) else array))
    arguments = [names[v] for v in variables] + [symbol for symbol, _ in fixed]
    function = sympy.lambdify(arguments, [e.xreplace(names) for e in expressions], modules="numpy", printer=_Printer())
    rest = [value for _, value in fixed]
    return lambda *moving: function(*moving, *rest)


def _safe(node: Basic, index: int) -> Basic:
    return MatrixSymbol(f"m{index}", *node.shape) if isinstance(node, MatrixSymbol) else Symbol(f"s{index}")


def _as_float(value: Number) -> Number:
    array = np.asarray(value)
    return array.astype(np.float64) if array.ndim else float(value)
