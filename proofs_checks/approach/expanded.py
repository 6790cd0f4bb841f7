"""Limits with roots, logarithms and exponentials: the expression as an asymptotic series along a path, with bounds."""

from collections.abc import Mapping
from fractions import Fraction

from sympy import Basic, oo

from numerics.evaluation.asymptotic_series import Series
from numerics.evaluation.asymptotics import Asymptotics
from numerics.evaluation.enclosures import Undecided
from numerics.evaluation.pivoting import entrywise
from numerics.evaluation.walk import Evaluation
from numerics.values.number_types import Number
from proofs_checks.approach.paths import Path
from proofs_checks.approach.seen_on_path import Finding, judged
from theory.statements import Limit

__all__ = ["expanded_along"]


def expanded_along(statement: Limit, path: Path, constants: Mapping[Basic, Number], claimed: Number) -> Finding:
    """The limit along a path, exact or enclosed, beside the claimed one.

    Raises ValueError where the expression has no value or too much cancels.
    """
    if max(path.levels):
        message = "one variable after the other, which only rational functions are followed through"
        raise Undecided(message)
    sizes = path.sizes((Series({(1, 0): Fraction(1)}),))
    variables = {v: n if statement.to == oo else 1 / n for v, n in zip(statement.variables, sizes, strict=True)}
    value = Evaluation({**constants, **variables}, Asymptotics())(statement.expression)
    return judged(entrywise(Series.limit, value), claimed)
