"""A law with exact moments that shares mean and variance with the Gaussian one, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from numbers import Rational

from numerics.independent.law import Law, Noise
from numerics.tolerances.exact_budgets import LAW_VARIANCES

__all__ = ["DiscreteLaw"]


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
        for variance in LAW_VARIANCES:
            found = [self.moment(k, variance) for k in range(5)]
            if not all(isinstance(moment, Rational) for moment in found):
                message = f"{self.name}: its moments are {found} for the variance {variance}: give fractions"
                raise ValueError(message)
            expected = [1, 0, variance, *([0] if self.symmetric else [])]
            for k, right in enumerate(expected):
                if found[k] != right:
                    message = f"{self.name}: E[z^{k}] is {found[k]} for the variance {variance}, not {right}"
                    raise ValueError(message)
            # the determinant of E[(1, z, z²)ᵀ(1, z, z²)], which is ⪰ 0 for every law
            if variance * found[4] < variance**3 + found[3] ** 2:
                message = f"{self.name}: no law has the moments {found[2:]}: E[z^4] is too small for the others"
                raise ValueError(message)

    def drawn(self, symbols: frozenset[str]) -> Law:
        """A law of the same kind for sampling, for the symbols of these names."""
        return Law(self.name, symbols, self.noise)

    def __str__(self) -> str:
        return self.name
