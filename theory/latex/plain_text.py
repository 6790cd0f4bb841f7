"""LaTeX text back as plain text: the inverse of ``escaped``."""

import re

from theory.latex.text import MATHEMATICS, SPECIAL, TYPOGRAPHY

__all__ = ["decoded"]

_COMMANDS = {
    **{tex: c for c, tex in SPECIAL.items()},
    **{f"${tex}$": c for c, tex in MATHEMATICS.items()},
    **{tex: c for c, tex in TYPOGRAPHY.items()},
}
_LONGEST_FIRST = sorted(_COMMANDS, key=len, reverse=True)
_COMMAND = re.compile("|".join(map(re.escape, _LONGEST_FIRST)))


def decoded(tex: str) -> str:
    """The text whose escaped form this is."""
    return _COMMAND.sub(lambda found: _COMMANDS[found[0]], tex)
