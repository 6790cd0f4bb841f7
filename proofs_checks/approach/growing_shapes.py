"""Limits in sizes that are dimensions: matrices that grow have no value, multiples of the identity need none."""

from collections.abc import Iterator
from dataclasses import replace

from sympy import Basic, Identity, MatrixExpr, MatrixSymbol, ZeroMatrix, sympify

from numerics.values.binding import leaves
from numerics.values.kinds import may_vanish
from proofs_checks.cases.sampleable import closed
from theory.core.substitution import replaced
from theory.rules.rewriting import expanded
from theory.statements import Limit

__all__ = ["growing_matrices", "holds_growing_shapes", "without_growing_shapes"]


def growing_matrices(statement: Limit) -> tuple[MatrixSymbol, ...]:
    """The matrix symbols of which a size is a variable of the limit."""
    symbols = leaves(statement.expression, statement.value)
    return tuple(s for s in symbols if isinstance(s, MatrixSymbol) and _grows(s, statement))


def holds_growing_shapes(statement: Limit) -> bool:
    """Whether anything of a varying shape, an identity for example, is left."""
    nodes = statement.expression.atoms(MatrixExpr) | {statement.expression}
    return any(_grows(node, statement) for node in nodes if isinstance(node, MatrixExpr))


def without_growing_shapes(statement: Limit) -> Iterator[tuple[str, Limit]]:
    """The limit at matrices that have a value at every size: the identity where square, else 0; and 0 where allowed.

    With each, what was put in ("H = I, b = 0"; empty where no symbol grows).
    """
    symbols = sorted(growing_matrices(statement), key=str)
    choices = [{s: _plain(s) for s in symbols}]
    if any(may_vanish(s) for s in symbols):
        choices.append({s: _zero(s) if may_vanish(s) else _plain(s) for s in symbols})
    for choice in choices:
        label = ", ".join(f"{s} = {'0' if isinstance(m, ZeroMatrix) else 'I'}" for s, m in choice.items())
        expression, value = (expanded(replaced(e, choice)) for e in (statement.expression, statement.value))
        yield label, replace(statement, expression=closed(expression), value=value)


def _grows(matrix: MatrixExpr, statement: Limit) -> bool:
    return any(sympify(n).has(*statement.variables) for n in matrix.shape)


def _plain(symbol: MatrixSymbol) -> Basic:
    return Identity(symbol.rows) if symbol.rows == symbol.cols else _zero(symbol)


def _zero(symbol: MatrixSymbol) -> Basic:
    return ZeroMatrix(*symbol.shape)
