"""What a kind of evidence says of itself: everything that anybody else needs to know of it."""

from collections.abc import Callable
from dataclasses import dataclass

from proofs_checks.context import Context
from proofs_checks.verdict import CheckResult
from theory.statements import Statement
from theory.theorem_record import Theorem

__all__ = ["Check", "EvidenceKind"]

Check = Callable[[Theorem, Context], CheckResult | None]
"""None means that this kind of evidence does not exist for the statement."""


@dataclass(frozen=True)
class EvidenceKind:
    """``name`` in JSON, ``words`` in sentences, ``heading`` over a column (lines that do not break a word).

    ``order`` puts the strongest first, and no two kinds have the same. ``strength`` is what it would have caught, in
    words, which may depend on what it did. A column that is ``optional`` is shown where a theorem has such evidence.
    ``judges`` says of the mutants of which statements ``theorycheck attack`` asks it; None: of none.
    """

    name: str
    order: int
    words: str
    heading: str
    check: Check
    strength: str | Callable[[CheckResult], str]
    optional: bool = False
    judges: Callable[[Statement], bool] | None = None
