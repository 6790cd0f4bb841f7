"""Printed formulas as MathML Core, the part of MathML that browsers draw: the same LaTeX as in an article."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from xml.etree import ElementTree

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element
from markupsafe import Markup

from proofs_checks.report.page.mathml_letters import in_core
from proofs_checks.settings.presentation.page_layout import PRIVATE_LETTERS
from theory.latex.brackets import without_breaks
from theory.latex.layout import Row
from theory.latex.plain_text import decoded

__all__ = ["display_math", "inline_math"]

UNREADABLE: tuple[type[Exception], ...] = (
    *(e for e in vars(exceptions).values() if isinstance(e, type) and issubclass(e, Exception)),
    ValueError,
    LookupError,
)
COMMENT = re.compile(r"^%([^\n]*)\n", re.MULTILINE)
TEXT = re.compile(r"\\text\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}", re.DOTALL)
SIZED_BAR = re.compile(r"(\\[bB]igg?[lr])\\[lr]Vert(?![A-Za-z])")


def inline_math(tex: str) -> Markup:
    """A formula inside a sentence."""
    return Markup('<math display="inline">{}</math>').format(_mathml(tex))


def display_math(rows: Iterable[Row], punctuation: str = "") -> Markup:
    """Lines aligned as in an article."""
    pairs = [(_mathml(row.left), _mathml(row.right)) if row.right else (Markup(), _mathml(row.left)) for row in rows]
    left, last = pairs[-1]
    pairs[-1] = (left, last + Markup("<mtext>{}</mtext>").format(punctuation) if punctuation else last)
    row = Markup("<mtr><mtd><mrow>{}</mrow></mtd><mtd><mrow>{}</mrow></mtd></mtr>")
    body = Markup().join(row.format(*pair) for pair in pairs)
    return Markup('<math display="block"><mtable displaystyle="true" class="aligned">{}</mtable></math>').format(body)


@lru_cache(4096)
def _mathml(tex: str) -> Markup:
    """What stands inside ``math``. LaTeX that cannot be read is shown as it is, and a comment in it stays one."""
    said = [c.strip().replace("--", "- -") for c in COMMENT.findall(tex)]
    comments = Markup().join(Markup("<!-- {} -->").format(c) for c in said)
    tex = COMMENT.sub("", without_breaks(tex)).strip()
    if not tex:
        return comments
    texts: list[str] = []

    def remember(found: re.Match[str]) -> str:
        texts.append(decoded(found[1]))
        return chr(PRIVATE_LETTERS + len(texts) - 1)

    readable = SIZED_BAR.sub(r"\1\|", TEXT.sub(remember, tex)).replace(r"\\[2pt]", r"\\")
    try:
        root = convert_to_element(readable)
    except UNREADABLE:
        return comments + Markup("<mtext>{}</mtext>").format(tex)
    for element in root.iter():
        element.text = None if element.text is None else html.unescape(element.text)
        if element.text and 0 <= ord(element.text[0]) - PRIVATE_LETTERS < len(texts):
            element.tag, element.text = "mtext", texts[ord(element.text[0]) - PRIVATE_LETTERS].replace(" ", "\u00a0")
    in_core(root)
    return comments + Markup("".join(ElementTree.tostring(child, encoding="unicode") for child in root))
