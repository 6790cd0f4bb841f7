"""Plain text as LaTeX: every character that TeX would act on is made harmless, Unicode mathematics is spelled out."""

import re
import unicodedata

__all__ = ["ascii_name", "escaped", "label_of"]

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

MATHEMATICS = {
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "≻": r"\succ",
    "⪰": r"\succeq",
    "≺": r"\prec",
    "⪯": r"\preceq",
    "−": "-",
    "±": r"\pm",
    "×": r"\times",
    "·": r"\cdot",
    "⊗": r"\otimes",
    "∈": r"\in",
    "∞": r"\infty",
    "→": r"\to",
    "⇒": r"\Rightarrow",
    "∇": r"\nabla",
    "∂": r"\partial",
    "√": r"\surd",
    "Σ": r"\sum",
    "‖": r"\Vert",
    "∣": r"\mid",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "⊤": r"^{\top}",
    "ᵀ": r"^{\top}",
    "⋆": r"^{\star}",
    "²": "^{2}",
    "³": "^{3}",
    "½": r"\tfrac{1}{2}",
}

TYPOGRAPHY = {"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "…": r"\dots{}", "\u00a0": "~"}

GREEK_VARIANTS = {"lamda": "lambda", "final sigma": "varsigma"}
ACCENTS = {"\u0302": "_hat", "\u0303": "_tilde", "\u0304": "_bar", "\u0305": "_bar"}
LATEX_LACKS = {"omicron": "o"}


def escaped(text: str) -> str:
    """Text as LaTeX prints it, whatever it contains; line breaks become spaces."""
    return "".join(map(_character, " ".join(text.split())))


def _character(c: str) -> str:
    if c in SPECIAL:
        return SPECIAL[c]
    if c in MATHEMATICS:
        return f"${MATHEMATICS[c]}$"
    if c in TYPOGRAPHY:
        return TYPOGRAPHY[c]
    if c.isascii():
        return c if c.isprintable() else " "
    greek = _greek(c)
    if greek is not None:
        return f"${_greek_command(greek)}$"
    digit = unicodedata.decomposition(c)
    if digit.startswith("<sub> ") or digit.startswith("<super> "):
        kind, code = digit.split()
        mark, inner = ("_" if kind == "<sub>" else "^"), chr(int(code, 16))
        return f"${mark}{{{inner}}}$" if inner.isalnum() and inner.isascii() else _code_point(c)
    # pdfLaTeX reads accented Latin letters and no others
    return c if c.isalpha() and ord(c) < 0x180 else _code_point(c)


def _code_point(c: str) -> str:
    return f"[U+{ord(c):04X}]"


def _greek(c: str) -> str | None:
    """The English name of a Greek letter, capitalised if it is a capital."""
    words = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER ([A-Z ]+)", unicodedata.name(c, ""))
    if words is None:
        return None
    name = words[2].lower()
    name = GREEK_VARIANTS.get(name, name)
    return name if words[1] == "SMALL" else name.capitalize()


def _greek_command(name: str) -> str:
    from sympy.printing.latex import translate

    return LATEX_LACKS.get(name) or str(translate(name))


def ascii_name(name: str) -> str:
    """A symbol's name with Unicode spelled out: λ̄ is ``lambda_bar``, β⋆ is ``beta_star``, v₁ is ``v1``."""
    spelled = []
    for c in unicodedata.normalize("NFKD", re.sub(r"\^?[*⋆★∗]$", "_star", name)):
        greek = _greek(c)
        spelled.append(ACCENTS.get(c) or greek or ("" if unicodedata.combining(c) else c))
    return "".join(spelled)


def label_of(slug: str) -> str:
    """The LaTeX label of a theorem."""
    return "thm:" + re.sub(r"[^A-Za-z0-9:_.-]", "-", slug)
