"""One module writes JSON: what it makes of values, what it refuses, and that nobody else does it."""

import ast
import json
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import inf, nan
from pathlib import Path

import numpy as np
import pytest
from sympy import Float, Integer, Rational, Symbol

from proofs_checks.json_text import as_data, as_null, document_text, exact_text, parsed
from proofs_checks.store.entries import BrokenEntryError, sealed, unsealed
from proofs_checks.verdict import Verdict

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Pair:
    left: object
    right: object


class Word(StrEnum):
    some = "some word"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(1, 3), "1/3"),
        (Fraction(4, 2), "2/1"),
        (Rational(-1, 3), "-1/3"),
        (Integer(2), 2),
        (np.int64(3), 3),
        (np.float64(0.5), 0.5),
        (np.float32(inf), "inf"),
        (np.bool_(True), True),
        (np.array([[1.0, nan]]), [[1.0, "nan"]]),
        (np.array(-inf), "-inf"),
        (Pair((1, None), {"a": Word.some}), {"left": [1, None], "right": {"a": "some word"}}),
        (Verdict.PROVED, "PROVED"),
        ({Word.some: True}, {"some word": True}),
        (2**80, 2**80),
    ],
)
def test_values_become_data_that_json_has(value, written):
    found = as_data(value)
    assert found == written
    assert type(found) is type(written)
    assert json.loads(document_text({"value": value}), parse_constant=pytest.fail) == {"value": written}


def test_what_is_undefined_may_be_null():
    assert as_data({"a": [inf, nan, 1.0], "b": np.array([-inf])}, as_null) == {"a": [None, None, 1.0], "b": [None]}
    assert json.loads(document_text({"a": nan}, as_null)) == {"a": None}


@pytest.mark.parametrize(
    "value",
    [{1}, b"bytes", object(), Symbol("x"), Float("0.1", 50), 1j, {1: 2}, {None: 2}, Pair, np.array([object()])],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_form_is_refused_and_not_guessed(value):
    with pytest.raises(TypeError, match=r"JSON has no form|names an entry"):
        document_text({"value": value})


def test_letters_stay_letters_and_the_bytes_are_utf_8():
    text = document_text({"σ²": "β* ≤ 1/M", "half": "a\ud800b"})
    assert '"σ²": "β* ≤ 1/M"' in text
    assert parsed(text.encode("utf-8")) == {"σ²": "β* ≤ 1/M", "half": "a\ud800b"}


def test_what_is_stored_comes_back_as_it_was():
    content = {"b": [1.5, inf, -inf], "a": {"half": "\ud800", "none": None}, "many": 2**200}
    assert parsed(exact_text(content)) == content
    assert unsealed(sealed(content).encode("utf-8")) == content
    assert repr(parsed(exact_text([nan, 0.1]))) == "[nan, 0.1]"
    with pytest.raises(TypeError):
        exact_text({"third": Fraction(1, 3)})  # text would come back for it


def test_equal_values_have_equal_digests_whatever_their_order():
    one, other = {"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"d": 3, "c": 2}, "a": 1}
    assert exact_text(one, by_name=True) == exact_text(other, by_name=True)
    assert exact_text(one) != exact_text(other)


def test_what_is_no_json_is_refused_in_a_line():
    for text, said in (("{", "double quotes"), ("[" * 100_000, "nested too deeply"), (b"{\xff}", "codec")):
        with pytest.raises(ValueError, match=said):
            parsed(text)
    with pytest.raises(BrokenEntryError):
        unsealed("[" * 100_000)


def importers_of(name, sources):
    """The files that import a module, inside functions too."""
    found = set()
    for file, text in sources.items():
        for node in ast.walk(ast.parse(text)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found |= {file for each in names if each.split(".")[0] == name}
    return found


def test_nothing_else_in_the_packages_reads_or_writes_json():
    packages = ("theory", "numerics", "proofs_checks", "theorycheck")
    sources = {f.relative_to(ROOT).as_posix(): f.read_text() for p in packages for f in (ROOT / p).rglob("*.py")}
    assert importers_of("json", sources) == {"proofs_checks/json_text.py"}
    late = {"late.py": "def f():\n    from json import dumps"}
    assert importers_of("json", late) == {"late.py"}
