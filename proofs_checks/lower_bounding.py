"""Lower bounds with the best constant for which a certificate is found."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from sympy import Basic, Integer, Rational

from numerics.proposals.best_constant import largest_certified
from numerics.proposals.budget import Budget
from numerics.proposals.certificate_search import Found, search
from numerics.tolerances.proposal_budgets import LOWER_BOUND_SECONDS, SEARCH_SECONDS
from proofs_checks.context import Context
from proofs_checks.evidence.derivation import check
from proofs_checks.proving import prove
from proofs_checks.verdict import Verdict
from proofs_checks.verifying import hypothesis
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy
from theory.establishing import context_of
from theory.moments.closed_form import integrated
from theory.statements import Bound
from theory.theorem_record import Assumption, Theorem

__all__ = ["LowerBound", "NoLowerBoundFoundError", "lower_bound"]


class NoLowerBoundFoundError(ValueError):
    """No constant was certified; the message says what was tried. There may be one all the same.

    >>> from sympy import Trace
    >>> from theorycheck import NoLowerBoundFoundError, lower_bound, setting
    >>> try:
    ...     lower_bound(-Trace(setting.H), Trace(setting.H * setting.H))
    ... except NoLowerBoundFoundError as error:
    ...     print(type(error).__name__)
    NoLowerBoundFoundError
    """


@dataclass(frozen=True)
class LowerBound:
    """``constant · unit ≤ expression``; ``theorem`` says so with a derivation that has been executed.

    ``ran_out`` says that the time was over before the constant was closed in on: a larger one may be certified.

    >>> from sympy import Trace
    >>> from theorycheck import lower_bound, setting
    >>> print(lower_bound(3 * Trace(setting.H), Trace(setting.H)).constant)
    3
    """

    constant: Rational
    theorem: Theorem
    ran_out: bool = False


def lower_bound(
    bounded: Expression,
    unit: Expression = 1,
    *,
    assumptions: Iterable[Assumption | Basic] = (),
    seconds: float = SEARCH_SECONDS,
) -> LowerBound:
    """The largest rational c for which a proof of ``bounded ≥ c·unit`` is found, for every dimension.

    ``unit`` is 1, or what the bound shall be a multiple of. That no larger constant holds is not claimed: what is
    certified ends within 10⁻⁶, relatively, of the constant, unless the result says that the time ran out. Each constant
    is searched for ``seconds`` of processor time at most, all of them for a minute. Raises NoLowerBoundFoundError where
    none is certified, or all are, and ShapeError for a matrix.

    >>> from sympy import Trace
    >>> from theorycheck import lower_bound, setting
    >>> lower_bound(setting.d * Trace(setting.H**2), Trace(setting.H) ** 2).constant
    1
    """
    bounded, unit = _scalar(bounded, "what is bounded"), _scalar(unit, "the unit")
    claim = Theorem(
        slug="lower_bound",
        title="a lower bound",
        statement=Bound(Integer(0), bounded),
        assumptions=tuple(map(hypothesis, assumptions)),
    )
    context = context_of(claim)
    try:
        whole, part = (from_sympy(integrated(e)) for e in (bounded, unit))
    except UnsupportedExpressionError as error:
        message = f"no lower bound of {bounded} is searched for: {error}"
        raise NoLowerBoundFoundError(message) from error

    total = Budget(LOWER_BOUND_SECONDS)

    def is_certified(constant: Fraction) -> bool:
        budget = Budget(min(seconds, total.left))
        return isinstance(search(whole - part.times(constant), context, budget), Found)

    constant = largest_certified(is_certified)
    why = "of those tried none was certified, or every one" + ("" if total.left else ", when the time was over")
    if constant is not None:
        value = Rational(constant.numerator, constant.denominator)
        found = prove(replace(claim, statement=Bound(value * unit, bounded)), seconds).theorem
        # all that makes verify say PROVED, values that satisfy the hypotheses among it
        result = check(found, Context())
        if result.verdict is Verdict.PROVED:
            return LowerBound(value, found, ran_out=not total.left)
        why = result.detail
    message = f"no largest c with {bounded} ≥ c·({unit}) was found, {why}: give another unit, or add hypotheses"
    raise NoLowerBoundFoundError(message)


def _scalar(side: Expression, what: str) -> Expression:
    side = expression(side, what)
    if getattr(side, "is_Matrix", False):
        message = f"{side} is a matrix: give a scalar, such as its trace"
        raise ShapeError(message)
    return side
