"""Sparse polynomials in independent centred Gaussian variables, and their expectations, in whole-number arithmetic.

A monomial is one integer with eight bits for each exponent, so that multiplying monomials is adding integers; a
polynomial is whole coefficients over one common denominator. A variable of variance p/q is carried as q times itself,
with the whole variance pq.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Union

from numerics.independent.discrete_law import DiscreteLaw
from numerics.tolerances.exact_budgets import ENTRY_LIMIT, EXPONENT_BITS, LARGEST_EXPONENT_OF_ENTRY

__all__ = ["Polynomial", "Ring", "TooLargeError", "product"]


class TooLargeError(ValueError):
    """The exact computation would take more products of monomials than its limit allows.

    >>> from theorycheck import TooLargeError
    >>> issubclass(TooLargeError, ValueError)
    True
    """


class Ring:
    """The variables, their variances, and what may still be spent on multiplying."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0
        self._variances: list[int] = []
        self._laws: dict[int, tuple[DiscreteLaw, Fraction]] = {}
        self._odd = 0
        self._moments: dict[int, int | Fraction] = {0: 1}

    def constant(self, value: Fraction | int) -> "Polynomial":
        value = Fraction(value)
        return Polynomial(self, {0: value.numerator} if value else {}, value.denominator, 0)

    def variable(self, variance: Fraction, law: DiscreteLaw | None = None) -> "Polynomial":
        """A new variable z ~ N(0, variance), or of another law of that variance; the constant 0 for variance 0."""
        if not variance:
            return self.constant(0)
        key = 1 << (EXPONENT_BITS * len(self._variances))
        if law is not None:
            self._laws[len(self._variances)] = law, variance
        self._variances.append(variance.numerator * variance.denominator)
        if law is None or law.symmetric:
            self._odd |= key
        return Polynomial(self, {key: 1}, variance.denominator, 1)

    def reserve(self, variables: int) -> None:
        """Raise TooLargeError if so many more variables would be too many."""
        if len(self._variances) + variables > ENTRY_LIMIT:
            message = (
                f"the exact expectation runs over {len(self._variances) + variables} Gaussian entries, more than "
                f"{ENTRY_LIMIT}: choose smaller sizes, or sample it"
            )
            raise TooLargeError(message)

    def spend(self, pairs: int) -> None:
        """Account for products of monomials that are about to be computed; TooLargeError if they are too many."""
        self.spent += pairs
        if self.spent > self.limit:
            message = (
                f"the exact expectation needs more than {self.limit} products of monomials: "
                "choose smaller sizes, or sample it"
            )
            raise TooLargeError(message)

    def mean(self, p: "Polynomial") -> Fraction:
        """E[p]."""
        total = sum(c * self._moment(key) for key, c in p.terms.items() if not key & self._odd)
        return Fraction(total, p.denominator)

    def mean_of_product(self, p: "Polynomial", q: "Polynomial") -> Fraction:
        """E[pq] without pq: only monomials whose exponents agree in parity have a product with nonzero mean."""
        p.check_degree(q)
        left, right = self._by_parity(p), self._by_parity(q)
        self.spend(sum(len(terms) * len(right.get(parity, ())) for parity, terms in left.items()))
        moment = self._moment
        total: int | Fraction = 0
        for parity, terms in left.items():
            partners = right.get(parity, ())
            for key, c in terms:
                total += c * sum(e * moment(key + other) for other, e in partners)
        return Fraction(total, p.denominator * q.denominator)

    def _by_parity(self, p: "Polynomial") -> dict[int, list[tuple[int, int]]]:
        classes: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for key, c in p.terms.items():
            classes[key & self._odd].append((key, c))
        return classes

    def _moment(self, key: int) -> int | Fraction:
        """The mean of a monomial: the product of those of its powers."""
        known: int | Fraction | None = self._moments.get(key)
        if known is None:
            known = 1
            rest, index = key, 0
            while rest:
                known *= self._power(index, rest & LARGEST_EXPONENT_OF_ENTRY)
                rest >>= EXPONENT_BITS
                index += 1
            self._moments[key] = known
        return known

    def _power(self, index: int, exponent: int) -> int | Fraction:
        """The mean of a power of one variable, D^k (2k − 1)!! for a Gaussian one: its odd powers never come here.

        (2k − 1)!! counts the pairings of 2k factors (L. Isserlis, Biometrika 12, 1918); variables are independent, so
        that the mean of a monomial is the product of those of its powers.
        """
        if index in self._laws:
            law, variance = self._laws[index]
            return law.moment(exponent, variance) * variance.denominator**exponent
        half = exponent // 2
        return self._variances[index] ** half * math.prod(range(1, 2 * half, 2))


class Polynomial:
    """``Σ terms[key]·z^key / denominator``; ``degree`` is an upper bound of the total degree."""

    __slots__ = ("degree", "denominator", "ring", "terms")

    def __init__(self, ring: Ring, terms: dict[int, int], denominator: int, degree: int) -> None:
        common = math.gcd(denominator, *terms.values())
        self.ring = ring
        self.terms = {key: c // common for key, c in terms.items()} if common > 1 else terms
        self.denominator = denominator // common
        self.degree = degree

    def __len__(self) -> int:
        return len(self.terms)

    def constant_value(self) -> Fraction | None:
        """The number that this polynomial is, or None."""
        if any(self.terms):
            return None
        return Fraction(self.terms.get(0, 0), self.denominator)

    def __add__(self, other: Union["Polynomial", int]) -> "Polynomial":
        if isinstance(other, int):  # sum() starts from 0
            other = self.ring.constant(other)
        common = math.lcm(self.denominator, other.denominator)
        a, b = common // self.denominator, common // other.denominator
        terms = {key: a * c for key, c in self.terms.items()}
        for key, c in other.terms.items():
            value = terms.get(key, 0) + b * c
            if value:
                terms[key] = value
            else:
                del terms[key]
        return Polynomial(self.ring, terms, common, max(self.degree, other.degree))

    __radd__ = __add__

    def __mul__(self, other: "Polynomial") -> "Polynomial":
        self.check_degree(other)
        self.ring.spend(len(self) * len(other))
        terms: dict[int, int] = defaultdict(int)
        for key, c in self.terms.items():
            for partner, e in other.terms.items():
                terms[key + partner] += c * e
        kept = {key: c for key, c in terms.items() if c}
        return Polynomial(self.ring, kept, self.denominator * other.denominator, self.degree + other.degree)

    def check_degree(self, other: "Polynomial") -> None:
        """Refuse a product whose exponents might not fit their eight bits."""
        if self.degree + other.degree > LARGEST_EXPONENT_OF_ENTRY:
            message = (
                f"the degree {self.degree + other.degree} exceeds {LARGEST_EXPONENT_OF_ENTRY}: choose a lower power"
            )
            raise TooLargeError(message)


def product(factors: Iterable[Polynomial], ring: Ring) -> Polynomial:
    """The product, shortest factors first."""
    queue = sorted(factors, key=len)
    while len(queue) > 1:
        first, second, *rest = queue
        queue = sorted([first * second, *rest], key=len)
    return queue[0] if queue else ring.constant(1)
