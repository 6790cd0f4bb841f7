"""A law with exact moments that shares mean and variance with the Gaussian one, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from numerics.independent.law import Law, Noise

__all__ = ["DiscreteLaw"]

VARIANCES = (Fraction(0), Fraction(2, 9), Fraction(1), Fraction(7))
"""At which a law's first moments are looked at: none, squares of fractions and others, small and large."""


@dataclass(frozen=True)
class DiscreteLaw:
    """A law of mean 0 and a given variance. ``moment(k, v)`` is E[z^k], a fraction; ``noise`` is its float twin.

    ``symmetric``: odd moments vanish. ``order``: its turn among such laws, and no two have the same. Raises ValueError
    for moments that are not those of such a law: a true claim about every law of that variance would fall by them.
    """

    name: str
    moment: Callable[[int, Fraction], Fraction]
    symmetric: bool
    noise: Noise
    order: int = field(kw_only=True)

    def __post_init__(self) -> None:
        for variance in VARIANCES:
            expected = [Fraction(1), Fraction(0), variance, *([Fraction(0)] if self.symmetric else [])]
            for k, right in enumerate(expected):
                found = self.moment(k, variance)
                if found != right:
                    message = f"{self.name}: E[z^{k}] is {found} for the variance {variance}, not {right}"
                    raise ValueError(message)

    def drawn(self, symbols: frozenset[str]) -> Law:
        """A law of the same kind for sampling, for the symbols of these names."""
        return Law(self.name, symbols, self.noise)

    def __str__(self) -> str:
        return self.name
