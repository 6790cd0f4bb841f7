"""What became of wrong claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from proofs_checks.evidence import KINDS, monte_carlo
from proofs_checks.explained_name import ExplainedName
from proofs_checks.verdict import Verdict

__all__ = ["JUDGES", "Attacked", "DerivationFate", "Fate", "Judged", "JudgedDerivation", "evidence_named"]


JUDGES = tuple(kind.name for kind in KINDS if kind.judges is not None)
"""The kinds of evidence that wrong claims are put before, each by itself, strongest first."""


def evidence_named(names: Iterable[str] | None) -> tuple[str, ...]:
    """Kinds of evidence by name, in the order of strength; all if none is named. Raises ValueError."""
    if not names:
        return JUDGES
    wanted = set(names)
    unknown = sorted(wanted - set(JUDGES))
    if unknown:
        message = f"--evidence is {unknown[0]!r}: give one of {', '.join(JUDGES)}"
        raise ValueError(message)
    return tuple(name for name in JUDGES if name in wanted)


class Fate(ExplainedName):
    """What became of one wrong claim."""

    killed = "killed", "refuted by at least one kind of evidence"
    equivalent = "equivalent", "no wrong claim: the derivation establishes it too, as another minimiser or witness"
    implied = "implied", "a bound that the right one implies, by a certificate"
    open = "open", "another bound that nothing refutes, or an equality that is left to kinds of evidence not asked for"
    unseen = "unseen", "an equality that only sampling can judge, wrong by less than a sample would have shown"
    survived = "survived", "an equality or minimum that nothing refutes"
    contradiction = "contradiction", "refuted by one kind of evidence and shown by another: a mistake in the tool"


@dataclass(frozen=True)
class Judged:
    """One mutant: what was changed in which statement (0 is the theorem's own), and each verdict on it.

    ``stronger``: whether an open bound says more than the right one at a point that was looked at. ``effect``: how
    many times the smallest discrepancy that a sample would have shown the claim is off at the sampled point; None where
    nothing was sampled, where the sample cannot be trusted, or where nothing gives the true value.
    """

    statement: int
    kind: str
    where: str
    text: str
    fate: Fate
    verdicts: Mapping[str, Verdict]
    stronger: bool | None = None
    effect: float | None = None

    def refuted_by(self, evidence: str) -> bool:
        return self.verdicts.get(evidence) is Verdict.REFUTED

    @property
    def missed_by_sampling(self) -> bool:
        """Whether sampling let pass what it said it would have seen."""
        return self.effect is not None and self.effect >= 1 and not self.refuted_by(monte_carlo.NAME)

    def __str__(self) -> str:
        corollary = f"corollary {self.statement}, " if self.statement else ""
        return f"{corollary}{self.where}: {self.text}"


class DerivationFate(ExplainedName):
    """What became of a mutated derivation."""

    fails = "fails", "the core accepts no such derivation of the claim"
    says_the_same = "says the same", "what was changed is not needed: the claim is derived as it is"
    confirmed = "confirmed", "more is derived, from less, and exact evidence confirms it"
    open = "open", "more is derived, from less, and there is no exact evidence of it"
    contradiction = "contradiction", "more is derived, and numbers refute it: a mistake in the core"


@dataclass(frozen=True)
class JudgedDerivation:
    """One mutated derivation of a statement (0 is the theorem's own)."""

    statement: int
    kind: str
    text: str
    fate: DerivationFate
    detail: str = ""


@dataclass(frozen=True)
class Attacked:
    """The mutants of one theorem. Equivalent and ill-typed ones were met when the others were chosen.

    ``points`` are admissible points at which values were compared, of ``tried`` that were drawn. ``derivations`` are
    the mutated derivations, put before the core.
    """

    slug: str
    judged: tuple[Judged, ...]
    equivalent: int
    ill_typed: int
    points: int
    tried: int
    derivations: tuple[JudgedDerivation, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def with_fate(self, fate: Fate) -> tuple[Judged, ...]:
        return tuple(m for m in self.judged if m.fate is fate)

    def killed_by(self, evidence: str) -> tuple[int, int]:
        """How many mutants this kind of evidence refutes, of how many that it judges."""
        put_before = [m for m in self.judged if evidence in m.verdicts]
        return sum(m.refuted_by(evidence) for m in put_before), len(put_before)

    @cached_property
    def visible(self) -> tuple[int, int]:
        """How many of the mutants that a sample must see it refutes, of how many."""
        must = [m for m in self.judged if m.effect is not None and m.effect >= 1]
        return sum(not m.missed_by_sampling for m in must), len(must)

    @property
    def alarms(self) -> tuple[Judged | JudgedDerivation, ...]:
        """What must not be: a wrong equality or minimum that passes everything, evidence at odds with itself, and a
        wrong derivation that establishes what numbers refute.
        """
        wrong = tuple(d for d in self.derivations if d.fate is DerivationFate.contradiction)
        return (*self.with_fate(Fate.survived), *self.with_fate(Fate.contradiction), *wrong)
