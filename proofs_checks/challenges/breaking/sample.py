"""One sample of a claim's quantity under a law, and what it says of the claim."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from numerics import Comparison, Estimate, compare, monte_carlo
from numerics.independent.law import Law
from numerics.tolerances.float_tolerances import ROUNDING
from numerics.values.number_types import Number
from proofs_checks.cases.sampleable import Sampled
from proofs_checks.challenges.breaking.outcomes import Outcome
from proofs_checks.settings.challenge_numbers import REQUIRED_OF_RMS, SURVIVAL_ERROR
from proofs_checks.settings.sampling_trials import UNREACHABLE
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["judge"]


def judge(
    form: Sampled, values: Mapping[Expression, Number], law: Law | None, rng: np.random.Generator, samples: int
) -> tuple[Outcome, str]:
    """The outcome for one claim, from one sample and, where that rejects, a second, and a line that says how.

    Raises ValueError where the quantity or its closed form does not exist at these values.
    """
    first, second = (_Sample(form, values, law, int(rng.integers(2**63)), samples) for _ in range(2))
    outcome = first.if_not_rejected
    if first.direction:
        repeated = second.direction == first.direction
        outcome = (Outcome.FALLS if second.safe else Outcome.LEANS) if repeated else Outcome.UNCLEAR
    c = first.comparison
    gap = f"apart by {c.difference:.1%}, {c.detectable:.1%} of the {c.scale} would have shown"
    return outcome, f"claimed {_norm(c.claimed)}, observed {_norm(c.observed)} from {c.samples:,} samples: {gap}"


class _Sample:
    """One sample of a claim's quantity, drawn when it is first looked at."""

    def __init__(
        self, form: Sampled, values: Mapping[Expression, Number], law: Law | None, seed: int, samples: int
    ) -> None:
        self.form, self.values, self.law, self.seed, self.samples = form, values, law, seed, samples

    @cached_property
    def estimate(self) -> Estimate:
        return monte_carlo(
            self.form.quantity,
            self.values,
            relative_error=UNREACHABLE,
            seed=self.seed,
            max_samples=self.samples,
            law=self.law,
        )

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.form.claimed_at(self.values, np.shape(self.estimate.mean)), self.estimate)

    @property
    def constant(self) -> bool:
        """Whether the integrand is zero but for rounding: the claim holds prompt by prompt."""
        return float(np.linalg.norm(self.estimate.rms)) < ROUNDING

    @property
    def direction(self) -> int:
        """±1 where the entry that is most off rejects the claim in that direction, else 0."""
        c, (gap, error) = self.comparison, self._worst
        if c.agrees or self.constant or (self.form.one_sided and gap > 0) or abs(gap) <= c.critical * error:
            return 0
        return 1 if gap > 0 else -1

    @property
    def safe(self) -> bool:
        """Whether skewness cannot have raised the chance of this rejection.

        The studentised mean of a skewed sample exceeds its quantiles more rarely on the side of the long tail.
        """
        long_tail = np.ravel(self.estimate.skewness)[self._where]
        return self.comparison.trustworthy or self.direction * long_tail > 0

    @property
    def if_not_rejected(self) -> Outcome:
        c = self.comparison
        needed = SURVIVAL_ERROR if c.scale == "claim" else REQUIRED_OF_RMS
        if not self.constant and (c.detectable > needed or not c.trustworthy) and not self.form.one_sided:
            return Outcome.UNCLEAR
        return Outcome.STANDS if self.form.one_sided else Outcome.SURVIVES

    @property
    def _where(self) -> int:
        gaps = np.ravel(np.abs(np.asarray(self.comparison.observed) - self.comparison.claimed))
        return int((gaps / np.maximum(np.ravel(self.comparison.standard_error), np.finfo(float).tiny)).argmax())

    @property
    def _worst(self) -> tuple[float, float]:
        c = self.comparison
        gap = np.ravel(np.asarray(c.observed) - c.claimed)[self._where]
        return float(gap), float(np.ravel(c.standard_error)[self._where])


def _norm(value: Number) -> str:
    return f"‖{np.linalg.norm(value):.4g}‖" if np.size(value) > 1 else f"{np.asarray(value).item():.4g}"
