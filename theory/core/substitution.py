"""Substitution that leaves expressions spelled as an author would have written them."""

from collections.abc import Mapping

from sympy import MatAdd, MatMul, MatrixExpr, Transpose, ZeroMatrix

from theory.algebra.vocabulary.simultaneous_substitution import substituted
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["replaced", "replaced_relation"]


def replaced(expression: Expression, mapping: Mapping[Expression, Expression]) -> Expression:
    """``xreplace``, after which no zero matrix is left in a sum or product."""
    found = substituted(expression, mapping)
    # most expressions hold none, and looking is several times cheaper than rebuilding
    return found.replace(_holds_zero, _without_zero) if found.has(ZeroMatrix) else found


def replaced_relation(relation: Expression, mapping: Mapping[Expression, Expression]) -> Expression:
    """A hypothesis about other symbols; a sentence about laws stays as it is."""
    return relation if isinstance(relation, str) else replaced(relation, mapping)


def _holds_zero(node: Expression) -> bool:
    return isinstance(node, MatAdd | MatMul | Transpose) and any(isinstance(a, ZeroMatrix) for a in node.args)


def _without_zero(node: MatrixExpr) -> MatrixExpr:
    rest = [a for a in node.args if not isinstance(a, ZeroMatrix)]
    if not isinstance(node, MatAdd) or not rest:
        return ZeroMatrix(*node.shape)
    return MatAdd(*rest) if len(rest) > 1 else rest[0]
