"""What the kernel says of a theorem."""

from dataclasses import dataclass

from proofs_checks.explained_name import ExplainedName

__all__ = ["KernelResult", "KernelStatus"]


class KernelStatus(ExplainedName):
    """A conclusion of the kernel; ``meaning`` explains it in a sentence."""

    ACCEPTED = "accepted", "Coq accepts the statement and every step, without axioms"
    NOT_EXPORTED = "not exported", "no file is written that proves it: something in it has no counterpart there yet"
    REJECTED = "rejected", "Coq computes that a step is wrong, or the file states something else than the theorem"
    NOT_RUN = "not run", "Coq is not installed, or its library is not at hand"


@dataclass(frozen=True)
class KernelResult:
    """The conclusion about one theorem, the reason for any but acceptance, and seconds of processor time."""

    slug: str
    status: KernelStatus
    reason: str = ""
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"{self.status} ({self.reason})" if self.reason else str(self.status)
