"""Inverses of random matrices replaced by their tangents, under the expectation."""

from collections.abc import Iterator

from sympy import Basic, Inverse, MatrixExpr, Trace

from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.operator_jensen import OperatorJensen
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import random_symbols
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.inverses import invert_matrix
from theory.core.substitution import replaced
from theory.moments.closed_form import integrated
from theory.rules import Below
from theory.rules.quadratics import HALF, parts_in

__all__ = ["tangent_steps"]


def tangent_steps(larger: Basic) -> Iterator[tuple[Basic, Below]]:
    """(what is left, the step): E[tr(L B⁻¹)] goes down to E[tr(L(2C − C B C))] at C = (E B)⁻¹.

    That is Jensen's inequality for the inverse, written as an inequality that holds for every value of B.
    """
    for node in sorted(larger.atoms(Expectation), key=str):
        if getattr(node, "is_Matrix", False) or node.given:
            continue
        for B in _inverted(node.integrand):
            step = _at_the_mean(node, B)
            if step is not None:
                lower, certificate = step
                to = replaced(larger, {node: lower})
                yield to, Below(to, (certificate,))


def _inverted(integrand: Basic) -> list[MatrixExpr]:
    """Random matrices that stand inverted."""
    found = [inverse.args[0] for inverse in integrand.atoms(Inverse) if random_symbols(inverse)]
    return sorted(found, key=str)


def _at_the_mean(node: Expectation, B: MatrixExpr) -> tuple[Expectation, Mean] | None:
    letter = SymmetricMatrix("the inverse", B.shape[0])
    try:
        parts = parts_in(from_sympy(replaced(node.integrand, {Inverse(B): letter})), letter)
        mean = to_sympy(invert_matrix(from_sympy(integrated(Expectation(B)))), matrix=True)
    except (UnsupportedExpressionError, ZeroDivisionError):
        return None
    if parts is None or parts.weights:
        return None
    weight = to_sympy((parts.linear + parts.linear.transpose()).times(HALF), matrix=True)
    tangent = Trace(weight * (2 * mean - mean * B * mean)) + to_sympy(parts.constant)
    return Expectation(tangent), Mean(OperatorJensen(B, mean, weight))
