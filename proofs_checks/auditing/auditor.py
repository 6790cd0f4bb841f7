"""``audit``: figures and hypotheses of a problem."""

from collections.abc import Callable
from dataclasses import replace

import theory
from numerics.values.problem import Problem
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.audited_hypotheses import hypotheses
from proofs_checks.auditing.figures import ProblemFigures
from proofs_checks.auditing.float_range import within_float64
from proofs_checks.challenges.breaking import violations
from proofs_checks.context import Context
from theory.theorem_record import Theorem

__all__ = ["Progress", "audit"]

Progress = Callable[[str], None]


def audit(
    problem: Problem, *, seed: int = 0, with_violations: bool = False, on_progress: Progress | None = None
) -> AuditReport:
    """Figures, hypotheses and bounds of a problem.

    ``with_violations`` adds what becomes of every theorem without each of its hypotheses, which does not depend on the
    problem and takes minutes. Raises ValueError for a negative seed, for what is no ``Problem``, and for one in units
    that are far from 1.

    >>> from theorycheck import Problem, audit
    >>> report = audit(Problem(H=[[2]], Psi=[[1]], beta_star=[1], sigma2=1, M=20))
    >>> round(report.signal_to_noise.value, 6)
    2.0
    """
    if not isinstance(problem, Problem):
        message = f"{problem!r} is a {type(problem).__name__}: give a numerics.Problem, or use audit_table for data"
        raise ValueError(message)
    Context(seed=seed)  # refuses a bad seed
    with within_float64(problem):
        found = ProblemFigures(problem, seed).all()
        report = AuditReport(**vars(found), problem=problem, hypotheses=hypotheses(problem), seed=seed)
    return _with_violations(report, on_progress) if with_violations else report


def _with_violations(report: AuditReport, on_progress: Progress | None) -> AuditReport:
    def tell(theorem: Theorem) -> None:
        if on_progress is not None:
            on_progress(theorem.slug)

    return replace(report, violations=tuple(violations(theory.theorems(), report.seed, tell)))
