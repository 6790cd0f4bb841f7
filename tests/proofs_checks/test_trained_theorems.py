"""The theorems on trained linear attention, by their derivations alone; ``theorycheck verify`` does the rest."""

import pkgutil

import pytest

from proofs_checks import Verdict
from proofs_checks.context import Context
from proofs_checks.evidence import derivation
from proofs_checks.report.show import theorem_as_text
from theory import theorem
from theory.papers import trained_transformers
from theory.statements import Equality

SLUGS = sorted(module.name for module in pkgutil.iter_modules(trained_transformers.__path__))

BY_LEMMAS = {"any_initial_scale_converges"}
"""Proved in steps, of which the textbook lemmas on differential equations are not executed."""


@pytest.mark.parametrize("slug", SLUGS)
def test_every_theorem_is_derived(slug):
    result = derivation.check(theorem(slug), Context())
    assert result.verdict is (Verdict.INCONCLUSIVE if slug in BY_LEMMAS else Verdict.PROVED), result


@pytest.mark.parametrize("slug", SLUGS)
def test_every_theorem_can_be_read(slug):
    text = theorem_as_text(theorem(slug))
    assert "Derivation, re-executed" in text
    assert "Source" in text


def test_corollaries_are_equalities():
    assert all(type(c) is Equality for slug in SLUGS for c in theorem(slug).corollaries)
