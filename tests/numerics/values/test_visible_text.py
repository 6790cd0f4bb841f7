import unicodedata

import pytest

from numerics.tolerances.shown_lengths import SHOWN_CHARACTERS
from numerics.values.real_arrays import shown
from numerics.values.visible_text import shortened, visible

HARMLESS = ["", "x", "β*", "H^½ΨH^½", "a b", "naïve", "名前", "می\u200cخواهم", "👩\u200d💻", "e\u0301", "1\u00a0000"]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_people_write_is_left_alone(text):
    assert visible(text) == text


@pytest.mark.parametrize(
    ("character", "escaped"),
    [
        ("\x1b", "\\x1b"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\0", "\\x00"),
        ("\x7f", "\\x7f"),
        ("\x9b", "\\x9b"),
        ("\u202e", "\\u202e"),
        ("\u2066", "\\u2066"),
        ("\u200f", "\\u200f"),
        ("\u2028", "\\u2028"),
        ("\ufeff", "\\ufeff"),
        ("\udce9", "\\udce9"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_would_not_be_seen_is_escaped(character, escaped):
    assert visible(f"a{character}b") == f"a{escaped}b"


def test_no_character_that_steers_is_left():
    """Of all of Unicode."""
    left = {c for c in map(chr, range(0x110000)) if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and visible(c) == c}
    assert left == {"\u200c", "\u200d"}


def test_long_ones_are_cut():
    assert shortened("x" * SHOWN_CHARACTERS) == "x" * SHOWN_CHARACTERS
    assert shortened("x" * 10**7) == "x" * SHOWN_CHARACTERS + "…"
    assert shortened("a\n b") == "a b"
    assert shown(10**5000) == "a whole number of 16610 bits"
    assert len(shown("\u202e" * 10**6)) <= SHOWN_CHARACTERS + 1
