"""What LaTeX says by fonts, sizes and spacing, said so that browsers draw it."""

import unicodedata
from xml.etree.ElementTree import Element

__all__ = ["in_core"]

AXIS_HEIGHT = 0.25
"""In em: the height of the fraction line above the line of writing."""

# MathML Core draws no mathvariant but "normal": a bold letter is a character of its own
_BOLD_GREEK_ITALIC = ord("𝜶") - ord("α")
_BOLD_GREEK = ord("𝚨") - ord("Α")
_BOLD_SCRIPT = ord("𝓐") - ord("A")
_BOLD_DIGIT = ord("𝟎") - ord("0")


_LIMITS = frozenset(["min", "max", "inf", "sup"])
_NAMES = _LIMITS | {"tr", "spec", "exp", "log", "det"}
_MARKS = frozenset("⊤⋆′∗")
_BARS = frozenset("‖∥|")


def in_core(root: Element) -> None:
    """Rewrite a formula in place."""
    # a list: what is put around an operator is not to be visited again
    for element in list(root.iter()):
        match element.tag:
            case "mi" | "mn":
                _letter(element)
            case "mo":
                _operator(element)
            case "mrow":
                _join_word(element)
            case "msub" if element[0].text in _LIMITS:
                element.tag = "munder"
    _without_rows_of_one(root)


def _without_rows_of_one(element: Element) -> None:
    """A row of one is that one: a page holds thousands of them."""
    for i, child in enumerate(element):
        while child.tag == "mrow" and len(child) == 1:
            child = element[i] = child[0]
        _without_rows_of_one(child)


def _letter(element: Element) -> None:
    text, variant = element.text or "", element.attrib.pop("mathvariant", "")
    if variant in ("bold", "bold-italic"):
        element.text = "".join(map(_bold, text))
    elif variant == "normal" or (len(text) == 1 and unicodedata.name(text, "").startswith("GREEK CAPITAL")):
        element.set("mathvariant", "normal")


def _bold(c: str) -> str:
    name = unicodedata.name(c, "")
    if name.startswith("GREEK CAPITAL LETTER"):
        return chr(ord(c) + _BOLD_GREEK)
    if name.startswith("GREEK SMALL LETTER"):
        return chr(ord(c) + _BOLD_GREEK_ITALIC)
    letter = unicodedata.normalize("NFKC", c)
    if "SCRIPT CAPITAL" in name and letter.isascii():
        return chr(ord(letter) + _BOLD_SCRIPT)
    return chr(ord(c) + _BOLD_DIGIT) if c.isascii() and c.isdigit() else c


def _operator(element: Element) -> None:
    text = element.text = {r"\|": "‖", r"\{": "{", r"\}": "}"}.get(element.text or "", element.text or "")
    if text in _MARKS:
        element.tag = "mi"
        element.attrib.clear()
        element.set("mathvariant", "normal")
    elif text in _NAMES:
        element.set("lspace", "0.17em")
        element.set("rspace", "0")
    elif text in _BARS:
        # in the middle of a row a browser takes it for a relation and puts space around it
        element.set("lspace", "0")
        element.set("rspace", "0")
        if "fence" not in element.attrib:
            element.set("stretchy", "false")
    if "minsize" in element.attrib:
        _sized(element)


def _sized(element: Element) -> None:
    """A bracket of a given size, beside an invisible box as high: with nothing beside it a browser leaves it small."""
    size = float(element.attrib.pop("minsize").removesuffix("em"))
    element.attrib.pop("maxsize", None)
    bracket = Element("mo", {**element.attrib, "lspace": "0", "rspace": "0"})
    bracket.text = element.text
    box = Element(
        "mspace", height=f"{size / 2 + AXIS_HEIGHT:.2f}em", depth=f"{size / 2 - AXIS_HEIGHT:.2f}em", width="0"
    )
    element.tag, element.text = "mrow", None
    element.attrib.clear()
    element[:] = [bracket, box]


def _join_word(row: Element) -> None:
    """A word in upright letters is one name."""
    if len(row) > 1 and all(e.tag == "mi" and e.get("mathvariant") == "normal" and not len(e) for e in row):
        word = Element("mi")
        word.text = "".join(e.text or "" for e in row)
        row[:] = [word]
