"""The comparison with the Bayes risk: what is stated is proved, and a wrong constant is not, and is refuted.

Where the Bayes risk occurs there is no exact arithmetic, and a constant may be wrong only where noise or signal
dominates: those controls are refuted by sampling at given numbers.
"""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from sympy import Identity, Inverse, Lambda, Min, Trace

from proofs_checks import Verdict
from proofs_checks.context import Context
from proofs_checks.evidence import derivation, exact_points, given_values, monte_carlo
from theory import Bound, Corollary, theorem
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.papers.linear_transformer_block import bounded_signal_to_noise_is_needed as needed
from theory.papers.linear_transformer_block import excess_is_effective_dimension as dimension
from theory.papers.linear_transformer_block import one_step_gd_is_nearly_optimal as near
from theory.papers.linear_transformer_block.bayes_risk_lower_bound import THEOREM as LOWER
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import SIGNAL, TRACE_FORM, mu
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import BAYES_EXCESS, X
from theory.papers.linear_transformer_block.posterior_mean_is_optimal import THEOREM as POSTERIOR
from theory.setting import H, M, Psi, d, sigma2
from theory.theorem_record import Theorem

t = Trace(H * Psi)
SLUGS = (
    "posterior_mean_is_optimal",
    "bayes_risk_lower_bound",
    "one_step_gd_is_nearly_optimal",
    "excess_is_effective_dimension",
    "bounded_signal_to_noise_is_needed",
)


@dataclass(frozen=True)
class Control:
    """A wrong theorem, and numbers at which it is false (None: at most points)."""

    name: str
    theorem: Theorem
    values: dict | None = None

    def __str__(self):
        return self.name


def numbers(M, sigma2):
    return {"H": np.diag([1.0, 2.0]), "Psi": np.diag([1.0, 0.5]), "sigma2": sigma2, "M": M}


def stated(found, statement, **changes):
    return replace(found, statement=statement, corollaries=(), **changes)


def corollary(found, statement):
    first = found.corollaries[0]
    return replace(found, corollaries=(Corollary(statement, first.derivation),))


def more_than_bayes(factor, **changes):
    return stated(near.THEOREM, Bound(TRACE_FORM, factor * BAYES_EXCESS), **changes)


NOISE_DOMINATES, SIGNAL_DOMINATES = numbers(5, 4000.0), numbers(12, 1e-4)
_share = Lambda(mu, mu * (t + sigma2) / M / (mu + (t + sigma2) / M))
_precision = (M - d) / (d * sigma2)
_ridge = Psi * X.T * Inverse(X * Psi * X.T + 2 * sigma2 * Identity(M))

BY_ARITHMETIC = [
    Control("twice_the_ridge", stated(POSTERIOR, replace(POSTERIOR.statement, at=(_ridge,)))),
    Control("the_prior_error", stated(POSTERIOR, replace(POSTERIOR.statement, value=Trace(H * Psi)))),
    Control("the_whole_minimum_below", stated(dimension.THEOREM, Bound(dimension.COUNTED, TRACE_FORM))),
    Control("the_minimum_above", corollary(dimension.THEOREM, Bound(TRACE_FORM, dimension.COUNTED))),
    Control(
        "effective_noise_without_signal",
        corollary(dimension.THEOREM, Bound(TRACE_FORM, 2 * SpectralSum(Lambda(mu, Min(mu, sigma2 / M)), SIGNAL))),
    ),
]
BY_SAMPLING = [
    Control("the_signal_as_noise", stated(LOWER, Bound(SpectralSum(_share, SIGNAL), BAYES_EXCESS)), numbers(6, 0.25)),
    Control("twice_the_lower_bound", stated(LOWER, Bound(2 * LOWER.statement.lhs, BAYES_EXCESS)), numbers(6, 1.0)),
    Control("no_more_than_bayes", more_than_bayes(1), numbers(6, 0.5)),
    Control("factor_without_one", more_than_bayes(near.FACTOR - 1), NOISE_DOMINATES),
    Control(
        "derived_without_one",
        more_than_bayes(near.FACTOR - 1, derivation=near._steps(near.FACTOR - 1)),
        NOISE_DOMINATES,
    ),
    Control("half_the_slope", more_than_bayes(1 + t / sigma2 / 8), SIGNAL_DOMINATES),
    Control(
        "M_less_d",
        stated(needed.THEOREM, Bound(needed.NOISELESS_EXCESS * _precision * BAYES_EXCESS, TRACE_FORM)),
        SIGNAL_DOMINATES,
    ),
    Control(
        "least_squares_with_M_less_d", stated(needed.THEOREM, Bound(BAYES_EXCESS, 1 / _precision)), SIGNAL_DOMINATES
    ),
    Control("noise_is_not_needed", stated(needed.THEOREM, Bound(BAYES_EXCESS, sigma2 / M)), SIGNAL_DOMINATES),
]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_derivation_proves_it(slug):
    result = derivation.check(theorem(slug), Context())
    assert result.verdict is Verdict.PROVED, result


@pytest.mark.parametrize("control", [*BY_ARITHMETIC, *BY_SAMPLING], ids=str)
def test_a_wrong_constant_is_not_proved(control):
    assert derivation.check(control.theorem, Context()).verdict is not Verdict.PROVED


@pytest.mark.parametrize("control", BY_ARITHMETIC, ids=str)
def test_a_wrong_constant_is_refuted_by_arithmetic(control):
    result = exact_points.check(control.theorem, Context(seed=1))
    assert result.verdict is Verdict.REFUTED, result


@pytest.mark.parametrize("control", BY_SAMPLING, ids=str)
def test_a_wrong_constant_is_refuted_by_sampling(control):
    result = monte_carlo.check(control.theorem, Context(seed=1, values=control.values))
    assert result.verdict is Verdict.REFUTED, result


@pytest.mark.parametrize("slug", SLUGS)
def test_the_right_constants_hold_at_the_same_numbers(slug):
    for values in (NOISE_DOMINATES, SIGNAL_DOMINATES):
        for evidence in (monte_carlo, given_values):
            result = evidence.check(theorem(slug), Context(values=values, samples=40_000))
            assert result is None or result.verdict in (Verdict.CONFIRMED, Verdict.INCONCLUSIVE), result


def test_a_theorem_without_exact_values_says_so():
    for slug in ("bayes_risk_lower_bound", "one_step_gd_is_nearly_optimal"):
        result = exact_points.check(theorem(slug), Context())
        assert result.verdict is Verdict.VACUOUS
        assert "no point could be compared" in result.detail
        assert "exact" in result.detail or "not rational" in result.detail
