"""Every kind of statement is among the theorems of the day."""

from tests.theorem_shares import LONG_DERIVATIONS, SHORT, daily_theorems
from theory.registry import theorems


def test_the_day_has_every_kind_of_statement():
    assert {t.slug for t in theorems()} >= LONG_DERIVATIONS
    assert {type(t.statement) for t in SHORT} == {type(t.statement) for t in theorems()}
    assert len(daily_theorems()) == len(theorems()) == len(SHORT) + len(LONG_DERIVATIONS)
