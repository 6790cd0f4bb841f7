"""Writes docs/explanation/kernel_table.md: what Coq accepts of each theorem, and what stops the rest. Needs Coq.

The reasons are those that the exporter and Coq give in this run; only what it would take is said here.
"""

from collections.abc import Sequence
from pathlib import Path

from proofs_checks.kernel.checking import check_all
from proofs_checks.kernel.kernel_result import KernelResult, KernelStatus
from theory import theorems

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "kernel_table.md"

NEEDED = {
    "SpectralSum": "sums over eigenvalues, by the spectral theorem over a real closed field",
    "OperatorNorm": "the largest singular value as a bound on quadratic forms",
    "SmallestEigenvalue": "the smallest eigenvalue as a bound on quadratic forms",
    "MatPow": "roots of semidefinite matrices as letters with R R = H",
    "FamilySum": "sums over a family of symbols, as words with an index that integration by parts respects",
    "FlowBound": "derivatives along a flow",
    "FlowConvergence": "derivatives along a flow, and limits",
    "StationaryPoint": "slopes along every direction",
    "Multiple": "that what is ≥ 0 after multiplication by a square is so in a mean, too: continuity of the expectation",
    "function of random": "moments of inverses of Gaussian Gram matrices in the record",
    "covariance of": "laws whose covariance is random",
    "kind of its own": "variables of a minimum that range over definite matrices",
    "sqrt": "square roots of scalars, which a real closed field has",
    "no answer": "fewer rules, or a quicker normal form",
    "a sign": "the sign as a lemma of the file",
    "no inequality": "hypotheses of other kinds",
    "does not decide": "rules by which the normal form decides this equality",
}
"""What it would take, by a part of the reason."""


def row(found: KernelResult) -> str:
    """A row of the table; seconds are left out, so that it is the same on every machine."""
    takes = next((needed for part, needed in NEEDED.items() if part in found.reason), "")
    cells = (f"`{found.slug}`", str(found.status), " ".join(found.reason.split()).replace("|", "\\|"), takes)
    return f"| {' | '.join(cells)} |"


def page(found: Sequence[KernelResult]) -> str:
    """The page as text."""
    accepted = sum(result.status is KernelStatus.ACCEPTED for result in found)
    lines = [
        "# What Coq accepts",
        "",
        f"{accepted} of {len(found)} theorems, whole: every step and every corollary.",
        "Written by `python examples/kernel_table.py`.",
        "",
    ]
    lines += ["| theorem | kernel | what stops it | what it would take |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(row, found)]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(list(check_all(theorems()))), encoding="utf-8")
