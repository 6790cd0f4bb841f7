"""A claim's quantity at a point, ready to be sampled as it is written."""

from dataclasses import dataclass
from functools import cached_property

from numerics import Estimate
from numerics.independent.crossing import NOT_REPEATED, Repeats
from numerics.independent.estimation import generator
from numerics.independent.law import Law
from numerics.independent.sampled_integrand import SampledIntegrand
from numerics.values.number_types import Number, Seed
from numerics.with_engine.checked_existence import require_sampleable
from proofs_checks.cases.sampleable import Sampled
from proofs_checks.settings.sampling_trials import PILOT_GROUPS
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Place"]


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

    def repeats(self, seed: Seed) -> Repeats:
        """How often what is cheap to draw is drawn for one draw of what is dear."""
        return self.integrand.best_repeats(PILOT_GROUPS, generator(seed))

    def draw(self, samples: int, seed: Seed, repeats: Repeats = NOT_REPEATED) -> Estimate:
        """An estimate from exactly this many samples, so that when to stop does not depend on what was seen."""
        return self.integrand.moments(samples, generator(seed), repeats).estimate()
