"""The worked example shows what the tool does now."""

import pytest

from examples.theory_of_operation import PAGE, page, stops


@pytest.fixture(scope="module")
def found():
    return stops()


def test_the_data_are_those_of_the_code(found):
    assert PAGE.read_text(encoding="utf-8") == page(found), "run python examples/theory_of_operation.py"


def test_the_stops_say_what_the_page_says_of_them(found):
    assert found["verdicts"].endswith("PROVED")
    assert found["by parts"].count("tr(") == 4
    assert "is not shown" in found["refused"]
    assert found["search"].startswith("CONFIRMED")
    # by hand at d = M = 1 and H = 1: 3c² − 2c + 1 at c = 1/4
    assert "left side  = 11/16\nright side = 3/4" in found["search"]
    (minimiser, elsewhere) = found["exact point"].splitlines()[1:]
    assert minimiser.endswith("True")
    assert elsewhere.endswith("True")
