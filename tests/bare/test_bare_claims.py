"""Claims that nobody has derived, written without a look at the search: what is found for them, and for false ones."""

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from proofs_checks.proving import prove
from proofs_checks.verifying import hypothesis, verify
from theory.establishing import establish
from theory.theorem_record import Theorem
from theorycheck import Verdict

FILES = sorted(path.stem for path in Path(__file__).parent.glob("*_*.py") if not path.stem.startswith("test"))
CLAIMS = {
    (file, name): make
    for file in FILES
    for name, make in getattr(import_module(f"tests.bare.{file}"), "CLAIMS", {}).items()
}
TRUE = [key for key in CLAIMS if key[0].startswith("true")]
FALSE = [key for key in CLAIMS if key[0].startswith("false")]
SHARE = 6
"""Every sixth claim is tried daily."""

PROVED_AT_LEAST = 0.9
"""Of the true claims: 226 of 238, and 170 when the search first saw them. The nightly run lists what is not found."""


def theorem(key):
    statement, relations, *_ = CLAIMS[key]()
    return Theorem(slug="claim", title="a claim", statement=statement, assumptions=tuple(map(hypothesis, relations)))


def test_there_are_as_many_as_promised():
    assert len(TRUE) >= 120
    assert len(FALSE) >= 120


@pytest.mark.parametrize("key", TRUE[::SHARE], ids=" ".join)
def test_what_is_found_is_established(key):
    found = prove(theorem(key)).theorem
    assert not found.derivation or establish(found).derivation is not None


@pytest.mark.parametrize("key", FALSE[::SHARE], ids=" ".join)
def test_nothing_is_found_for_a_false_claim(key):
    assert prove(theorem(key)).theorem.derivation == ()


@pytest.mark.nightly
def test_the_share_of_true_claims_that_are_proved():
    found = {key: bool(prove(theorem(key)).theorem.derivation) for key in TRUE}
    kinds = Counter((type(theorem(key).statement).__name__, proved) for key, proved in found.items())
    for kind in sorted({kind for kind, _ in kinds}):
        print(f"{kind}: {kinds[kind, True]} of {kinds[kind, True] + kinds[kind, False]}")
    print("not found:", *(f"{file}: {name}" for (file, name), proved in found.items() if not proved), sep="\n  ")
    assert sum(found.values()) >= PROVED_AT_LEAST * len(found)


@pytest.mark.nightly
@pytest.mark.parametrize("key", FALSE, ids=" ".join)
def test_no_false_claim_is_proved_and_every_refutation_has_a_counterexample(key):
    report = verify(theorem(key), samples=20_000)
    assert report.verdict is not Verdict.PROVED
    assert prove(theorem(key)).theorem.derivation == ()
    if report.verdict is Verdict.REFUTED:
        assert report.counterexample is not None


@pytest.mark.nightly
@pytest.mark.parametrize("key", TRUE, ids=" ".join)
def test_no_true_claim_is_refuted(key):
    assert verify(theorem(key), samples=20_000).verdict is not Verdict.REFUTED
