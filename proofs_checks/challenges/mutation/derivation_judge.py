"""What the core says of wrong derivations, and other evidence of what they still establish."""

from collections.abc import Iterator
from dataclasses import replace

from proofs_checks.challenges.mutation.mutant_outcome import DerivationFate, JudgedDerivation
from proofs_checks.challenges.mutation.of_derivation import DerivationMutant, derivation_mutants
from proofs_checks.context import Context
from proofs_checks.evidence import exact_points, property_search, quadrature
from proofs_checks.verdict import Verdict
from theory.establishing import establish
from theory.theorem_record import Theorem

__all__ = ["attack_derivations"]


def attack_derivations(theorem: Theorem, context: Context) -> Iterator[JudgedDerivation]:
    """Each mutated derivation fails, or establishes the same claim from the same hypotheses, or another claim (under
    fewer hypotheses, or of weaker kinds) that exact evidence confirms.
    """
    for number, part in enumerate((theorem, *theorem.parts)):
        for mutant in derivation_mutants(part, seed=context.seed):
            fate, detail = _judged(part, mutant, context)
            yield JudgedDerivation(number, mutant.kind, mutant.text, fate, detail)


def _judged(original: Theorem, mutant: DerivationMutant, context: Context) -> tuple[DerivationFate, str]:
    changed = mutant.theorem
    try:
        if establish(changed) is None:
            return DerivationFate.fails, "nothing is left to derive it from"
    except Exception as error:  # whatever a wrong derivation runs into, it has shown nothing
        return DerivationFate.fails, str(error).partition("\n")[0]
    if (changed.statement, changed.assumptions) == (original.statement, original.assumptions):
        return DerivationFate.says_the_same, ""
    # a corollary has a derivation of its own, which was not changed and is not looked at here
    alone = replace(changed, corollaries=())
    results = [check(alone, context) for check in (exact_points.check, property_search.check, quadrature.check)]
    found = {result.verdict for result in results if result is not None}
    if Verdict.REFUTED in found:
        return DerivationFate.contradiction, "established, and refuted by numbers"
    return (DerivationFate.confirmed if Verdict.CONFIRMED in found else DerivationFate.open), ""
