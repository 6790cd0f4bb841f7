"""What single Unicode characters are in LaTeX: signs, Greek letters, alphabets of mathematics, scripts and accents."""

import re
import unicodedata

from sympy.printing.latex import translate

__all__ = ["COMBINING", "MATHEMATICS", "SPECIAL", "TYPOGRAPHY", "greek_name", "mathematics", "script"]

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    "&": r"\&",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"$<$",
    ">": r"$>$",
    "|": r"$|$",
}

# Σ is the sign of a sum: no symbol here has that name
MATHEMATICS = {
    **{"≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "≈": r"\approx", "≡": r"\equiv", "∼": r"\sim", "∝": r"\propto"},
    **{"≪": r"\ll", "≫": r"\gg", "≲": r"\lesssim", "≳": r"\gtrsim"},
    **{"≻": r"\succ", "⪰": r"\succeq", "≺": r"\prec", "⪯": r"\preceq"},
    **{"−": "-", "±": r"\pm", "×": r"\times", "·": r"\cdot", "⊗": r"\otimes", "⊙": r"\odot", "∘": r"\circ", "∗": "*"},
    **{"∈": r"\in", "⊂": r"\subset", "⊆": r"\subseteq", "∪": r"\cup", "∩": r"\cap", "∅": r"\emptyset"},
    **{"∀": r"\forall", "∃": r"\exists", "∧": r"\wedge", "∨": r"\vee", "¬": r"\neg", "⊥": r"\perp"},
    **{"→": r"\to", "←": r"\leftarrow", "↔": r"\leftrightarrow", "↦": r"\mapsto"},
    **{"⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow"},
    **{
        "∞": r"\infty",
        "∇": r"\nabla",
        "∂": r"\partial",
        "√": r"\surd",
        "⁄": "/",
        "Σ": r"\sum",
        "∑": r"\sum",
        "∏": r"\prod",
    },
    **{"∫": r"\int", "‖": r"\Vert", "∥": r"\parallel", "∣": r"\mid", "⟨": r"\langle", "⟩": r"\rangle"},
    **{"⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "ℓ": r"\ell", "★": r"\bigstar"},
    **{"✓": r"\checkmark", "✗": r"\times", "°": r"^{\circ}"},
}

TYPOGRAPHY = {
    **{"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "…": r"\dots{}", "\u00a0": "~"},
    **{"«": r"\guillemotleft{}", "»": r"\guillemotright{}", "§": r"\S{}"},
}

SUPERSCRIPTS = {"⊤": r"\top", "ᵀ": r"\top", "⋆": r"\star", "′": r"\prime", "″": r"\prime\prime"}
COMBINING = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u0307": "dot"}
GREEK_VARIANTS = {"lamda": "lambda", "final sigma": "varsigma"}
LATEX_LACKS = {"omicron": "o"}
ALPHABET = re.compile(r"(?:MATHEMATICAL )?((?:BOLD |ITALIC |SCRIPT |FRAKTUR |BLACK-LETTER |DOUBLE-STRUCK )+).*")
# those that have capitals only come first
FONTS = {"SCRIPT": "mathcal", "DOUBLE-STRUCK": "mathbb", "FRAKTUR": "mathfrak", "BLACK-LETTER": "mathfrak"}


def mathematics(c: str) -> str | None:
    """The character as mathematics without dollars; None where it is none, or nobody here knows it."""
    if c in MATHEMATICS:
        return MATHEMATICS[c]
    if unicodedata.decomposition(c).startswith("<fraction> "):
        above, below = unicodedata.normalize("NFKC", c).split("⁄")
        return rf"\tfrac{{{above}}}{{{below}}}"
    return _greek(c) or _of_an_alphabet(c)


def script(c: str) -> tuple[str, str] | None:
    """``^`` or ``_``, and what stands there: ``("^", "-")`` for ⁻, ``("_", "i")`` for ᵢ."""
    if c in SUPERSCRIPTS:
        return "^", SUPERSCRIPTS[c]
    kind, _, code = unicodedata.decomposition(c).partition(" ")
    if kind not in ("<super>", "<sub>") or " " in code:
        return None
    inner = chr(int(code, 16)).replace("−", "-")
    tex = inner if inner.isascii() and (inner.isalnum() or inner in "+-=()") else _greek(inner)
    return None if tex is None else ("^" if kind == "<super>" else "_", tex)


def greek_name(c: str) -> str | None:
    """The English name of a Greek letter, capitalised if it is a capital."""
    words = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER ([A-Z]+|FINAL SIGMA)", unicodedata.name(c, ""))
    if words is None:
        return None
    name = words[2].lower()
    name = GREEK_VARIANTS.get(name, name)
    return name if words[1] == "SMALL" else name.capitalize()


def _greek(c: str) -> str | None:
    name = greek_name(c)
    if name is None:
        return None
    tex = LATEX_LACKS.get(name) or str(translate(name))
    # archaic letters have no command
    return tex if tex != name or len(name) == 1 else None


def _of_an_alphabet(c: str) -> str | None:
    """𝒦, ℝ, 𝐱 or 𝜶: a letter and the font that makes it another."""
    words, letter = ALPHABET.fullmatch(unicodedata.name(c, "")), unicodedata.normalize("NFKC", c)
    if words is None or len(letter) != 1 or letter == c:
        return None
    tex = letter if letter.isascii() and letter.isalnum() else _greek(letter)
    fonts = [font for word, font in FONTS.items() if word in words[1].split()]
    small_in_capitals = any(f in ("mathcal", "mathbb") for f in fonts) and not letter.isupper()
    if tex is None or small_in_capitals:
        return None
    for font in fonts:
        tex = rf"\{font}{{{tex}}}"
    if "BOLD" not in words[1]:
        return tex
    upright = not fonts and letter.isascii() and "ITALIC" not in words[1]
    return rf"\mathbf{{{tex}}}" if upright else rf"\boldsymbol{{{tex}}}"
