"""No wrong True and no wrong False, on random pairs; the truth is known by construction or by numerics.evaluate."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics import evaluate, free_parameters, rational_point
from tests.theory.algebra.expressions import RELAXED, expressions
from tests.theory.algebra.spellings import altered, respelled
from theory import Undecidable, equal

POINTS = 3


def verdict(left, right):
    try:
        return equal(left, right)
    except Undecidable:
        return None


def differ_somewhere(left, right, seed):
    """Whether the sides differ at an exact point, each evaluated entry by entry."""
    rng = np.random.default_rng(seed)
    for _ in range(POINTS):
        values = rational_point(free_parameters(left, right), rng, sizes={"d": 3, "n": 2})
        try:
            sides = [np.asarray(evaluate(side, values, exact=True)) for side in (left, right)]
        except ValueError:  # singular there
            continue
        if np.any(sides[0] != sides[1]):
            return True
    return False


def count_verdicts(examples):
    counts = Counter()

    @settings(RELAXED, max_examples=examples)
    @given(st.data())
    def compare(data):
        seed = data.draw(st.integers(0, 10**6))
        same = bool(seed % 2)
        expression = data.draw(expressions(roots=False))
        other = data.draw(respelled(expression))
        if not same:
            other = data.draw(altered(other))
        differ = differ_somewhere(expression, other, seed)
        answer = verdict(expression, other)
        assert not (same and differ), ("not a respelling", expression, other)
        assert not (differ and answer is True), ("wrong True", expression, other)
        assert not (same and answer is False), ("wrong False", expression, other)
        kind = "equal" if same else "different" if differ else "altered to the same values"
        counts[kind, answer] += 1

    compare()
    return counts


def test_random_pairs():
    counts = count_verdicts(80)
    assert counts["equal", True] >= 15
    assert counts["different", False] >= 15
    assert counts["equal", None] + counts["different", None] <= 2


@pytest.mark.nightly
def test_many_random_pairs():
    counts = count_verdicts(24_000)
    tried = sum(counts.values())
    print(f"\nequal: {tried} pairs, no wrong True and no wrong False; (kind, verdict): {dict(counts)}")
    assert tried >= 20_000
    for kind, answer in (("equal", True), ("different", False)):
        of_kind = sum(n for (each, _), n in counts.items() if each == kind)
        assert counts[kind, answer] >= 0.95 * of_kind, kind


@settings(RELAXED, max_examples=60)
@given(st.data())
def test_respelled_roots(data):
    expression = data.draw(expressions())
    assert verdict(expression, data.draw(respelled(expression))) is not False
