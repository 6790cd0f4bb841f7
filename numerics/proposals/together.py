"""Minima over several variables at once, where hypotheses tie them together."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count

from sympy import Basic, Dummy, Eq, Integer, Symbol, Trace, solve

from numerics.proposals.budget import Budget
from numerics.proposals.certificate_search import Found, search
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.normal_form import TracePolynomial
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.rules import MinimiseTogether
from theory.rules.quadratics import parts_in, squares_of

__all__ = ["minimum_together"]

Values = Mapping[Basic, Expression]


def minimum_together(objective: Basic, claimed: Values, context: Context, budget: Budget) -> Iterator[MinimiseTogether]:
    """The step that gives all variables their values, with what is left out as a sum of squares of v − v*.

    Nothing where no equation among the hypotheses holds two of them.
    """
    equations = [r for r in context.relations if isinstance(r, Eq)]
    if not any(sum(1 for v in claimed if r.has(v)) > 1 for r in equations):
        return
    values = dict(claimed)
    if any(value is None for value in values.values()):
        values = dict(_stationary_values(objective, tuple(claimed), equations))
    if not values:
        return
    plain = {v: context.written_out(at) for v, at in values.items()}
    try:
        difference = from_sympy(objective) - from_sympy(replaced(objective, plain))
    except (UnsupportedExpressionError, ZeroDivisionError):
        return
    squares = list(_squares(objective, plain))
    for share in (Fraction(1), Fraction(1, 2)):
        part = sum((from_sympy(s.expression).times(share) for s in squares), TracePolynomial.zero(1, 1))
        rest = search(difference - part, context, budget)
        if squares and isinstance(rest, Found):
            kept = Integer(1) if share == 1 else Integer(1) / 2
            terms = tuple((kept, square) for square in squares)
            yield MinimiseTogether(
                tuple(values), tuple(values.values()), Combination((*terms, (Integer(1), rest.certificate)))
            )
            return


def _squares(objective: Basic, values: Values) -> Iterator[WeightedSquare]:
    """The quadratic part in each variable, at v − v*."""
    for variable, at in values.items():
        parts = parts_in(from_sympy(objective), variable)
        if parts is not None:
            yield from squares_of(parts, variable - at)


def _stationary_values(objective: Basic, variables: tuple[Basic, ...], equations: list[Eq]) -> Values:
    """Where the Lagrangian of scalars is stationary, if that is one point."""
    if not all(isinstance(v, Symbol) for v in variables):
        return {}
    sides = [e.lhs - e.rhs for e in equations if e.has(*variables)]
    traces = {
        t: Dummy(f"t_{i}") for t, i in zip(objective.atoms(Trace).union(*(s.atoms(Trace) for s in sides)), count())
    }
    multipliers = [Dummy(f"m_{i}") for i in range(len(sides))]
    f, *ties = (replaced(e, traces) for e in (objective, *sides))
    lagrangian = f + sum(m * tie for m, tie in zip(multipliers, ties, strict=True))
    found = solve([*(lagrangian.diff(v) for v in variables), *ties], [*variables, *multipliers], dict=True)
    if len(found) != 1 or not set(variables) <= found[0].keys():
        return {}
    back = {dummy: trace for trace, dummy in traces.items()}
    return {v: found[0][v].xreplace(back) for v in variables}
