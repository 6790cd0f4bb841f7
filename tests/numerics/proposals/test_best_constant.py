"""The largest constant with a property that smaller ones have, too."""

from fractions import Fraction

import pytest

from numerics.proposals.best_constant import largest_certified
from numerics.tolerances.proposal_budgets import CONSTANT_CLOSE


@pytest.mark.parametrize("largest", ["0", "1", "-1", "2/3", "-7/5", "123456", "1/1000", "-355/113"])
def test_a_simple_fraction_is_found_exactly(largest):
    assert largest_certified(lambda c: c <= Fraction(largest)) == Fraction(largest)


@pytest.mark.parametrize("largest", [2**0.5, -(3**0.5), 1e-6 * 2**0.5, 1e6 * 3**0.5])
def test_an_irrational_one_is_approached_from_below(largest):
    found = float(largest_certified(lambda c: float(c) <= largest))
    assert found <= largest
    assert largest - found <= 2 * float(CONSTANT_CLOSE) * abs(largest)


@pytest.mark.parametrize("every", [True, False])
def test_where_all_are_or_none_is_there_is_no_largest(every):
    assert largest_certified(lambda c: every) is None
