"""Random symbols as constants plus centred letters that are independent of each other.

The kernel's library knows of centred and independent matrices alone, Gaussian or known by two moments. y ~ N(X w, σ²I)
given X and w is X w + y_0 with y_0 ~ N(0, σ²I) independent of both: the same law, and no conditioning.
"""

from dataclasses import dataclass, field

from sympy import Basic, MatrixSymbol, ZeroMatrix

from proofs_checks.kernel.refusal import NotExportedError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix, random_symbols

__all__ = ["Centred", "CentredLetter", "in_order"]


class CentredLetter(MatrixSymbol):
    """What a random symbol has beside its mean; a class of its own, so that no symbol of a user equals it."""


@dataclass(frozen=True)
class Centred:
    """A random symbol, the centred letter in it, and its mean, in which its parents are symbols of their own."""

    symbol: RandomMatrix
    letter: CentredLetter = field(compare=False)

    @classmethod
    def of(cls, symbol: RandomMatrix) -> "Centred":
        """Raises NotExportedError for a law that the library does not know."""
        if type(symbol) not in (MatrixNormal, RandomMatrix):
            message = f"the law {type(symbol).__name__} of {symbol.name} is not known to the kernel's library"
            raise NotExportedError(message)
        for which, covariance in (("row", symbol.row_covariance), ("column", symbol.column_covariance)):
            if random_symbols(covariance) or covariance.has(Expectation):
                message = f"the {which} covariance of {symbol.name} is random"
                raise NotExportedError(message)
        name = str(symbol.name) if isinstance(symbol.mean, ZeroMatrix) else f"{symbol.name}_0"
        return cls(symbol, CentredLetter(name, *symbol.shape))

    @property
    def normal(self) -> bool:
        """Whether it is Gaussian; if not, it is known by two moments."""
        return isinstance(self.symbol, MatrixNormal)

    @property
    def has_mean(self) -> bool:
        return not isinstance(self.symbol.mean, ZeroMatrix)

    @property
    def value(self) -> Basic:
        """Mean and centred letter; parents stand in it as they are."""
        return self.symbol.mean + self.letter if self.has_mean else self.letter


def in_order(symbols: set[RandomMatrix]) -> tuple[RandomMatrix, ...]:
    """The symbols and their parents, those first on which no law depends that was not named before."""
    todo, found = set(symbols), set()
    while todo:
        symbol = todo.pop()
        found.add(symbol)
        todo |= {p for a in symbol.args[1:] for p in random_symbols(a)} - found
    ordered: list[RandomMatrix] = []
    while len(ordered) < len(found):
        ready = [
            s for s in found if s not in ordered and all(p in ordered for a in s.args[1:] for p in random_symbols(a))
        ]
        ordered += sorted(ready, key=str)
    return tuple(ordered)
