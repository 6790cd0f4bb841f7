"""Text of somebody else's, as it may be shown: nothing in it moves the cursor, hides, or turns the line around."""

import unicodedata
from functools import lru_cache

from numerics.tolerances.shown_lengths import SHOWN_CHARACTERS

__all__ = ["named", "shortened", "visible"]

_JOINERS = frozenset("\u200c\u200d")
"""Format characters that words are written with, in Persian for one, and emoji."""


def visible(text: str) -> str:
    r"""The text with control characters, bidirectional overrides and their like as Python escapes them.

    >>> print(visible("a\x1b[31mb\u202ec\nd"))
    a\x1b[31mb\u202ec\nd
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def shortened(text: str) -> str:
    """A text as a message shows it: on one line, and not at length."""
    text = visible(" ".join(text[: 100 * SHOWN_CHARACTERS].split()))
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


@lru_cache(256)
def named(what: object) -> str:
    """In words, once: a search meets the same term without a value many times, and printing takes milliseconds."""
    return str(what)


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in {"Cc", "Cs", "Zl", "Zp"} or (kind == "Cf" and character not in _JOINERS):
        return character.encode("ascii", "backslashreplace").decode() if ord(character) > 127 else repr(character)[1:-1]
    return character
