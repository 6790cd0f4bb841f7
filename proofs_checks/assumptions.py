"""Do these numbers satisfy the hypotheses of a theorem?"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from sympy import Basic, Eq, Ge, Gt, Le, Lt, Ne, Q
from sympy.assumptions import AppliedPredicate
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or

from numerics.independent.walk import evaluate
from numerics.tolerances import SPECTRAL_SLACK, SYMMETRY
from theory.algebra.expectation_node import Expectation
from theory.algebra.symbols import PositiveDefiniteMatrix
from theory.moments.existence import moments_exist
from theory.statement import Assumption, Theorem

__all__ = ["broken_hypothesis", "failing_assumption", "margin_of", "relations_of"]

_COMPARE = {
    Gt: lambda a, b: a > b,
    Ge: lambda a, b: a >= b,
    Lt: lambda a, b: a < b,
    Le: lambda a, b: a <= b,
    Eq: lambda a, b: a == b,
    Ne: lambda a, b: a != b,
}


@cache
def relations_of(theorem: Theorem) -> tuple[tuple[Assumption, Basic], ...]:
    """The hypotheses that numbers decide, with the notation expanded; laws, given as sentences, are not among them."""
    definitions = tuple(reversed(theorem.notation))
    found = []
    for assumption in theorem.assumptions:
        if isinstance(assumption.relation, str):
            continue
        relation = assumption.relation
        for symbol, definition in definitions:
            relation = relation.xreplace({symbol: definition})
        found.append((assumption, relation))
    # what the existence of moments of inverses asks of the sizes need not be spelled out by the author
    for statement in theorem.statements:
        nodes = {n for e in theorem.unfold(statement).expressions() for n in e.atoms(Expectation)}
        # few nodes need anything, and printing one to sort it takes a while
        needed = {n: conditions for n in nodes if (conditions := moments_exist(n))}
        found += [(a, a.relation) for n in sorted(needed, key=str) for a in needed[n]]
    return tuple(dict.fromkeys(found))


def failing_assumption(theorem: Theorem, values: Mapping[Any, Any]) -> Assumption | None:
    """The first hypothesis that fails at these values, or None.

    Raises ValueError for one that numbers cannot decide.
    """
    for assumption, relation in relations_of(theorem):
        if not _holds(relation, values):
            return assumption
    return None


def broken_hypothesis(theorem: Theorem, values: Mapping[Any, Any]) -> str:
    """The name of a hypothesis that fails at these values, that a matrix is ≻ 0 included; empty if there is none."""
    for symbol, value in values.items():
        if isinstance(symbol, PositiveDefiniteMatrix) and not _holds(Q.positive_definite(symbol), {symbol: value}):
            return f"{symbol} ≻ 0"
    failing = failing_assumption(theorem, values)
    return "" if failing is None else failing.name


def margin_of(relation: Basic, values: Mapping[Any, Any]) -> tuple[bool, float]:
    """Whether a hypothesis holds at these values, and by how much: negative where it does not.

    The margin of ``a > b`` is a − b (the least over the entries), of ``a = b`` it is −max|a − b|, of a definite matrix
    λ_min/max|A|; of several that are to hold together it is the smallest. Raises ValueError for other relations.
    """
    return _holds(relation, values), _margin(relation, values)


def _margin(relation: Basic, values: Mapping[Any, Any]) -> float:
    if isinstance(relation, And | Or):
        margins = [_margin(a, values) for a in relation.args]
        return min(margins) if isinstance(relation, And) else max(margins)
    if isinstance(relation, AppliedPredicate) and relation.function == Q.positive_definite:
        a = np.asarray(evaluate(relation.arguments[0], values), dtype=np.float64)
        return float(np.linalg.eigvalsh(a)[0]) / (float(np.abs(a).max()) or 1.0)
    if type(relation) in _COMPARE:
        left, right = (np.asarray(evaluate(side, values), dtype=np.float64) for side in relation.args)
        if isinstance(relation, Eq):
            return -float(np.abs(left - right).max())
        if not isinstance(relation, Ne):
            return float((left - right if isinstance(relation, Gt | Ge) else right - left).min())
    message = f"the hypothesis {relation} has no margin: give an inequality, an equation or Q.positive_definite(H)"
    raise ValueError(message)


def _holds(relation: Basic, values: Mapping[Any, Any]) -> bool:
    if isinstance(relation, BooleanTrue | BooleanFalse):
        return bool(relation)
    if isinstance(relation, And):
        return all(_holds(a, values) for a in relation.args)
    if isinstance(relation, Or):
        return any(_holds(a, values) for a in relation.args)
    if isinstance(relation, Not):
        return not _holds(relation.args[0], values)
    if isinstance(relation, AppliedPredicate):
        return _predicate_holds(relation, values)
    if type(relation) in _COMPARE:
        return bool(np.all(_COMPARE[type(relation)](*(evaluate(side, values) for side in relation.args))))
    message = f"the hypothesis {relation} is a {type(relation).__name__}: give a relation such as sigma2 > 0"
    raise ValueError(message)


def _predicate_holds(relation: AppliedPredicate, values: Mapping[Any, Any]) -> bool:
    if len(relation.arguments) == 1:
        a = np.atleast_2d(np.asarray(evaluate(relation.arguments[0], values), dtype=np.float64))
        scale = float(np.abs(a).max())
        symmetric = a.shape[0] == a.shape[1] and bool(np.abs(a - a.T).max() <= SYMMETRY * scale)
        match relation.function:
            case Q.symmetric:
                return symmetric
            case Q.positive_definite:
                return symmetric and bool(np.linalg.eigvalsh(a)[0] > SPECTRAL_SLACK * scale)
            case Q.invertible:
                return a.shape[0] == a.shape[1] and bool(np.linalg.matrix_rank(a) == len(a))
            case Q.positive:
                return bool((a > 0).all())
            case Q.nonnegative:
                return bool((a >= 0).all())
    message = (
        f"the hypothesis {relation} cannot be computed: give a relation such as sigma2 > 0, or Q.positive_definite(H)"
    )
    raise ValueError(message)
