"""The page of what Coq accepts is what a run writes."""

import re

import pytest

from examples.kernel_table import PAGE, page, row
from proofs_checks.kernel.checking import check_all, exported
from proofs_checks.kernel.kernel_result import KernelStatus
from tests.proofs_checks.kernel.coq_here import needs_coq
from theory import theorems

ROWS = {line.split("`")[1]: line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")}


def test_it_has_a_row_for_each_theorem_and_counts_the_accepted():
    assert list(ROWS) == [theorem.slug for theorem in theorems()]
    accepted = sum(f"| {KernelStatus.ACCEPTED} |" in line for line in ROWS.values())
    assert re.search(rf"^{accepted} of {len(ROWS)} theorems", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("slug", ["initialisation_error_decays", "least_squares_risk", "bayes_risk_lower_bound"])
def test_a_refusal_is_the_one_that_the_exporter_gives(slug):
    (theorem,) = theorems(slug)
    refused = exported(theorem).result
    assert refused is not None
    assert row(refused) == ROWS[slug]


@pytest.mark.nightly
def test_all_refusals_are_those_that_the_exporter_gives():
    for theorem in theorems():
        refused = exported(theorem).result
        if refused is None:
            assert "| not run |" not in ROWS[theorem.slug]
        else:
            assert row(refused) == ROWS[theorem.slug]


@needs_coq
@pytest.mark.nightly
def test_what_coq_says_of_every_theorem_is_on_the_page_and_none_is_rejected():
    found = list(check_all(theorems()))
    assert not [str(each) for each in found if each.status is KernelStatus.REJECTED]
    assert page(found) == PAGE.read_text(encoding="utf-8")
