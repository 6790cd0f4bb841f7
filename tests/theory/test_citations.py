"""What docstrings cite is in the list of references, with the year."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTED = (ROOT / "docs" / "references.md").read_text(encoding="utf-8")
NAME = r"(?:von )?[A-ZÀ-Ž][a-zà-ž]+"
CITATION = re.compile(rf"({NAME}(?: (?:and|&) {NAME})?),? (1[89]\d\d|20[012]\d)\b")


def cited(text):
    return {(name, year) for names, year in CITATION.findall(text) for name in re.split(r" and | & ", names)}


def missing(text):
    return [f"{name} {year}" for name, year in sorted(cited(text)) if not re.search(rf"{name}.*{year}", LISTED)]


@pytest.mark.parametrize("package", ["theory"])
def test_what_is_cited_is_listed(package):
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / package).rglob("*.py")]
    assert missing("\n".join(texts)) == []


def test_enough_is_cited_and_another_year_would_be_missed():
    assert len(cited("\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "theory").rglob("*.py")))) > 10
    assert missing("(Knuth and Bendix 1970)") == []
    assert missing("(Knuth and Bendix 1971)") == ["Bendix 1971", "Knuth 1971"]


def test_each_reference_names_files_that_there_are():
    places = re.findall(r"`((?:theory|numerics|proofs_checks)/[\w/.]+)`", LISTED)
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []
