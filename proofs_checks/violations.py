"""Which hypotheses matter: each is broken in turn, and the quantity as defined is sampled against the closed form.

A law is broken by one with the same covariances (``numerics.laws``), a hypothesis about numbers by setting symbols to
zero. A theorem that states equalities is judged by them alone (a minimum: by its value at the minimiser).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from sympy import Basic, Symbol

from numerics import Comparison, Estimate, compare
from numerics.binding import name_of
from numerics.laws import VIOLATING_LAWS, Law
from numerics.points import rational_point
from numerics.tolerances import REQUIRED_ERROR, ROUNDING
from proofs_checks.assumptions import failing_assumption, relations_of
from proofs_checks.cases import dimensions_of, parameters_of
from proofs_checks.claims import claims_of
from proofs_checks.context import Context
from proofs_checks.sampled import Sampled, sampled_form
from proofs_checks.sampling_plan import Plan, draw_samples, plan_for
from theory.algebra.random import random_symbols
from theory.algebra.symbols import PositiveDefiniteMatrix
from theory.statement import Assumption, Theorem

__all__ = ["Outcome", "Violation", "possibly_unnecessary", "violations"]

SAMPLES = 600_000
"""Draws of one comparison, and of the one that must repeat a rejection: errors of 4 % show at tails like these."""

REQUIRED_OF_RMS = 0.012
"""Where both sides are sampled, errors are seen relative to the spread of the integrand, some four times its mean."""

_DATA: Mapping[str, Any] = {
    "H": [[1.0, 0.2], [0.2, 0.6]],
    "Lambda": [[1.0, 0.2], [0.2, 0.6]],
    "Psi": [[0.6, 0.1], [0.1, 0.3]],
    "beta_star": [[0.6], [-0.4]],
    "sigma2": 0.6,
    "d": 2,
    "M": 2,
    "N": 2,
    "M_test": 3,
}
"""Signal, shared signal and noise of one size and few examples, so that no term of a closed form is negligible."""

_LARGER = {"enough examples": {"M": 8}}
"""Sizes that hypotheses of these names ask for."""

WEIGHT = 1 / 4
"""Other matrices are this times a small whole number: predictions of the size of the labels have lighter tails."""


class Outcome(StrEnum):
    """What became of a claim without the hypothesis."""

    SURVIVES = "survives"
    STANDS = "not seen to fall"
    FALLS = "falls"
    LEANS = "seems to fall"
    UNDEFINED = "undefined"
    UNCLEAR = "unclear"
    UNTOUCHED = "not sampled"

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]

    @property
    def sign(self) -> str:
        return _SIGNS[self]


_MEANINGS = {
    Outcome.SURVIVES: f"the closed form agrees with samples; an error of {REQUIRED_ERROR:.0%} would have shown",
    Outcome.STANDS: "an inequality holds at the point that was sampled, which proves little",
    Outcome.FALLS: "two independent samples reject it",
    Outcome.LEANS: "two independent samples reject it, but are too skewed for the nominal rate of false alarms",
    Outcome.UNDEFINED: "the quantity or its closed form does not exist there",
    Outcome.UNCLEAR: "the sample could not have shown an error of the required size",
    Outcome.UNTOUCHED: "what is sampled does not involve what this law changes",
}

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
_SEVERITY = (
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


def violations(
    theorems: Iterable[Theorem], seed: int = 0, on_progress: Callable[[Theorem], None] | None = None
) -> Iterator[Violation]:
    """Every theorem without each of its hypotheses in turn; nothing of theorems that have none."""
    for theorem in theorems:
        if on_progress is not None:
            on_progress(theorem)
        point = _point(theorem, seed)
        forms = _forms(theorem)
        if point is None or not forms:
            continue
        context = Context(seed=seed, values=point)
        for assumption in theorem.assumptions:
            for name in assumption.violations:
                if name in VIOLATING_LAWS:
                    yield _under(VIOLATING_LAWS[name], forms, theorem, assumption, context)
        yield from _numeric(theorem, forms, context)


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


def _forms(theorem: Theorem) -> list[Sampled]:
    forms = [form for form in map(sampled_form, claims_of(theorem)) if form is not None]
    equalities = [form for form in forms if not form.one_sided]
    return equalities or forms


def _under(law: Law, forms: list[Sampled], theorem: Theorem, assumption: Assumption, context: Context) -> Violation:
    touched = [form for form in forms if _touches(law, form)]
    outcome, detail = _worst(touched, theorem, replace(context, law=law))
    return Violation(theorem.slug, assumption.name, law.name, outcome, detail)


def _touches(law: Law, form: Sampled) -> bool:
    """Whether the sampled quantity involves, directly or as a parent, what the law changes and what it needs."""
    todo, seen = list(random_symbols(form.quantity)), set()
    while todo:
        symbol = todo.pop()
        if symbol not in seen:
            seen.add(symbol)
            todo += [parent for argument in symbol.args[1:] for parent in random_symbols(argument)]
    names = {name_of(symbol) for symbol in seen}
    return bool(names & law.changes) and law.needs <= names


def _numeric(theorem: Theorem, forms: list[Sampled], context: Context) -> Iterator[Violation]:
    for assumption, _ in relations_of(theorem):
        broken = _broken(theorem, assumption, context)
        if broken is None:
            continue
        point, label = broken
        without = replace(theorem, assumptions=tuple(a for a in theorem.assumptions if a is not assumption))
        outcome, detail = _worst(forms, without, replace(context, values=point))
        yield Violation(theorem.slug, assumption.name, label, outcome, detail)


def _broken(theorem: Theorem, assumption: Assumption, context: Context) -> tuple[dict[str, Any], str] | None:
    """The point with as few symbols as possible set to zero (sizes: to 2) so that this hypothesis alone fails."""
    given = dict(context.values or {})
    small = {
        name: 0 * np.asarray(value, dtype=np.float64) for name, value in given.items() if _may_vanish(theorem, name)
    }
    small.update((name, 2) for name, value in given.items() if isinstance(value, int) and value > 2)
    only = replace(theorem, assumptions=(assumption,))
    others = replace(theorem, assumptions=tuple(a for a in theorem.assumptions if a is not assumption))
    for count in (1, 2, 3):
        for names in combinations(sorted(small), count):
            point = {**given, **{name: small[name] for name in names}}
            if failing_assumption(only, point) is assumption and _admissible(others, point, assumption):
                return point, ", ".join(f"{name} = {2 if isinstance(small[name], int) else 0}" for name in names)
    return None


def _admissible(others: Theorem, point: Mapping[str, Any], broken: Assumption) -> bool:
    failing = failing_assumption(others, point)
    return failing is None or failing.name == broken.name or failing not in others.assumptions


def _may_vanish(theorem: Theorem, name: str) -> bool:
    symbol = next(s for s in parameters_of(theorem) if name_of(s) == name)
    if isinstance(symbol, Symbol):
        return not symbol.is_positive and not symbol.is_integer
    return not isinstance(symbol, PositiveDefiniteMatrix)


def _worst(forms: list[Sampled], theorem: Theorem, context: Context) -> tuple[Outcome, str]:
    """The outcome for the theorem: one claim that falls is enough."""
    rng = context.generator(theorem.slug, "violations")
    found: list[tuple[Outcome, str]] = []
    for form in forms:
        try:
            found.append(_sampled(form, plan_for(form, theorem, context, rng), context, rng))
        except ValueError as error:
            found.append((Outcome.UNDEFINED, str(error).splitlines()[0]))
        if found[-1][0] is Outcome.FALLS:
            return found[-1]
    return min(found, key=lambda pair: _SEVERITY.index(pair[0]), default=(Outcome.UNTOUCHED, ""))


def _sampled(form: Sampled, plan: Plan, context: Context, rng: np.random.Generator) -> tuple[Outcome, str]:
    first, second = (_Sample(form, plan, context.law, int(rng.integers(2**63))) for _ in range(2))
    outcome = first.if_not_rejected
    if first.direction:
        repeated = second.direction == first.direction
        outcome = (Outcome.FALLS if second.safe else Outcome.LEANS) if repeated else Outcome.UNCLEAR
    c = first.comparison
    gap = f"apart by {c.difference:.1%}, {c.detectable:.1%} of the {c.scale} would have shown"
    return outcome, f"claimed {_norm(c.claimed)}, observed {_norm(c.observed)} from {c.samples:,} samples: {gap}"


class _Sample:
    """One sample of a claim's quantity, drawn when it is first looked at."""

    def __init__(self, form: Sampled, plan: Plan, law: Law | None, seed: int) -> None:
        self.form, self.plan, self.law, self.seed = form, plan, law, seed

    @cached_property
    def estimate(self) -> Estimate:
        return draw_samples(self.form, self.plan, SAMPLES, self.seed, self.law)

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.form.claimed_at(self.plan.values, np.shape(self.estimate.mean)), self.estimate)

    @property
    def constant(self) -> bool:
        """Whether the integrand is zero but for rounding: the claim holds prompt by prompt."""
        return float(np.linalg.norm(self.estimate.rms)) < ROUNDING

    @property
    def direction(self) -> int:
        """±1 where the entry that is most off rejects the claim in that direction, else 0."""
        c, (gap, error) = self.comparison, self._worst
        if c.agrees or self.constant or (self.form.one_sided and gap > 0) or abs(gap) <= c.critical * error:
            return 0
        return 1 if gap > 0 else -1

    @property
    def safe(self) -> bool:
        """Whether skewness cannot have raised the chance of this rejection.

        The studentised mean of a skewed sample exceeds its quantiles more rarely on the side of the long tail.
        """
        long_tail = np.ravel(self.estimate.skewness)[self._where]
        return self.comparison.trustworthy or self.direction * long_tail > 0

    @property
    def if_not_rejected(self) -> Outcome:
        c = self.comparison
        needed = REQUIRED_ERROR if c.scale == "claim" else REQUIRED_OF_RMS
        if not self.constant and (c.detectable > needed or not c.trustworthy) and not self.form.one_sided:
            return Outcome.UNCLEAR
        return Outcome.STANDS if self.form.one_sided else Outcome.SURVIVES

    @property
    def _where(self) -> int:
        gaps = np.ravel(np.abs(np.asarray(self.comparison.observed) - self.comparison.claimed))
        return int((gaps / np.maximum(np.ravel(self.comparison.standard_error), np.finfo(float).tiny)).argmax())

    @property
    def _worst(self) -> tuple[float, float]:
        c = self.comparison
        gap = np.ravel(np.asarray(c.observed) - c.claimed)[self._where]
        return float(gap), float(np.ravel(c.standard_error)[self._where])


def _norm(value: Any) -> str:
    return f"‖{np.linalg.norm(value):.4g}‖" if np.size(value) > 1 else f"{np.asarray(value).item():.4g}"


def _point(theorem: Theorem, seed: int) -> dict[str, Any] | None:
    """Balanced data and small random weights at which the hypotheses hold; None if none is found."""
    symbols = parameters_of(theorem)
    context = Context(seed=seed)
    rng = context.generator(theorem.slug, "balanced point")
    data = dict(_DATA)
    for assumption in theorem.assumptions:
        data |= _LARGER.get(assumption.name, {})
    sizes = {s: data.get(name_of(s), 2) for s in dimensions_of(symbols)}
    for _ in range(100):
        drawn = {name_of(s): _scaled(s, value) for s, value in rational_point(symbols, rng, sizes=sizes).items()}
        point = {**drawn, **{name: data[name] for name in drawn if name in data}}
        if failing_assumption(theorem, point) is None:
            return {name: np.asarray(v) if isinstance(v, list) else v for name, v in point.items()}
    return None


def _scaled(symbol: Basic, value: Any) -> Any:
    if isinstance(symbol, Symbol):
        return value if symbol.is_integer else float(value) / 4
    return WEIGHT * np.asarray(value, dtype=np.float64)
