"""The f of an unevaluated E[f] at given values, drawn as it is written: single draws, or groups of crossed ones."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod

import numpy as np
from sympy import Add, Basic, MatAdd, MatMul, MatPow, Mul, Trace, Transpose

from numerics.independent.crossing import NOT_REPEATED, Repeats, best_repeats, shares_of_variance, work_of
from numerics.independent.drawing_scheme import SINGLE_DRAWS, DrawingScheme
from numerics.independent.law import Law
from numerics.independent.noise_controls import controls, fitted
from numerics.independent.refusals import refuse_conditional
from numerics.independent.repeated_evaluation import Repeated
from numerics.independent.running_moments import Estimate, RunningMoments
from numerics.independent.sampling import Sampler
from numerics.tolerances.memory_budgets import BATCH_BYTES
from numerics.tolerances.repeated_draws import (
    NORMAL_COST,
    SCHEME_GROUPS,
    SCHEME_VALUES,
    VALUES_ALONG_AXIS,
    WORTH_CONTROLLING,
)
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import random_symbols
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["SampledIntegrand", "integrand_of"]


@dataclass(frozen=True)
class _Term:
    """A term of the integrand, or a random symbol: along which axes it varies, how many floats it takes, and its noise.

    ``extra`` is what an inverse costs beside its floats.
    """

    axes: frozenset[str]
    floats: int
    extra: int
    noise: int


class SampledIntegrand:
    """``expectation`` is an ``Expectation``, or a sum of such nodes and constants, with deterministic factors.

    Raises ValueError for a missing value, or an expression that is not linear in its expectations.
    """

    def __init__(self, expectation: Expression, values: object, law: Law | None = None) -> None:
        self.expression = integrand_of(expression(expectation, "the expectation"))
        self.sampler = Sampler([self.expression], values, law)
        self._value = Repeated(self.expression, self.sampler.values)
        self._core = 2 if getattr(self.expression, "is_Matrix", False) else 0

    def values(
        self,
        size: int,
        rng: np.random.Generator,
        repeats: Repeats = NOT_REPEATED,
        noises: dict[str, np.ndarray] | None = None,
    ) -> np.ndarray:
        """Its values at ``size`` draws (size, …), or at groups of them (k, …, size, …) where symbols are repeated.

        Axes along which f does not vary have length 1. The standard noise of each symbol is put into ``noises``.
        """
        value = np.asarray(self._value(self.sampler.draw(size, rng, repeats, noises)))
        core = value.shape[value.ndim - self._core :]
        if value.ndim == self._core:  # without random symbols there is no batch
            return np.broadcast_to(value, (*(1 for _ in self.sampler.roots if repeats), size, *core))
        return value

    def add_to(
        self,
        moments: RunningMoments,
        samples: int,
        rng: np.random.Generator,
        scheme: DrawingScheme = SINGLE_DRAWS,
    ) -> None:
        """Merge that many draws, or groups of them, a batch at a time."""
        repeats, axes = scheme.repeats, self._axes(scheme.repeats)
        batch = max(1, BATCH_BYTES // (8 * max(1, self.numbers(repeats, with_inverses=False))))
        while samples > 0:
            size = min(batch, samples)
            noises: dict[str, np.ndarray] = {}
            with np.errstate(over="ignore", invalid="ignore"):  # what overflows shows in the estimate
                value = self.values(size, rng, repeats, noises)
                mean = value.mean(axis=axes) if axes else value
                within = ((value - mean) ** 2).mean(axis=(*axes, len(axes))) if axes else 0.0
                if scheme.coefficients is not None:
                    known = (controls(noises, axes).T @ scheme.coefficients).reshape(mean.shape)
                    mean, within = mean - known, within + (known**2).mean(axis=0)
                moments.add(mean, within)
            samples -= size

    def moments(self, samples: int, rng: np.random.Generator, scheme: DrawingScheme = SINGLE_DRAWS) -> RunningMoments:
        """Of so many draws, or groups of them."""
        found = RunningMoments(self.group(scheme.repeats))
        self.add_to(found, samples, rng, scheme)
        return found

    def _axes(self, repeats: Repeats) -> tuple[int, ...]:
        """Those of a group."""
        return tuple(range(len(self.sampler.roots))) if repeats else ()

    def group(self, repeats: Repeats) -> int:
        """Values of f in a group."""
        return prod(repeats.get(root, 1) for root in self.sampler.roots)

    def numbers(self, repeats: Repeats = NOT_REPEATED, *, with_inverses: bool = True) -> int:
        """How many floats a draw or a group takes, every intermediate result included.

        Inverses are counted by the time they take, unless it is memory that is asked for.
        """
        return sum((t.floats + t.extra * with_inverses) * _times(t.axes, repeats) for t in self._terms)

    def best_scheme(
        self, rng: np.random.Generator, enough: Callable[[Estimate], float] = lambda estimate: 0.0
    ) -> DrawingScheme:
        """What is worth repeating and taking away for the least variance times work, by what varies in some groups.

        ``enough``: the variance of which less is no gain, given a rough estimate.
        """
        roots = self.sampler.roots
        longest = dict.fromkeys(roots, VALUES_ALONG_AXIS)
        groups = max(SCHEME_GROUPS, SCHEME_VALUES // self.group(longest))
        noises: dict[str, np.ndarray] = {}
        with np.errstate(over="ignore", invalid="ignore"):
            value = self.values(groups, rng, longest, noises)
        if not np.isfinite(value).all():
            return SINGLE_DRAWS
        left, coefficients = self._less_controls(value, noises)
        rough = RunningMoments(self.group(longest))
        rough.add(left.mean(axis=self._axes(longest)))
        floor = enough(rough.estimate())
        plain, controlled = (self._shares(v) for v in (value, left))
        costs = self._costs()
        repeats = best_repeats(plain, costs, floor)
        if not len(coefficients):
            return DrawingScheme(repeats)
        with_controls = best_repeats(controlled, costs, floor)
        # what is fitted to few groups explains less of others
        fitted_to = groups / max(1, groups - len(coefficients))
        least = work_of(with_controls, controlled, costs, floor) * fitted_to
        if least > WORTH_CONTROLLING * work_of(repeats, plain, costs, floor):
            return DrawingScheme(repeats)
        return DrawingScheme(with_controls, coefficients)

    def _less_controls(self, value: np.ndarray, noises: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """What controls leave of the values (*batch, …), and their coefficients.

        Under another law than the Gaussian one noise may be correlated: nothing is known of it then.
        """
        known = controls({} if self.sampler.law is not None else noises)
        core = value.shape[value.ndim - self._core :]
        if not len(known):
            return value, np.empty((0, prod(core)))
        batch = np.broadcast_shapes(value.shape[: value.ndim - self._core], known.shape[1:])
        cells = np.broadcast_to(value, batch + core).reshape(prod(batch), -1)
        flat = np.broadcast_to(known, (len(known), *batch)).reshape(len(known), -1)
        coefficients = fitted(flat, cells)
        return (cells - flat.T @ coefficients).reshape(batch + core), coefficients

    def _costs(self) -> list[tuple[frozenset[str], float]]:
        """What is computed along each set of axes, for each value along them."""
        costs: dict[frozenset[str], float] = {}
        for t in self._terms:
            costs[t.axes] = costs.get(t.axes, 0.0) + t.floats + t.extra + NORMAL_COST * t.noise
        return list(costs.items())

    def _shares(self, value: np.ndarray) -> dict[frozenset[str], float]:
        roots = self.sampler.roots
        subsets = [frozenset(s) for n in range(len(roots) + 1) for s in combinations(roots, n)]
        return shares_of_variance(roots, VALUES_ALONG_AXIS, {s: self._variance_averaged(value, s) for s in subsets})

    def _variance_averaged(self, value: np.ndarray, averaged: frozenset[str]) -> float:
        """The variance, summed over the entries of f, of the means over these axes."""
        roots = self.sampler.roots
        mean = value.mean(axis=tuple(i for i, root in enumerate(roots) if root in averaged), keepdims=True)
        batch = tuple(range(len(roots) + 1))
        return float(((mean - mean.mean(axis=batch, keepdims=True)) ** 2).mean(axis=batch).sum())

    @cached_property
    def _terms(self) -> tuple[_Term, ...]:
        """What is computed for a group of three draws in which everything is drawn twice: axes of length 2 vary."""
        roots = self.sampler.roots
        with np.errstate(over="ignore", invalid="ignore"):
            drawn = self.sampler.draw(3, np.random.default_rng(0), dict.fromkeys(roots, 2))
            computed = [*self._value.work(drawn), *self.sampler.work(drawn)]
        entries = self.sampler.entries()
        terms = []
        for node, batch, floats in computed:
            axes = frozenset(root for root, length in zip(roots, batch[:-1], strict=False) if length == 2)
            rows = math.isqrt(floats) if isinstance(node, MatPow) and node.exp == -1 else 0
            extra = 25 * rows + rows**3 // 10
            terms.append(_Term(axes, floats, extra, entries.get(node, 0)))
        return tuple(terms)


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


def _times(axes: frozenset[str], repeats: Repeats) -> int:
    return prod(repeats.get(axis, 1) for axis in axes)
