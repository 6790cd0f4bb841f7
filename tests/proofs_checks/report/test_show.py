"""Theorems as text."""

import pytest

from proofs_checks.report.show import theorem_as_text
from theory import theorem, theorems

SLUGS = [t.slug for t in theorems()]


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=[] if slug.startswith("a") else pytest.mark.nightly) for slug in SLUGS]
)
def test_every_theorem_can_be_read(slug):
    text = theorem_as_text(theorem(slug))
    assert "Derivation" in text
    assert "Source" in text
