"""Certificates of D ≥ 0 that vanish only where a variable has its value: a square of v − v* set aside from D."""

from collections.abc import Iterator

from sympy import Identity, Symbol, ZeroMatrix

from numerics.proposals.budget import Budget
from numerics.proposals.certificate_search import Found, search
from numerics.proposals.frames import inverse_of
from numerics.proposals.readings import readings
from numerics.proposals.visible import Visible
from numerics.tolerances.proposal_budgets import MOST_SET_ASIDE, SHARES_SET_ASIDE
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.inverses import invert_matrix
from theory.algebra.words.letters import matrix_letter, scalar_generator
from theory.algebra.words.normal_form import TracePolynomial
from theory.core.known import Context

__all__ = ["forcing_certificate"]


def forcing_certificate(
    difference: TracePolynomial, variable: Expression, at: Expression, context: Context, budget: Budget
) -> Certificate | None:
    """A certificate of difference ≥ 0 one part of which vanishes only at variable = at; None where none is found."""
    parts: dict[TracePolynomial, tuple[Expression, WeightedSquare]] = {}
    for coefficient, square in _squares(difference, variable, at, context):
        budget.require()
        for share in SHARES_SET_ASIDE:
            scaled = coefficient.times(share)
            parts.setdefault(from_sympy(square.expression).scale(scaled), (to_sympy(scaled), square))
    rests = {part: difference - part for part in parts}
    # what is visible takes no time
    order = sorted(rests, key=lambda part: not Visible(context.signs).nonnegative(rests[part]))
    for part in order[:MOST_SET_ASIDE]:
        rest = search(rests[part], context, budget)
        if isinstance(rest, Found):
            return Combination((parts[part], (1, rest.certificate)))
    return None


Candidate = tuple[TracePolynomial, WeightedSquare]


def _squares(
    difference: TracePolynomial, variable: Expression, at: Expression, context: Context
) -> Iterator[Candidate]:
    """m·tr(L (v − v*) K (v − v*)ᵀ) with m > 0 and L, K ≻ 0 that stand in the difference, or 1."""
    visible = Visible(context.signs)
    found = _of_a_scalar if isinstance(variable, Symbol) else _of_a_matrix
    for coefficient, square in found(difference, variable, at, visible):
        weights = map(context.signs.definite, (square.left, square.right))
        if visible.positive(coefficient) and (all(weights) or Identity(square.V.rows) == square.V):
            yield coefficient, square


def _of_a_scalar(
    difference: TracePolynomial, variable: Symbol, at: Expression, visible: Visible
) -> Iterator[Candidate]:
    one, generator = Identity(1), scalar_generator(variable)
    square = WeightedSquare((variable - at) * one, one, one)
    for key, value in difference.sorted_terms():
        # divided by v² a term of lower degree has v in its denominator
        if value > 0 and dict(key[0]).get(generator, 0) > (0 if variable.is_positive else 1):
            term = TracePolynomial(1, 1, {key: value})
            yield term.scale(TracePolynomial.scalar(1, inverse_of(((generator, 2),)))), square
    yield TracePolynomial.scalar(1), square


def _of_a_matrix(
    difference: TracePolynomial, variable: Expression, at: Expression, visible: Visible
) -> Iterator[Candidate]:
    letter, zero = matrix_letter(variable), ZeroMatrix(*variable.shape)
    for key, value in difference.sorted_terms():
        if value <= 0 or not any(x in (letter, letter.T) for loop in key[1] for x in loop):
            continue
        for frame, (scalars, loops, _) in readings(key, visible):
            shape = (frame.left.rows, frame.right.rows)
            if shape == tuple(variable.shape):
                inside = TracePolynomial(1, 1, {(scalars, loops, ()): value})
                coefficient = frame.factor.scale(inside).scale(TracePolynomial(1, 1, {(scalars, loops, ()): 1}))
                for left, right in _weights(frame.left, frame.right):
                    yield coefficient, WeightedSquare(variable - at, left, right)
        if isinstance(variable, PositiveSemidefiniteMatrix) and at == zero and len(key[1]) == 1:
            ((word),) = key[1]
            rest = word[1:] if word[0] is letter else word[:-1]
            if letter in (word[0], word[-1]) and letter not in rest and rest:
                weight = to_sympy(TracePolynomial.product(rest), matrix=True)
                yield (
                    TracePolynomial(1, 1, {(key[0], (), ()): value}),
                    WeightedSquare(Identity(variable.rows), weight, variable),
                )


def _weights(left: TracePolynomial, right: TracePolynomial) -> Iterator[tuple[Expression, Expression]]:
    """Two weights as they are, and each by its inverse."""
    for invert_left, invert_right in ((False, False), (True, False), (False, True)):
        try:
            pair = (
                invert_matrix(left) if invert_left else left,
                invert_matrix(right) if invert_right else right,
            )
        except (ValueError, ZeroDivisionError):
            continue
        yield tuple(to_sympy(weight, matrix=True) for weight in pair)
