"""A derivation for a claim that comes without one: proposed by a search, and kept only where the core accepts it."""

from dataclasses import dataclass, replace
from functools import lru_cache

from numerics.proposals.budget import Budget
from numerics.proposals.proposing import NothingToProposeError, derivations
from numerics.tolerances.proposal_budgets import SEARCH_SECONDS
from theory.establishing import establish
from theory.statements import Equality
from theory.theorem_record import Corollary, Step, Theorem

__all__ = ["Attempt", "prove"]


@dataclass(frozen=True)
class Attempt:
    """The theorem with what was found for it and its corollaries, and in words what was ``tried`` where nothing was."""

    theorem: Theorem
    tried: str = ""


@lru_cache(256)
def prove(theorem: Theorem, seconds: float = SEARCH_SECONDS) -> Attempt:
    """Look for a derivation of a theorem and of its corollaries, where none is given and the statement is no equality,
    which needs none.

    ``seconds`` of processor time bound each search. What is returned with a derivation has been established by the
    core; a proposal that was not is dropped.
    """
    steps, tried = _found(theorem, seconds)
    parts = [_found(part, seconds) for part in theorem.parts]
    corollaries = tuple(
        Corollary(part.statement, found) if found else given
        for given, part, (found, _) in zip(theorem.corollaries, theorem.parts, parts, strict=True)
    )
    why = next((text for text in (tried, *(text for _, text in parts)) if text), "")
    if not steps and not any(found for found, _ in parts):
        return Attempt(theorem, why)
    return Attempt(replace(theorem, derivation=steps or theorem.derivation, corollaries=corollaries), why)


def _found(theorem: Theorem, seconds: float) -> tuple[tuple[Step, ...], str]:
    """The steps, or none and what was tried."""
    if theorem.derivation or type(theorem.statement) is Equality:
        return (), ""
    failed = ""
    try:
        for steps in derivations(theorem, Budget(seconds)):
            failed = _why_not(theorem, steps)
            if not failed:
                return steps, ""
    except NothingToProposeError as nothing:
        return (), f"{nothing}{f'; the last one: {failed}' if failed else ''}"
    except Exception as error:  # whatever a search runs into, it has shown nothing, and nothing is wrong with the claim
        return (), f"the search ended with {type(error).__name__}: {error}"
    return (), f"what was proposed does not follow: {failed}"


def _why_not(theorem: Theorem, steps: tuple[Step, ...]) -> str:
    try:
        establish(replace(theorem, derivation=steps, corollaries=()))
    except ValueError as error:
        return str(error)
    return ""
