"""Means of f estimated as those of f − c·(g − E g), where the symbolic engine knows E g: control variates.

The coefficients c are those of a regression of f on g over a pilot sample, which is then thrown away, so that the
estimate has no bias. The engine takes part: what comes out is an estimate, and no evidence for or against a theorem.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from sympy import Basic

from numerics.evaluation.walk import evaluate
from numerics.independent.estimation import numbers_per_sample
from numerics.independent.running_moments import Estimate, RunningMoments
from numerics.independent.sampling import Sampler
from numerics.public_entries import refuse_misfits
from numerics.tolerances.memory_budgets import BATCH_BYTES
from numerics.tolerances.sample_sizes import MAXIMUM_SAMPLES, MINIMUM_SAMPLES, PILOT_SAMPLES
from numerics.values.binding import free_parameters, name_of
from numerics.values.number_types import Seed
from numerics.with_engine.checked_existence import require_moments
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix

__all__ = ["Controlled", "assisted_monte_carlo", "controlled_mean"]

Controlled = Callable[[int, np.random.Generator], tuple[np.ndarray, np.ndarray]]
"""(size, generator) -> f (size,) and the controls g (size, k)."""


def assisted_monte_carlo(
    expectation: Expectation,
    values: object,
    *,
    given: Sequence[RandomMatrix] = (),
    controls: Sequence[Basic] = (),
    relative_error: float = 0.01,
    seed: Seed = 0,
) -> Estimate:
    """Estimate a scalar E[f] with the symbolic engine, which integrates a part and knows the means of the controls.

    With ``given=[X]`` only X is sampled: E[f | X] replaces f, in closed form. Without ``given`` f is sampled as it is
    written. ``controls`` are scalar polynomials in the sampled symbols that vary as f does, of low degree: the tails of
    high powers do not show in a sample, and make its standard error too small. The estimate is marked
    ``engine_assisted``; its ``variance_reduction`` is what the controls gained. Sampling stops at the
    ``relative_error`` of the mean, or after four million samples with ``converged`` false.

    Raises UnsupportedExpressionError for an f that is no polynomial in what is to be integrated, and for controls that
    are none; ValueError for what is no scalar expectation, a relative error that is not positive, controls with
    other random symbols, values that are missing or that a symbol cannot have, and a moment that does not exist.

    >>> from sympy import Trace
    >>> from theorycheck import Expectation, setting
    >>> mean = Expectation(Trace(setting.sample_covariance()))
    >>> assisted_monte_carlo(mean, {"d": 2, "M": 3, "H": [[2, 0], [0, 1]]}, seed=1).engine_assisted
    True
    """
    if not isinstance(expectation, Expectation) or expectation.is_Matrix or expectation.given:
        message = f"{expectation} is no unconditional Expectation of a scalar: give one, and the condition as given=[…]"
        raise ValueError(message)
    if not relative_error > 0:
        message = f"relative_error is {relative_error!r}: give more than 0"
        raise ValueError(message)
    given = [expression(x, "a condition") for x in given]
    controls = [expression(g, "a control") for g in controls]
    refuse_misfits(free_parameters(expectation, *controls), values)
    require_moments(expectation, values)
    integrand = Expectation(expectation.integrand, given=given).doit() if given else expectation.integrand
    sampler = Sampler([integrand, *controls], values)
    foreign = set(sampler.order) - set(Sampler([integrand], values).order)
    if foreign:
        message = f"the controls hold {', '.join(map(name_of, foreign))}, on which f does not depend: leave them out"
        raise ValueError(message)
    means = np.array([float(np.asarray(evaluate(Expectation(g).doit(), values))) for g in controls])

    def sample(size: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        known = {**sampler.values, **{name_of(s): a for s, a in sampler.draw(size, rng).items()}}
        f, *g = (np.broadcast_to(np.asarray(evaluate(e, known)), size) for e in (integrand, *controls))
        return f, np.array(g).reshape(len(g), size).T

    numbers = sum(numbers_per_sample(Expectation(e), values) for e in (integrand, *controls))
    batch = max(2, min(MINIMUM_SAMPLES, BATCH_BYTES // (8 * numbers)))
    return controlled_mean(sample, means, relative_error=relative_error, batch=batch, rng=np.random.default_rng(seed))


def controlled_mean(
    sample: Controlled,
    means: np.ndarray,
    *,
    relative_error: float,
    batch: int,
    rng: np.random.Generator,
    least: int = MINIMUM_SAMPLES,
) -> Estimate:
    """E f from samples of f and of controls with the means ``means`` (k,), ``batch`` at a time, at least ``least``.

    f − c·(g − E g) has the mean of f for every c that does not depend on the draws it is averaged over, and the least
    variance, 1 − R² of that of f, for the c of a regression of f on g: hence a pilot of its own for c. Source: S. S.
    Lavenberg and P. D. Welch, Management Science 27 (1981).
    """
    coefficients = _regression(*sample(max(PILOT_SAMPLES, least // 8), rng))
    plain, corrected = RunningMoments(), RunningMoments()
    while True:
        f, g = sample(batch, rng)
        plain.add(f)
        corrected.add(f - (g - means) @ coefficients)
        found = corrected.estimate()
        reached = found.samples >= least and found.relative_error <= relative_error
        if reached or found.samples >= MAXIMUM_SAMPLES:
            gained = _ratio(plain.estimate().standard_error ** 2, found.standard_error**2)
            return replace(found, engine_assisted=True, converged=reached, variance_reduction=gained)


def _regression(f: np.ndarray, g: np.ndarray) -> np.ndarray:
    """Coefficients (k,) of the least squares fit of f (n,) by controls (n, k) and a constant."""
    deviation = g.std(axis=0)
    # in units of their spread, so that none counts as rounding beside the others; a constant one gets nothing
    units = np.where(deviation > 0, deviation, np.inf)
    coefficients = np.linalg.lstsq((g - g.mean(axis=0)) / units, f - f.mean(), rcond=None)[0]
    return coefficients / units


def _ratio(plain: float, corrected: float) -> float:
    if corrected:
        return plain / corrected
    return math.inf if plain else 1.0
