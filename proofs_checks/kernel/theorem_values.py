"""What a theorem says at the same numbers, by the evaluator of closed forms: nothing of the exporter is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sympy import Basic, MatrixSymbol, Symbol

from numerics.evaluation.walk import evaluate
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import (
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    SymmetricMatrix,
)
from theory.algebra.vocabulary.random_matrices import RandomMatrix, as_constants, random_symbols

__all__ = ["Point", "TheoremValues", "bound_and_free", "random_point"]

Number = float | np.ndarray


@dataclass(frozen=True)
class Point:
    """Sizes, constants and scalars by symbol, and in each draw what random matrices have beside their mean."""

    sizes: Mapping[Basic, int]
    values: Mapping[Basic, Number]
    draws: Sequence[Mapping[RandomMatrix, np.ndarray]]


def random_point(symbols: set[Basic], random: set[RandomMatrix], rng: np.random.Generator, draws: int) -> Point:
    """Values of the right kinds: sizes from 2 to 4, entries and scalars of the order of one."""
    sizes = {s: int(rng.integers(2, 5)) for s in sorted(symbols, key=str) if isinstance(s, Symbol) and s.is_integer}
    shape = {s: tuple(int(sizes.get(n, n)) for n in s.shape) for s in {*symbols, *random} if hasattr(s, "shape")}
    values: dict[Basic, Number] = {}
    for s in sorted(symbols - sizes.keys(), key=str):
        values[s] = _of_kind(s, rng, shape[s]) if isinstance(s, MatrixSymbol) else _scalar(s, rng)
    drawn = [{x: rng.standard_normal(shape[x]) for x in sorted(random, key=str)} for _ in range(draws)]
    return Point(sizes, values, drawn)


def _of_kind(symbol: Basic, rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    entries = rng.standard_normal(shape)
    match symbol:
        case PositiveDefiniteMatrix():
            return entries @ entries.T + np.eye(len(entries))
        case PositiveSemidefiniteMatrix():
            return entries @ entries.T
        case SymmetricMatrix():
            return entries + entries.T
    return entries


def _scalar(symbol: Symbol, rng: np.random.Generator) -> float:
    size = float(rng.uniform(0.5, 2))
    return size if symbol.is_nonnegative else -size if symbol.is_nonpositive else float(rng.choice([-1, 1])) * size


@dataclass(frozen=True)
class TheoremValues:
    """Evaluates expressions, everything written out, at a point; expectations are means over its draws."""

    point: Point

    def __call__(self, e: Basic) -> Number:
        """The value. Raises ValueError for what has none there."""
        nodes = _outermost(e)
        letters = {node: _letter(node, number) for number, node in enumerate(nodes)}
        found = {letters[node]: self._mean(node) for node in nodes}
        return self._value(e.xreplace(letters), {**self.point.values, **found})

    def _mean(self, node: Expectation) -> Number:
        values = []
        for draw in self.point.draws:
            known = self.of_random(random_symbols(node.integrand), draw)
            fixed = as_constants(known)
            inside = {**self.point.values, **{fixed[x]: value for x, value in known.items()}}
            values.append(self._value(node.integrand.xreplace(fixed), inside))
        return sum(values[1:], values[0]) / len(values)

    def of_random(
        self, symbols: set[RandomMatrix], draw: Mapping[RandomMatrix, np.ndarray]
    ) -> dict[RandomMatrix, np.ndarray]:
        """The values of random matrices in a draw: their means, at the values of what these depend on, and the draw."""
        found: dict[RandomMatrix, np.ndarray] = {}
        for x in sorted(symbols, key=lambda x: (len(random_symbols(x.mean)), str(x))):
            parents = self.of_random(random_symbols(x.mean), draw)
            fixed = as_constants(parents)
            values = {**self.point.values, **{fixed[p]: value for p, value in parents.items()}}
            found[x] = np.asarray(self._value(x.mean.xreplace(fixed), values)) + draw[x]
        return found

    def _value(self, e: Basic, values: Mapping[Basic, Number]) -> Number:
        return evaluate(e, {**values, **self.point.sizes})


def _outermost(e: Basic) -> list[Expectation]:
    found: dict[Expectation, None] = {}
    todo = [e]
    while todo:
        node = todo.pop()
        if isinstance(node, Expectation):
            found[node] = None
        else:
            todo += node.args
    return list(found)


def _letter(node: Expectation, number: int) -> Basic:
    name = f"mean {number}"
    return MatrixSymbol(name, *node.shape) if getattr(node, "is_Matrix", False) else Symbol(name, real=True)


def bound_and_free(e: Basic) -> set[RandomMatrix]:
    """The random symbols of an expression, those that expectations bind under the names that a reader knows."""
    nodes = _outermost(e)
    outside = e.xreplace({node: _letter(node, number) for number, node in enumerate(nodes)})
    return {x for node in nodes for x in bound_and_free(node.integrand)} | random_symbols(outside)
