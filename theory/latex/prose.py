"""Sentences of a theorem, in which the names of its symbols are printed as in its formulas."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from sympy import Basic, MatrixSymbol, Symbol

from theory.latex.characters import COMBINING, script
from theory.latex.names import CAPITALS, GREEK, SQUARES, Weight, glyph
from theory.latex.runs import joined_runs
from theory.latex.text import ascii_name, escaped, side_by_side
from theory.theorem_record import Theorem

__all__ = ["capitalised", "letter_of", "notation_of", "prose", "symbol_weights"]

ACCENTS = f"[{''.join(COMBINING)}]"
INDICES = r"(?:_[A-Za-z0-9]+)*"
# the letters of i.i.d. and of query's are not symbols
LATIN = rf"(?<![.'’])(?:[A-Za-z]{ACCENTS}+|[A-Za-z][A-Za-z0-9]*){INDICES}(?!\.[A-Za-z])"
GREEK_LETTER = rf"[Α-Ωα-ω]{ACCENTS}*{INDICES}[*⋆]?"
SCRIPTS = r"\^\{?(?P<above>[-+]?\w+?)(?:\}|\b)|(?<=[‖)\]²])_(?P<below>[A-Za-z0-9]+)"
PIECE = re.compile(rf"(?P<name>{LATIN}|{GREEK_LETTER})|{SCRIPTS}")
LAW = re.compile(r"\bN\(([^()]*,[^()]*)\)")
LONE_LETTER = re.compile(r"(?<!\w)[^\W\d_](?![A-Za-z])")
FORMULA = re.compile(r"\$([^$]*)\$|([^$]+)")
WORDS = frozenset(["a", "A", "I"])
OPERATORS = {"E": r"\mathbb{E}", "tr": r"\operatorname{tr}", "Var": r"\operatorname{Var}", "Cov": r"\operatorname{Cov}"}
# what single letters mean in sentences about symbols that the formulas do not contain
VECTORS = frozenset(["b", "e", "k", "u", "v", "w", "x", "y", "beta", "beta_star", "psi"])
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
    text = unicodedata.normalize("NFC", text).replace("^T", "ᵀ")
    text = LONE_LETTER.sub(_taken_apart, text)
    tex, end = "", 0
    for law in LAW.finditer(text):
        tex += _sentence(text[end : law.start()], weights)
        tex += rf"$\mathcal{{N}}({_formula(_sentence(law[1], weights, words=frozenset()))})$"
        end = law.end()
    return joined_runs((tex + _sentence(text[end:], weights)).strip())


def _taken_apart(letter: re.Match[str]) -> str:
    """A lone ŷ as the letter y and its accent; other letters as they are."""
    parts = unicodedata.normalize("NFD", letter[0])
    return parts if len(parts) > 1 and all(mark in COMBINING for mark in parts[1:]) else letter[0]


def _formula(tex: str) -> str:
    """A sentence inside a formula: its words stay text."""
    pieces = (math or re.sub(r"[A-Za-z]+", r"\\text{\g<0>}", text) for math, text in FORMULA.findall(tex))
    return "".join(pieces)


def _sentence(text: str, weights: Mapping[str, Weight], words: frozenset[str] = WORDS) -> str:
    tex, end = "", 0
    for found in PIECE.finditer(text):
        tex += _between(text[end : found.start()])
        end = found.end()
        if found["name"]:
            tex += _name(found["name"], text[end : end + 1], weights, words)
        else:
            mark = "^" if found["above"] else "_"
            tex += f"${mark}{{{found['above'] or _below(found['below'], weights)}}}$"
    # w, ᵀ and x side by side are one formula
    return side_by_side(tex + _between(text[end:]))


def _below(letter: str, weights: Mapping[str, Weight]) -> str:
    """An index: the letter of a symbol, as the H of a norm, or as it is written, as the F of Frobenius'."""
    return str(glyph(letter, weights[letter])) if letter in weights else letter


def _between(text: str) -> str:
    # the spaces around a word are not for ``escaped`` to strip
    return re.sub(r"\S+", lambda word: escaped(word[0]), text)


def _name(word: str, following: str, weights: Mapping[str, Weight], words: frozenset[str]) -> str:
    name = ascii_name(word)
    if word in OPERATORS and word not in weights and (word == "E" or following in ("[", "(")):
        return f"${OPERATORS[word]}$"
    marked = bool(following) and script(following) is not None
    if (word in words and not marked) or not (_is_symbol(name, word) or name in weights):
        return escaped(word)
    weight = Weight.BOLD if following == "ᵀ" and name not in weights else _weight(name, weights)
    return f"${glyph(name, weight)}$"


def _is_symbol(name: str, word: str) -> bool:
    """Whether a word is a letter, with whatever stands above or below it, or the name of a Greek one."""
    return len(word) == 1 or "_" in name or not word.isascii() or name in GREEK | CAPITALS or name in SQUARES


def _weight(name: str, weights: Mapping[str, Weight]) -> Weight:
    for known in (name, name.split("_")[0]):
        if known in weights:
            return weights[known]
        capital = known in CAPITALS or (len(known) == 1 and known.isupper() and known not in NUMBERS)
        if known in VECTORS or capital:
            return Weight.BOLD
    return Weight.ITALIC


def letter_of(name: str) -> str:
    """What a name stands for where it is known to be a symbol's, and no more is known of it."""
    return f"${glyph(name, _weight(ascii_name(name), {}))}$"


def capitalised(sentence: str) -> str:
    """The sentence with a capital in front, if it starts with a word."""
    return sentence[:1].upper() + sentence[1:] if re.match(r"[a-z]{2}|a ", sentence) else sentence


def notation_of(theorem: Theorem) -> dict[str, Weight]:
    """The symbols that a theorem speaks of."""
    hypotheses = [a.relation for a in theorem.assumptions if isinstance(a.relation, Basic)]
    definitions = [e for pair in theorem.notation for e in pair]
    return symbol_weights([*hypotheses, *definitions, *theorem.statement.expressions()])
