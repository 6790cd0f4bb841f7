"""Theorems as text."""

import pytest

from proofs_checks.report.show import theorem_as_text
from tests.theorem_shares import daily_theorems


@pytest.mark.parametrize("theorem", daily_theorems(), ids=lambda t: t.slug)
def test_every_theorem_can_be_read(theorem):
    text = theorem_as_text(theorem)
    assert "Derivation" in text
    assert "Source" in text
