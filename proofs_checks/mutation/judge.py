"""Every wrong version of a theorem put before every kind of evidence."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from time import perf_counter

from numerics import free_parameters
from proofs_checks.checks import attack, flow, limits
from proofs_checks.context import Context
from proofs_checks.mutation.derived import Derived
from proofs_checks.mutation.exact import ExactPoints, Point, tightest_points
from proofs_checks.mutation.implied import is_bound, is_visibly_nonnegative, weakening
from proofs_checks.mutation.mutants import WANTED, Mutant, mutants_of
from proofs_checks.mutation.outcome import Attacked, Evidence, Fate, Judged
from proofs_checks.mutation.sampling import Sampling
from proofs_checks.verdict import Verdict
from theory.statement import FlowConvergence, Limit, Statement, Theorem

__all__ = ["attack_theorem"]

NAME = "mutation"


def attack_theorem(
    theorem: Theorem, context: Context, evidence: Iterable[Evidence] = tuple(Evidence), wanted: int = WANTED
) -> Attacked:
    """Mutants of the statement and of every corollary, and which kinds of evidence refute each of them."""
    start, allowed = perf_counter(), tuple(evidence)
    found = [mutants_of(theorem, s, wanted=wanted, seed=context.seed) for s in theorem.statements]
    letters = {s for group in found for m in group.chosen for s in free_parameters(m.claimed)}
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
        seconds=perf_counter() - start,
    )


class _Bench:
    """The evidence on one statement, which comes as a theorem of its own; what all mutants share is computed once."""

    def __init__(
        self, number: int, theorem: Theorem, exact: ExactPoints, context: Context, allowed: tuple[Evidence, ...]
    ) -> None:
        self.number, self.theorem, self.exact, self.context, self.allowed = number, theorem, exact, context, allowed
        self.statement = theorem.unfold()
        self.bound = is_bound(self.statement)

    @cached_property
    def derived(self) -> Derived:
        return Derived(self.theorem)

    @cached_property
    def tight(self) -> list[Point]:
        rng = self.context.generator(self.theorem.slug, f"{NAME} {self.number}")
        return tightest_points(self.theorem, self.statement, rng)

    @cached_property
    def sampling(self) -> Sampling:
        return Sampling(self.theorem, self.context)

    def judge(self, mutant: Mutant) -> Judged:
        verdicts = self._verdicts(mutant)
        effect = None
        if Evidence.monte_carlo in self.allowed:
            sampled = self.sampling.judge(mutant.statement)
            if sampled is not None:
                verdicts[Evidence.monte_carlo], effect = sampled
        fate = self._fate(mutant, verdicts)
        return Judged(self.number, mutant.kind, mutant.where, mutant.text, fate, verdicts, effect)

    def _verdicts(self, mutant: Mutant) -> dict[Evidence, Verdict]:
        """Those of algebra and exact arithmetic; a search is made only for what these let pass."""
        found: dict[Evidence, Verdict] = {}
        if Evidence.derivation in self.allowed and not self.bound:
            found[Evidence.derivation] = self.derived.judge(mutant.statement)
        if Evidence.exact_points in self.allowed:
            points = [*self.tight, *self.exact.points] if self.bound else None
            found[Evidence.exact_points] = self.exact.judge(mutant.statement, points)
        if Verdict.REFUTED not in found.values() and self.bound and not self._implied(mutant):
            self._search(found, Evidence.attack, mutant.statement)
        if isinstance(mutant.statement, Limit):
            self._search(found, Evidence.limits, mutant.statement)
        if isinstance(mutant.statement, FlowConvergence) and Verdict.REFUTED not in found.values():
            self._search(found, Evidence.flow, mutant.statement)
        return {e: v for e, v in found.items() if v is not Verdict.VACUOUS}

    def _search(self, found: dict[Evidence, Verdict], evidence: Evidence, statement: Statement) -> None:
        check = {Evidence.attack: attack.check, Evidence.limits: limits.check, Evidence.flow: flow.check}[evidence]
        if evidence in self.allowed:
            result = check(_written_out(self.theorem, statement), self.context)
            if result is not None:
                found[evidence] = result.verdict

    def _implied(self, mutant: Mutant) -> bool:
        if not self.bound:
            return False
        return is_visibly_nonnegative(weakening(self.statement, mutant.statement), self.derived.positive)

    def _stronger(self, mutant: Mutant) -> bool | None:
        """Whether the wrong bound says more than the right one at some point; None where they cannot be compared."""
        return self.exact.is_negative(weakening(self.statement, mutant.statement))

    def _fate(self, mutant: Mutant, verdicts: dict[Evidence, Verdict]) -> Fate:
        implied = self._implied(mutant)
        if Verdict.REFUTED in verdicts.values():
            assert not implied, f"{mutant.text} is refuted, and implied by a theorem: one of the two is wrong"
            return Fate.killed
        if self.bound:
            return Fate.implied if implied else Fate.open
        return Fate.equivalent if verdicts.get(Evidence.derivation) is Verdict.PROVED else Fate.survived


def _written_out(theorem: Theorem, statement: Statement) -> Theorem:
    """A theorem under the same hypotheses that claims something else, nothing abbreviated."""
    assumptions = tuple(replace(a, relation=theorem.unfolded(a.relation)) for a in theorem.assumptions)
    return Theorem(slug=theorem.slug, title=theorem.title, statement=statement, assumptions=assumptions)
