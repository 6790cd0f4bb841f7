"""Expectations with inverses in them, at sizes of one or two, by quadrature: no chance, and many digits.

Draws are those of ``sampling``, with the nodes of a product rule where standard normals would be. In numbers
that stand under no inverse or root the integrand is polynomial, and a few Gauss–Hermite nodes are exact. Along the
others it is the trapezoidal rule, whose error for an analytic integrand with poles a off the real axis is of order
exp(−2πa/h) at step h (L. N. Trefethen and J. A. C. Weideman, The exponentially convergent trapezoidal rule, SIAM
Review 56, 2014), where that of Gauss–Hermite falls with the root of the number of nodes only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import cast

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from sympy import Basic, Function, MatPow, Pow

from numerics.independent.polynomials import TooLargeError
from numerics.independent.repeated_evaluation import Repeated
from numerics.independent.sampled_integrand import integrand_of
from numerics.independent.sampling import Sampler
from numerics.tolerances.quadrature_nodes import COARSE_NODES, FINE_NODES, QUADRATURE_POINTS, TRAPEZOID_REACH
from numerics.values.number_types import Number
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols
from theory.algebra.vocabulary.spectral import MatrixScalar, SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Quadrature", "inverted_symbols", "quadrature"]


@dataclass(frozen=True, eq=False)
class Quadrature:
    """A value, a number or an n×m array; ``error`` is what a coarser rule is off, ``rms`` the integrand's √E[f²]."""

    value: Number
    error: float
    rms: float


def quadrature(expectation: Basic, values: Mapping[Expression, Number]) -> Quadrature:
    """E[f] of a scalar or matrix f of few Gaussian numbers; constants may stand beside the expectation.

    Raises ``TooLargeError`` where a rule takes more than QUADRATURE_POINTS nodes, and ValueError for missing values,
    an expression that is not linear in its expectations, or a node at which f has no value.
    """
    integrand = integrand_of(expression(expectation, "the expectation"))
    sampler = Sampler([integrand], values)
    # a draw holds the root of a covariance, which may be random itself
    under_roots = {x for s in sampler.order for c in (s.row_covariance, s.column_covariance) for x in random_symbols(c)}
    inverted = _with_parents(inverted_symbols(integrand) | under_roots)
    smooth = [x not in inverted for x, count in sampler.entries().items() for _ in range(count)]
    points = prod(FINE_NODES[is_smooth] for is_smooth in smooth)
    if points > QUADRATURE_POINTS:
        message = f"{points:,} nodes are more than the limit of {QUADRATURE_POINTS:,}: give smaller sizes"
        raise TooLargeError(message)
    (coarse, _), (fine, rms) = (
        _by_rule(integrand, sampler, [_nodes(rule[is_smooth], is_smooth) for is_smooth in smooth])
        for rule in (COARSE_NODES, FINE_NODES)
    )
    return Quadrature(fine, float(np.linalg.norm(fine - coarse)), rms)


def inverted_symbols(expression: Basic) -> set[RandomMatrix]:
    """The random symbols in which the expression is not polynomial as it is written."""
    powers = {p for p in expression.atoms(Pow, MatPow) if not (p.exp.is_Integer and p.exp >= 0)}
    return set().union(*map(random_symbols, powers | expression.atoms(Function, MatrixScalar, SpectralSum)))


def _with_parents(symbols: set[RandomMatrix]) -> set[RandomMatrix]:
    """With all that their laws depend on."""
    found: set[RandomMatrix] = set()
    todo = list(symbols)
    while todo:
        symbol = todo.pop()
        if symbol not in found:
            found.add(symbol)
            todo += [x for a in symbol.args[1:] for x in random_symbols(a)]
    return found


def _nodes(order: int, is_smooth: bool) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights for the standard Gaussian law.

    n Gauss–Hermite nodes integrate polynomials up to degree 2n − 1 exactly (G. H. Golub and J. H. Welsch, Mathematics
    of Computation 23, 1969). Equal steps, for what is analytic near the line only; an even number of nodes leaves out
    0, where poles lie.
    """
    if is_smooth:
        nodes, weights = hermegauss(order)
        return nodes, weights / np.sqrt(2 * np.pi)
    nodes, step = np.linspace(-TRAPEZOID_REACH, TRAPEZOID_REACH, order, retstep=True)
    return nodes, step * np.exp(-(nodes**2) / 2) / np.sqrt(2 * np.pi)


def _by_rule(
    integrand: Basic, sampler: Sampler, rules: list[tuple[np.ndarray, np.ndarray]]
) -> tuple[np.ndarray, float]:
    """The mean and the root mean square by the product of these rules."""
    nodes, weights = (
        np.stack(np.meshgrid(*part, indexing="ij"), axis=-1).reshape(-1, len(rules))
        for part in zip(*rules, strict=True)
    )
    weight = np.prod(weights, axis=1)
    # a sampler asks nothing of its generator but standard normals
    drawn = sampler.draw(len(nodes), cast(np.random.Generator, _Columns(nodes)))
    value = np.asarray(Repeated(integrand, sampler.values)(drawn))
    size = value.reshape(len(nodes), -1)
    return np.tensordot(weight, value, axes=1), float(np.sqrt(weight @ (size * size).sum(axis=1)))


class _Columns:
    """Hands out the columns (points, k) one after the other, in the place of normals of any shape (…, points)."""

    def __init__(self, columns: np.ndarray) -> None:
        self.columns, self.taken = columns, 0

    def standard_normal(self, shape: tuple[int, ...]) -> np.ndarray:
        start, self.taken = self.taken, self.taken + prod(shape[:-1])
        return self.columns[:, start : self.taken].T.reshape(shape)
