"""Whether an equality that Coq did not compute is false, or only not decided."""

import re

import pytest

from proofs_checks.kernel import checking
from proofs_checks.kernel.checking import check_theorem
from proofs_checks.kernel.compiling import Compiled
from proofs_checks.kernel.failed_check import sides_agree
from proofs_checks.kernel.kernel_result import KernelStatus
from proofs_checks.kernel.theorem_file import coq_file
from theory import theorem

SLUGS = ("optimal_one_step_gd", "risk_of_zero_initialised_gd", "block_prediction", "attention_loss_minimum")
TEXTS = {slug: coq_file(theorem(slug)) for slug in SLUGS}


def checks(text):
    """All checks of a file: module, name, and whether an expectation stands in them."""
    for part, module in enumerate(re.findall(r"^Module Part_\d+\.(.*?)^End Part_", text, re.MULTILINE | re.DOTALL)):
        for name in re.findall(r"^Lemma (same_\d+) :", module, re.MULTILINE):
            sides = "".join(re.findall(rf"^Definition {name}_(?:left|right) .*$", module, re.MULTILINE))
            yield part, name, "SExp" in sides or "MExp" in sides


def changed(text, part, name):
    """The file with 1 added to the right side of a check of scalars."""
    start, found = text.index(f"Module Part_{part}."), re.compile(rf"(Definition {name}_right : sexp sg := )(.*)\.\n")
    return text[:start] + found.sub(r"\1(SAdd \2 (SInt sg 1)).\n", text[start:], count=1)


@pytest.mark.parametrize("slug", SLUGS)
def test_all_equalities_of_a_theorem_agree_where_they_are_evaluated(slug):
    text, evaluated = TEXTS[slug], 0
    for part, name, random in checks(text):
        assert sides_agree(text, part, name) is (None if random else True), (part, name)
        evaluated += not random
    assert evaluated > 2


@pytest.mark.parametrize("slug", SLUGS)
def test_a_changed_side_does_not_agree(slug):
    text, tried = TEXTS[slug], 0
    for part, name, random in checks(text):
        wrong = changed(text, part, name)
        if not random and wrong != text:
            assert sides_agree(wrong, part, name) is False, (part, name)
            tried += 1
    assert tried or "mexp" in text


def decided_and_not(slug):
    """A check of scalars that is evaluated."""
    return next(
        (p, n) for p, n, random in checks(TEXTS[slug]) if not random and changed(TEXTS[slug], p, n) != TEXTS[slug]
    )


def test_what_is_not_decided_is_told_from_what_is_false(monkeypatch):
    slug = "optimal_one_step_gd"
    part, name = decided_and_not(slug)
    answer = Compiled(2.0, f"{part}.{name}", "No applicable tactic.")
    monkeypatch.setattr(checking, "compile_file", lambda slug, text: answer)
    found = check_theorem(theorem(slug))
    assert (found.status, "does not decide" in found.reason) == (KernelStatus.NOT_EXPORTED, True)
    monkeypatch.setattr(checking, "coq_file", lambda theorem, derived=None: changed(TEXTS[slug], part, name))
    assert check_theorem(theorem(slug)).status is KernelStatus.REJECTED
