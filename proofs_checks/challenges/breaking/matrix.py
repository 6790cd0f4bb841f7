"""Which hypotheses matter: each is broken in turn, and the quantity as defined is sampled against the closed form.

A law is broken by one with the same covariances (``numerics.independent.laws``), a hypothesis about numbers by setting
symbols to zero. A theorem that states equalities is judged by them alone (a minimum: by its value at the minimiser).
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from numerics.independent.law import Law
from numerics.independent.laws import laws_that_break, violating_law
from numerics.values.binding import name_of
from proofs_checks.cases.hypotheses_at_numbers import relations_of
from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.cases.sampleable import Sampled, sampled_form
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.challenges.breaking.breaking_points import Point, balanced_point, without
from proofs_checks.challenges.breaking.outcomes import SEVERITY, Outcome, Violation
from proofs_checks.challenges.breaking.sample import judge
from proofs_checks.context import Context
from proofs_checks.settings.challenge_numbers import BREAKING_SAMPLES
from theory.algebra.vocabulary.random_matrices import random_symbols
from theory.theorem_record import Theorem

__all__ = ["violations"]


def violations(
    theorems: Iterable[Theorem],
    seed: int = 0,
    on_progress: Callable[[Theorem], None] | None = None,
    samples: int = BREAKING_SAMPLES,
) -> Iterator[Violation]:
    """Every theorem without each of its hypotheses in turn; nothing of theorems that cannot be sampled."""
    for theorem in map(members_written_out, theorems):
        if on_progress is not None:
            on_progress(theorem)
        point, forms = balanced_point(theorem, seed), _forms(theorem)
        if point is None or not forms:
            continue
        rng = Context(seed=seed).generator(theorem.slug, "violations")
        for assumption in theorem.assumptions:
            for name in laws_that_break(assumption.name, assumption.violations):
                outcome, detail = _under(name, forms, point, rng, samples)
                yield Violation(theorem.slug, assumption.name, name, outcome, detail)
        for assumption, _ in relations_of(theorem):
            broken = without(theorem, assumption, point)
            if broken is not None:
                outcome, detail = _worst(forms, broken[0], None, rng, samples)
                yield Violation(theorem.slug, assumption.name, broken[1], outcome, detail)


def _under(
    name: str, forms: list[Sampled], point: Point, rng: np.random.Generator, samples: int
) -> tuple[Outcome, str]:
    """The outcome under the law of that name, and where there is none the words that say so."""
    try:
        law = violating_law(name)
    except ValueError as error:
        return Outcome.UNTOUCHED, str(error)
    return _worst([form for form in forms if _touches(law, form)], point, law, rng, samples)


def _forms(theorem: Theorem) -> list[Sampled]:
    forms = [form for form in map(sampled_form, claims_of(theorem)) if form is not None]
    equalities = [form for form in forms if not form.one_sided]
    return equalities or forms


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


def _worst(
    forms: list[Sampled], point: Point, law: Law | None, rng: np.random.Generator, samples: int
) -> tuple[Outcome, str]:
    """The outcome for the theorem: one claim that falls is enough."""
    found: list[tuple[Outcome, str]] = []
    for form in forms:
        try:
            found.append(judge(form, form.at(point), law, rng, samples))
        except ValueError as error:
            found.append((Outcome.UNDEFINED, str(error).splitlines()[0]))
        if found[-1][0] is Outcome.FALLS:
            return found[-1]
    return min(found, key=lambda pair: SEVERITY.index(pair[0]), default=(Outcome.UNTOUCHED, ""))
