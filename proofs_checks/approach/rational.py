"""Limits of rational functions of the variables, exactly: degrees and leading coefficients along a path."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from math import gcd

import numpy as np
from sympy import ZZ, Basic, Expr, MatrixExpr, oo
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement, ring

from numerics import evaluate
from numerics.evaluation.pivoting import entrywise
from numerics.evaluation.rational_functions import RationalFunctions
from numerics.evaluation.walk import Evaluation
from numerics.values.number_types import Number
from proofs_checks.approach.constants import is_exact
from proofs_checks.approach.paths import Path, steep
from proofs_checks.approach.seen_on_path import Finding, judged
from proofs_checks.settings.limit_trials import CRITICAL_PAIRS
from theory.statements import Limit

__all__ = ["Quotient", "require_rational"]


class Quotient:
    """The expression of a limit at a point, as an element (or matrix of elements) of ℚ(variables).

    ``constants`` are the values of the parts without variables. Raises ValueError for an expression that is not
    rational in the variables, and where it has no value.
    """

    def __init__(self, statement: Limit, constants: Mapping[Basic, Number]) -> None:
        require_rational(statement.expression, constants)
        self.statement = statement
        arithmetic = RationalFunctions(len(statement.variables))
        grows = statement.to == oo
        variables = {v: t if grows else 1 / t for v, t in zip(statement.variables, arithmetic.letters, strict=True)}
        value = Evaluation({**constants, **variables}, arithmetic)(statement.expression)
        self.entries = np.asarray(value, dtype=object)

    def along(self, path: Path, claimed: Number) -> Finding:
        """The exact limit along a path beside the claimed one. ValueError where the path runs through poles only."""
        return judged(entrywise(lambda f: _limit(f, path), self.entries), claimed)

    def at(self, path: Path, scale: int) -> Number:
        """The values at a large t."""
        sizes = path.values(self.statement, scale).values()
        letters = [Fraction(n) if self.statement.to == oo else 1 / Fraction(n) for n in sizes]
        return entrywise(lambda f: _value(f.numer, letters) / _value(f.denom, letters), self.entries)

    def require_agreement(self, path: Path, point: Mapping[Basic, Number], scale: int) -> Number:
        """The value at a large t by the other evaluator, in fractions; ArithmeticError if the two differ."""
        values = {**point, **path.values(self.statement, scale)}
        other = evaluate(self.statement.expression, values, exact=True)
        if not np.all(np.asarray(other, dtype=object) == self.at(path, scale)):
            message = f"two evaluators disagree on {self.statement.expression} at {values}"
            raise ArithmeticError(message)
        return other

    @cached_property
    def critical(self) -> tuple[Path, ...]:
        """Paths on which terms of numerator or denominator balance: for two variables that tend jointly."""
        if len(self.statement.variables) != 2 or len(set(self._levels)) > 1:
            return ()
        pairs = {p for f in self.entries.flat for p in _balances(f)}
        plainest = sorted(pairs, key=lambda p: (sum(p), p))[:CRITICAL_PAIRS]
        return tuple(path for powers in plainest for path in steep(self.statement, powers))

    @property
    def _levels(self) -> tuple[int, ...]:
        return next(steep(self.statement, (1,) * len(self.statement.variables))).levels


def require_rational(expression: Basic, constants: Mapping[Basic, Number]) -> None:
    """Raise ValueError, naming the part, unless an expression is rational in what is no part among the ``constants``,
    and these have exact values.
    """
    todo = [expression]
    while todo:
        node = todo.pop()
        if node in constants:
            if not is_exact(constants[node]):
                message = f"{node} is not rational"
                raise ValueError(message)
            continue
        if isinstance(node, Expr | MatrixExpr) and not RationalFunctions.admits(node):
            message = f"{node} is a {type(node).__name__}, which is not rational"
            raise ValueError(message)
        todo += () if getattr(node, "is_symbol", False) else node.args


def _limit(f: FracElement, path: Path) -> Number:
    """Level by level: the quotient of leading coefficients where degrees agree, 0 or ±inf where they do not."""
    letters_ring, *letters = ring([f"s{i}" for i in range(max(path.levels) + 1)], ZZ)
    sizes = path.sizes(tuple(letters))
    top, bottom = (_substituted(p, sizes, letters_ring.zero) for p in (f.numer, f.denom))
    if not bottom:
        message = "the path runs where the denominator is 0"
        raise ValueError(message)
    if not top:
        return Fraction(0)
    for letter in letters:
        high, low = top.degree(letter), bottom.degree(letter)
        if high < low:
            return Fraction(0)
        if high > low:
            return math.inf * (1 if (top.LC > 0) == (bottom.LC > 0) else -1)
        top, bottom = top.coeff_wrt(letter, high), bottom.coeff_wrt(letter, low)
    return Fraction(int(top.LC), int(bottom.LC))


def _substituted(polynomial: PolyElement, sizes: tuple[PolyElement, ...], zero: PolyElement) -> PolyElement:
    powers: dict[tuple[int, int], PolyElement] = {}
    total = zero
    for exponents, coefficient in polynomial.terms():
        term = zero.ring(coefficient)
        for i, e in enumerate(exponents):
            if e:
                if (i, e) not in powers:
                    powers[i, e] = sizes[i] ** e
                term = term * powers[i, e]
        total = total + term
    return total


def _balances(f: FracElement) -> Iterator[tuple[int, int]]:
    """Powers (a, b) of t at which two monomials of numerator or denominator grow alike."""
    exponents = {e for p in (f.numer, f.denom) for e in p.itermonoms()}
    for e in exponents:
        for g in exponents:
            x, y = e[0] - g[0], g[1] - e[1]
            if x > 0 and y > 0:
                yield y // gcd(x, y), x // gcd(x, y)


def _value(polynomial: PolyElement, values: list[Fraction]) -> Fraction:
    terms = polynomial.terms()
    return sum((int(c) * math.prod(v**e for v, e in zip(values, es, strict=True)) for es, c in terms), Fraction(0))
