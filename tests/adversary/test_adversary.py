"""No false claim is proved, nothing is refuted without a counterexample, and true claims stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from proofs_checks import verify
from tests.adversary import (
    false_bounds,
    false_certificates,
    false_definedness,
    false_disguises,
    false_equalities,
    false_expectations,
    false_hypotheses,
    false_laws,
    false_lemmas,
    false_limits,
    false_minima,
    false_notation,
    false_own_certificates,
    false_points_and_flows,
    false_premises,
    false_rewriting,
    false_rules,
    false_tampering,
    true_under_hypotheses,
)
from tests.adversary.vocabulary import Case

FALSE_MODULES = (
    false_bounds,
    false_certificates,
    false_definedness,
    false_disguises,
    false_equalities,
    false_expectations,
    false_hypotheses,
    false_laws,
    false_lemmas,
    false_limits,
    false_minima,
    false_notation,
    false_own_certificates,
    false_points_and_flows,
    false_premises,
    false_rewriting,
    false_rules,
    false_tampering,
)
FALSE = {f"{m.__name__.rpartition('.')[2]}: {name}": case for m in FALSE_MODULES for name, case in m.CLAIMS.items()}
TRUE = true_under_hypotheses.CLAIMS

REFUTED_AT_LEAST = 0.9
"""Of the false claims with exact values: some need a second minimiser or a corner that a search may miss."""

PROVED_AT_LEAST = 0.75
"""Of the true claims: 45 of 60. The engine shows sufficient conditions only."""

REFUSED = "refused"
DAILY_FALSE, DAILY_TRUE = 30, 12


@dataclass(frozen=True)
class Finding:
    """What was said of one case: a verdict or ``refused``, whether the derivation alone says PROVED, and whether a
    refutation comes with its counterexample.
    """

    verdict: str
    derived: bool = False
    shown: bool = True

    def __str__(self) -> str:
        return (
            f"{self.verdict}{', its derivation PROVED' * self.derived}{', without a counterexample' * (not self.shown)}"
        )


_found: dict[int, Finding] = {}


def found(case: Case) -> Finding:
    """What is said of a case, asked once; the object it is about lives as long as the tests."""
    if id(case) not in _found:
        _found[id(case)] = judged(case)
    return _found[id(case)]


def judged(case: Case) -> Finding:
    """A claim may be refused when it is stated or when it is read; any other exception is a failure of the test."""
    try:
        made: Any = case.make()
        claim, more = made if isinstance(made, tuple) else (made, {})
        report = verify(claim, **more)
    except (ValueError, TypeError):
        return Finding(REFUSED)
    derived = any(check.check == "derivation" and check.verdict.name == "PROVED" for check in report.checks)
    refutations = [check for check in report.checks if check.verdict.name == "REFUTED"]
    shown = not refutations or report.counterexample is not None
    return Finding(report.verdict.name, derived, shown)


def share(names: Iterable[str], number: int) -> list[str]:
    """That many names, spread evenly over all of them."""
    listed = list(names)
    return [listed[i * len(listed) // number] for i in range(number)]


def daily_and_nightly(names: dict[str, Case], number: int) -> list[Any]:
    """Every name, those not in the daily share marked as nightly."""
    daily = set(share(names, number))
    return [name if name in daily else pytest.param(name, marks=pytest.mark.nightly) for name in names]


@pytest.mark.parametrize("name", daily_and_nightly(FALSE, DAILY_FALSE))
def test_nothing_false_is_proved(name):
    case = FALSE[name]
    finding = found(case)
    assert finding.verdict != "PROVED", case.why
    assert not finding.derived, case.why
    assert finding.shown, case.why


@pytest.mark.parametrize("name", daily_and_nightly(TRUE, DAILY_TRUE))
def test_nothing_true_is_refuted(name):
    finding = found(TRUE[name])
    assert finding.verdict not in ("REFUTED", REFUSED), TRUE[name].why


@pytest.mark.nightly
def test_false_claims_with_exact_values_are_refuted():
    exact = {name: found(case) for name, case in FALSE.items() if case.exact}
    missed = {name: str(finding) for name, finding in exact.items() if finding.verdict not in ("REFUTED", REFUSED)}
    assert len(missed) <= (1 - REFUTED_AT_LEAST) * len(exact), missed


@pytest.mark.nightly
def test_true_claims_are_proved():
    missed = {name: str(found(case)) for name, case in TRUE.items() if found(case).verdict != "PROVED"}
    assert len(TRUE) - len(missed) >= PROVED_AT_LEAST * len(TRUE), missed


def test_there_are_enough_of_them():
    assert len(FALSE) >= 200
    assert len(TRUE) >= 60
    assert sum(case.exact for case in FALSE.values()) >= 100
    assert all(case.why for case in (*FALSE.values(), *TRUE.values()))
