from theory.registry import theorems
from theory.theorem_collection import Theorems


def test_a_notebook_shows_a_row_a_theorem():
    found = theorems("least_squares_risk", "optimal_one_step_gd")
    assert isinstance(found, tuple)
    assert found._repr_html_().count("<tr>") == 1 + len(found) == 3
    assert repr(found) == "Theorems(least_squares_risk, optimal_one_step_gd)"


def test_a_part_of_it_is_a_tuple_still():
    assert Theorems(theorems()[:2]) == theorems()[:2]
