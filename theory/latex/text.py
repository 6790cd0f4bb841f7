"""Plain text as LaTeX: every character that TeX would act on is made harmless, Unicode mathematics is spelled out."""

import re
import unicodedata
from functools import lru_cache

from theory.latex.characters import COMBINING, SPECIAL, TYPOGRAPHY, greek_name, mathematics, script

__all__ = ["ascii_name", "escaped", "label_of", "side_by_side"]

INSIDE = r"(?:[^{}$]|\{[^{}$]*\})*"
ACCENTED = re.compile(rf"\w[{''.join(COMBINING)}]+|.", re.DOTALL)


def escaped(text: str) -> str:
    """Text as LaTeX prints it, whatever it contains; line breaks become spaces.

    A character that nobody here knows is named by its code point, ``[U+0416]``.
    """
    tex = ""
    for piece in ACCENTED.findall(_composed(" ".join(text.split()))):
        found = script(piece) if len(piece) == 1 else None
        mark, inner = found or ("", "")
        end = re.search(r"\$([\^_])\{([^{}]*)\}\$$", tex)
        if found is not None and end is not None and end[1] == mark:
            # ⁻¹ is one superscript
            tex = f"{tex[: end.start()]}${mark}{{{end[2]}{_apart(end[2], inner)}{inner}}}$"
        else:
            tex += _character(piece) if found is None else f"${mark}{{{inner}}}$"
    return side_by_side(tex)


def side_by_side(tex: str) -> str:
    """Formulas that touch as one, with one superscript and one subscript: β⋆ and ⊤ are not two."""
    tex = re.sub(r"(?<!\\)\$\$", "", tex)
    for mark in (r"\^", "_"):
        again = re.compile(rf"({mark}\{{{INSIDE}\}})((?:[_^]\{{{INSIDE}\}})?){mark}\{{({INSIDE})\}}")
        while found := again.search(tex):
            joined = f"{found[1][:-1]}{_apart(found[1][:-1], found[3])}{found[3]}}}{found[2]}"
            tex = tex[: found.start()] + joined + tex[found.end() :]
    return tex


def _apart(before: str, behind: str) -> str:
    """A space that keeps a command and a letter apart."""
    return " " if re.search(r"\\[A-Za-z]+$", before) and behind[:1].isalnum() else ""


def _composed(text: str) -> str:
    """One character for an accented letter where LaTeX reads it, else a letter and its accent."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFD", c) if c.isalpha() and ord(c) >= 0x180 else c for c in composed)


@lru_cache(1024)
def _character(c: str) -> str:
    if len(c) > 1:
        return _accented(c)
    if c in SPECIAL:
        return SPECIAL[c]
    if c in TYPOGRAPHY:
        return TYPOGRAPHY[c]
    if c.isascii():
        return c if c.isprintable() else " "
    tex = mathematics(c)
    if tex is not None:
        return f"${tex}$"
    # pdfLaTeX reads accented Latin letters and no others
    return c if c.isalpha() and ord(c) < 0x180 else _code_point(c)


def _accented(letter: str) -> str:
    base, marks = letter[0], letter[1:]
    tex = base if base.isascii() and base.isalpha() else mathematics(base)
    if tex is None:
        return "".join(map(_character, letter))
    for mark in marks:
        tex = rf"\{COMBINING[mark]}{{{tex}}}"
    return f"${tex}$"


def _code_point(c: str) -> str:
    return f"[U+{ord(c):04X}]"


def ascii_name(name: str) -> str:
    """A symbol's name with Unicode spelled out: λ̄ is ``lambda_bar``, β⋆ is ``beta_star``, v₁ is ``v1``, 𝒦 is ``calK``.

    What cannot be spelled so, as the square of x², is left as it is.
    """
    name = re.sub(r"\^?[*⋆★∗]$", "_star", re.sub("′", "_prime", re.sub("^σ²$", "sigma2", name)))
    return "".join(map(_spelled, "".join(map(_decomposed, name))))


def _decomposed(c: str) -> str:
    above = script(c)
    if above is not None and above[0] == "^":
        return c
    if "SCRIPT CAPITAL" in unicodedata.name(c, ""):
        return f"cal{unicodedata.normalize('NFKD', c)}"
    return unicodedata.normalize("NFKD", c)


def _spelled(c: str) -> str:
    return f"_{COMBINING[c]}" if c in COMBINING else greek_name(c) or c


def label_of(slug: str) -> str:
    """The LaTeX label of a theorem."""
    return "thm:" + re.sub(r"[^A-Za-z0-9:_.-]", "-", slug)
