"""A bound along rays: every multiple of the value of one symbol is looked at, the others held.

Where the difference of the sides is a rational function of the multiple, its roots say where it changes its sign, so
that no well is too narrow or too far away to be seen. That proposes points; they are judged like all others.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np
from sympy import Basic, Expr, Ge, Gt, Le, Lt, Ne, Symbol
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from numerics.evaluation.rational_functions import RationalFunctions
from numerics.evaluation.shared_nodes import with_shared_nodes
from numerics.evaluation.walk import Evaluation
from numerics.points.meeting import meets
from numerics.searches.sign_cells import sign_cells
from numerics.values.binding import leaves, sort_by_name
from numerics.values.kinds import in_kind
from numerics.values.number_types import Number
from proofs_checks.approach.constants import ValuesAtPoint, constant_parts
from proofs_checks.approach.rational import require_rational
from proofs_checks.cases.admissible import computable_relations
from proofs_checks.cases.sampleable import closed
from proofs_checks.cases.testable_claims import Claim
from theory.theorem_record import Theorem

__all__ = ["failures_along_rays"]

Point = Mapping[Basic, Number]


def failures_along_rays(theorem: Theorem, claim: Claim, point: Point) -> Iterator[dict[Basic, Number]]:
    """Admissible points on rays through ``point`` at which ``left ≤ right`` or ``left < right`` fails, simplest first.

    One ray for every symbol that is no whole number; those along which the sides are not rational are left out, and so
    are the orders of matrices. A claim may make an exception of such a point, which is left to the comparison.
    """
    sides = with_shared_nodes(closed(claim.left)), with_shared_nodes(closed(claim.right))
    relations = computable_relations(theorem)
    # what does not move along a ray has the value that it has at the point, along every ray
    fixed = ValuesAtPoint(point)
    for symbol in sort_by_name(leaves(*sides) & point.keys()):
        if isinstance(symbol, Symbol) and symbol.is_integer:
            continue
        # every number is a multiple of one
        unit = {**point, symbol: Fraction(1)} if isinstance(symbol, Symbol) else dict(point)
        concerned = [r for r in relations if symbol in leaves(r)]
        for multiple in _failing(claim.relation, sides, concerned, unit, symbol, fixed):
            there = {**unit, symbol: multiple * unit[symbol]}
            if in_kind(symbol, there[symbol]) and all(meets(there, r) for r in concerned):
                yield there


def _failing(
    relation: str,
    sides: tuple[Basic, Basic],
    hypotheses: list[Basic],
    unit: Point,
    symbol: Basic,
    fixed: ValuesAtPoint,
) -> Iterator[Fraction]:
    """The multiples at which the sides are in the wrong order, as many as there are signs to be told apart."""
    try:
        gap = _along_ray(sides, unit, symbol, fixed)
        # at 0 the kinds change, at their own roots the hypotheses
        cuts = [gap.numer, gap.denom, gap.field.ring.gens[0], *_cuts(hypotheses, unit, symbol, fixed)]
        multiples = sign_cells(cuts)
    except ValueError:
        return
    for t in multiples:
        below, value = _at(gap.denom, t), _at(gap.numer, t)
        if below and (value / below < 0 or (relation == "<" and value == 0)):
            yield t


def _cuts(hypotheses: list[Basic], unit: Point, symbol: Basic, fixed: ValuesAtPoint) -> Iterator[PolyElement]:
    for hypothesis in hypotheses:
        if isinstance(hypothesis, Gt | Ge | Lt | Le | Ne) and all(isinstance(side, Expr) for side in hypothesis.args):
            try:
                yield _along_ray((hypothesis.lhs, hypothesis.rhs), unit, symbol, fixed).numer
            except ValueError:
                continue


def _along_ray(sides: tuple[Basic, Basic], unit: Point, symbol: Basic, fixed: ValuesAtPoint) -> FracElement:
    """Right − left at t times the value of the symbol, as an element of ℚ(t). ValueError for what is not in it."""
    arithmetic = RationalFunctions(1)
    moving = {symbol: unit[symbol] * arithmetic.letters[0]}
    left, right = (_rational(side, moving, arithmetic, fixed) for side in sides)
    gap = np.asarray(right - left, dtype=object)
    if gap.size != 1:
        message = "the sides are matrices, whose order is no sign of a number: give scalars"
        raise ValueError(message)
    return arithmetic.array(gap.flat[0])


def _rational(side: Basic, moving: Point, arithmetic: RationalFunctions, fixed: ValuesAtPoint) -> Number:
    constants = constant_parts(side, tuple(moving), fixed)
    require_rational(side, constants)
    return Evaluation({**constants, **moving}, arithmetic)(side)


def _at(polynomial: PolyElement, t: Fraction) -> Fraction:
    return sum((int(c) * t**e for (e,), c in polynomial.terms()), Fraction(0))
