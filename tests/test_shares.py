"""What is left to the night is marked, and nothing leaves the day unseen."""

import pytest

from tests.shares import daily, daily_but


def marked(cases):
    return [case for case in cases if not isinstance(case, str)]


def test_what_is_not_in_the_share_is_marked():
    cases = daily(["a", "b", "c"], ["b"])
    assert cases[1] == "b"
    assert [case.values for case in marked(cases)] == [("a",), ("c",)]
    assert all(mark.name == "nightly" for case in marked(cases) for mark in case.marks)
    assert marked(daily(["a", "bb"], [1, 2], len)) == []


def test_what_takes_long_is_marked():
    assert [case.values for case in marked(daily_but(["a", "b", "c"], ["b"]))] == [("b",)]


@pytest.mark.parametrize("shared", [daily, daily_but])
def test_a_share_of_what_is_not_there_is_refused(shared):
    with pytest.raises(ValueError, match="a daily share, but no cases"):
        shared(["a"], ["a", "d"])
