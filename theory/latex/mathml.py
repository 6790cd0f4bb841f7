"""Printed formulas as MathML Core, the part of MathML that browsers draw: the same LaTeX as in an article."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from xml.etree import ElementTree

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element

from theory.latex.brackets import without_breaks
from theory.latex.mathml_letters import in_core
from theory.latex.plain_text import decoded

__all__ = ["displayed_mathml", "inline_mathml"]

PRIVATE_LETTERS = 0xE000
"""From here on letters are for private use: each stands for a piece of text while the LaTeX is read."""

UNREADABLE: tuple[type[Exception], ...] = (
    *(e for e in vars(exceptions).values() if isinstance(e, type) and issubclass(e, Exception)),
    ValueError,
    LookupError,
)
COMMENT = re.compile(r"^%([^\n]*)\n", re.MULTILINE)
TEXT = re.compile(r"\\text\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}", re.DOTALL)
SIZED_BAR = re.compile(r"(\\[bB]igg?[lr])\\[lr]Vert(?![A-Za-z])")
# browsers take no alignment from MathML, and a notebook has no style sheet
LEFT = "text-align: right; padding: .3em .28em .3em 0"
RIGHT = "text-align: left; padding: .3em 0"


def inline_mathml(tex: str) -> str:
    """A formula inside a sentence, as a ``math`` element in which everything is escaped."""
    return f'<math display="inline">{_inside(tex)}</math>'


def displayed_mathml(lines: Iterable[tuple[str, str]], punctuation: str = "") -> str:
    """Lines aligned between their two parts as in an article; one of a single part stands right of the place."""
    pairs = [(_inside(left), _inside(right)) if right else ("", _inside(left)) for left, right in lines]
    left, last = pairs[-1]
    pairs[-1] = (left, last + f"<mtext>{html.escape(punctuation)}</mtext>" if punctuation else last)
    if len(pairs) == 1:
        return f'<math display="block">{"".join(pairs[0])}</math>'
    cell = '<mtd style="{}"><mrow>{}</mrow></mtd>'
    rows = (f"<mtr>{cell.format(LEFT, a)}{cell.format(RIGHT, b)}</mtr>" for a, b in pairs)
    return f'<math display="block"><mtable displaystyle="true">{"".join(rows)}</mtable></math>'


@lru_cache(4096)
def _inside(tex: str) -> str:
    """What stands inside ``math``. LaTeX that cannot be read is shown as it is, and a comment in it stays one."""
    said = [html.escape(c.strip().replace("--", "- -")) for c in COMMENT.findall(tex)]
    comments = "".join(f"<!-- {c} -->" for c in said)
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
        return comments + f"<mtext>{html.escape(tex)}</mtext>"
    for element in root.iter():
        element.text = None if element.text is None else html.unescape(element.text)
        if element.text and 0 <= ord(element.text[0]) - PRIVATE_LETTERS < len(texts):
            element.tag, element.text = "mtext", texts[ord(element.text[0]) - PRIVATE_LETTERS].replace(" ", "\u00a0")
    in_core(root)
    return comments + "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
