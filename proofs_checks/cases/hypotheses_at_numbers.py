"""Do these numbers satisfy the hypotheses of a theorem?"""

from collections.abc import Mapping
from functools import cache

import numpy as np
from sympy import Basic, Eq, Ge, Gt, Le, Lt, Ne, Q, sympify
from sympy.assumptions import AppliedPredicate
from sympy.logic.boolalg import And, Or

from numerics.evaluation.walk import evaluate
from numerics.points.hypotheses import holds
from numerics.values.kinds import kind_of
from numerics.values.number_types import Number
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Assumption, Theorem, moments_exist

__all__ = ["broken_hypothesis", "failing_assumption", "margin_of", "relations_of", "relative_margin"]


@cache
def relations_of(theorem: Theorem) -> tuple[tuple[Assumption, Basic], ...]:
    """The hypotheses that numbers decide, with the notation expanded; laws, given as sentences, are not among them."""
    found = []
    for assumption in theorem.assumptions:
        if isinstance(assumption.relation, str):
            continue
        found.append((assumption, theorem.unfolded(sympify(assumption.relation))))
    # what the existence of moments of inverses asks of the sizes need not be spelled out by the author
    for statement in theorem.statements:
        nodes = {n for e in theorem.unfold(statement).expressions() for n in e.atoms(Expectation)}
        # few nodes need anything, and printing one to sort it takes a while
        needed = {n: conditions for n in nodes if (conditions := moments_exist(n))}
        found += [(a, a.relation) for n in sorted(needed, key=str) for a in needed[n]]
    return tuple(dict.fromkeys(found))


def failing_assumption(theorem: Theorem, values: Mapping[Expression, Number]) -> Assumption | None:
    """The first hypothesis that fails at these values, or None.

    Raises ValueError for one that numbers cannot decide.
    """
    for assumption, relation in relations_of(theorem):
        if not holds(relation, values):
            return assumption
    return None


def broken_hypothesis(theorem: Theorem, values: Mapping[Expression, Number]) -> str:
    """The name of a hypothesis that fails at these values, that a matrix is ≻ 0 included; empty if there is none."""
    for symbol, value in values.items():
        if kind_of(symbol).definite and not holds(Q.positive_definite(symbol), {symbol: value}):
            return f"{symbol} ≻ 0"
    failing = failing_assumption(theorem, values)
    return "" if failing is None else failing.name


def margin_of(relation: Basic, values: Mapping[Expression, Number]) -> tuple[bool, float]:
    """Whether a hypothesis holds at these values, and by how much: negative where it does not.

    The margin of ``a > b`` is a − b (the least over the entries), of ``a = b`` it is −max|a − b|, of a definite matrix
    λ_min/max|A|, of an invertible one the least singular value over max|A|, which is never negative; of several that
    are to hold together it is the smallest. Raises ValueError for other relations.
    """
    return holds(relation, values), _margin(relation, values)


def relative_margin(relation: Basic, values: Mapping[Expression, Number]) -> float:
    """The margin as a share of the larger side, from −1 to 1 where the sides have one sign; the least of several.

    Of a definite or invertible matrix it is the margin, as it is. Raises ValueError for relations without a margin.
    """
    if isinstance(relation, And | Or):
        shares = [relative_margin(a, values) for a in relation.args]
        return min(shares) if isinstance(relation, And) else max(shares)
    margin = _margin(relation, values)
    if isinstance(relation, AppliedPredicate):
        return margin
    sides = [np.asarray(evaluate(side, values), dtype=np.float64) for side in relation.args]
    size = max(float(np.abs(side).max()) for side in sides)
    return margin / size if size else 0.0


def _margin(relation: Basic, values: Mapping[Expression, Number]) -> float:
    if isinstance(relation, And | Or):
        margins = [_margin(a, values) for a in relation.args]
        return min(margins) if isinstance(relation, And) else max(margins)
    if isinstance(relation, AppliedPredicate) and relation.function == Q.positive_definite:
        a = np.asarray(evaluate(relation.arguments[0], values), dtype=np.float64)
        return float(np.linalg.eigvalsh(a)[0]) / (float(np.abs(a).max()) or 1.0)
    if isinstance(relation, AppliedPredicate) and relation.function == Q.invertible:
        a = np.asarray(evaluate(relation.arguments[0], values), dtype=np.float64)
        return float(np.linalg.svd(a, compute_uv=False)[-1]) / (float(np.abs(a).max()) or 1.0)
    if isinstance(relation, Gt | Ge | Lt | Le | Eq | Ne):
        left, right = (np.asarray(evaluate(side, values), dtype=np.float64) for side in relation.args)
        if isinstance(relation, Eq):
            return -float(np.abs(left - right).max())
        if not isinstance(relation, Ne):
            return float((left - right if isinstance(relation, Gt | Ge) else right - left).min())
    message = (
        f"the hypothesis {relation} has no margin: give an inequality, an equation, Q.positive_definite(H) or "
        "Q.invertible(A)"
    )
    raise ValueError(message)
