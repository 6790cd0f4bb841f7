"""The command ``theorycheck audit``: from options to an audit, to the columns of a table, or to the schema."""

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TextIO, TypedDict

from numerics.data.column_list import columns_of
from numerics.data.intake.reading_options import ReadingOptions
from numerics.values.problem import Problem
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.auditor import audit
from proofs_checks.auditing.table_auditor import audit_table
from proofs_checks.settings.refused_work import ANNOUNCED_DIMENSION, SECONDS_AT_1000
from proofs_checks.standard_streams import say

__all__ = ["CommonOptions", "TableOptions", "progress", "report_for", "write_columns", "write_schema"]


TableOptions = TypedDict(
    "TableOptions",
    {
        "ignore": list[str] | None,
        "no-center": bool,
        "intercept": bool,
        "context": int | None,
        "draws": int | None,
        "separator": str | None,
        "decimal": str | None,
        "encoding": str | None,
        "sheet": str | None,
        "missing": list[str] | None,
        "encode": list[str] | None,
        "drop-missing": bool,
    },
)
"""Options of an audit of a table, by the names that they have at the command line."""


class CommonOptions(TypedDict):
    """Options of every audit."""

    seed: int
    with_violations: bool
    on_progress: Callable[[str], None] | None


def report_for(
    file: Path | None,
    data: Path | None,
    task: str | None,
    target: str | None,
    options: TableOptions,
    common: CommonOptions,
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
        problem = Problem.from_file(file)
        if problem.d > ANNOUNCED_DIMENSION:
            seconds = SECONDS_AT_1000 * (problem.d / 1000) ** 3
            say(f"d = {problem.d:,}: the audit may take {seconds:,.0f} seconds (they grow as d³); Ctrl-C ends it")
        return audit(problem, **common)
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
        separator=options["separator"],
        decimal=options["decimal"],
        encoding=options["encoding"],
        missing=options["missing"] or None,
        sheet=options["sheet"],
        encode=options["encode"] or (),
        drop_missing=options["drop-missing"],
        **common,
    )


def write_schema(stream: TextIO) -> None:
    """The JSON Schema of an audit."""
    stream.write((files("proofs_checks.auditing") / "audit.schema.json").read_text(encoding="utf-8"))


def write_columns(data: Path, options: TableOptions, form: str, stream: TextIO) -> None:
    """The columns of a table, with guesses of which is which.

    Raises ValueError for options of an audit, which needs to know task and target.
    """
    from proofs_checks.report.columns_text import columns_as_json, print_column_list
    from proofs_checks.report.terminal import console_for

    reading = {"separator", "decimal", "encoding", "sheet", "missing"}
    others = _given({name: value for name, value in options.items() if name not in reading})
    if others:
        message = f"{', '.join(others)} is for an audit: give --task COLUMN and --target COLUMN, too"
        raise ValueError(message)
    if form not in {"text", "json"}:
        message = f"columns are listed as text or JSON: leave --format {form} out, or give --task and --target"
        raise ValueError(message)
    reading_options = ReadingOptions(
        separator=options["separator"],
        decimal=options["decimal"],
        encoding=options["encoding"],
        missing=options["missing"] or None,
        sheet=options["sheet"],
    )
    found = columns_of(data, reading_options)
    if form == "json":
        print(columns_as_json(found), file=stream)
    else:
        print_column_list(found, console_for(stream))


def _given(options: Mapping[str, object]) -> list[str]:
    """The options that were given, as they are written."""
    return [f"--{name}" for name, value in options.items() if value not in (None, [], False)]


def progress() -> Callable[[str], None]:
    """Names what is being sampled, on stderr, for the audits that take minutes."""
    return lambda slug: say(f"without its hypotheses: {slug}")
