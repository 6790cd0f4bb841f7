"""Arithmetic in asymptotic series: closed forms as t → ∞, roots, logarithms and exponentials included."""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import sympy
from mpmath import mp, mpf, workdps

from numerics.evaluation.asymptotic_series import INTERVALS, Series, enclosed
from numerics.evaluation.enclosures import Undecided, around, eigenvalue_enclosures
from numerics.evaluation.pivoting import entrywise, inverse_by_elimination
from numerics.tolerances.digits_carried import DIGITS
from numerics.values.number_types import Number

__all__ = ["Asymptotics"]


class Asymptotics:
    """An ``Arithmetic`` for ``numerics.evaluation.walk.Evaluation``, over object arrays of ``Series``.

    Numbers that are known to many digits (``mpmath.mpf``) become intervals. ``Undecided`` is raised where too much
    cancels to tell a sign, other ValueErrors where a quantity has no value for large t.
    """

    def array(self, a: Number, what: object = "it") -> Number:
        return entrywise(_as_series, a)

    def number(self, n: sympy.Expr) -> Number:
        if isinstance(n, sympy.Rational):
            return _as_series(Fraction(int(n.p), int(n.q)))
        with workdps(DIGITS):
            return _as_series(mpf(n._to_mpmath(mp.prec)))

    def power(self, base: Number, exponent: Number, what: object) -> Number:
        return np.vectorize(_power, otypes=[object])(base, exponent)[()]

    def inverse(self, a: np.ndarray, what: object) -> np.ndarray:
        return inverse_by_elimination(a, self.array(np.eye(len(a), dtype=int)), lambda x: bool(x.sign()), what)

    def eigh(self, a: np.ndarray, what: object) -> tuple[np.ndarray, np.ndarray]:
        message = f"the eigenvectors of {what} are not enclosed"
        raise Undecided(message)

    def eigenvalues(self, a: np.ndarray, what: object) -> np.ndarray:
        constants = entrywise(lambda entry: enclosed(entry.constant()), a)
        return self.array(eigenvalue_enclosures(constants, INTERVALS))

    def apply(self, name: str, x: Number, what: object) -> Number:
        functions: dict[str, Callable[[Series], Series]] = {
            "exp": Series.exp,
            "log": Series.log,
            "floor": lambda s: s.rounded(math.floor),
            "ceiling": lambda s: s.rounded(math.ceil),
        }
        return entrywise(functions[name], x)


def _as_series(x: Number) -> Series:
    if isinstance(x, Series):
        return x
    if isinstance(x, int | np.integer | Fraction):
        return Series({(0, 0): x if isinstance(x, Fraction) else Fraction(int(x))})
    return Series({(0, 0): around(x, INTERVALS) if isinstance(x, mpf) else x})


def _power(base: Series, exponent: Number) -> Series:
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
