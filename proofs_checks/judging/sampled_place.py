"""A claim's quantity at a point, ready to be sampled as it is written."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from numerics import Estimate, smallest_detectable
from numerics.independent.drawing_scheme import SINGLE_DRAWS, DrawingScheme
from numerics.independent.estimation import generator
from numerics.independent.law import Law
from numerics.independent.running_moments import RunningMoments
from numerics.independent.sampled_integrand import SampledIntegrand
from numerics.tolerances.sample_sizes import FALSE_ALARM
from numerics.values.number_types import Number, Seed
from numerics.with_engine.checked_existence import require_sampleable
from proofs_checks.cases.sampleable import Sampled
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["GrowingSample", "Place"]


@dataclass(frozen=True, eq=False)
class Place:
    """``form.quantity`` at ``values``, under the Gaussian law or another.

    Drawing raises ValueError for missing values and for a moment that does not exist at these sizes.
    """

    form: Sampled
    values: dict[Expression, Number]
    law: Law | None = None

    @cached_property
    def integrand(self) -> SampledIntegrand:
        require_sampleable(self.form.quantity, self.values)
        return SampledIntegrand(self.form.quantity, self.values, self.law)

    def scheme(self, seed: Seed, error: float, samples: float) -> DrawingScheme:
        """What is worth repeating and taking away, where so many samples are drawn at least, to see that error."""

        def enough(rough: Estimate) -> float:
            size, _ = self.form.size_at(self.values, rough)
            share = FALSE_ALARM / np.size(rough.mean)
            return samples * (error * size / float(smallest_detectable(1.0, share))) ** 2

        return self.integrand.best_scheme(generator(seed), enough)

    def draw(self, samples: int, seed: Seed, scheme: DrawingScheme = SINGLE_DRAWS) -> Estimate:
        """An estimate from exactly this many samples, so that when to stop does not depend on what was seen."""
        return self.growing(seed, scheme).up_to(samples)

    def growing(self, seed: Seed, scheme: DrawingScheme = SINGLE_DRAWS) -> "GrowingSample":
        """A sample that is drawn piece by piece."""
        return GrowingSample(self.integrand, generator(seed), scheme)


class GrowingSample:
    """One stream of samples, of which more and more are drawn."""

    def __init__(self, integrand: SampledIntegrand, rng: np.random.Generator, scheme: DrawingScheme) -> None:
        self.integrand, self.rng, self.scheme = integrand, rng, scheme
        self.moments = RunningMoments(integrand.group(scheme.repeats))

    def up_to(self, samples: int) -> Estimate:
        """An estimate from so many, those of earlier ones among them."""
        self.integrand.add_to(self.moments, samples - self.moments.samples, self.rng, self.scheme)
        return self.moments.estimate()
