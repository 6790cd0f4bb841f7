"""Numbers and NumPy matrices; whatever is 1×1 is a number, and so is 0 of any size. No real value is a NoValueError."""

import math
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

import numpy as np

Value = Any
Point = dict[Any, Any]
LARGEST = 1e4  # condition of what is inverted
EPSILON = 1e-12
ATOMS = 3  # points that carry the law of the random letters, each as likely as the others


class NoValueError(ValueError):
    """An expression that cannot be evaluated at the point."""


def checked(value: Value) -> Value:
    array = np.asarray(value, dtype=float)
    if not np.all(np.isfinite(array)):
        raise NoValueError(value)
    return float(array.reshape(())) if array.size == 1 else array


def is_number(value: Value) -> bool:
    return isinstance(value, float)


def plus(terms: Iterable[Value]) -> Value:
    """The sum; a number that is not 0 is no matrix."""
    total: Value = 0.0
    for term in terms:
        if np.shape(total) != np.shape(term) and not (is_zero(total) or is_zero(term)):
            raise NoValueError(f"{np.shape(total)} + {np.shape(term)}")
        total = total + term
    return checked(total)


def is_zero(value: Value) -> bool:
    return is_number(value) and value == 0


def times(factors: Iterable[Value]) -> Value:
    return reduce(_product, factors, 1.0)


def _product(a: Value, b: Value) -> Value:
    if is_zero(a) or is_zero(b):
        return 0.0
    if is_number(a) or is_number(b):
        return checked(a * b)
    if a.shape[1] != b.shape[0]:
        raise NoValueError(f"{a.shape} times {b.shape}")
    return checked(a @ b)


def entrywise(factors: Iterable[Value]) -> Value:
    return checked(reduce(np.multiply, factors))


def power(base: Value, exponent: Value) -> Value:
    if not is_number(exponent):
        raise NoValueError("the exponent is a matrix")
    if is_number(base):
        return _number_power(base, exponent)
    if base.shape[0] != base.shape[1]:
        raise NoValueError(f"a power of {base.shape}")
    if exponent == round(exponent):
        if exponent < 0 and np.linalg.cond(base) > LARGEST:
            raise NoValueError("singular")
        return checked(np.linalg.matrix_power(base, round(exponent)))
    if not np.allclose(base, base.T, rtol=EPSILON):
        raise NoValueError("a root of no symmetric matrix")
    values, vectors = np.linalg.eigh(base)
    return checked((vectors * [_number_power(v, exponent) for v in values]) @ vectors.T)


def _number_power(base: float, exponent: float) -> float:
    if (base < 0 and exponent != round(exponent)) or (base == 0 and exponent < 0):
        raise NoValueError(f"{base} to the power {exponent}")
    try:
        return checked(math.pow(base, exponent))
    except OverflowError as error:
        raise NoValueError("too large") from error


def transpose(value: Value) -> Value:
    return value if is_number(value) else value.T


def trace(value: Value) -> float:
    return value if is_number(value) else checked(np.trace(value))


def determinant(value: Value) -> float:
    return value if is_number(value) else checked(np.linalg.det(value))


def function(name: str, value: float) -> float:
    known: dict[str, Callable[[float], float]] = {
        "exp": math.exp,
        "log": math.log,
        "sin": math.sin,
        "f": lambda x: x + x * x / 3 - 0.4,
    }
    if name not in known or not is_number(value) or (name == "log" and value <= 0) or (name == "exp" and value > 100):
        raise NoValueError(f"{name} of {value}")
    return checked(known[name](value))


def norm(value: Value, kind: str | Value = "") -> float:
    """Euclidean or largest singular value; Frobenius for ``F``; weighted by a matrix."""
    column = np.atleast_2d(np.asarray(value, dtype=float))
    if isinstance(kind, str):
        return checked(np.linalg.norm(column, "fro" if kind == "F" else 2))
    if is_number(value):
        return checked(abs(value) * power(kind, 0.5))
    return power(times([value.T, kind, value]), 0.5)


def eigenvalues(value: Value) -> list[float]:
    if is_number(value):
        return [value]
    if not np.allclose(value, value.T, rtol=EPSILON):
        raise NoValueError("not symmetric")
    return [float(v) for v in np.linalg.eigvalsh(value)]


def mean(integrand: Callable[[Point], Value], point: Point, given: Iterable[Any]) -> Value:
    """The mean over the atoms of the random letters, ``point["random"]``, those given held as they are."""
    held = set(given)
    outcomes = [
        {**point, **{letter: values[i] for letter, values in point["random"].items() if letter not in held}}
        for i in range(ATOMS)
    ]
    return checked(sum(integrand(outcome) for outcome in outcomes) / ATOMS)
