"""Every hypothesis of every theorem at one problem: does it hold, with what margin, and who uses it?"""

from collections.abc import Iterable, Mapping
from typing import Any

from sympy import Basic, MatrixSymbol, Q

import theory
from numerics.binding import name_of
from numerics.gaussianity import LawTest
from numerics.problem import Problem
from numerics.tolerances import TEST_LEVEL
from proofs_checks.assumptions import margin_of, relations_of
from proofs_checks.auditing.model import Hypothesis
from theory.algebra.symbols import PositiveDefiniteMatrix
from theory.statement import Assumption, Theorem

__all__ = ["hypotheses"]

Tests = Mapping[str, tuple[LawTest, ...]]


def hypotheses(problem: Problem, tests: Tests | None = None) -> tuple[Hypothesis, ...]:
    """One entry for each hypothesis, with all theorems that use it; ``tests`` are those of laws, by hypothesis.

    Inputs of the trained-transformers setting have the covariance Λ, for which the problem's H stands, and N examples,
    for which its M stands where N is not given.
    """
    values = {**problem.values(), "Lambda": problem.H, "N": problem.N or problem.M}
    users: dict[tuple[str, Basic | str], list[str]] = {}
    decided: dict[tuple[str, Basic | str], Basic | None] = {}
    for theorem in theory.theorems():
        for assumption, relation in _all(theorem):
            key = (assumption.name, assumption.relation if isinstance(assumption.relation, str) else relation)
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
        if isinstance(symbol, PositiveDefiniteMatrix) and name_of(symbol) in _DEFINITE:
            relation = Q.positive_definite(symbol)
            yield Assumption(f"{name_of(symbol)} is positive definite", relation), relation


_DEFINITE = {"H", "Psi", "Lambda"}


def _judged(
    name: str, text: Basic | str, relation: Basic | None, used_by: tuple[str, ...], values: Any, tests: Tests
) -> Hypothesis:
    statement = str(text)
    if relation is None:
        holds, margin, reason = _judged_by_tests(tests.get(name, ()))
        return Hypothesis(name, statement, holds, margin, used_by, reason)
    try:
        holds, margin = margin_of(relation, values)
    except ValueError as error:
        return Hypothesis(name, statement, None, None, used_by, f"not decided by the problem: {_first_line(error)}")
    return Hypothesis(name, statement, holds, margin, used_by)


def _judged_by_tests(tests: tuple[LawTest, ...]) -> tuple[bool | None, float | None, str]:
    done = [t for t in tests if t.p_value is not None]
    if not done:
        reason = tests[0].reason if tests else "a law, which numbers do not show: audit a table to test it"
        return None, None, reason
    worst = min(done, key=lambda t: t.p_value or 0.0)
    p = min(1.0, len(done) * (worst.p_value or 0.0))
    count = f"the least of {len(done)} p-values, corrected for their number, is {p:.2g}"
    told = f"{worst.about} ({worst.test})"
    if p < TEST_LEVEL:
        return False, p - TEST_LEVEL, f"rejected: {told}; {count}"
    return True, p - TEST_LEVEL, f"not rejected, which does not establish it: {count}"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
