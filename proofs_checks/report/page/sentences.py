"""Sentences that ``theory.latex`` prints, as HTML: formulas, emphasis and references to theorems."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from theory.latex.mathml import inline_mathml
from theory.latex.plain_text import decoded

__all__ = ["anchor_of", "sentence"]

PIECE = re.compile(
    r"(?<!\\)\$(?P<math>(?:[^$\\]|\\.)*)\$|\\emph\{(?P<stressed>[^{}]*)\}|Theorem~\\ref\{thm:(?P<slug>[^{}]*)\}",
    re.DOTALL,
)

NONE: Mapping[str, int] = {}


def sentence(tex: str, linked: Mapping[str, int] = NONE) -> Markup:
    """The sentence; a theorem is a link where its slug is among those ``linked``, which have numbers."""
    found, end = Markup(), 0
    for piece in PIECE.finditer(tex):
        found += decoded(tex[end : piece.start()])
        found += _piece(piece, linked)
        end = piece.end()
    return found + decoded(tex[end:])


def _piece(piece: re.Match[str], linked: Mapping[str, int]) -> Markup:
    if piece["math"] is not None:
        return Markup(inline_mathml(piece["math"]))
    if piece["stressed"] is not None:
        return Markup("<em>{}</em>").format(decoded(piece["stressed"]))
    slug = piece["slug"]
    name = Markup("<code>{}</code>").format(slug)
    if slug not in linked:
        return name
    # the number is what is left of a link on paper
    return Markup('<a href="#{}" data-number="{}">{}</a>').format(anchor_of(slug), linked[slug], name)


def anchor_of(slug: str) -> str:
    """The id of a theorem on the page: a slug as it is, and no character that a link would have to escape."""
    return re.sub(r"[^A-Za-z0-9_.-]", "-", slug)
