"""Monte Carlo estimates of unevaluated expectations, sampled as they are written."""

import numpy as np

from numerics.independent.comparison import Comparison, compare, samples_needed, smallest_detectable
from numerics.independent.law import Law
from numerics.independent.running_moments import Estimate, RunningMoments
from numerics.independent.sampled_integrand import SampledIntegrand
from numerics.tolerances.sample_sizes import MAXIMUM_SAMPLES, MINIMUM_SAMPLES
from numerics.values.number_types import Seed
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = [
    "Comparison",
    "Estimate",
    "compare",
    "generator",
    "numbers_per_sample",
    "sampled_mean",
    "samples_needed",
    "smallest_detectable",
]


def sampled_mean(
    expectation: Expression,
    values: object,
    *,
    relative_error: float = 0.01,
    seed: Seed = 0,
    max_samples: int = MAXIMUM_SAMPLES,
    law: Law | None = None,
) -> Estimate:
    """Estimate E[f] by sampling f as written, f scalar or an n×m matrix.

    ``expectation`` is an ``Expectation``, or a sum of such nodes and constants, with deterministic factors.
    Sampling stops when the standard error is at most ``relative_error`` times the mean (Frobenius norms) or, where
    the mean cannot be told from 0, times the root mean square of f; at ``max_samples`` at the latest, and then
    ``converged`` is false. ``seed`` is anything ``numpy.random.default_rng`` takes. With a ``law`` the
    symbols that it changes are not Gaussian. Whether f has a mean is not asked here: a sample cannot tell, and
    ``numerics.monte_carlo`` refuses what is known to have none before it comes here.

    Raises ValueError for a missing value, a non-positive ``relative_error``, fewer than two samples, or an expression
    that is not linear in its expectations.
    """
    if not relative_error > 0 or max_samples < 2:
        message = f"relative_error is {relative_error!r} and max_samples {max_samples!r}: give more than 0 and 1"
        raise ValueError(message)
    integrand = SampledIntegrand(expectation, values, law)
    rng = generator(seed)
    moments = RunningMoments()
    wanted = min(MINIMUM_SAMPLES, max_samples)
    while True:
        integrand.add_to(moments, wanted - moments.samples, rng)
        so_far = moments.estimate()
        excess = _excess(so_far, relative_error)
        if excess <= 1 or wanted >= max_samples:
            return moments.estimate(converged=excess <= 1)
        # growing at most tenfold keeps one early outlier from ordering millions of samples
        wanted = min(max_samples, int(wanted * min(10.0, 1.05 * excess**2)) + 1)


def generator(
    seed: Seed | np.random.Generator | np.random.BitGenerator | np.random.RandomState,
) -> np.random.Generator:
    """What ``numpy.random.default_rng`` makes of it, but with SFC64, which fills arrays with normals a sixth faster."""
    if isinstance(seed, np.random.Generator | np.random.BitGenerator | np.random.RandomState):
        return np.random.default_rng(seed)
    return np.random.Generator(np.random.SFC64(seed))


def numbers_per_sample(expectation: Expression, values: object) -> int:
    """How many floats one sample of the expectation takes, inverses by the time they take: its cost on any machine."""
    return SampledIntegrand(expectation, values).numbers()


def _excess(estimate: Estimate, relative_error: float) -> float:
    """How many times the standard error exceeds what is wanted."""
    error, mean, rms = (float(np.linalg.norm(a)) for a in (estimate.standard_error, estimate.mean, estimate.rms))
    if error == 0:
        return 0.0
    if mean <= 3 * error:  # three standard errors: not told from 0
        return error / (relative_error * rms)
    return error / (relative_error * mean)
