"""Names of symbols as mathematicians write them: β⋆ for ``beta_star``, σ² for ``sigma2``, bold for matrices."""

import re
from dataclasses import dataclass, replace
from enum import Enum

from sympy.core.alphabets import greeks
from sympy.printing.latex import tex_greek_dictionary, translate

from theory.latex.text import ascii_name, escaped

__all__ = ["Glyph", "Weight", "glyph"]

SQUARES = {"sigma2": "sigma"}
ACCENTS = {"bar": r"\bar", "hat": r"\hat", "tilde": r"\tilde", "dot": r"\dot"}
GREEK = frozenset((*greeks, "lambda", "ell", "varepsilon", "vartheta", "varphi", "varrho", "varsigma"))


CAPITALS = frozenset(letter.capitalize() for letter in greeks)


class Weight(Enum):
    """Scalars are italic, vectors and matrices bold."""

    ITALIC = "italic"
    BOLD = "bold"


@dataclass(frozen=True)
class Glyph:
    """A symbol taken apart, so that superscripts can be merged: Γ⋆ transposed is one superscript, not two.

    ``exponent`` is what the name itself says: 2 for ``sigma2``.
    """

    core: str
    subscript: str = ""
    superscript: str = ""
    exponent: int = 1

    def raised(self, *marks: str) -> str:
        r"""The symbol with further superscripts, ``\top`` for instance."""
        above = "".join(filter(None, (self.superscript, str(self.exponent) if self.exponent != 1 else "", *marks)))
        below = f"_{{{self.subscript}}}" if self.subscript else ""
        return f"{self.core}{below}" + (f"^{{{above}}}" if above else "")

    def __str__(self) -> str:
        return self.raised()


def glyph(name: str, weight: Weight = Weight.ITALIC) -> Glyph:
    """The parts of a symbol's name. A name that is none (``a%b``) is printed as escaped text."""
    if name in SQUARES:
        return replace(glyph(SQUARES[name], weight), exponent=2)
    plain = ascii_name(name)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*", plain):
        return Glyph(rf"\text{{{escaped(name) or '?'}}}")
    base, *marks = plain.split("_")
    trailing = re.fullmatch(r"([A-Za-z]+)(\d+)", base)
    if trailing:
        base, marks = trailing[1], [trailing[2], *marks]
    core = _calligraphic(base, weight) if "cal" in marks else _letter(base, weight)
    for accent in [m for m in marks if m in ACCENTS]:
        core = f"{ACCENTS[accent]}{{{core}}}"
    superscript = "".join(rf"\{m}" for m in marks if m in ("star", "prime"))
    subscripts = [_subscript(m) for m in marks if m not in ACCENTS and m not in ("star", "prime", "cal")]
    return Glyph(core, ",".join(subscripts), superscript)


def _letter(base: str, weight: Weight) -> str:
    if len(base) == 4 and base.startswith("cal") and base[3].isupper():
        return _calligraphic(base[3], weight)
    if base in GREEK or base in tex_greek_dictionary or base in CAPITALS:
        return rf"\boldsymbol{{{translate(base)}}}" if weight is Weight.BOLD else str(translate(base))
    if weight is Weight.BOLD:
        return rf"\mathbf{{{base}}}"
    return base if len(base) == 1 else rf"\mathrm{{{base}}}"


def _calligraphic(letter: str, weight: Weight) -> str:
    script = rf"\mathcal{{{letter}}}"
    return rf"\boldsymbol{{{script}}}" if weight is Weight.BOLD else script


def _subscript(mark: str) -> str:
    if mark in GREEK:
        return str(translate(mark))
    return mark if re.fullmatch(r"[A-Za-z]?\d*", mark) else rf"\mathrm{{{mark}}}"
