"""A claim's quantity at a point, ready to be sampled as it is written."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from numerics import Estimate
from numerics.independent.crossing import NOT_REPEATED, Repeats
from numerics.independent.estimation import generator
from numerics.independent.law import Law
from numerics.independent.sampled_integrand import SampledIntegrand
from numerics.with_engine.checked_existence import require_sampleable
from proofs_checks.cases.sampleable import Sampled

__all__ = ["Place"]

GROUPS = 1024
"""Groups by which it is seen what is worth repeating."""


@dataclass(frozen=True, eq=False)
class Place:
    """``form.quantity`` at ``values``, under the Gaussian law or another.

    Drawing raises ValueError for missing values and for a moment that does not exist at these sizes.
    """

    form: Sampled
    values: dict[Any, Any]
    law: Law | None = None

    @cached_property
    def integrand(self) -> SampledIntegrand:
        require_sampleable(self.form.quantity, self.values)
        return SampledIntegrand(self.form.quantity, self.values, self.law)

    def repeats(self, seed: Any) -> Repeats:
        """How often what is cheap to draw is drawn for one draw of what is dear."""
        return self.integrand.best_repeats(GROUPS, generator(seed))

    def draw(self, samples: int, seed: Any, repeats: Repeats = NOT_REPEATED) -> Estimate:
        """An estimate from exactly this many samples, so that when to stop does not depend on what was seen."""
        return self.integrand.moments(samples, generator(seed), repeats).estimate()
