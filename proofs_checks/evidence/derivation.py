"""The derivation re-executed, step by step, and what it arrives at compared with the claim."""

from dataclasses import replace

from proofs_checks.cases.admissible import witness
from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.json_types import Json
from proofs_checks.proving import prove
from proofs_checks.verdict import CheckResult, Verdict
from theory.algebra.identities.separation import separating_point
from theory.algebra.vocabulary.errors import Undecidable, UnsupportedExpressionError
from theory.core.execution import Derivation
from theory.core.unconvinced import NotShownError
from theory.establishing import (
    conclude,
    context_of,
    derive,
    establish,
    require_one_normal_form,
    require_sense,
    unproved_premises,
)
from theory.moments import integrated
from theory.statements import Statement
from theory.statements.ends import EndsElsewhereError, RestsOnProseError
from theory.theorem_record import Theorem
from theory.untouched import touched

__all__ = ["KIND", "NAME", "check", "derivation_of", "judge"]

NAME = "derivation"


def check(theorem: Theorem, context: Context) -> CheckResult:
    """PROVED where every step follows and the end is the claim, for every dimension.

    Where none is given, one is looked for.

    A derivation never refutes: one that fails is wrong, which is an ERROR and says nothing of the claim. What is not
    shown to be defined is INCONCLUSIVE, whatever else confirms it.
    """
    try:
        for part in (theorem, *theorem.parts):
            require_sense(part)
    except ValueError as error:  # of all kinds: what makes no sense is not claimed
        return CheckResult(NAME, Verdict.INCONCLUSIVE, str(error), cap=Verdict.INCONCLUSIVE)
    attempt = prove(theorem)
    parts = (attempt.theorem, *attempt.theorem.parts)
    try:
        shown = [establish(part) for part in parts]
    except RestsOnProseError as error:
        return CheckResult(NAME, Verdict.INCONCLUSIVE, str(error), cap=Verdict.CONFIRMED)
    except ValueError as error:
        derived = any(part.derivation for part in (theorem, *theorem.parts))
        return CheckResult(NAME, Verdict.ERROR if derived else Verdict.INCONCLUSIVE, str(error))
    if shown[0] is None:
        return CheckResult(NAME, Verdict.INCONCLUSIVE, f"none is given, and none was found: {attempt.tried}")
    if None in shown:
        statement = parts[shown.index(None)].statement
        detail = f"the corollary {statement} comes without a derivation: give one; none was found: {attempt.tried}"
        if theorem.derivation:
            return CheckResult(NAME, Verdict.ERROR, detail)
        return CheckResult(NAME, Verdict.INCONCLUSIVE, detail, cap=Verdict.CONFIRMED)
    result = _resting_on_premises(attempt.theorem)
    return result if attempt.theorem == theorem else _as_found(result)


def _as_found(result: CheckResult) -> CheckResult:
    return replace(result, detail=f"found by search: {result.detail}", data={**result.data, "found": True})


def _resting_on_premises(theorem: Theorem) -> CheckResult:
    """A theorem is never better than what it rests on."""
    missing = unproved_premises(theorem)
    if missing:
        detail = (
            f"every step follows, but it rests on {', '.join(missing)}, which is not PROVED by what its file states"
        )
        return CheckResult(NAME, Verdict.INCONCLUSIVE, detail, _data(theorem), cap=Verdict.CONFIRMED)
    found = witness(members_written_out(theorem))
    if found.not_computable:
        detail = f"every step follows, and numbers do not show that hypotheses can be met: {found.not_computable[0]}"
        return CheckResult(NAME, Verdict.INCONCLUSIVE, detail, _data(theorem), cap=Verdict.CONFIRMED)
    if found.point is None:
        detail = f"every step follows, and no values satisfy all hypotheses: {found.why}"
        return CheckResult(NAME, Verdict.VACUOUS, detail, _data(theorem), cap=Verdict.VACUOUS)
    replaced = touched()
    if replaced:
        detail = f"{replaced} is not what it was before files from outside were imported: nothing is proved by it"
        return CheckResult(NAME, Verdict.ERROR, detail, _data(theorem))
    count = len(theorem.derivation)
    steps = f"{count} step{'s' * (count > 1)}, each checked to follow from the one before"
    done = steps if count else "both sides have the same normal form"
    more = f", and {len(theorem.corollaries)} corollaries" if theorem.corollaries else ""
    return CheckResult(NAME, Verdict.PROVED, f"{done}{more}, for every dimension", _data(theorem))


def derivation_of(theorem: Theorem) -> Derivation | None:
    """The derivation executed, which reads nothing of what is claimed; None where there are no steps.

    Raises DerivationError.
    """
    return derive(theorem) if theorem.derivation else None


def judge(statement: Statement, theorem: Theorem, derivation: Derivation | None) -> Verdict:
    """What a derivation, executed once, says of any claim about the quantity it starts from: PROVED, REFUTED (there
    is a point at which its end and the claim differ) or INCONCLUSIVE. Without one the normal forms of two sides decide.
    """
    try:
        if derivation is None:
            require_one_normal_form(statement, context_of(theorem))
        else:
            conclude(statement, derivation)
    except EndsElsewhereError as error:
        # another bound than the claimed one refutes nothing
        return Verdict.INCONCLUSIVE if statement.attained.is_bound or not _differ(error) else Verdict.REFUTED
    except (NotShownError, Undecidable):
        return Verdict.INCONCLUSIVE
    return Verdict.PROVED


def _differ(error: EndsElsewhereError) -> bool:
    try:
        return separating_point(integrated(error.found), integrated(error.claimed)) is not None
    except UnsupportedExpressionError:
        return False


def _data(theorem: Theorem) -> dict[str, Json]:
    return {"steps": [str(step.rule) for step in theorem.derivation], "corollaries": len(theorem.corollaries)}


KIND = EvidenceKind(
    name=NAME,
    order=10,
    words="derivation",
    heading="proof",
    check=check,
    strength="any error in the claim, for every dimension: the claimed side is never read on the way to it",
    judges=lambda statement: True,
)
