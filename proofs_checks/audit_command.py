"""The command ``theorycheck audit``: from options to an audit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from numerics.values.problem import Problem
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.auditor import audit
from proofs_checks.auditing.table_auditor import audit_table
from proofs_checks.settings.refused_work import ANNOUNCED_DIMENSION, SECONDS_AT_1000
from proofs_checks.standard_streams import say

__all__ = ["progress", "report_for"]


def report_for(
    file: Path | None, data: Path | None, task: str | None, target: str | None, options: dict[str, Any], common: Any
) -> AuditReport:
    """The audit of a problem file, or of a table.

    ``options`` are those of a table with their values as given, ``common`` those of both. Raises ValueError for options
    that do not go together.
    """
    if (file is None) == (data is None):
        message = "give either a problem FILE or --data TABLE"
        raise ValueError(message)
    if file is not None:
        given = [
            f"--{n}" for n, v in {"task": task, "target": target, **options}.items() if v not in _UNSET.get(n, (None,))
        ]
        if given:
            message = f"{', '.join(given)} is for --data TABLE: leave it out for a problem file"
            raise ValueError(message)
        problem = Problem.from_file(file)
        if problem.d > ANNOUNCED_DIMENSION:
            seconds = SECONDS_AT_1000 * (problem.d / 1000) ** 3
            say(f"d = {problem.d:,}: the audit may take {seconds:,.0f} seconds (they grow as d³); Ctrl-C ends it")
        return audit(problem, **common)
    if task is None or target is None:
        message = "--data needs --task COLUMN and --target COLUMN"
        raise ValueError(message)
    assert data is not None
    return audit_table(
        data,
        task=task,
        target=target,
        ignore=options["ignore"] or (),
        center=not options["no-center"],
        intercept=options["intercept"],
        context=options["context"],
        draws=1000 if options["draws"] is None else options["draws"],
        **common,
    )


_UNSET: dict[str, tuple[Any, ...]] = {"ignore": (None, []), "no-center": (False,), "intercept": (False,)}


def progress() -> Callable[[str], None]:
    """Names what is being sampled, on stderr, for the audits that take minutes."""
    return lambda slug: say(f"without its hypotheses: {slug}")
