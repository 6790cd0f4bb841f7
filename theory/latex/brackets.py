"""Brackets no larger than what they hold; wide ones may be broken across lines."""

import re

from theory.latex.width import width

__all__ = ["BREAK", "BREAK_PRODUCT", "bracketed", "is_breakable", "is_tall", "without_breaks"]

# marks in printed formulas: a line may end before this term of a sum, or between these factors
BREAK = "\x1e"
BREAK_PRODUCT = "\x1f"

WIDE = 40  # narrower brackets are kept on one line, in the exact size of what they hold
TALL = re.compile(r"\\frac|\\sum|\\prod|\\int|\\begin|\\left|\\sqrt|\\[bB]igg?l")


def bracketed(tex: str, left: str = "(", right: str = ")") -> str:
    r"""``tex`` in brackets: plain ones on one line, ``\bigl(`` around others, ``\left(`` around fractions."""
    if is_breakable(tex):
        # \left and \right have to stand on one line
        size = "Bigg" if r"\begin" in tex else "bigg" if TALL.search(tex) else "big"
        return rf"\{size}l{left} {tex}\{size}r{right}"
    tex = without_breaks(tex)
    if TALL.search(tex):
        return rf"\left{left}{tex}\right{right}"
    if re.search(r"[(\[]", tex):
        return rf"\bigl{left}{tex}\bigr{right}"
    return f"{left}{tex}{right}"


def is_breakable(tex: str) -> bool:
    """Whether the formula is wide enough to be broken across lines, and can be."""
    return (BREAK in tex or BREAK_PRODUCT in tex) and width(tex) > WIDE


def is_tall(tex: str) -> bool:
    """Whether the formula is higher than a line."""
    return TALL.search(tex) is not None


def without_breaks(tex: str) -> str:
    """The formula as LaTeX reads it."""
    return tex.replace(BREAK, "").replace(BREAK_PRODUCT, "")
