"""Nested expectations by enumeration, and random ones to try: a small program that shares nothing with the engine.

A Gaussian entry is replaced by five points (Gauss–Hermite), which have its moments up to order 9; a conditional
mean is the weighted sum over all entries of what is not given. ``x`` and ``u`` are independent, ``y`` given x and u is
N(Bx + u c, V).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import numpy as np
from sympy import Basic, Identity, MatMul, MatrixSymbol, Trace, ZeroMatrix, symbols

from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, inner, quad

d = symbols("d", integer=True, positive=True)
H, V = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("V", d)
A, B = MatrixSymbol("A", d, d), MatrixSymbol("B", d, d)
a, c = MatrixSymbol("a", d, 1), MatrixSymbol("c", d, 1)

POINTS_PER_ENTRY = 5  # no nesting here is of a degree above 8 in an entry
POINTS, WEIGHTS = np.polynomial.hermite_e.hermegauss(POINTS_PER_ENTRY)
WEIGHTS = WEIGHTS / WEIGHTS.sum()

PARENTS = {"x": (), "u": (), "y": ("x", "u")}
Values = Mapping[str, np.ndarray]


def laws(names: Mapping[str, str]) -> dict[str, MatrixNormal]:
    """The three random symbols, under these names."""
    x = MatrixNormal(names["x"], ZeroMatrix(d, 1), H, Identity(1))
    u = MatrixNormal(names["u"], Identity(1), Identity(1), Identity(1))
    return {"x": x, "u": u, "y": MatrixNormal(names["y"], B * x + c * u, V, Identity(1))}


@dataclass(frozen=True)
class Mean:
    """E[f | given]."""

    f: Any
    given: tuple[str, ...]


def values_of_parameters(size: int, rng: np.random.Generator) -> dict[Basic, np.ndarray]:
    def definite() -> np.ndarray:
        root = rng.integers(-2, 3, (size, size)) / 2
        return root @ root.T + np.eye(size)

    def general(cols: int) -> np.ndarray:
        return rng.integers(-2, 3, (size, cols)) / 2

    return {H: definite(), V: definite(), A: general(size), B: general(size), a: general(1), c: general(1)}


# -- random nestings ------------------------------------------------------------------------------------------------
Leaf = tuple[tuple[str, ...], Callable[..., Basic], Callable[..., Any]]
LEAVES: dict[str, Leaf] = {
    "ax": (("x",), lambda x: inner(a, x), lambda p, x: _dot(p[a], x)),
    "ay": (("y",), lambda y: inner(a, y), lambda p, y: _dot(p[a], y)),
    "xAx": (("x",), lambda x: quad(x, A), lambda p, x: _dot(x, p[A] @ x)),
    "xy": (("x", "y"), lambda x, y: inner(x, y), lambda p, x, y: _dot(x, y)),
    "yAy": (("y",), lambda y: quad(y, A), lambda p, y: _dot(y, p[A] @ y)),
    "u": (("u",), lambda u: Trace(u), lambda p, u: u[:, 0, 0]),
    "u ax": (("u", "x"), lambda u, x: Trace(u) * inner(a, x), lambda p, u, x: u[:, 0, 0] * _dot(p[a], x)),
    "cAa": ((), lambda: inner(c, A * a), lambda p: _dot(p[c], p[A] @ p[a])),
}


def _dot(left: Any, right: Any) -> Any:
    return np.sum(left * right, axis=(-2, -1))


def random_mean(random: Random, depth: int) -> Mean:
    known = random.choice(((), (), ("x",), ("u",), ("x", "u"), ("x", "u", "y")))
    return Mean(_random_sum(random, depth), known)


def _random_sum(random: Random, depth: int) -> Any:
    terms = [_random_product(random, depth) for _ in range(random.choice((1, 1, 2)))]
    return ("+", *terms) if len(terms) > 1 else terms[0]


def _random_product(random: Random, depth: int) -> Any:
    factors = [random.choice(list(LEAVES))]
    if depth > 1:
        factors.append(random_mean(random, depth - 1))
    elif random.random() < 0.6:
        factors.append(random.choice(list(LEAVES)))
    return ("*", *factors) if len(factors) > 1 else factors[0]


def stated(tree: Any, symbols_by_name: Mapping[str, MatrixNormal]) -> Basic:
    """The nesting as an expression of the project."""
    match tree:
        case str():
            names, build, _ = LEAVES[tree]
            return build(*(symbols_by_name[n] for n in names))
        case Mean(f, given):
            return Expectation(stated(f, symbols_by_name), [symbols_by_name[n] for n in given])
        case ("+", *terms):
            return sum((stated(t, symbols_by_name) for t in terms[1:]), start=stated(terms[0], symbols_by_name))
        case ("*", left, right):
            return stated(left, symbols_by_name) * stated(right, symbols_by_name)
    raise AssertionError(tree)


# -- enumeration ----------------------------------------------------------------------------------------------------
def enumerated(tree: Any, parameters: Mapping[Basic, np.ndarray], at: Values) -> np.ndarray:
    """The value of a nesting where the random symbols have the values ``at``, of shape (points, n, 1)."""
    match tree:
        case str():
            names, _, value = LEAVES[tree]
            return np.asarray(value(parameters, *(at[n] for n in names)))
        case ("+", *terms):
            return sum(enumerated(t, parameters, at) for t in terms)
        case ("*", left, right):
            return enumerated(left, parameters, at) * enumerated(right, parameters, at)
        case Mean(f, given):
            if not given:
                return _mean(f, parameters, {})
            known = np.concatenate([at[n][:, :, 0] for n in given], axis=1)
            rows, index = np.unique(known, axis=0, return_inverse=True)
            sizes = [at[n].shape[1] for n in given]
            means = [_mean(f, parameters, _split(row, given, sizes)) for row in rows]
            return np.array(means)[index.ravel()]
    raise AssertionError(tree)


def _split(row: np.ndarray, given: tuple[str, ...], sizes: list[int]) -> dict[str, np.ndarray]:
    parts = np.split(row, np.cumsum(sizes)[:-1])
    return {name: part[None, :, None] for name, part in zip(given, parts, strict=True)}


def _mean(f: Any, parameters: Mapping[Basic, np.ndarray], known: Values) -> Any:
    """The weighted sum over the points of all that is not known."""
    size = len(parameters[H])
    free = [n for n in PARENTS if n in _needed(f) and n not in known]
    entries = [1 if n == "u" else size for n in free]
    grid = np.array(list(product(range(POINTS_PER_ENTRY), repeat=sum(entries))), dtype=int).reshape(
        POINTS_PER_ENTRY ** sum(entries), sum(entries)
    )
    weights, noise = WEIGHTS[grid].prod(axis=1), POINTS[grid]
    at = {n: np.broadcast_to(v, (len(grid), *v.shape[1:])) for n, v in known.items()}
    start = 0
    for name, count in zip(free, entries, strict=True):
        at[name] = _drawn(name, noise[:, start : start + count, None], parameters, at)
        start += count
    return float(np.sum(weights * enumerated(f, parameters, at)))


def _drawn(name: str, noise: np.ndarray, parameters: Mapping[Basic, np.ndarray], at: Values) -> np.ndarray:
    if name == "u":
        return 1 + noise
    if name == "x":
        return np.linalg.cholesky(parameters[H]) @ noise
    mean = parameters[B] @ at["x"] + parameters[c] * at["u"]
    return mean + np.linalg.cholesky(parameters[V]) @ noise


def _needed(tree: Any) -> set[str]:
    """What a nesting depends on, parents included."""
    return {p for name in _used(tree) for p in (name, *PARENTS[name])}


def _used(tree: Any) -> Iterator[str]:
    match tree:
        case str():
            yield from LEAVES[tree][0]
        case Mean(_, given):
            yield from given
        case (_, *parts):
            for part in parts:
                yield from _used(part)


def matrix_product(left: Basic, right: Basic) -> Basic:
    """tr(left · right) without SymPy's operators, which would evaluate the expectations."""
    return Trace(MatMul(left, right))
