"""Laws that share mean and variance with the Gaussian one, and nothing else."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from numerics.independent.laws import VIOLATING_LAWS, Law
from numerics.tolerances.exact_budgets import ATOM_DENOMINATOR

__all__ = ["LAWS_OF_ORDER_TWO", "DiscreteLaw"]


@dataclass(frozen=True)
class DiscreteLaw:
    """A law of mean 0 and a given variance. ``moment(k, v)`` is E[z^k], a fraction; ``sampled`` names its float twin.

    ``symmetric``: odd moments vanish.
    """

    name: str
    moment: Callable[[int, Fraction], Fraction]
    symmetric: bool
    sampled: str

    def drawn(self, symbols: frozenset[str]) -> Law:
        """A law of the same kind for sampling, for the symbols of these names."""
        twin = VIOLATING_LAWS[self.sampled]
        return Law(self.name, twin.letter, symbols, twin.noise)

    def __str__(self) -> str:
        return self.name


def _two_point(k: int, variance: Fraction) -> Fraction:
    """±√v with equal chances."""
    return Fraction(0) if k % 2 else variance ** (k // 2)


def _skewed(k: int, variance: Fraction) -> Fraction:
    """2s and −v/(2s), where s is near √v, with chances that make the mean 0.

    Atoms a and −b have the mean 0 for chances b/(a + b) and a/(a + b), and then the variance ab, which is v here.
    """
    if not variance:
        return Fraction(k == 0)
    root = Fraction(math.sqrt(variance)).limit_denominator(ATOM_DENOMINATOR) or variance
    above, below = 2 * root, variance / (2 * root)
    chance = below / (above + below)
    return chance * above**k + (1 - chance) * (-below) ** k


LAWS_OF_ORDER_TWO = (
    DiscreteLaw("a law of two points, ±√v with equal chances", _two_point, True, "bounded entries (Rademacher)"),
    DiscreteLaw("a skewed law", _skewed, False, "skewed entries"),
)
"""Tried beside the Gaussian law where a random matrix is known by its mean and its covariance alone."""
