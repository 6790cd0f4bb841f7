"""The letters that a claim is made of."""

from collections.abc import Iterable

from sympy import Basic, MatrixSymbol, Symbol, sympify

from numerics.values.binding import sort_by_name
from theory.algebra.vocabulary.random_matrices import RandomMatrix

__all__ = ["Alphabet", "stray_letters"]


class Alphabet:
    """The deterministic symbols a claim may confuse with one another, by what they are."""

    def __init__(self, symbols: Iterable[Basic]) -> None:
        known = sort_by_name(s for s in symbols if not isinstance(s, RandomMatrix))
        self.matrices = tuple(s for s in known if isinstance(s, MatrixSymbol))
        scalars = [s for s in known if isinstance(s, Symbol)]
        extents = {e for m in self.matrices for n in m.shape for e in sympify(n).free_symbols}
        self.sizes = sort_by_name({s for s in scalars if s.is_integer and s.is_positive} | extents)
        self.scalars = tuple(s for s in scalars if s not in self.sizes)

    def like(self, symbol: Basic) -> tuple[Basic, ...]:
        """The others that could be written in its place."""
        if isinstance(symbol, MatrixSymbol):
            return tuple(m for m in self.matrices if m != symbol and m.shape == symbol.shape)
        return tuple(s for s in (self.sizes if symbol in self.sizes else self.scalars) if s != symbol)


def stray_letters(claimed: Iterable[Basic], symbols: Iterable[Basic]) -> tuple[MatrixSymbol, ...]:
    """A letter for every claimed matrix whose shape no symbol has: without one, nothing wrong could be added to 0."""
    known = {m.shape for m in Alphabet(symbols).matrices}
    shapes = [e.shape for e in claimed if getattr(e, "is_Matrix", False) and e.shape not in known]
    return tuple(MatrixSymbol(f"stray_{i}", *shape) for i, shape in enumerate(dict.fromkeys(shapes)))
