"""Names of symbols as identifiers of Coq, each symbol one of its own."""

import re
from collections.abc import Hashable, Iterable

__all__ = ["RESERVED", "CoqNames"]

RESERVED = frozenset(
    [
        "A",
        "R",
        "E",
        "fun",
        "forall",
        "exists",
        "let",
        "in",
        "if",
        "then",
        "else",
        "match",
        "with",
        "end",
        "as",
        "at",
        "return",
        "using",
        "where",
        "Type",
        "Prop",
        "Set",
        "fix",
        "cofix",
        "for",
        "by",
        "is",
        "of",
        "IF",
        "SProp",
        "sg",
        "dm",
        "sv",
        "dens",
        "rules",
        "laws",
        "LR",
        "LX",
        "ok",
        "cst",
        "psd",
        "pd",
        "invmx",
        "map_mx",
        "tr",
        "row_mx",
        "col_mx",
        "block_mx",
        "nat",
        "good",
        "gaussians",
        "positive",
        "Symbol",
        "Moments",
        "seq",
        "symbol",
        "objective",
        "f",
        "p",
        "arch",
        "seen",
        "there",
        "same_f",
        "tends",
        "inhabited",
        "infinity",
        "infinity2",
        "falling_to_0",
    ]
)
"""Keywords, and what the files themselves use: R is the field, A the algebra of random variables, E the expectation."""


class CoqNames:
    """Identifiers given to symbols, in the order in which they are asked for."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*RESERVED, *taken}
        self._given: dict[Hashable, str] = {}

    def of(self, key: Hashable, name: str) -> str:
        """The identifier of ``key``, spelled like ``name`` as far as Coq allows and no other has it."""
        if key not in self._given:
            plain = re.sub(r"[^A-Za-z0-9_]", "_", name)
            plain = plain if re.match(r"[A-Za-z]", plain) else f"v{plain}"
            while plain in self._taken:
                plain += "_"
            self._taken.add(plain)
            self._given[key] = plain
        return self._given[key]
