"""``verify``: every kind of evidence about one statement, which need not be registered."""

from collections.abc import Iterable, Mapping

from sympy import Basic, Eq
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

import theory
from numerics.values.binding import values_by_name
from numerics.values.number_types import Number
from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.context import Context
from proofs_checks.report.theorem_report import Report
from proofs_checks.runner import check_theorem
from proofs_checks.settings.sampling_trials import COMPARISON_SAMPLES
from proofs_checks.validation import refuse_bad_values, refuse_malformed
from theory.statements import Equality, Statement
from theory.theorem_record import Assumption, Theorem

__all__ = ["hypothesis", "verify"]


def verify(
    statement_or_theorem: Theorem | Statement | Basic | str,
    *,
    assumptions: Iterable[Assumption | Basic] = (),
    values: object = None,
    seed: int = 0,
    samples: int | None = None,
) -> Report:
    """Derive, check exactly, attack and sample one claim.

    A ``theory.Theorem`` or the slug of a registered one, a ``theory.Equality``, ``Bound`` or ``Minimum``, or an
    unevaluated ``sympy.Eq``. ``assumptions`` are hypotheses (SymPy relations will do). With ``values``, a ``Problem``
    or a mapping from symbols or names to numbers, the claim is also checked at those. ``samples`` caps the draws.

    Raises ValueError for a statement, hypotheses or values that make no sense, names that no symbol of the claim has
    among the latter: the message names the term and the remedy.

    >>> from theorycheck import Equality, Expectation, setting, verify
    >>> report = verify(Equality(Expectation(setting.sample_covariance()), 2 * setting.H))
    >>> str(report.verdict), report.counterexample.left, report.counterexample.right
    ('REFUTED', '1', '2')
    """
    theorem = _theorem_of(statement_or_theorem, tuple(assumptions))
    refuse_malformed(theorem)
    named: Mapping[str, Number] | None = None if values is None else values_by_name(values)
    if named is not None:
        refuse_bad_values(members_written_out(theorem), named)
    context = Context(seed=seed, samples=COMPARISON_SAMPLES if samples is None else samples, values=named)
    return check_theorem(theorem, context)


def hypothesis(given: object) -> Assumption:
    """A SymPy relation or predicate as a hypothesis named by its text. Raises ValueError for anything else."""
    if isinstance(given, Assumption):
        return given
    if not isinstance(given, Basic):
        # a text would be a sentence about laws, which nothing computes
        message = (
            f"the hypothesis {given!r} is a {type(given).__name__}: give a SymPy relation or predicate, such as "
            "sigma2 > 0 or Q.symmetric(A), or a theory.Assumption"
        )
        raise ValueError(message)
    return Assumption(str(given), given)


def _theorem_of(claim: object, assumptions: tuple[Assumption | Basic, ...]) -> Theorem:
    hypotheses = tuple(map(hypothesis, assumptions))
    if isinstance(claim, str):
        claim = theory.theorem(claim)
    if isinstance(claim, Theorem):
        if hypotheses:
            message = f"{claim.slug} states its own hypotheses: leave assumptions out"
            raise ValueError(message)
        return claim
    if isinstance(claim, bool | BooleanTrue | BooleanFalse):
        message = f"SymPy has already evaluated this equation to {claim}: state it with theory.Equality(lhs, rhs)"
        raise ValueError(message)
    if isinstance(claim, Eq):
        claim = Equality(claim.lhs, claim.rhs)
    if not isinstance(claim, Statement):
        message = f"{claim!r} is a {type(claim).__name__}: give a theory.Equality, Bound, Minimum or Theorem, or a slug"
        raise ValueError(message)
    return Theorem(slug="claim", title="a claim", statement=claim, assumptions=hypotheses)
