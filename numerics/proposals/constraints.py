"""Quadratics of a matrix V under linear equations V A = B, A V = B or tr(M V) = b."""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Eq

from theory.algebra.signs.shapes import normal
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.inverses import divide, invert_matrix
from theory.algebra.words.letters import is_one, matrix_letter
from theory.algebra.words.normal_form import TracePolynomial
from theory.core.known import Context
from theory.rules.quadratics import Parts, parts_in

__all__ = ["Constraint", "constrained_minimiser", "constraint_on", "trace_constrained_minimiser"]


@dataclass(frozen=True)
class Constraint:
    """V·factor = value, or factor·V = value where it stands ``in_front``; neither holds V."""

    factor: TracePolynomial
    value: TracePolynomial
    in_front: bool


def constraint_on(variable: Expression, context: Context) -> Constraint | None:
    """The first hypothesis that is such an equation."""
    if not getattr(variable, "is_Matrix", False):
        return None
    V = matrix_letter(variable)
    # as stated: read as facts, D f = e is a value of e
    for left, right in ((r.lhs, r.rhs) for r in context.relations if isinstance(r, Eq)):
        for a, b in ((normal(left), normal(right)), (normal(right), normal(left))):
            if a is None or b is None or V in b.letters() or V.T in b.letters():
                continue
            for product, in_front in ((a, False), (a.transpose(), True)):
                found = _stripped(product, V.T if in_front else V)
                if found is not None:
                    factor = found.transpose() if in_front else found
                    return Constraint(factor, b, in_front)
    return None


def _stripped(product: TracePolynomial, V: Expression) -> TracePolynomial | None:
    """A from the word V A; also from a scalar, which is its own trace."""
    if len(product.terms) != 1:
        return None
    if product.is_scalar and not (is_one(V.rows) or is_one(V.cols)):
        return None  # the trace of a matrix
    (((scalars, loops, word), value),) = product.terms.items()
    spelled = loops[0] if product.is_scalar and len(loops) == 1 else word
    if product.is_scalar and spelled and spelled[0] is not V and spelled[-1].T is V:
        spelled = tuple(letter.T for letter in reversed(spelled))
    if scalars or not spelled or spelled[0] is not V or V in spelled[1:] or V.T in spelled[1:] or len(spelled) < 2:
        return None
    return TracePolynomial.product(spelled[1:]).times(value)


def trace_constrained_minimiser(parts: Parts, variable: Expression, context: Context) -> TracePolynomial | None:
    """V₀ + (b − tr(M V₀))/tr(M D) D with D = L⁻¹MᵀK⁻¹ under the first hypothesis tr(M V) = b; None without one."""
    for relation in context.relations:
        scalar = isinstance(relation, Eq) and not getattr(relation.lhs, "is_Matrix", False)
        stated = normal(relation.lhs - relation.rhs) if scalar and relation.has(variable) else None
        tie = None if stated is None else parts_in(stated, variable)
        if tie is None or tie.weights or len(parts.weights) != 1:
            continue
        left, right = map(invert_matrix, parts.weights[0])
        free = (left @ parts.linear.transpose() @ right).times(Fraction(-1, 2))
        along = left @ tie.linear.transpose() @ right
        missing = -tie.constant - (tie.linear @ free).trace()
        return free + along.scale(divide(missing, (tie.linear @ along).trace()))
    return None


def constrained_minimiser(parts: Parts, constraint: Constraint) -> TracePolynomial | None:
    """V₀ + (B − V₀A)(AᵀK⁻¹A)⁻¹AᵀK⁻¹ for tr(L V K Vᵀ) + tr(C V) and V A = B, V₀ the minimiser without it.

    The Lagrangian tr(L V K Vᵀ) + tr(C V) − 2 tr(Λ(V A − B)) is stationary there. Raises ValueError for what is not
    inverted.
    """
    if len(parts.weights) != 1:
        return None
    left, right = map(invert_matrix, parts.weights[0])
    free = (left @ parts.linear.transpose() @ right).times(Fraction(-1, 2))
    A, B = constraint.factor, constraint.value
    if constraint.in_front:
        return free + left @ A.transpose() @ invert_matrix(A @ left @ A.transpose()) @ (B - A @ free)
    return free + (B - free @ A) @ invert_matrix(A.transpose() @ right @ A) @ A.transpose() @ right
