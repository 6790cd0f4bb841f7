"""How a table is to be read, where its reader wants it otherwise than it looks."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from numerics.values.visible_text import visible

__all__ = ["MISSING", "ReadingOptions"]

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "."})
"""Texts that stand for no value, in small letters."""

NAMED_SEPARATORS = {"tab": "\t", "\\t": "\t", "space": " ", "comma": ",", "semicolon": ";"}
NAMED_MARKS = {"comma": ",", "point": "."}


@dataclass(frozen=True)
class ReadingOptions:
    """What is given is not guessed: None stands for a guess.

    ``missing`` are the texts that stand for no value, instead of NA, n/a, nan, null, none and "."; an empty cell always
    does. ``encode`` names columns of categories or dates that become numbers. ``drop_missing`` leaves out the rows that
    lack a value. Raises ValueError for a separator, a decimal mark or an encoding that there is not.
    """

    separator: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    missing: Sequence[str] | None = None
    sheet: str | None = None
    encode: Sequence[str] = ()
    drop_missing: bool = False

    def __post_init__(self) -> None:
        separator = NAMED_SEPARATORS.get(self.separator or "", self.separator)
        decimal = NAMED_MARKS.get(self.decimal or "", self.decimal)
        if separator is not None and (len(separator) != 1 or separator in '"\r\n' or separator.isalnum()):
            message = f"the separator is {self.separator!r}: give one character such as ';', or tab"
            raise ValueError(message)
        if decimal not in {None, ",", "."}:
            message = f"the decimal mark is {self.decimal!r}: give ',' or '.'"
            raise ValueError(message)
        if self.encoding is not None:
            _require_text_encoding(self.encoding)
        object.__setattr__(self, "encode", tuple(map(visible, self.encode)))
        object.__setattr__(self, "separator", separator)
        object.__setattr__(self, "decimal", decimal)

    def stands_for_nothing(self, cell: str) -> bool:
        """Whether a cell of this text holds no value."""
        return cell.strip().lower() in self._missing

    @property
    def _missing(self) -> frozenset[str]:
        return MISSING if self.missing is None else frozenset({"", *(text.strip().lower() for text in self.missing)})


def _require_text_encoding(name: str) -> None:
    try:
        # base64 and the like are codecs, too, but not of text
        "".encode(name)
        codecs.lookup(name)
    except (LookupError, ValueError) as error:
        message = f"the encoding {name!r} is unknown: give one such as utf-8, cp1252, latin-1 or utf-16"
        raise ValueError(message) from error
