"""The test of the tests: how often true claims are rejected, and wrong ones not, over many seeds."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy.stats import binomtest, kstest
from sympy import MatrixSymbol, Trace

from numerics import compare, evaluate
from numerics.independent.comparison import critical_value
from numerics.independent.drawing_scheme import SINGLE_DRAWS
from numerics.independent.sampled_integrand import SampledIntegrand
from tests.numerics.setting import A, H, M, S, X, d, with_context
from theory import Expectation

b = MatrixSymbol("b", d, 1)
VALUES = {**{s: np.array(a, dtype=float) for s, a in with_context(12).items() if s in (H, A)}, b: [1.0, -2.0], M: 12}

STATEMENTS = {
    "trace": (Trace(S), Trace(H), 400),
    "quadratic form": (
        Trace(b.T * S * A * S * b),
        Trace(b.T * (H * A * H + (H * A.T * H + Trace(H * A) * H) / M) * b),
        4000,
    ),
    "matrix": (S, H, 400),
    # bᵀSb is bᵀHb times a chi-squared number of M degrees over M; about three times what skewness asks for
    "skewed": (Trace(b.T * S * b) ** 3, (1 + 2 / M) * (1 + 4 / M) * Trace(b.T * H * b) ** 3, 700),
}
"""An integrand, its mean, and how many draws make a sample."""

CONTROLLED = {"quadratic form, less controls", "matrix of degree two, less controls"}
STATEMENTS |= {
    "quadratic form, less controls": (*STATEMENTS["quadratic form"][:2], 4000),
    "matrix of degree two, less controls": (S * A * S, H * A * H + (H * A.T * H + Trace(H * A) * H) / M, 4000),
}

FACTOR = 2
"""How far rejection rates may exceed the nominal one. By the second term of Edgeworth's expansion it is 3 where
skewness·z³/(6√N) = 1 and 1.5 at 1/2, which is what samples are planned for."""

LEVEL, MISSED, CONFIDENCE = 0.01, 1e-3, 0.999
MANY = [200, pytest.param(10_000, marks=pytest.mark.nightly)]


@cache
def estimates(name, seeds):
    """The exact mean, and an estimate from each seed."""
    integrand, mean, size = STATEMENTS[name]
    sampled = SampledIntegrand(Expectation(integrand), {s: v for s, v in VALUES.items() if s != X})
    scheme = sampled.best_scheme(np.random.default_rng(2**32)) if name in CONTROLLED else SINGLE_DRAWS
    assert (scheme.coefficients is not None) == (name in CONTROLLED)
    found = [sampled.moments(size, np.random.default_rng(seed), scheme).estimate() for seed in range(seeds)]
    return evaluate(mean, sampled.sampler.values), found


def interval(count, of):
    """Clopper and Pearson's."""
    return binomtest(count, of).proportion_ci(CONFIDENCE, method="exact")


def require_level(exact, found, name):
    """The rejection rate of a true claim is not far above the nominal one, which is what ``trustworthy`` means."""
    comparisons = [compare(exact, e, false_alarm=LEVEL) for e in found]
    rejected = sum(not c.agrees for c in comparisons)
    low, high = interval(rejected, len(found))
    print(f"{name}: {rejected} of {len(found)} rejected at {LEVEL}, at most {high:.4f}")
    allowed = FACTOR * LEVEL
    assert low <= allowed
    assert len(found) < 10_000 or high <= allowed
    return comparisons


@pytest.mark.parametrize("seeds", MANY)
@pytest.mark.parametrize("name", STATEMENTS)
def test_true_claims_are_rejected_at_the_nominal_rate(name, seeds):
    exact, found = estimates(name, seeds)
    comparisons = require_level(exact, found, name)
    assert np.mean([c.trustworthy for c in comparisons]) > 0.5
    if name in ("trace", "quadratic form"):
        distance, chance = kstest([c.p_value for c in comparisons], "uniform")
        print(f"{name}: p-values {distance:.4f} from uniform, which has probability {chance:.3f}")
        assert chance > 1e-3


@pytest.mark.parametrize("seeds", MANY)
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("name", ["trace", "quadratic form"])
def test_errors_of_the_detectable_size_are_seen(name, sign, seeds):
    exact, found = estimates(name, seeds)
    missed = 0
    for e in found:
        seen = compare(exact, e, false_alarm=LEVEL, miss=MISSED).detectable
        missed += compare(exact * (1 + sign * seen), e, false_alarm=LEVEL).agrees
    low, high = interval(missed, len(found))
    print(f"{name}: {missed} of {len(found)} errors of the detectable size missed, at most {high:.4f}")
    assert low <= MISSED


@pytest.mark.parametrize("seeds", MANY)
def test_two_streams_refute_a_true_claim_as_rarely_as_said(seeds):
    level = 0.1  # rare events at the usual level would take millions of seeds
    exact, found = estimates("trace", seeds)
    signs = [np.sign(e.mean - exact) * (not compare(exact, e, false_alarm=level).agrees) for e in found]
    pairs = list(zip(signs[::2], signs[1::2], strict=True))
    refuted = sum(first * second > 0 for first, second in pairs)
    low, high = interval(refuted, len(pairs))
    print(f"two streams: {refuted} of {len(pairs)} refuted, nominally {level**2 / 2}, at most {high:.4f}")
    assert low <= level**2 / 2 <= high


def test_an_understated_standard_error_is_found_out():
    exact, found = estimates("trace", 400)
    with pytest.raises(AssertionError):
        require_level(exact, [replace(e, standard_error=0.7 * e.standard_error) for e in found], "trace")
    smaller = [compare(exact, replace(e, standard_error=0.7 * e.standard_error)).p_value for e in found]
    assert kstest(smaller, "uniform").pvalue < 1e-3


def test_the_skewed_statement_is_as_skewed_as_said():
    _, found = estimates("skewed", 200)
    tails = [abs(e.skewness) * critical_value(LEVEL) ** 3 / (6 * np.sqrt(e.samples)) for e in found]
    assert 0.3 < np.median(tails) < 0.6
