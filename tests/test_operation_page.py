"""The worked example shows what the tool does now."""

from examples.operation_data import PAGE, page, stops


def test_the_data_are_those_of_the_code():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python examples/operation_data.py"


def test_the_stops_say_something():
    found = stops()
    assert found["core"].startswith("PROVED")
    assert found["equal"].startswith("True for the claim, False")
    left, right = found["exact"].splitlines()
    assert left.removeprefix("left ") == right.removeprefix("right")
