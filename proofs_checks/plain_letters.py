"""What a terminal that lacks our signs and letters shows in their place: ASCII that tells them apart."""

import codecs
import unicodedata

__all__ = ["IN_PLAIN_LETTERS", "in_plain_letters"]

IN_PLAIN_LETTERS = "theorycheck.plain_letters"
"""Name of the handler of errors, for ``reconfigure(errors=…)``."""

# one character for each sign of a table, and none of them the sign of another verdict
_SIGNS = {
    "✓": "+",
    "✗": "X",
    "∅": "0",
    "»": ">",
    "–": "-",
    "—": "-",
    "−": "-",
    "·": "*",
    "×": "x",
    "…": "...",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "±": "+-",
    "⪯": "<=",
    "⪰": ">=",
    "≺": "<",
    "≻": ">",
    "→": "->",
    "∞": "oo",
    "√": "sqrt",
    "∂": "d",
    "∈": "in",
    "⊤": "'",
    "⁄": "/",
    "█": "#",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "λ": "lambda",  # Unicode says lamda
    "Λ": "Lambda",
    "━": "-",
    "─": "-",
    "│": "|",
}


def in_plain_letters(text: str) -> str:
    r"""The text in ASCII: signs and Greek letters by their names, accents left out, all else as Python escapes it.

    >>> in_plain_letters("✗ σ² ≤ tr(HΨ), naïve 名")
    'X sigma2 <= tr(HPsi), naive \\u540d'
    """
    return "".join(map(_plain, text))


def _plain(character: str) -> str:
    if character in _SIGNS or character.isascii():
        return _SIGNS.get(character, character)
    if "\u2500" <= character <= "\u257f" or "\u2800" <= character <= "\u28ff":
        return "-+"[character < "\u2800" and unicodedata.name(character).count("AND") > 0]  # frames, and bars that move
    words = unicodedata.name(character, "").split()
    if words[:1] == ["GREEK"] and "LETTER" in words:
        letter = words[words.index("LETTER") + 1]
        return letter.title() if "CAPITAL" in words else letter.lower()
    if unicodedata.combining(character):
        return ""
    parts = unicodedata.normalize("NFKD", character)
    if parts != character:
        return in_plain_letters(parts)
    return character.encode("ascii", "backslashreplace").decode()


def _handle(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    if error.encoding.lower().replace("-", "").startswith("utf"):
        # it has every letter; what it lacks are the halves of names of files that are in no encoding
        return missing.encode("ascii", "backslashreplace").decode(), error.end
    return in_plain_letters(missing), error.end


codecs.register_error(IN_PLAIN_LETTERS, _handle)
