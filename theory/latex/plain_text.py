"""LaTeX text back as plain text: the inverse of ``escaped``."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from theory.latex.characters import SPECIAL, TYPOGRAPHY, mathematics, script

__all__ = ["decoded"]

_COMMANDS = {tex: c for c, tex in (SPECIAL | TYPOGRAPHY).items()}
_LONGEST_FIRST = sorted(_COMMANDS, key=len, reverse=True)
_PIECE = re.compile("|".join([*map(re.escape, _LONGEST_FIRST), r"\$(?P<math>(?:[^$\\]|\\.)*)\$"]))
_SIGN = re.compile(r"(?P<mark>[\^_])\{(?P<inner>[^{}]*)\}|\\[A-Za-z]+(?:\{(?:[^{}]|\{[^{}]*\})*\})*|.")
_LETTER = re.compile(r"\\[A-Za-z]+ ?|.")
# where Unicode keeps signs, scripts and alphabets of mathematics
_BLOCKS = ((0xA0, 0x400), (0x1D2C, 0x1DC0), (0x2010, 0x2320), (0x2605, 0x2720), (0x27C0, 0x2C80))
_ALPHABETS = (0x1D400, 0x1D7CC)


def decoded(tex: str) -> str:
    """The text whose escaped form this is; a formula that is no single sign stays LaTeX."""
    return _PIECE.sub(_plain, tex)


def _plain(found: re.Match[str]) -> str:
    if found["math"] is None or found[0] in _COMMANDS:
        return _COMMANDS[found[0]]
    signs: list[str] = []
    for sign in _SIGN.finditer(found["math"]):
        inner = _LETTER.findall(sign["inner"] or "")
        signs += [f"{sign['mark']}{{{c.strip()}}}" for c in inner] if sign["mark"] else [sign[0]]
    characters = [_signs().get(sign) for sign in signs]
    return found[0] if None in characters else "".join(filter(None, characters))


@lru_cache(1)
def _signs() -> dict[str, str]:
    """Characters by their mathematics, the ones most used in front."""
    found: dict[str, str] = {}
    for c in map(chr, chain(*(range(*block) for block in (*_BLOCKS, _ALPHABETS)))):
        if unicodedata.name(c, ""):
            above = script(c)
            tex = mathematics(c) if above is None else f"{above[0]}{{{above[1]}}}"
            if tex is not None:
                found.setdefault(tex, c)
    return found
