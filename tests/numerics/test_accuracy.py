"""Closed forms beside references with 130 digits, at the far ends of what a problem may be."""

import mpmath
import numpy as np
import pytest

from numerics import Problem, closed_forms, evaluate
from numerics.closed_forms import attention_gap_bounds, minimal_excess, optimal_weights, zero_initialised_minimum
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights
from numerics.with_engine import many_digits
from numerics.with_engine.signal_spectrum import Signal, quadratic_form
from tests.numerics.accuracy_grid import CONTEXTS, rotated, run
from tests.numerics.bayes_references import bayes_excess_in_one_dimension
from tests.numerics.many_digit_references import DIGITS, Reference, numbers
from theory import Expectation, theorem, theorems

WORST = 1e-9
REFUSED = 0.02
LARGEST = 2**63 - 1


def example(M, **changes):
    values = {"H": [[2, 1], [1, 2]], "Psi": np.eye(2), "beta_star": [1, 0.5], "sigma2": 1, "M": M, **changes}
    return Problem(**values)


def hard(d, seed=0, **changes):
    """Conditions of 1e12 of H and Psi."""
    rng = np.random.default_rng(seed)
    H, Psi = (rotated(rng, np.geomspace(1, 1e-12, d))[0] for _ in range(2))
    return Problem(**{"H": H, "Psi": Psi, "beta_star": np.ones(d), "sigma2": 0.5, "M": 10**13, **changes})


def require(tally):
    print(tally.table())
    assert min(tally.tried.values()) > 0
    assert {name: worst for name, worst in tally.worst.items() if not worst <= WORST} == {}, tally.table()
    shares = {name: tally.refused[name] / n for name, n in tally.tried.items()}
    assert {name: share for name, share in shares.items() if share > REFUSED} == {}, tally.reasons


@pytest.mark.long
def test_closed_forms_have_nine_digits_over_the_grid():
    require(run((1, 2, 5), seed=0, share=0.01))


@pytest.mark.nightly
@pytest.mark.parametrize("sizes", [(1, 2), (5,), (16,)])
def test_closed_forms_have_nine_digits_over_the_whole_grid(sizes):
    require(run(sizes, seed=1, share=0.3))


@pytest.mark.nightly
def test_closed_forms_have_nine_digits_at_64_dimensions():
    """One σ² and M for each Ψ: a problem takes a minute or two."""
    require(run((64,), seed=2, share=0, conditions=(1e12,)))


def test_the_trace_form_in_float64_fails_on_the_grid(monkeypatch):
    value = theorem("optimal_one_step_gd").unfold().value
    monkeypatch.setattr(closed_forms, "minimal_excess", lambda p: evaluate(value, p))
    tally = run((2,), seed=0, share=0.06)
    assert tally.worst["minimal_excess"] > 1e-3 or tally.refused["minimal_excess"] > REFUSED * tally.tried["Problem"]
    assert tally.worst["minimal_excess"] > 1e6 * tally.worst["context_mismatch_excess"]


@pytest.mark.parametrize("M", CONTEXTS[4:])
def test_m_times_the_minimum_tends_to_its_limit(M):
    """14 = Σ(μ + τ) at eigenvalues 3 and 1 and τ = 5; 24.5 with β*β*ᵀ added."""
    assert minimal_excess(example(M)) * M == pytest.approx(14, rel=60 / M + 1e-14)
    assert zero_initialised_minimum(example(M))[1] * M == pytest.approx(24.5, rel=200 / M + 1e-14)
    assert attention_gap_bounds(example(M)).lower * M == pytest.approx(3.5, rel=2 / M + 1e-14)


def test_a_context_beyond_int64_is_a_number_like_any_other():
    assert closed_forms.context_mismatch_excess(example(3), 10**30) == pytest.approx(
        closed_forms.context_mismatch_excess(example(3), LARGEST)
    )
    with pytest.raises(ValueError, match=r"M_test is 0: give a whole number"):
        closed_forms.context_mismatch_excess(example(3), 0)


@pytest.mark.parametrize(
    "problem", [example(LARGEST), hard(3), hard(3, M=LARGEST, sigma2=1e-30)], ids=["mild", "hard", "hardest"]
)
def test_a_precision_is_reached_whatever_cancels(problem):
    with mpmath.workdps(DIGITS):
        expected = Reference(problem).minimal_excess(mpmath.mpf(problem.sigma2), problem.M)
        for form in (minimal_excess, closed_forms.minimal_excess_by_eigenvalues):
            assert abs(form(problem, 50) / expected - 1) < mpmath.mpf(10) ** -49


def test_fifty_digits_of_every_closed_form_outlast_the_hardest_problems():
    """Of every registered theorem whose sides a problem gives a value."""
    problem, seen = hard(2, M=LARGEST), 0
    for expression in (e for t in theorems() for part in t.parts for e in part.unfold().expressions()):
        if expression.has(Expectation) or getattr(expression, "is_Matrix", False):
            continue
        try:
            value, exact = (evaluate(expression, problem, digits) for digits in (50, 170))
        except ValueError:
            continue
        seen += 1
        assert abs(value - exact) <= 1e-9 * abs(exact), expression
    assert seen > 10


@pytest.mark.parametrize("M", [3, 10**13, LARGEST])
def test_what_rounding_left_below_zero_counts_as_zero(M):
    rounded, clean = example(M, Psi=np.diag([1, -1e-12])), example(M, Psi=np.diag([1.0, 0]))
    assert minimal_excess(rounded) == pytest.approx(minimal_excess(clean), rel=1e-9)
    assert float(minimal_excess(rounded, 30)) == pytest.approx(minimal_excess(rounded), rel=1e-12)
    assert optimal_weights(rounded).Gamma == pytest.approx(optimal_weights(clean).Gamma, abs=1e-9)
    kept = many_digits.semidefinite_part(rounded.H, rounded.Psi)
    with mpmath.workdps(DIGITS):
        assert min(mpmath.eigsy(mpmath.matrix(kept.tolist()), eigvals_only=True)) > -(mpmath.mpf(10) ** -100)


@pytest.mark.parametrize("d", [1, 2, 8, 32])
def test_float64_eigenvalues_are_within_the_slack_that_is_said(d):
    for seed in range(4):
        problem = hard(d, seed)
        signal = Signal(problem.H, problem.Psi)
        exact = many_digits.eigenvalues(problem.H, problem.Psi).astype(float)
        assert np.abs(signal.rough - exact).max() <= signal.slack / 2


def test_a_quadratic_form_does_not_cancel():
    H, Q = rotated(np.random.default_rng(0), np.geomspace(1, 1e-12, 6))
    with mpmath.workdps(60):
        b = numbers(Q[:, -1:])
        exact = (b.T @ numbers(H) @ b).item()
    assert quadratic_form(H, Q[:, -1:]) == pytest.approx(float(exact), rel=1e-12)
    assert abs((Q[:, -1:].T @ H @ Q[:, -1:]).item() / float(exact) - 1) > 1e-9


def test_where_many_digits_are_out_of_reach_the_remedy_is_named():
    with pytest.raises(
        ValueError, match=r"the minimal excess has a relative error of .* d = 101 is too large .*: give a"
    ):
        minimal_excess(hard(101, M=LARGEST))
    assert minimal_excess(hard(101, M=100)) > 0


def test_the_risk_of_blocks_is_right_to_what_is_said_of_it():
    problem = hard(4)
    Gamma, zero = optimal_weights(problem).Gamma, np.zeros((4, 1))
    weights = EffectiveWeights(zero, Gamma, zero, -problem.beta_star, 1.0)
    scale = np.trace(problem.H @ problem.Psi) + quadratic_form(problem.H, problem.beta_star)
    exact = closed_forms.linear_attention_excess(problem, weights)
    size = max(1.0, np.linalg.norm(problem.H) * np.linalg.norm(Gamma)) ** 2
    assert abs(BlockRisk(problem).excess(weights) - exact) <= 1e-14 * scale * size


@pytest.mark.parametrize("sigma2", [1e-30, 1e-6, 1.0, 1e6, 1e30])
@pytest.mark.parametrize("M", [1, 2, 7, 10**6, LARGEST - 2])
def test_the_bayes_risk_of_one_feature_obeys_its_recurrence(M, sigma2):
    """With R = (σ²/2)F(M/2), F(ν) = e^z E_ν(z) and z = σ²/2: νF(ν + 1) = 1 − zF(ν)."""
    first, second = (
        bayes_excess_in_one_dimension(Problem(H=2, Psi=0.5, beta_star=1, sigma2=sigma2, M=m)) for m in (M, M + 2)
    )
    with mpmath.workdps(60):
        z = mpmath.mpf(sigma2) / 2
        left, right = mpmath.mpf(M) / 2 * second / z + first, mpmath.mpf(1)
        assert abs(left - right) < mpmath.mpf(10) ** -27 * max(1, M * second / z)
    assert 0 < second < first <= 1
