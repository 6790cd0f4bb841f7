"""Simultaneous substitution that leaves roots what they are."""

from collections.abc import Mapping

from sympy import Basic, Identity, MatPow, MatrixSymbol

from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["substituted"]


def substituted(expression: Expression, mapping: Mapping[Basic, Expression]) -> Expression:
    """``xreplace``. Raises UnsupportedExpressionError where it would put a product or power under a matrix root.

    SymPy takes (G²)^½ for G, which it is for G ⪰ 0 only: it does so in every later product that holds it.
    """
    if not mapping:
        return expression
    for node in expression.atoms(MatPow):
        if node.exp.is_integer:
            continue
        base = node.base.xreplace(dict(mapping))
        if base != node.base and not isinstance(base, MatrixSymbol | Identity):
            message = f"{base} would come under the root {node}: state the root of a matrix symbol"
            raise UnsupportedExpressionError(message)
    return expression.xreplace(dict(mapping))
