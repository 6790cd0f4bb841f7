"""Random words against the exact oracle, which expands integrands entry by entry and knows nothing of words."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from numerics import TooLargeError, evaluate, exact_value, free_parameters, rational_point
from tests.theory.moments.words import integrands, sizes
from theory import Expectation

EASY = 200_000  # products of monomials the oracle may take for one word


def mismatches(examples):
    """Compare that many random words; how many were compared, and how many were too large for the oracle."""
    counts = {"compared": 0, "too large": 0}

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def compare(data):
        integrand, degree = data.draw(integrands())
        d, m = data.draw(sizes(degree))
        seed = data.draw(st.integers(0, 10**6))
        values = rational_point(free_parameters(integrand), np.random.default_rng(seed), sizes={"d": d, "M": m})
        node = Expectation(integrand)
        try:
            oracle = exact_value(node, values, limit=EASY)
        except TooLargeError:
            counts["too large"] += 1
            return
        assert np.all(np.asarray(evaluate(node.doit(), values, exact=True)) == np.asarray(oracle)), (integrand, values)
        counts["compared"] += 1

    compare()
    return counts


def test_random_words_agree_with_the_oracle():
    assert mismatches(300)["compared"] >= 250


@pytest.mark.nightly
def test_many_random_words_agree_with_the_oracle():
    counts = mismatches(3_000)
    print(
        f"\nrandom words: {counts['compared']} compared, 0 mismatches, {counts['too large']} too large for the oracle"
    )
    assert counts["compared"] >= 2_000
