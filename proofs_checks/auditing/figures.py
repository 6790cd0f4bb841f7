"""The figures of one problem, each from the closed form of its theorem; what is undefined says why."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

import numpy as np

from numerics.closed_forms import AttentionGapBounds, attention_gap_bounds, minimal_excess, zero_initialised_minimum
from numerics.evaluation.walk import evaluate
from numerics.independent.running_moments import Estimate
from numerics.searches.attention_minimum import AttentionMinimum, minimise_linear_attention
from numerics.tolerances.minimum_tolerances import MINIMUM_FOUND, ROUGH_MINIMUM
from numerics.values.number_types import Number
from numerics.values.problem import Problem
from numerics.with_engine.bayes_by_spectrum import bayes_excess_by_spectrum
from numerics.with_engine.excess_terms import bayes_floor, effective_dimension
from numerics.with_engine.near_optimality import near_optimality_factor
from numerics.with_engine.signal_spectrum import signal_of
from proofs_checks.auditing.audit_findings import Figure, FiguresOfProblem
from proofs_checks.settings.presentation.audit_thresholds import (
    BAYES_ERROR,
    INTERVAL,
    LARGEST_M,
    MANY_VARIABLES,
    NEGLIGIBLE_SHARE,
)
from theory.papers.linear_transformer_block.bounded_signal_to_noise_is_needed import LEAST_SQUARES_EXCESS

__all__ = ["EXCESSES", "ProblemFigures", "attempt"]

EXCESSES = ("one_step_gd", "linear_attention", "zero_initialised_gd", "bayes", "least_squares")
"""Of whom an audit has the excess risk."""


def attempt(compute: Callable[[], Number], low: float | None = None, high: float | None = None) -> Figure:
    """A figure, or the message of the ValueError that its computation raises."""
    try:
        value = float(np.asarray(compute()).item())
    except ValueError as error:
        return Figure(None, reason=str(error).splitlines()[0])
    return Figure(value, low, high)


class ProblemFigures:
    """The figures of an ``AuditReport``, by name, each computed once."""

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem, self.signal = problem, signal_of(problem)
        self.streams = np.random.SeedSequence(seed).spawn(2)

    def all(self) -> FiguresOfProblem:
        """Every figure that a problem alone has, ready for an ``AuditReport``."""
        return FiguresOfProblem(
            signal_to_noise=self.figure("signal_to_noise"),
            certified_factor=self.figure("certified_factor"),
            observed_factor=self.figure("observed_factor"),
            effective_dimension=self.figure("effective_dimension"),
            excess={name: self.figure(name) for name in EXCESSES},
            bayes_lower_bound=self.figure("bayes_lower_bound"),
            gap_lower_bound=self.figure("gap_lower_bound"),
            gap_upper_bound=self.figure("gap_upper_bound"),
            irreducible_share=self.figure("irreducible_share"),
            irreducible_share_of_risk=self.figure("irreducible_share_of_risk"),
            signal_matters_until=self.figure("signal_matters_until"),
            signal_negligible_from=self.figure("signal_negligible_from"),
            spectrum=tuple(map(float, self.signal.accurate[::-1])),
            lambda_bar=(self._trace() + self.problem.sigma2) / self.problem.M,
        )

    def figure(self, name: str) -> Figure:
        """One figure, by its name in ``FiguresOfProblem``, in ``EXCESSES``, or ``gap``. Raises KeyError for another."""
        ways: dict[str, Callable[[], Figure]] = {
            "signal_to_noise": lambda: attempt(self._signal_to_noise),
            "certified_factor": lambda: attempt(lambda: near_optimality_factor(self.problem)),
            "observed_factor": self._observed_factor,
            "effective_dimension": lambda: attempt(self._effective_dimension),
            "bayes_lower_bound": lambda: attempt(self._bayes_floor),
            "gap": lambda: attempt(lambda: self._gap),
            "gap_lower_bound": lambda: attempt(lambda: self._bounds().lower),
            "gap_upper_bound": lambda: attempt(lambda: self._upper(self.problem)),
            "irreducible_share": lambda: attempt(lambda: _share(self._gap, self._excess_of_attention)),
            "irreducible_share_of_risk": lambda: attempt(
                lambda: _share(self._gap, self._excess_of_attention + self.problem.sigma2)
            ),
            "signal_matters_until": self._matters_until,
            "signal_negligible_from": self._negligible_from,
            "one_step_gd": lambda: attempt(lambda: self._optimum),
            "linear_attention": lambda: attempt(lambda: self._excess_of_attention),
            "zero_initialised_gd": lambda: attempt(lambda: zero_initialised_minimum(self.problem)[1]),
            "bayes": self._bayes_excess,
            "least_squares": lambda: attempt(self._least_squares),
        }
        return ways[name]()

    def _trace(self) -> float:
        return self.signal.total(lambda mu: mu, "tr(HΨ)")

    def _signal_to_noise(self) -> float:
        self._require_noise("the signal is not bounded by any multiple of the noise")
        return self._trace() / self.problem.sigma2

    def _require_noise(self, otherwise: str) -> None:
        if self.problem.sigma2 == 0:
            message = f"sigma2 is 0: {otherwise}"
            raise ValueError(message)

    def _effective_dimension(self) -> float:
        sigma2, M = self.problem.sigma2, self.problem.M
        if self._trace() + sigma2 == 0:
            message = "tr(HΨ) + σ² is 0: labels do not vary"
            raise ValueError(message)
        return self.signal.total(lambda mu: effective_dimension(mu, sigma2, M), "the effective dimension")

    @cached_property
    def _floor(self) -> float:
        sigma2, M = self.problem.sigma2, self.problem.M
        return self.signal.total(lambda mu: bayes_floor(mu, sigma2, M), "the lower bound on the Bayes risk")

    def _bayes_floor(self) -> float:
        if self.problem.sigma2 == 0:
            return 0.0
        return self._floor

    def _bounds(self) -> AttentionGapBounds:
        return attention_gap_bounds(self.problem)

    @cached_property
    def _optimum(self) -> float:
        return float(minimal_excess(self.problem))

    @cached_property
    def _bayes(self) -> Estimate:
        return bayes_excess_by_spectrum(self.problem, relative_error=BAYES_ERROR, seed=self.streams[0])

    def _between_bounds(self, bayes: float) -> float:
        """The Bayes risk, of which a sample may miss the bounds that theorems give."""
        return min(max(bayes, self._floor), self._optimum)

    @cached_property
    def _minimum(self) -> AttentionMinimum:
        large = self.problem.d > MANY_VARIABLES
        return minimise_linear_attention(self.problem, 3 if large else 6, self.streams[1], newton=not large)

    @cached_property
    def _gap(self) -> float:
        """What linear attention misses, between its bounds: exactly where they meet, else found numerically.

        Raises ValueError where the minimum is so small that float64 does not resolve it.
        """
        low, high = float(self._bounds().lower), self._upper(self.problem)
        if high - low <= MINIMUM_FOUND * (self._optimum + low):
            return low
        scale = self._trace() + low * (self.problem.M + 1)
        resolution = (ROUGH_MINIMUM if self.problem.d > MANY_VARIABLES else MINIMUM_FOUND) * scale
        if resolution > NEGLIGIBLE_SHARE * (self._optimum + low):
            message = (
                f"between {self._optimum + low:.4g} and {self._optimum + high:.4g} by theorem: too small beside "
                f"tr(HΨ) + ‖β*‖²_H = {scale:.4g} to be minimised in float64, give a smaller M"
            )
            raise ValueError(message)
        return min(max(self._minimum.gap, low), high)

    @property
    def _excess_of_attention(self) -> float:
        return self._optimum + self._gap

    def _bayes_excess(self) -> Figure:
        bayes = attempt(lambda: self._between_bounds(self._bayes.mean))
        if bayes.value is None:
            return bayes
        half = INTERVAL * self._bayes.standard_error
        low, high = (self._between_bounds(self._bayes.mean + sign * half) for sign in (-1, 1))
        note = f"engine-assisted: control variates reduce the variance {self._bayes.variance_reduction:.3g} times"
        return replace(bayes, low=low, high=high, note=note)

    def _least_squares(self) -> float:
        M, d = self.problem.M, self.problem.d
        if d + 1 >= M:
            message = f"least squares has no finite risk at M = {M}, d = {d}: it needs M > d + 1"
            raise ValueError(message)
        return float(evaluate(LEAST_SQUARES_EXCESS, self.problem))

    def _observed_factor(self) -> Figure:
        try:
            optimum, bayes = self._optimum, self._bayes
            half = INTERVAL * bayes.standard_error
            middle, most, least = (self._between_bounds(bayes.mean + sign * half) for sign in (0, 1, -1))
            if least == 0:
                message = "both risks are 0: Psi is 0, or too small for float64"
                raise ValueError(message)
        except ValueError as error:
            return Figure(None, reason=str(error).splitlines()[0])
        return Figure(optimum / middle, optimum / most, optimum / least)

    def _upper(self, problem: Problem) -> float:
        bounds = attention_gap_bounds(problem)
        known = [bounds.exact] if bounds.exact is not None else [bounds.upper, bounds.vanishing]
        return min(float(b) for b in known if b is not None)

    def _negligible(self, M: int, bound: Callable[[Problem], float]) -> bool:
        problem = replace(self.problem, M=M)
        return bound(problem) <= NEGLIGIBLE_SHARE * (float(minimal_excess(problem)) + problem.sigma2)

    def _matters_until(self) -> Figure:
        """The last M at which the lower bound on the gap is more than a negligible share of the risk.

        The share falls with M: (M+1)(σ² + Σ μ(μ+τ)/((M+1)μ+τ)) has the derivative σ² + Σ μ(μ+τ)τ/((M+1)μ+τ)² ≥ 0.
        """
        first = self._first(lambda problem: float(attention_gap_bounds(problem).lower), "the lower bound on the gap")
        return first if first.value is None else Figure(first.value - 1)

    def _negligible_from(self) -> Figure:
        return self._first(self._upper, "no bound shows that the gap vanishes: what is known of it")

    def _first(self, bound: Callable[[Problem], float], what: str) -> Figure:
        """The first M at which a bound on the gap is negligible, by doubling and bisection."""
        try:
            high = 1
            while not self._negligible(high, bound):
                high *= 2
                if high > LARGEST_M:
                    reason = (
                        f"{what} stays above {NEGLIGIBLE_SHARE:.0%} of the risk, however long the prompt (to M = 2^40)"
                    )
                    return Figure(None, reason=reason)
        except ValueError as error:
            return Figure(None, reason=str(error).splitlines()[0])
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._negligible(middle, bound) else (middle, high)
        return Figure(float(high))


def _share(part: float, whole: float) -> float:
    if whole <= 0:
        message = "the risk of linear attention is 0: there is nothing to share"
        raise ValueError(message)
    return max(part, 0.0) / whole
