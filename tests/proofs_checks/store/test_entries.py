"""Evidence written and read back is the same; what somebody has edited is refused."""

import json
import math

import pytest

from proofs_checks.store.entries import BrokenEntryError, as_entry, from_entry, sealed, unsealed
from proofs_checks.verdict import CheckResult, Counterexample, Verdict

FOUND = CheckResult(
    "exact_points",
    Verdict.REFUTED,
    "3 is not 4",
    {"comparisons": [{"slack": math.inf, "at": {"M": "1"}}, None]},
    Counterexample("E = 1", {"H": (("1", "1/2"), ("1/2", "1"))}, "3", ("4", "5"), shown={"z": ("1", "-1")}),
    1.25,
    Verdict.CONFIRMED,
    {"d": 3},
)


def test_what_was_kept_comes_back():
    found = from_entry(unsealed(sealed(as_entry("key", FOUND))))
    assert found is not None
    assert found.stored
    assert not FOUND.stored
    for name in ("check", "verdict", "detail", "data", "counterexample", "seconds", "cap", "reach"):
        assert getattr(found, name) == getattr(FOUND, name), name
    assert str(found.counterexample) == str(FOUND.counterexample)


def test_that_there_is_no_such_evidence_is_kept_too():
    assert from_entry(unsealed(sealed(as_entry("key", None)))) is None


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("REFUTED", "PROVED"),
        lambda text: text.replace('"3"', '"4"', 1),
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "[1, 2]",
        lambda text: "null",
        lambda text: "[" * 100_000,
        lambda text: json.dumps({**json.loads(text), "checksum": "0" * 64}),
        lambda text: json.dumps({k: v for k, v in json.loads(text).items() if k != "checksum"}),
        lambda text: text.replace('"schema": 1', '"schema": 0'),
    ],
)
def test_an_edited_entry_is_refused(edit):
    text = sealed(as_entry("key", FOUND))
    assert edit(text) != text
    with pytest.raises(BrokenEntryError):
        unsealed(edit(text))


def test_a_sealed_text_that_holds_no_result_is_refused():
    for result in ({}, {"check": "a"}, {**as_entry("key", FOUND)["result"], "verdict": "TRUE"}, 3):
        with pytest.raises(BrokenEntryError):
            from_entry({"key": "key", "result": result})
