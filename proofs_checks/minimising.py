"""Minima of expressions whose minimiser nobody has said: found, and proved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sympy import Basic, Eq, MatrixSymbol, Symbol

from numerics.proposals.budget import Budget, OutOfTimeError
from numerics.proposals.minima import minimising_steps
from numerics.tolerances.proposal_budgets import SEARCH_SECONDS
from proofs_checks.context import Context
from proofs_checks.evidence.derivation import check
from proofs_checks.verdict import Verdict
from proofs_checks.verifying import hypothesis
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.establishing import context_of, derive
from theory.moments.closed_form import integrated
from theory.rules import Integrate, Rule
from theory.statements import Minimum
from theory.theorem_record import Assumption, Step, Theorem

__all__ = ["Minimised", "NoMinimumFoundError", "minimise"]


class NoMinimumFoundError(ValueError):
    """No minimum was found; the message says what was tried. There may be one all the same.

    >>> from theorycheck import NoMinimumFoundError, inner, minimise, setting
    >>> try:
    ...     minimise(inner(setting.beta, setting.beta_star), (setting.beta,))
    ... except NoMinimumFoundError as error:
    ...     print(type(error).__name__)
    NoMinimumFoundError
    """


@dataclass(frozen=True)
class Minimised:
    """``at`` maps each variable to its minimiser, ``value`` is the minimum, and ``theorem`` says so with a derivation
    that has been executed; its statement is ``unique`` where that was shown.

    >>> from theorycheck import inner, minimise, setting
    >>> found = minimise(setting.query_distance(setting.beta), (setting.beta,))
    >>> print(found.at[setting.beta])
    beta_star
    """

    theorem: Theorem

    @property
    def statement(self) -> Minimum:
        """The minimum as a statement."""
        found: Minimum = self.theorem.statement  # type: ignore[assignment]
        return found

    @property
    def at(self) -> dict[Basic, Expression]:
        """The minimiser of each variable."""
        return dict(zip(self.statement.over, self.statement.at, strict=True))

    @property
    def value(self) -> Expression:
        """The minimum."""
        return self.statement.value

    @property
    def unique(self) -> bool:
        """Whether it is attained nowhere else."""
        return self.statement.unique


def minimise(
    objective: Expression,
    over: Basic | Iterable[Basic],
    subject_to: Eq | Iterable[Eq] = (),
    *,
    assumptions: Iterable[Assumption | Basic] = (),
    seconds: float = SEARCH_SECONDS,
) -> Minimised:
    """The minimum of an objective over one variable or several, with its proof for every dimension.

    The objective is, in one variable after the other, a quadratic whose weights are visibly ⪰ 0 or have a certificate;
    its expectations are integrated. ``subject_to`` are linear equations in the variables, ``assumptions`` hypotheses.
    ``seconds`` of processor time bound the search. Raises NoMinimumFoundError, ValueError for what is no variable, and
    ShapeError for a matrix as the objective.

    >>> from sympy import Identity, Symbol
    >>> from theorycheck import minimise, quad, setting
    >>> p = Symbol("p", positive=True)
    >>> found = minimise(quad(setting.beta - setting.beta_star, setting.H) + p, setting.beta)
    >>> found.at[setting.beta], found.value, found.unique
    (beta_star, p, True)
    """
    variables = _symbols(over)
    objective = _scalar(objective)
    constraints = (subject_to,) if isinstance(subject_to, Basic) else tuple(subject_to)
    hypotheses = tuple(map(hypothesis, (*assumptions, *constraints)))
    claim = Theorem(
        slug="minimum",
        title="a minimum",
        statement=Minimum(objective, over=variables, at=variables, value=0),
        assumptions=hypotheses,
    )
    context = context_of(claim)
    failed = "in no order of the variables is the objective a quadratic with a minimum that is shown"
    try:
        for rules in minimising_steps(integrated(objective), dict.fromkeys(variables), context, Budget(seconds)):
            found, failed = _proved(claim, rules)
            if found is not None:
                return found
    except (OutOfTimeError, UnsupportedExpressionError) as error:
        failed = str(error)
    message = f"no minimum of {objective} was found: {failed}"
    raise NoMinimumFoundError(message)


def _symbols(over: Basic | Iterable[Basic]) -> tuple[Basic, ...]:
    variables = (over,) if isinstance(over, Basic) else tuple(over)
    wrong = next((v for v in variables if not isinstance(v, Symbol | MatrixSymbol)), None)
    if wrong is not None or not variables:
        message = f"{'nothing' if wrong is None else wrong} is to be varied: give a Symbol or MatrixSymbol, or several"
        raise ValueError(message)
    return variables


def _scalar(objective: Expression) -> Expression:
    objective = expression(objective, "the objective")
    if getattr(objective, "is_Matrix", False):
        message = f"{objective} is a matrix, of which none is the least: give a scalar, such as its trace"
        raise ShapeError(message)
    return objective


def _proved(claim: Theorem, rules: tuple[Rule, ...]) -> tuple[Minimised | None, str]:
    """The minimum that the steps lead to, with a unique minimiser if that is shown; or why it is not PROVED."""
    asked: Expression = claim.statement
    objective, why = asked.objective, ""
    first = (Step(Integrate(), "the expectation in closed form"),) if objective.has(Expectation) else ()
    theorem = replace(claim, derivation=(*first, *(Step(rule, f"found by search: {rule}") for rule in rules)))
    try:
        derivation = derive(theorem)
    except ValueError as error:
        return None, str(error)
    at = tuple(derivation.values[variable] for variable in asked.over)
    for unique in (True, False):
        statement = Minimum(objective, asked.over, at, derivation.end.expression, unique=unique)
        found = replace(theorem, statement=statement)
        # all that makes verify say PROVED, values that satisfy the hypotheses among it
        result = check(found, Context())
        if result.verdict is Verdict.PROVED:
            return Minimised(found), ""
        why = result.detail
    return None, why
