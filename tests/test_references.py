"""The list of references names files that exist, and every author that a docstring of numbers or verdicts cites."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCES = (ROOT / "docs" / "references.md").read_text()
AUTHOR = re.compile(r"(?:\b[A-Z]\. )+([A-Z][\w’'-]+)(?=.{0,160}?\b(?:(?:18|19|20)\d\d\b|2nd ed\.))")


def cited(text):
    """Surnames after initials, with a year or an edition behind them, in the docstrings of a module."""
    tree = ast.parse(text)
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docstrings = " ".join(ast.get_docstring(node) or "" for node in nodes)
    return set(AUTHOR.findall(" ".join(docstrings.split())))


def missing(names, listed):
    return {name for name in names if name not in listed}


def test_files_that_are_named_exist():
    named = re.findall(r"`([\w/]+(?:\.py)?)`", REFERENCES)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_author_that_is_cited_is_listed():
    files = [file for package in ("numerics", "proofs_checks") for file in (ROOT / package).rglob("*.py")]
    names = set().union(*(cited(file.read_text()) for file in files))
    assert {"Mardia", "Trefethen", "Horn"} <= names
    assert missing(names, REFERENCES) == set()


def test_an_author_who_is_not_listed_is_seen():
    found = cited('def f():\n    """As shown by A. B. Nobody, J. of Nothing 1 (2001)."""\n')
    assert "Nobody" in missing(found, REFERENCES)
