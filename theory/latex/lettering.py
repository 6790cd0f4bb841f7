"""Which symbol each printed letter stands for: no letter may stand for two without being marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sympy import Dummy, MatrixSymbol, Symbol

from theory.algebra.vocabulary.family_sum import FamilyMember
from theory.latex.names import Glyph, Weight, glyph

__all__ = ["MEMBER", "Lettering"]

MEMBER = "h"
"""The typical member of a family."""


class Lettering:
    """The letters of what one printer prints. A dummy symbol whose letter is taken gets a prime."""

    def __init__(self) -> None:
        self._glyphs: dict[Symbol | MatrixSymbol, Glyph] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)

    def of(self, symbol: Symbol | MatrixSymbol) -> Glyph:
        """The parts of a symbol's name; vectors and matrices are bold, scalars and 1×1 matrices are not."""
        if symbol not in self._glyphs:
            bold = isinstance(symbol, MatrixSymbol) and symbol.shape != (1, 1)
            parts = glyph(str(symbol.name), Weight.BOLD if bold else Weight.ITALIC)
            if isinstance(symbol, FamilyMember):
                parts = replace(parts, subscript=",".join(filter(None, (parts.subscript, MEMBER))))
            while isinstance(symbol, Dummy) and _letter(parts) in self._names:
                parts = replace(parts, superscript=parts.superscript + r"\prime")
            self._glyphs[symbol] = parts
            self.claim(_letter(parts), _description(symbol))
        return self._glyphs[symbol]

    def reserve(self, symbols: Iterable[Symbol | MatrixSymbol]) -> None:
        """Give these symbols their letters before any dummy symbol takes one."""
        for symbol in symbols:
            if not isinstance(symbol, Dummy):
                self.of(symbol)

    def claim(self, letter: str, name: str) -> None:
        """Say that the letter stands for something of this name."""
        self._names[letter].add(name)

    def alike(self) -> list[str]:
        """Names that are printed with one letter, such as σ and σ², as sentences."""
        return sorted(" and ".join(sorted(names)) for names in self._names.values() if len(names) > 1)


def _description(symbol: Symbol | MatrixSymbol) -> str:
    if isinstance(symbol, MatrixSymbol):
        return f"{symbol.name} ({symbol.rows}×{symbol.cols})"
    return f"_{symbol.name}" if isinstance(symbol, Dummy) else str(symbol.name)


def _letter(parts: Glyph) -> str:
    return str(replace(parts, exponent=1))
