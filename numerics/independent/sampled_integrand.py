"""The f of an unevaluated E[f] at given values, drawn as it is written: single draws, or groups of crossed ones."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod

import numpy as np
from sympy import Add, Basic, MatAdd, MatMul, MatPow, Mul, Trace, Transpose

from numerics.independent.crossing import NOT_REPEATED, Repeats, best_repeats, shares_of_variance
from numerics.independent.law import Law
from numerics.independent.refusals import refuse_conditional
from numerics.independent.repeated_evaluation import Repeated
from numerics.independent.running_moments import RunningMoments
from numerics.independent.sampling import Sampler
from numerics.tolerances.memory_budgets import BATCH_BYTES
from numerics.tolerances.repeated_draws import NORMAL_COST, VALUES_ALONG_AXIS
from numerics.values.binding import bind, free_parameters
from numerics.values.extents import extent_at
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols
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

    def values(self, size: int, rng: np.random.Generator, repeats: Repeats = NOT_REPEATED) -> np.ndarray:
        """Its values at ``size`` draws (size, …), or at groups of them (k, …, size, …) where symbols are repeated.

        Axes along which f does not vary have length 1.
        """
        value = np.asarray(self._value(self.sampler.draw(size, rng, repeats)))
        core = value.shape[value.ndim - self._core :]
        if value.ndim == self._core:  # without random symbols there is no batch
            return np.broadcast_to(value, (*(1 for _ in self.sampler.roots if repeats), size, *core))
        return value

    def add_to(
        self, moments: RunningMoments, samples: int, rng: np.random.Generator, repeats: Repeats = NOT_REPEATED
    ) -> None:
        """Merge that many draws, or groups of them, a batch at a time."""
        batch = max(1, BATCH_BYTES // (8 * self.numbers(repeats, with_inverses=False)))
        while samples > 0:
            size = min(batch, samples)
            with np.errstate(over="ignore", invalid="ignore"):  # what overflows shows in the estimate
                value = self.values(size, rng, repeats)
                axes = tuple(range(len(self.sampler.roots))) if repeats else ()
                mean = value.mean(axis=axes) if axes else value
                within = ((value - mean) ** 2).mean(axis=(*axes, len(axes))) if axes else 0.0
                moments.add(mean, within)
            samples -= size

    def moments(self, samples: int, rng: np.random.Generator, repeats: Repeats = NOT_REPEATED) -> RunningMoments:
        """Of so many draws, or groups of them."""
        found = RunningMoments(self.group(repeats))
        self.add_to(found, samples, rng, repeats)
        return found

    def group(self, repeats: Repeats) -> int:
        """Values of f in a group."""
        return prod(repeats.get(root, 1) for root in self.sampler.roots)

    def numbers(self, repeats: Repeats = NOT_REPEATED, *, with_inverses: bool = True) -> int:
        """How many floats a draw or a group takes, every intermediate result included.

        Inverses are counted by the time they take, unless it is memory that is asked for.
        """
        return sum((t.floats + t.extra * with_inverses) * _times(t.axes, repeats) for t in self._terms)

    def best_repeats(self, groups: int, rng: np.random.Generator) -> Repeats:
        """How often symbols should be repeated for the least variance times work, by what varies in some groups."""
        roots = self.sampler.roots
        if not roots:
            return NOT_REPEATED
        subsets = [frozenset(s) for n in range(len(roots) + 1) for s in combinations(roots, n)]
        with np.errstate(over="ignore", invalid="ignore"):
            value = self.values(groups, rng, dict.fromkeys(roots, VALUES_ALONG_AXIS))
            variances = {s: self._variance_averaged(value, s) for s in subsets}
        if not all(np.isfinite(v) for v in variances.values()):
            return NOT_REPEATED
        costs = [(t.axes, t.floats + t.extra + NORMAL_COST * t.noise) for t in self._terms]
        return best_repeats(shares_of_variance(roots, VALUES_ALONG_AXIS, variances), costs)

    def _variance_averaged(self, value: np.ndarray, averaged: frozenset[str]) -> float:
        """The variance, summed over the entries of f, of the means over these axes."""
        roots = self.sampler.roots
        mean = value.mean(axis=tuple(i for i, root in enumerate(roots) if root in averaged), keepdims=True)
        batch = tuple(range(len(roots) + 1))
        return float(((mean - mean.mean(axis=batch, keepdims=True)) ** 2).mean(axis=batch).sum())

    @cached_property
    def _terms(self) -> tuple[_Term, ...]:
        values = bind(free_parameters(self.expression), self.sampler.values).items()
        sizes = {s: int(v) for s, v in values if np.ndim(v) == 0 and v == int(v)}
        entries = self.sampler.entries()
        axes: dict[Basic, frozenset[str]] = {}

        def axes_at(node: Basic) -> frozenset[str]:
            if node not in axes:
                own = self.sampler.axes.get(node, frozenset())
                axes[node] = own if isinstance(node, RandomMatrix) else own.union(*map(axes_at, node.args))
            return axes[node]

        todo: list[Basic] = [self.expression, *self.sampler.order]
        terms: dict[Basic, _Term] = {}
        while todo:
            node = todo.pop()
            if node in terms:
                continue
            rows, columns = (
                (int(extent_at(n, sizes)) for n in node.shape) if getattr(node, "is_Matrix", False) else (1, 1)
            )
            inverted = isinstance(node, MatPow) and node.exp == -1
            extra = 25 * rows + rows**3 // 10 if inverted else 0
            terms[node] = _Term(axes_at(node), rows * columns, extra, entries.get(node, 0))
            todo += [node.mean] if isinstance(node, RandomMatrix) else node.args
        return tuple(terms.values())


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
