"""How tightly a printed formula holds together, read off the formula itself.

Whatever printed it, brackets go where a reader would otherwise take something else from it.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache

from sympy.core.alphabets import greeks
from sympy.printing.latex import accepted_latex_functions, other_symbols, tex_greek_dictionary

from theory.latex.brackets import bracketed

__all__ = ["Tightness", "as_base", "as_factor", "as_term", "tightness_of"]


class Tightness(IntEnum):
    """What holds a formula together at its outermost place, the loosest first."""

    RELATION = 0  # a = b, a | b, and every sign that is not known here
    SUM = 1  # a + b
    SIGNED = 2  # -a
    OPERATION = 3  # a ∘ b
    OPEN = 4  # Σ a: takes in the factors behind it
    PRODUCT = 5  # a b, and a²
    ATOM = 6  # a, (a + b), a fraction


TOKEN = re.compile(
    r"\\(?:left|right|[bB]igg?[lr])(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\.|.)|\\text\{(?:[^{}\\]|\\.|\{[^{}]*\})*\}"
    r"|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|.",
    re.DOTALL,
)
OPENS = re.compile(r"\\?[({\[]|\\(left|[bB]igg?l)\b.*|\\(lVert|lvert|langle|lfloor|lceil|begin)", re.DOTALL)
CLOSES = re.compile(r"\\?[)}\]]|\\(right|[bB]igg?r)\b.*|\\(rVert|rvert|rangle|rfloor|rceil|end)", re.DOTALL)
SPACES = frozenset([r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", r"\qquad", r"\limits", r"\displaystyle", "~"])
OPERATIONS = frozenset([r"\circ", r"\otimes", r"\odot", r"\times", r"\bmod"])
BIG = frozenset([r"\sum", r"\prod", r"\int", r"\iint", r"\iiint", r"\lim", r"\nabla", r"\partial", r"\det"])
SHAPES = ("mathbf", "mathrm", "mathcal", "mathbb", "boldsymbol", "operatorname", "bar", "hat", "tilde", "dot")
SIGNS = ("frac", "tfrac", "sqrt", "binom", "infty", "exp", "min", "max")
WORDS = (*accepted_latex_functions, *greeks, *other_symbols, *SHAPES, *SIGNS)
NAMED = frozenset(
    [f"\\{word}" for word in WORDS]
    + [f"\\{letter.capitalize()}" for letter in greeks]
    + [tex for tex in tex_greek_dictionary.values() if tex.startswith("\\") and tex.isascii()]
)


@cache
def tightness_of(tex: str) -> Tightness:
    """The loosest of what joins the parts of a formula."""
    found, parts, powers = Tightness.ATOM, 0, 0
    for token in _outermost(tex):
        if token in "+-":
            found = min(found, Tightness.SUM if parts else Tightness.SIGNED)
        elif token == "^":
            powers += 1
        elif token in BIG:
            found, parts = min(found, Tightness.OPEN), parts + 1
        elif token in OPERATIONS:
            found = min(found, Tightness.OPERATION)
        elif _is_part(token):
            parts += 1
        elif token != r"\cdot":
            found = Tightness.RELATION
    return min(found, Tightness.PRODUCT) if parts + powers != 1 else found


def _outermost(tex: str) -> Iterator[str]:
    """The tokens outside all brackets, a bracket and what it holds as ``()``, without indices and arguments."""
    depth, script, argument = 0, False, False
    for token in TOKEN.findall(tex):
        if token.isspace() or not token.isprintable() or (depth == 0 and token in SPACES):
            continue
        if OPENS.fullmatch(token):
            if depth == 0 and not script and not (argument and token == "{"):
                yield r"\cases" if token == r"\begin" and r"{cases}" in tex else "()"
            depth += 1
        elif CLOSES.fullmatch(token):
            depth -= 1
            if depth == 0:
                # behind \end stands the name of what ended
                argument, script = argument or token == r"\end", False
        elif depth == 0:
            if token == "^" or not (script or token == "_"):
                yield token
            argument, script = token.startswith("\\"), token in ("^", "_")


def _is_part(token: str) -> bool:
    if token.startswith(r"\text"):
        # no name that reads like a formula; the + of a code point is none
        return re.search(r"[-+*/=<>]", token.replace("[U+", "")) is None
    return token in NAMED or token == "()" or token[0].isalnum() or token == "!"


def as_term(tex: str) -> str:
    """The formula as a term of a sum."""
    return bracketed(tex) if tightness_of(tex) == Tightness.RELATION else tex


def as_factor(tex: str, *, last: bool = True) -> str:
    """The formula as a factor of a product, or behind a sign or an operator that takes in a product."""
    tight = Tightness.OPEN if last else Tightness.PRODUCT
    return tex if tightness_of(tex) >= tight else bracketed(tex)


def as_base(tex: str) -> str:
    """The formula with room for a superscript."""
    return tex if tightness_of(tex) == Tightness.ATOM and not tex.startswith((r"\frac", r"\tfrac")) else bracketed(tex)
