"""Every wrong version of a theorem put before every kind of evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from time import perf_counter

from numerics import free_parameters
from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.challenges.mutation.derivation_judge import attack_derivations
from proofs_checks.challenges.mutation.derived import Derived
from proofs_checks.challenges.mutation.exact_judging import ExactPoints, Point, tightest_points
from proofs_checks.challenges.mutation.implied import is_visibly_nonnegative, weakening_of
from proofs_checks.challenges.mutation.mutant_outcome import JUDGES, Attacked, Fate, Judged
from proofs_checks.challenges.mutation.mutants import Mutant, mutants_of
from proofs_checks.challenges.mutation.sampled_judging import Sampling
from proofs_checks.context import Context
from proofs_checks.evidence import KINDS, derivation, exact_points, flow, monte_carlo, tightness
from proofs_checks.evidence_kind import Check
from proofs_checks.settings.challenge_numbers import MUTANTS_WANTED
from proofs_checks.verdict import Verdict
from theory.statements import FlowConvergence, Statement
from theory.theorem_record import Theorem

__all__ = ["attack_theorem"]

NAME = "mutation"

WAYS_OF_THEIR_OWN = frozenset(kind.NAME for kind in (derivation, exact_points, tightness, flow, monte_carlo))
"""What mutants of one theorem have in common is computed once for these, or they are asked where others leave it open;
every other kind is asked as it is about a theorem."""


def attack_theorem(
    theorem: Theorem, context: Context, evidence: Iterable[str] = JUDGES, wanted: int = MUTANTS_WANTED
) -> Attacked:
    """Mutants of the statement and of every corollary, and which kinds of evidence refute each of them.

    A theorem about any number of members is attacked as it is for the numbers that are tried, without its derivation.
    """
    start, allowed = perf_counter(), tuple(evidence)
    theorem = members_written_out(theorem)
    found = [mutants_of(theorem, s, wanted=wanted, seed=context.seed) for s in theorem.statements]
    letters = {s for group in found for m in group.chosen for s in free_parameters(*m.claimed)}
    exact = ExactPoints(theorem, letters, context.generator(theorem.slug, NAME))
    alone = (replace(theorem, corollaries=()), *theorem.parts)
    benches = [_Bench(i, part, exact, context, allowed) for i, part in enumerate(alone)]
    judged = [bench.judge(m) for bench, group in zip(benches, found, strict=True) for m in group.chosen]
    return Attacked(
        slug=theorem.slug,
        judged=tuple(judged),
        equivalent=sum(group.equivalent for group in found),
        ill_typed=sum(group.ill_typed for group in found),
        points=len(exact.points),
        tried=exact.tried,
        derivations=tuple(attack_derivations(theorem, context)) if derivation.NAME in allowed else (),
        seconds=perf_counter() - start,
    )


class _Bench:
    """The evidence on one statement, which comes as a theorem of its own; what all mutants share is computed once."""

    def __init__(
        self, number: int, theorem: Theorem, exact: ExactPoints, context: Context, allowed: tuple[str, ...]
    ) -> None:
        self.number, self.theorem, self.exact, self.context, self.allowed = number, theorem, exact, context, allowed
        self.statement = theorem.unfold()
        self.bound = self.statement.is_bound

    @cached_property
    def derived(self) -> Derived:
        return Derived(self.theorem)

    @cached_property
    def points(self) -> list[Point]:
        """Those of the theorem; for a bound first those where it is tightest, which tell most about a stronger one."""
        if not self.bound:
            return self.exact.points
        rng = self.context.generator(self.theorem.slug, f"{NAME} {self.number}")
        return [*tightest_points(self.theorem, self.statement, rng), *self.exact.points]

    @cached_property
    def sampling(self) -> Sampling:
        return Sampling(self.theorem, self.context)

    def judge(self, mutant: Mutant) -> Judged:
        statement = mutant.statement
        weakening = weakening_of(self.statement, statement) if self.bound else None
        implied = weakening is not None and is_visibly_nonnegative(weakening, self.derived.positive)
        verdicts = self._exact_verdicts(statement)
        stronger = None
        if weakening is not None and not implied and Verdict.REFUTED not in verdicts.values():
            stronger = self.exact.is_negative(weakening, self.points)
            if stronger is not False:
                verdicts |= self._searched(tightness.NAME, tightness.check, statement)
        if isinstance(statement, FlowConvergence) and Verdict.REFUTED not in verdicts.values():
            verdicts |= self._searched(flow.NAME, flow.check, statement)
        effect = None
        sampled = self.sampling.judge(statement) if monte_carlo.NAME in self.allowed else None
        if sampled is not None:
            verdicts[monte_carlo.NAME], effect = sampled
        fate = self._fate(verdicts, effect, implied=implied)
        return Judged(self.number, mutant.kind, mutant.where, mutant.text, fate, verdicts, stronger, effect)

    def _exact_verdicts(self, statement: Statement) -> dict[str, Verdict]:
        """Those that cost next to nothing for one more claim."""
        found: dict[str, Verdict] = {}
        if derivation.NAME in self.allowed and not self.bound:
            found[derivation.NAME] = self.derived.judge(statement)
        if exact_points.NAME in self.allowed:
            found[exact_points.NAME] = self.exact.judge(statement, self.points)
        for kind in KINDS:
            if kind.name not in WAYS_OF_THEIR_OWN and kind.judges is not None and kind.judges(statement):
                found |= self._searched(kind.name, kind.check, statement)
        return {e: v for e, v in found.items() if v is not Verdict.VACUOUS}

    def _searched(self, evidence: str, check: Check, statement: Statement) -> dict[str, Verdict]:
        if evidence not in self.allowed:
            return {}
        try:
            result = check(_written_out(self.theorem, statement), self.context)
        except (ValueError, ArithmeticError):
            return {evidence: Verdict.ERROR}
        return {} if result is None or result.verdict is Verdict.VACUOUS else {evidence: result.verdict}

    def _fate(self, verdicts: Mapping[str, Verdict], effect: float | None, *, implied: bool) -> Fate:
        shown = implied or verdicts.get(derivation.NAME) is Verdict.PROVED
        if Verdict.REFUTED in verdicts.values():
            return Fate.contradiction if shown else Fate.killed
        if self.bound:
            return Fate.implied if implied else Fate.open
        if shown:
            return Fate.equivalent
        if Verdict.CONFIRMED in verdicts.values():
            return Fate.survived
        if monte_carlo.NAME not in self.allowed:
            return Fate.open
        return Fate.unseen if effect is not None and effect < 1 else Fate.survived


def _written_out(theorem: Theorem, statement: Statement) -> Theorem:
    """A theorem under the same hypotheses that claims something else, nothing abbreviated."""
    assumptions = tuple(replace(a, relation=theorem.unfolded(a.relation)) for a in theorem.assumptions)
    return Theorem(slug=theorem.slug, title=theorem.title, statement=statement, assumptions=assumptions)
