"""Writes docs/explanation/kernel_table.md: what Coq accepts of each theorem, and what stops the rest. Needs Coq."""

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
    "FlowBound": "derivatives along a flow",
    "FlowConvergence": "derivatives along a flow, and limits",
    "StationaryPoint": "slopes along every direction",
    "a Limit": "limits of closed forms along a direction",
    "function of random": "moments of inverses of Gaussian Gram matrices in the record",
    "two moments": "the record of laws known by two moments",
    "covariance of": "laws whose covariance is random",
    "certificate": "the certificate as a lemma",
    "no answer": "fewer rules, or a quicker normal form",
    "a sign": "the sign as a lemma of the file",
    "no inequality": "hypotheses of other kinds",
    "same_": "rules by which the normal form decides this equality",
}
"""What it would take, by a part of the reason."""


def row(found: KernelResult) -> str:
    """A row of the table; seconds are left out, so that it is the same on every machine."""
    takes = next((needed for part, needed in NEEDED.items() if part in found.reason), "")
    cells = (f"`{found.slug}`", str(found.status), " ".join(found.reason.split()).replace("|", "\\|"), takes)
    return f"| {' | '.join(cells)} |"


def page() -> str:
    """The page as text."""
    found = list(check_all(theorems()))
    accepted = sum(result.status is KernelStatus.ACCEPTED for result in found)
    lines = [
        "# What Coq accepts",
        "",
        f"{accepted} of {len(found)} theorems, whole: every step and every corollary.",
        "",
    ]
    lines += ["| theorem | kernel | what stops it | what it would take |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(row, found)]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
