"""A claim said otherwise has the same verdict: renamed, rescaled, transposed."""

import pytest

from proofs_checks.proving import prove
from proofs_checks.verifying import hypothesis
from tests.bare.test_bare_claims import CLAIMS, TRUE
from tests.bare.variants import VARIANTS
from theory.theorem_record import Theorem

DAILY = TRUE[5::12]
"""Every twelfth claim, in all three variants."""

MOST_THAT_DIFFER = 0
"""Of the variants of all true claims; those that do are listed by the nightly run."""


def is_proved(statement, relations):
    hypotheses = tuple(map(hypothesis, relations))
    return bool(prove(Theorem("claim", "a claim", statement, assumptions=hypotheses)).theorem.derivation)


def those_that_differ(keys):
    for key in keys:
        statement, relations, *_ = CLAIMS[key]()
        for name, variant in VARIANTS.items():
            if is_proved(*variant(statement, relations)) is not is_proved(statement, relations):
                yield (name, *key)


@pytest.mark.parametrize("key", DAILY, ids=" ".join)
def test_a_claim_said_otherwise_has_the_same_verdict(key):
    assert list(those_that_differ([key])) == []


def test_variants_are_other_claims():
    changed = dict.fromkeys(VARIANTS, 0)
    for key in TRUE:
        given = CLAIMS[key]()[:2]
        for name, variant in VARIANTS.items():
            changed[name] += variant(*given) != given
    assert changed["renamed"] == changed["rescaled"] == len(TRUE)
    assert changed["transposed"] >= len(TRUE) // 4


@pytest.mark.nightly
def test_every_claim_said_otherwise_has_the_same_verdict():
    differ = list(those_that_differ(TRUE))
    print(*differ, sep="\n")
    assert len(differ) <= MOST_THAT_DIFFER
