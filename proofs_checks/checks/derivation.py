"""Both sides of an equality brought to normal form."""

from proofs_checks.context import Context
from proofs_checks.verdict import CheckResult, Verdict
from theory.algebra.equality import equal
from theory.algebra.errors import Undecidable
from theory.statement import Equality, Theorem

__all__ = ["NAME", "check"]

NAME = "derivation"


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """PROVED where the sides have one normal form, for every dimension."""
    statement = theorem.unfold()
    if theorem.derivation or type(statement) is not Equality:
        return None
    try:
        same = equal(statement.lhs, statement.rhs)
    except Undecidable as error:
        return CheckResult(NAME, Verdict.INCONCLUSIVE, str(error))
    if same:
        return CheckResult(NAME, Verdict.PROVED, "both sides have the same normal form, for every dimension")
    return CheckResult(NAME, Verdict.REFUTED, "the sides have different normal forms")
