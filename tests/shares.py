"""The share of a table of cases that is tried daily; the others are for the night."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

__all__ = ["daily", "daily_but", "nightly"]


def daily(cases: Iterable[Any], share: Iterable[Any], name: Callable[[Any], Any] = lambda case: case) -> list[Any]:
    """The cases, marked as nightly unless they, or what ``name`` makes of them, are in the share.

    Raises ValueError for what is in the share and no case: a misspelt name would leave the day without it.
    """
    cases, share = list(cases), set(share)
    strangers = share - {name(case) for case in cases}
    if strangers:
        message = f"a daily share, but no cases: {sorted(map(str, strangers))}"
        raise ValueError(message)
    return [case if name(case) in share else nightly(case) for case in cases]


def daily_but(cases: Iterable[Any], long: Iterable[Any], name: Callable[[Any], Any] = lambda case: case) -> list[Any]:
    """The cases, those marked as nightly that take long. Raises ValueError for what is no case."""
    cases, long = list(cases), set(long)
    names = {name(case) for case in cases}
    return daily(cases, (names | long) - (names & long), name)


def nightly(*case: Any) -> Any:
    """One case that is for the night."""
    return pytest.param(*case, marks=pytest.mark.nightly)
