"""Arithmetic in asymptotic series: closed forms as t → ∞, roots, logarithms and exponentials included."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from mpmath import mp, mpf, workdps

from numerics.asymptotic_series import Series, Undecided, enclosure
from numerics.tolerances import AGREEMENT, DIGITS

__all__ = ["Asymptotics"]


class Asymptotics:
    """An ``Arithmetic`` for ``numerics.walk.Evaluation``, over object arrays of ``Series``.

    Numbers that are known to many digits (``mpmath.mpf``) become intervals. ``Undecided`` is raised where too much
    cancels to tell a sign, other ValueErrors where a quantity has no value for large t.
    """

    def array(self, a: Any, what: object = "it") -> Any:
        return _entrywise(_as_series, a)

    def number(self, n: sympy.Expr) -> Any:
        if isinstance(n, sympy.Rational):
            return _as_series(Fraction(int(n.p), int(n.q)))
        with workdps(DIGITS):
            return _as_series(mpf(n._to_mpmath(mp.prec)))

    def power(self, base: Any, exponent: Any, what: object) -> Any:
        return np.vectorize(_power, otypes=[object])(base, exponent)[()]

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        n = len(a)
        table = np.concatenate([a, self.array(np.eye(n, dtype=int))], axis=1)
        for column in range(n):
            pivot = _pivot(table[:, column], column, what)
            table[[column, pivot]] = table[[pivot, column]]
            table[column] = table[column] / table[column, column]
            for row in range(n):
                if row != column:
                    table[row] = table[row] - table[column] * table[row, column]
        return table[:, n:]

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        message = f"the spectrum of {what}, which varies"
        raise Undecided(message)

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        return self.eigh(a, what)[0]

    def apply(self, name: str, x: Any, what: object) -> Any:
        functions: dict[str, Callable[[Series], Series]] = {
            "exp": Series.exp,
            "log": Series.log,
            "floor": lambda s: s.rounded(math.floor),
            "ceiling": lambda s: s.rounded(math.ceil),
        }
        return _entrywise(functions[name], x)


def _as_series(x: Any) -> Series:
    if isinstance(x, Series):
        return x
    if isinstance(x, int | np.integer | Fraction):
        return Series({(0, 0): Fraction(x)})
    return Series({(0, 0): enclosure(x, AGREEMENT * max(1, abs(x)))})


def _power(base: Series, exponent: Any) -> Series:
    if not isinstance(exponent, Series):
        return base.power(Fraction(exponent))
    constant = exponent.terms.get((0, 0), Fraction(0))
    if exponent.error is None and not set(exponent.terms) - {(0, 0)} and isinstance(constant, Fraction):
        return base.power(constant)
    if base.sign() > 0:
        return (exponent * base.log()).exp()
    parity = exponent.parity()
    if base.sign() == 0 or parity is None:
        message = "a varying power of what is not positive"
        raise Undecided(message)
    size = (exponent * (-base).log()).exp()
    return -size if parity else size


def _pivot(column: np.ndarray, start: int, what: object) -> int:
    """The first row from ``start`` on with an entry that is not 0; Undecided where none is known not to be."""
    undecided = None
    for row in range(start, len(column)):
        try:
            if column[row].sign():
                return row
        except Undecided as error:
            undecided = error
    if undecided is not None:
        raise undecided
    message = f"{what} is singular: choose values at which it is invertible"
    raise ValueError(message)


def _entrywise(function: Callable[[Any], Any], a: Any) -> Any:
    array = np.asarray(a, dtype=object)
    result = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        result[index] = function(array[index])
    return result[()]
