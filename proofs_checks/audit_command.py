"""The command ``theorycheck audit``: options to an audit, and an audit to text."""

import sys
from collections.abc import Callable
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from numerics.data.column_list import columns_of
from numerics.data.intake.reading_options import ReadingOptions
from numerics.values.problem import Problem
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.auditor import audit
from proofs_checks.auditing.table_auditor import audit_table

__all__ = ["AuditFormat", "print_columns", "print_report", "print_schema", "progress", "report_for"]


class AuditFormat(StrEnum):
    """How ``audit`` prints what it found."""

    text = "text"
    json = "json"
    html = "html"


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
        given = _given({"task": task, "target": target, **options})
        if given:
            message = f"{', '.join(given)} is for --data TABLE: leave it out for a problem file"
            raise ValueError(message)
        return audit(Problem.from_file(file), **common)
    if task is None or target is None:
        message = "--data needs --task COLUMN and --target COLUMN, or neither of them to list the columns"
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
        **{name: options[name] for name in ("separator", "decimal", "encoding", "sheet")},
        missing=options["missing"] or None,
        encode=options["encode"] or (),
        drop_missing=options["drop-missing"],
        **common,
    )


def print_schema() -> None:
    """The JSON Schema of an audit on stdout."""
    print((files("proofs_checks.auditing") / "audit.schema.json").read_text(encoding="utf-8"), end="")


def print_columns(data: Path, options: dict[str, Any], output: AuditFormat) -> None:
    """The columns of a table on stdout, with guesses of which is which.

    Raises ValueError for options of an audit, which needs to know task and target.
    """
    from proofs_checks.report.columns_text import columns_as_json, print_column_list
    from proofs_checks.report.terminal import console_for

    reading = {name: options[name] for name in ("separator", "decimal", "encoding", "sheet")}
    others = _given({name: value for name, value in options.items() if name not in {*reading, "missing"}})
    if others:
        message = f"{', '.join(others)} is for an audit: give --task COLUMN and --target COLUMN, too"
        raise ValueError(message)
    if output is AuditFormat.html:
        message = (
            "the columns of a table are listed as text or JSON: leave --format html out, or give --task and --target"
        )
        raise ValueError(message)
    found = columns_of(data, ReadingOptions(**reading, missing=options["missing"] or None))
    if output is AuditFormat.json:
        print(columns_as_json(found))
    else:
        print_column_list(found, console_for())


def _given(options: dict[str, Any]) -> list[str]:
    """The options that were given, as they are written."""
    return [f"--{name}" for name, value in options.items() if value not in (None, [], False)]


def print_report(report: AuditReport, output: AuditFormat) -> None:
    """The report on stdout."""
    from proofs_checks.report.audit_html import audit_as_html
    from proofs_checks.report.audit_text import print_audit
    from proofs_checks.report.terminal import console_for

    if output is AuditFormat.json:
        print(report.to_json())
    elif output is AuditFormat.html:
        print(audit_as_html(report), end="")
    else:
        print_audit(report, console_for())


def progress() -> Callable[[str], None]:
    """Names what is being sampled, on stderr, for the audits that take minutes."""
    return lambda slug: print(f"without its hypotheses: {slug}", file=sys.stderr, flush=True)
