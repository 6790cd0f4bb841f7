"""What theorems state, as numbers at a problem: their closed forms, and their verdicts there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from numerics.evaluation.walk import evaluate, refuse_expectations
from numerics.tolerances.digits_carried import CANCELLED_DIGITS
from numerics.values.binding import free_parameters, name_of
from proofs_checks.auditing.figures import ProblemFigures
from proofs_checks.context import Context
from proofs_checks.evidence.given_values import check
from proofs_checks.settings.sweep_numbers import DIGITS_WANTED
from proofs_checks.verdict import Verdict
from theory.algebra.vocabulary.sympy_types import Expression
from theory.registry import theorem
from theory.statements import Witness

__all__ = ["is_stated", "stated_quantity"]

SIDES = ("value", "lhs", "rhs")
VERDICT = "verdict"
OF_A_PROBLEM = frozenset({"H", "Psi", "beta_star", "sigma2", "M", "d"})
"""The symbols to which a problem gives values."""

CODES: Mapping[float, str] = {float(code): str(verdict) for code, verdict in enumerate(Verdict)}
"""Verdicts as numbers, in the order of their precedence."""

Compute = Callable[[ProblemFigures], tuple[float, ...]]


def is_stated(name: str) -> bool:
    """Whether it is of the form SLUG.value, SLUG.lhs, SLUG.rhs or SLUG.verdict."""
    slug, _, side = name.rpartition(".")
    return bool(slug) and side in (*SIDES, VERDICT)


def stated_quantity(name: str) -> tuple[str, Compute, Mapping[float, str] | None]:
    """Its meaning, how it is computed, and what its numbers stand for where they are codes.

    Raises ValueError for a theorem that there is not, with the nearest name, a side that its statement has not, and one
    that is no number at a problem.
    """
    slug, _, side = name.rpartition(".")
    title = theorem(slug).title
    if side == VERDICT:
        return f"the verdict on “{title}” at these numbers", _VerdictAt(slug), CODES
    _closed_form(slug, side)  # refuses now what every point would refuse
    return f"the {side} of “{title}”", _ClosedForm(slug, side), None


@dataclass(frozen=True)
class _ClosedForm:
    """A side of a statement, with so many digits that what cancels leaves all of a float."""

    slug: str
    side: str

    def __call__(self, figures: ProblemFigures) -> tuple[float, ...]:
        value = evaluate(_closed_form(self.slug, self.side), figures.problem, DIGITS_WANTED + CANCELLED_DIGITS)
        return (float(np.asarray(value, dtype=object).item()),)


@dataclass(frozen=True)
class _VerdictAt:
    """What the check at a user's numbers says of a theorem."""

    slug: str

    def __call__(self, figures: ProblemFigures) -> tuple[float, ...]:
        found = check(theorem(self.slug), Context(values=figures.problem.values()))
        if found is None:
            message = f"{self.slug} speaks of none of the numbers of a problem"
            raise ValueError(message)
        return (next(code for code, word in CODES.items() if word == str(found.verdict)),)


def _closed_form(slug: str, side: str) -> Expression:
    stated = theorem(slug).unfold()
    stated = stated.claim if isinstance(stated, Witness) else stated
    found: Expression | None = getattr(stated, side, None)
    if found is None:
        has = [each for each in SIDES if getattr(stated, each, None) is not None]
        message = f"{slug} is a {type(stated).__name__} and has no {side}: it has {', '.join(has) or 'a verdict'}"
        raise ValueError(message)
    try:
        refuse_expectations(found)
    except ValueError as error:
        message = f"{slug}.{side} is an expectation that is not computed: take the other side, or {slug}.{VERDICT}"
        raise ValueError(message) from error
    others = sorted({name_of(s) for s in free_parameters(found)} - OF_A_PROBLEM)
    if others:
        message = f"{slug}.{side} depends on {', '.join(others)}, which a problem does not have: take another quantity"
        raise ValueError(message)
    if found.is_Matrix and tuple(found.shape) != (1, 1):
        message = f"{slug}.{side} is a matrix, and a quantity is a number: take another one"
        raise ValueError(message)
    return found
