"""Sentences of a theorem, in which the names of its symbols are printed as in its formulas."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sympy import Basic, MatrixSymbol, Symbol

from theory.latex.names import Weight, glyph
from theory.latex.text import ascii_name, escaped

__all__ = ["capitalised", "notation_of", "prose", "symbol_weights"]

GREEK = r"[Α-Ωα-ω]\u0304?[*⋆]?"
# the letters of i.i.d. and of query's are not symbols
NAME = re.compile(rf"(?<![.'’])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?!\.[A-Za-z])|{GREEK}")
LAW = re.compile(r"\bN\(([^()A-Za-z]*(?:\w*[A-Za-z]\w*[^()A-Za-z]*){1,3})\)")
WORDS = frozenset(["a", "A", "I"])
OPERATORS = {"E": r"\mathbb{E}", "tr": r"\operatorname{tr}"}
# what single letters mean in sentences about symbols that the formulas do not contain
VECTORS = frozenset(["b", "e", "k", "s", "u", "v", "w", "x", "y", "beta", "beta_star", "psi"])
NUMBERS = frozenset("MNRT")


def symbol_weights(expressions: Iterable[Basic]) -> dict[str, Weight]:
    """How the symbols of the expressions are printed, by name."""
    weights: dict[str, Weight] = {}
    for expression in expressions:
        for symbol in expression.atoms(Symbol, MatrixSymbol):
            bold = isinstance(symbol, MatrixSymbol) and symbol.shape != (1, 1)
            weights[str(symbol.name)] = Weight.BOLD if bold else Weight.ITALIC
    return weights


def prose(text: str, weights: Mapping[str, Weight]) -> str:
    """Text as LaTeX; a word that is the name of a symbol, or a single letter, becomes mathematics."""
    text = text.replace("^T", "ᵀ")
    tex, end = "", 0
    for law in LAW.finditer(text):
        inside = _sentence(law[1], weights).replace("$", "")
        tex += _sentence(text[end : law.start()], weights) + rf"$\mathcal{{N}}({inside})$"
        end = law.end()
    return (tex + _sentence(text[end:], weights)).strip()


def _sentence(text: str, weights: Mapping[str, Weight]) -> str:
    tex, end = "", 0
    for found in NAME.finditer(text):
        tex += _between(text[end : found.start()])
        tex += _name(found[0], text[found.end() : found.end() + 1], weights)
        end = found.end()
    # w, ᵀ and x side by side are one formula
    return re.sub(r"(?<!\\)\$\$", "", tex + _between(text[end:]))


def _between(text: str) -> str:
    # the spaces around a word are not for ``escaped`` to strip
    return re.sub(r"\S+", lambda word: escaped(word[0]), text)


def _name(word: str, following: str, weights: Mapping[str, Weight]) -> str:
    name = ascii_name(word)
    if following in ("[", "(") and word in OPERATORS and word not in weights:
        return f"${OPERATORS[word]}$"
    if word in WORDS or (len(word) > 1 and "_" not in word and word.isascii() and name not in weights):
        return escaped(word)
    return f"${glyph(name, _weight(name, weights))}$"


def _weight(name: str, weights: Mapping[str, Weight]) -> Weight:
    for known in (name, name.split("_")[0]):
        if known in weights:
            return weights[known]
        if known in VECTORS or (len(known) == 1 and known.isupper() and known not in NUMBERS):
            return Weight.BOLD
    return Weight.ITALIC


def capitalised(sentence: str) -> str:
    """The sentence with a capital in front, if it starts with a word."""
    return sentence[:1].upper() + sentence[1:] if re.match(r"[a-z]{2}|a ", sentence) else sentence


def notation_of(theorem: Any) -> dict[str, Weight]:
    """The symbols that a theorem speaks of."""
    hypotheses = [a.relation for a in theorem.assumptions if isinstance(a.relation, Basic)]
    definitions = [e for pair in theorem.notation for e in pair]
    return symbol_weights([*hypotheses, *definitions, *theorem.statement.expressions()])
