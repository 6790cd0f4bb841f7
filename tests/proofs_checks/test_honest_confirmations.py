"""CONFIRMED says how far it reached, and is not said where magnitudes, laws or moments were not looked at."""

import re

import pytest
from sympy import Identity, MatrixSymbol, Rational, Symbol, Trace, ZeroMatrix, exp

from proofs_checks import Verdict, verify
from proofs_checks.context import Context
from proofs_checks.evidence import exact_points, monte_carlo, property_search
from proofs_checks.judging.magnitudes import MAGNITUDES, points_elsewhere
from proofs_checks.report.as_json import document_of
from proofs_checks.report.run_outcome import Outcome
from tests.proofs_checks.toys import H, S, d, toy
from tests.shares import nightly
from theory import (
    Bound,
    Equality,
    Expectation,
    MatrixNormal,
    PositiveSemidefiniteMatrix,
    RandomMatrix,
    Theorem,
    inner,
    quad,
)

p = Symbol("p", positive=True)
sigma2 = Symbol("sigma2", nonnegative=True)
one = Identity(1)
I = Identity(d)  # noqa: E741
a = MatrixSymbol("a", d, 1)
P = PositiveSemidefiniteMatrix("P", d)
x = MatrixNormal("x", ZeroMatrix(d, 1), H, one)
s = RandomMatrix("s", ZeroMatrix(1, 1), p * one, one)
g = quad(x, I)


def theorem(statement, *assumptions):
    return Theorem(slug="claim", title="", statement=statement, assumptions=assumptions)


def test_the_headline_says_how_far_it_reached():
    report = verify(Bound(1, exp(Trace(H))), samples=1000)
    assert report.verdict is Verdict.CONFIRMED
    assert re.fullmatch(r"CONFIRMED, d ≤ \d+", report.headline)
    assert report.headline in str(report)
    document = document_of(Outcome((report.theorem,), (report,), Context()))
    (found,) = document["theorems"]
    assert found["reach"] == report.reach
    assert {c["check"]: c["reach"] for c in found["checks"]}["exact_points"]["d"] >= 2


@pytest.mark.long
def test_what_is_proved_reaches_everywhere():
    assert verify(toy("second_moment"), samples=1000).headline == "PROVED"


def test_exact_evidence_takes_two_pairs_of_sizes_and_the_boundary():
    result = exact_points.check(theorem(Equality(Expectation(Trace(S) * sigma2), sigma2 * Trace(H))), Context())
    assert result.reach == {"M": 3, "d": 3}
    assert len(result.data["sizes"]) == 3
    false_at_zero = [Bound(Trace(H), Trace(H) + 100 * Trace(P) - p), Bound(1, 1000 * sigma2)]
    for statement in false_at_zero:
        assert exact_points.check(theorem(statement), Context()).verdict is Verdict.REFUTED


@pytest.mark.parametrize("check", [exact_points, property_search, monte_carlo], ids=lambda m: m.NAME)
@pytest.mark.parametrize(("power", "gaussian"), [(3, 0), (4, 3 * p**2), (6, 15 * p**3)])
def test_a_law_of_order_two_is_not_taken_for_gaussian(check, power, gaussian):
    result = check.check(theorem(Equality(Expectation(Trace(s) ** power), gaussian)), Context())
    assert result.verdict is Verdict.REFUTED
    assert result.counterexample.law.startswith("s: a ")
    assert "law" in dict(result.counterexample.in_full())


@pytest.mark.parametrize("check", [exact_points, property_search, monte_carlo], ids=lambda m: m.NAME)
def test_two_moments_are_those_of_every_law(check):
    assert check.check(theorem(Equality(Expectation(Trace(s) ** 2), p)), Context()).verdict is Verdict.CONFIRMED


FAR = {
    "small weights": Equality(Expectation(1000 * inner(a, x) / (1 + g) + (d - 1) * (d - 2) / (1 + g)), 0),
    "small data": Equality(Expectation(exp(g + inner(a, x))), Expectation(exp(g))),
    "large weights": Bound(Rational(1, 2), Expectation(1 / (1 + inner(a, x) ** 2 / 10**3))),
}


@pytest.mark.parametrize("name", FAR)
def test_what_fails_far_from_one_is_not_confirmed(name):
    result = monte_carlo.check(theorem(FAR[name]), Context())
    assert result.verdict is Verdict.REFUTED, result
    assert len(result.counterexample.streams) == 2


@pytest.mark.parametrize("seed", [0, *map(nightly, range(1, 4))])
@pytest.mark.parametrize("integrand", [1 / inner(a, x), 1 / inner(a, x) ** 3])
def test_moments_that_do_not_exist_are_neither_confirmed_nor_refuted(integrand, seed):
    """by symmetry the mean would be 0"""
    result = monte_carlo.check(theorem(Equality(Expectation(integrand), 0)), Context(seed=seed, samples=2_000_000))
    assert result.verdict is Verdict.INCONCLUSIVE
    assert "too skewed" in result.detail or "does not settle" in result.detail


def test_a_claim_of_zero_says_what_would_have_shown_as_a_number():
    result = monte_carlo.check(theorem(Equality(Expectation(inner(a, x)), 0)), Context())
    assert result.verdict is Verdict.CONFIRMED
    (data,) = result.data["comparisons"]
    shown = re.search(r"an error of (\S+) \(0\.\d+% of the integrand's RMS\) would have shown", result.detail)
    assert float(shown[1]) == pytest.approx(data["smallest_detectable_error"], rel=0.05)


def test_sampling_reaches_five_magnitudes_and_five_dimensions():
    result = monte_carlo.check(theorem(Equality(Expectation(g), Trace(H))), Context())
    assert result.verdict is Verdict.CONFIRMED
    (data,) = result.data["comparisons"]
    assert len(data["elsewhere"]) == 4
    assert result.reach["d"] >= 5
    assert all(e["smallest_detectable_relative_error"] <= 0.25 for e in data["elsewhere"])


def test_points_elsewhere_keep_their_kinds():
    import numpy as np

    claim = theorem(Bound(quad(a, H) + Trace(P) + sigma2 + p, 1))
    points = list(points_elsewhere(claim, np.random.default_rng(0)))
    assert len(points) == len(MAGNITUDES)
    for point, _ in points:
        values = {s.name: np.asarray(v, dtype=float) for s, v in point.items()}
        assert np.linalg.eigvalsh(values["H"]).min() > 0
        assert np.linalg.eigvalsh(values["P"]).min() > -1e-9
        assert values["p"] > 0
        assert values["sigma2"] >= 0
    assert max(np.abs(np.asarray(q[a], dtype=float)).max() for q, _ in points) > 50
