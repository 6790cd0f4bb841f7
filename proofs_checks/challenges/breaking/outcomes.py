"""What may become of a theorem without one of its hypotheses."""

from collections.abc import Iterable
from dataclasses import dataclass

from proofs_checks.explained_name import ExplainedName
from proofs_checks.settings.challenge_numbers import SURVIVAL_ERROR

__all__ = ["SEVERITY", "Outcome", "Violation", "possibly_unnecessary"]


class Outcome(ExplainedName):
    """What became of a claim without the hypothesis."""

    SURVIVES = "survives", f"the closed form agrees with samples; an error of {SURVIVAL_ERROR:.0%} would have shown"
    STANDS = "not seen to fall", "an inequality holds at the point that was sampled, which proves little"
    FALLS = "falls", "two independent samples reject it"
    LEANS = (
        "seems to fall",
        "two independent samples reject it, but are too skewed for the nominal rate of false alarms",
    )
    UNDEFINED = "undefined", "the quantity or its closed form does not exist there"
    UNCLEAR = "unclear", "the sample could not have shown an error of the required size"
    UNTOUCHED = "not sampled", "what is sampled does not involve what this law changes, or no law draws such data"

    @property
    def sign(self) -> str:
        return _SIGNS[self]


_SIGNS = {
    Outcome.SURVIVES: "✓",
    Outcome.STANDS: "(✓)",
    Outcome.FALLS: "✗",
    Outcome.LEANS: "(✗)",
    Outcome.UNDEFINED: "∅",
    Outcome.UNCLEAR: "?",
    Outcome.UNTOUCHED: "·",
}


# what a theorem with several claims is said to be, after one that falls
SEVERITY = (
    Outcome.FALLS,
    Outcome.LEANS,
    Outcome.UNDEFINED,
    Outcome.UNCLEAR,
    Outcome.STANDS,
    Outcome.SURVIVES,
)


@dataclass(frozen=True)
class Violation:
    """One theorem without one of its hypotheses, which ``violation`` breaks."""

    slug: str
    hypothesis: str
    violation: str
    outcome: Outcome
    detail: str


def possibly_unnecessary(found: Iterable[Violation]) -> tuple[tuple[str, str, bool], ...]:
    """(theorem, hypothesis, strong) such that nothing fell without the hypothesis, and something could have.

    ``strong`` where an equality survived; an inequality that stands at one point says little.
    """
    by_pair: dict[tuple[str, str], set[Outcome]] = {}
    for violation in found:
        by_pair.setdefault((violation.slug, violation.hypothesis), set()).add(violation.outcome)
    harmless = {Outcome.SURVIVES, Outcome.STANDS}
    kept = {pair: seen - {Outcome.UNTOUCHED} for pair, seen in by_pair.items()}
    return tuple((*pair, Outcome.SURVIVES in seen) for pair, seen in kept.items() if seen and seen <= harmless)
