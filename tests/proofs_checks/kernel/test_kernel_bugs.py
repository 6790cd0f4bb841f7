"""Bugs in engine, normal form, certificates and exporter: Coq, or the comparison of statements, does not take them."""

import pytest

from proofs_checks import Verdict
from proofs_checks.kernel.checking import check_theorem, exported
from proofs_checks.kernel.kernel_result import KernelStatus
from tests.proofs_checks.bugs import BUGS, SUBJECTS
from tests.proofs_checks.kernel.coq_here import needs_coq
from tests.proofs_checks.kernel.kernel_bugs import KERNEL_BUGS
from tests.proofs_checks.planting import planted
from theory import theorem

FALSE = [bug for bug in BUGS if bug.note and bug.before is Verdict.REFUTED]
"""With these the tool proves what is false."""


@pytest.mark.parametrize("bug", [b for b in KERNEL_BUGS if b.compared], ids=lambda bug: bug.name)
def test_the_comparison_sees_a_bug_of_the_exporter(bug):
    with planted(bug.where, bug.old, bug.new):
        found = exported(theorem(bug.slug)).result
    assert found is not None
    assert found.status is KernelStatus.REJECTED
    assert exported(theorem(bug.slug)).result is None


@needs_coq
@pytest.mark.nightly
@pytest.mark.parametrize("bug", [b for b in KERNEL_BUGS if not b.compared], ids=lambda bug: bug.name)
def test_coq_sees_a_bug_that_the_comparison_does_not(bug):
    with planted(bug.where, bug.old, bug.new):
        found = check_theorem(theorem(bug.slug))
    assert found.status is KernelStatus.REJECTED, found
    assert check_theorem(theorem(bug.slug)).status is KernelStatus.ACCEPTED


@needs_coq
@pytest.mark.nightly
@pytest.mark.parametrize("bug", FALSE, ids=str)
def test_coq_does_not_take_what_a_bug_proves(bug):
    with planted(bug.where, bug.old, bug.new):
        found = check_theorem(SUBJECTS[bug.subject])
    assert found.status in (KernelStatus.REJECTED, KernelStatus.NOT_EXPORTED), found
