"""Monte Carlo estimates of unevaluated expectations, sampled as they are written."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from sympy import Add, Basic, MatAdd, MatMul, MatPow, Mul, Trace, Transpose, sympify

from numerics.independent.comparison import Comparison, compare, samples_needed, smallest_detectable
from numerics.independent.law import Law
from numerics.independent.refusals import refuse_conditional
from numerics.independent.repeated_evaluation import Repeated
from numerics.independent.running_moments import Estimate, RunningMoments
from numerics.independent.sampling import Sampler
from numerics.tolerances.memory_budgets import BATCH_BYTES
from numerics.tolerances.sample_sizes import MAXIMUM_SAMPLES, MINIMUM_SAMPLES
from numerics.values.binding import bind, free_parameters
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols

__all__ = [
    "Comparison",
    "Estimate",
    "compare",
    "integrand_of",
    "numbers_per_sample",
    "sampled_mean",
    "samples_needed",
    "smallest_detectable",
]


def sampled_mean(
    expectation: Any,
    values: Any,
    *,
    relative_error: float = 0.01,
    seed: Any = 0,
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
    integrand = integrand_of(expression(expectation, "the expectation"))
    sampler = Sampler([integrand], values, law)
    value = Repeated(integrand, sampler.values)
    rng = np.random.default_rng(seed)
    batch = max(1, BATCH_BYTES // (8 * _numbers_per_sample(integrand, sampler)))
    moments = RunningMoments()
    wanted = min(MINIMUM_SAMPLES, max_samples)
    while True:
        size = min(batch, wanted - moments.samples)
        with np.errstate(over="ignore", invalid="ignore"):  # what overflows shows in the estimate
            moments.add(_sample(value, sampler, size, rng))
        if moments.samples < wanted:
            continue
        so_far = moments.estimate()
        excess = _excess(so_far, relative_error)
        if excess <= 1 or wanted >= max_samples:
            return moments.estimate(converged=excess <= 1)
        # growing at most tenfold keeps one early outlier from ordering millions of samples
        wanted = min(max_samples, int(wanted * min(10.0, 1.05 * excess**2)) + 1)


def numbers_per_sample(expectation: Any, values: Any) -> int:
    """How many floats one sample of the expectation takes, inverses by the time they take: its cost on any machine."""
    integrand = integrand_of(expression(expectation, "the expectation"))
    return _numbers_per_sample(integrand, Sampler([integrand], values), inverse=lambda n: 25 * n + n**3 // 10)


def _sample(integrand: Repeated, sampler: Sampler, size: int, rng: np.random.Generator) -> np.ndarray:
    value = np.asarray(integrand(sampler.draw(size, rng)))
    core = 2 if getattr(integrand.expression, "is_Matrix", False) else 0
    # an integrand without random symbols has no batch axis
    return np.broadcast_to(value, (size, *value.shape[value.ndim - core :]))


def _excess(estimate: Estimate, relative_error: float) -> float:
    """How many times the standard error exceeds what is wanted."""
    error, mean, rms = (float(np.linalg.norm(a)) for a in (estimate.standard_error, estimate.mean, estimate.rms))
    if error == 0:
        return 0.0
    if mean <= 3 * error:  # three standard errors: not told from 0
        return error / (relative_error * rms)
    return error / (relative_error * mean)


def integrand_of(expr: Basic) -> Basic:
    """The f with expr = E[f]: expectations are linear, so each node may be replaced by what it holds.

    Raises ValueError where the expression is not linear in its expectations, or random outside of them.
    """
    if isinstance(expr, Expectation):
        refuse_conditional(expr)
        return expr.integrand
    if not expr.has(Expectation):
        if random_symbols(expr):
            message = f"{expr} is random and stands outside every Expectation: put it inside one"
            raise ValueError(message)
        return expr
    holding = [a for a in expr.args if a.has(Expectation)]
    linear = isinstance(expr, Mul | MatMul) and not isinstance(expr, Add) and len(holding) == 1
    if linear or isinstance(expr, Add | MatAdd | Trace | Transpose):
        return expr.func(*[integrand_of(a) for a in expr.args])
    message = f"{expr} is not linear in its expectations: estimate each Expectation on its own"
    raise ValueError(message)


def _numbers_per_sample(integrand: Basic, sampler: Sampler, inverse: Callable[[int], int] = lambda n: 0) -> int:
    """How many floats one sample takes, every intermediate result included; ``inverse`` adds to n×n inverses."""
    values = bind(free_parameters(integrand), sampler.values).items()
    sizes = {s: int(v) for s, v in values if np.ndim(v) == 0 and v == int(v)}
    todo: list[Basic] = [integrand, *sampler.order]
    seen: set[Basic] = set()
    total = 0
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        if getattr(node, "is_Matrix", False):
            rows, columns = (_extent(n, sizes) for n in node.shape)
            total += rows * columns + (inverse(rows) if isinstance(node, MatPow) and node.exp == -1 else 0)
        else:
            total += 1
        todo += [node.mean] if isinstance(node, RandomMatrix) else node.args
    return total


def _extent(extent: Any, sizes: Mapping[Basic, int]) -> int:
    # SymPy's subs is slow, and most extents are a single letter
    return sizes[extent] if extent in sizes else int(sympify(extent).subs(sizes))
