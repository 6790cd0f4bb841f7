"""Every hypothesis of every theorem at one problem: does it hold, with what margin, and who uses it?"""

from collections.abc import Iterable, Mapping

from sympy import And, Basic, Eq, MatrixSymbol, Q

import theory
from numerics.data.law_test import HypothesisTests
from numerics.tolerances.table_thresholds import TEST_LEVEL
from numerics.values.binding import free_parameters, name_of
from numerics.values.kinds import kind_of
from numerics.values.number_types import Number
from numerics.values.problem import Problem
from proofs_checks.auditing.audit_findings import Hypothesis
from proofs_checks.cases.hypotheses_at_numbers import margin_of, relations_of, relative_margin
from proofs_checks.settings.presentation.audit_thresholds import PSI_BOUNDARY
from theory.latex import expression_latex
from theory.theorem_record import Assumption, Theorem

__all__ = ["hypotheses"]

Tests = Mapping[str, HypothesisTests]


def hypotheses(problem: Problem, tests: Tests | None = None) -> tuple[Hypothesis, ...]:
    """One entry for each hypothesis, with all theorems that use it; ``tests`` are those of laws, by hypothesis.

    Inputs of the trained-transformers setting have the covariance Λ, for which the problem's H stands, and N examples,
    for which its M stands where N is not given.
    """
    values = {**problem.values(), "Lambda": problem.H, "N": problem.N or problem.M}
    users: dict[tuple[str, str], list[str]] = {}
    decided: dict[tuple[str, str], Basic | None] = {}
    for theorem in theory.theorems():
        for assumption, relation in _all(theorem):
            key = (assumption.name, str(assumption.relation if isinstance(assumption.relation, str) else relation))
            users.setdefault(key, []).append(theorem.slug)
            decided[key] = relation
    return tuple(
        _judged(name, text, decided[name, text], tuple(dict.fromkeys(slugs)), values, tests or {})
        for (name, text), slugs in users.items()
    )


def _all(theorem: Theorem) -> Iterable[tuple[Assumption, Basic | None]]:
    """The hypotheses with the relation that decides each; None for a law."""
    for assumption in theorem.assumptions:
        if isinstance(assumption.relation, str):
            yield assumption, assumption.decided_by
    yield from relations_of(theorem)
    symbols = {s for statement in theorem.statements for e in statement.expressions() for s in e.atoms(MatrixSymbol)}
    for symbol in sorted(symbols, key=str):
        if kind_of(symbol).definite and name_of(symbol) in _DEFINITE:
            relation = Q.positive_definite(symbol)
            yield Assumption(f"{name_of(symbol)} is positive definite", relation), relation


_DEFINITE = {"H", "Psi", "Lambda"}


def _judged(
    name: str,
    statement: str,
    relation: Basic | None,
    used_by: tuple[str, ...],
    values: Mapping[str, Number],
    tests: Tests,
) -> Hypothesis:
    if relation is None:
        if name not in tests:
            reason = "a law that is not among those tested" if tests else "a law, which numbers do not show"
            return Hypothesis(name, statement, None, None, used_by, reason)
        holds, margin, reason = _judged_by_tests(tests[name])
        return Hypothesis(name, statement, holds, margin, used_by, reason, tests[name].p_value)
    absent = sorted(s.name for s in free_parameters(relation) if name_of(s) not in values)
    if absent:
        reason = f"about {', '.join(absent)}, which no problem fixes"
        return Hypothesis(name, statement, None, None, used_by, reason, about=tuple(absent))
    holds, margin = margin_of(relation, values)
    special = isinstance(relation, Eq) or (isinstance(relation, And) and all(isinstance(a, Eq) for a in relation.args))
    latex = expression_latex(relation) if statement == str(relation) else ""
    relative = relative_margin(relation, values)
    untold = bool(tests) and _is_at_the_border_of_tasks(relation, relative)
    reason = "the estimate of Psi is at its border, which does not tell" if untold else ""
    if tests and special and not untold:
        reason = "as estimated: no estimate meets an equation exactly"
    return Hypothesis(
        name,
        statement,
        None if untold else holds,
        margin,
        used_by,
        reason,
        relative=relative,
        special=special,
        latex=latex,
    )


def _is_at_the_border_of_tasks(relation: Basic, relative: float | None) -> bool:
    """Whether a relation of Ψ is decided by what restricted maximum likelihood sets to 0 where tasks are few."""
    about = {name_of(s) for s in free_parameters(relation)}
    return "Psi" in about and relative is not None and abs(relative) < PSI_BOUNDARY


def _judged_by_tests(found: HypothesisTests) -> tuple[bool | None, float | None, str]:
    """Broken where the p-value of all tests together is small; else open where a test could not be had."""
    undone = next((t.reason for t in found.tests if t.p_value is None), "")
    if found.p_value is None:
        return None, None, undone
    p, margin = found.p_value, found.p_value - TEST_LEVEL
    told = f"{found.nearest.about} ({found.nearest.test}), p = {p:.2g} {found.calibration}"
    if p < TEST_LEVEL:
        return False, margin, f"rejected: {told}"
    if undone:
        return None, margin, f"{undone}; what could be tested is not rejected"
    return True, margin, f"not rejected, which does not establish it; nearest to it: {told}"
