"""The columns of a table for a terminal and for programs."""

import shlex
import textwrap
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from numerics.data.column_list import ColumnList
from proofs_checks.json_text import document_text
from proofs_checks.report.text_tables import print_rows

__all__ = ["columns_as_json", "print_column_list"]


def columns_as_json(found: ColumnList) -> str:
    """One document: the columns in their order, and the options that the guesses come to."""
    document = {**asdict(found), "suggested": _suggested(found)}
    return document_text(document)


def print_column_list(found: ColumnList, console: Console) -> None:
    """A line for each column, and the command that the guesses come to."""
    first = "" if found.complete else "the first "
    console.print(Text(f"{found.source}: {first}{found.rows:,} rows, {len(found.columns)} columns", "bold"))
    for note in found.notes:
        console.print(textwrap.fill(f"– {note}", console.width, subsequent_indent="  "))
    rows = [
        (c.name, c.kind, f"{c.distinct:,}", f"{c.missing:,}" if c.missing else "", c.values, c.guess)
        for c in found.columns
    ]
    print_rows(console, "", ("column", "holds", "distinct", "missing", "values", "guess"), rows)
    console.print()
    missing = [word for word in ("task", "target") if not found.guessed(word)]
    if missing:
        console.print(f"No column looks like the {' or the '.join(missing)}: --task and --target name them.")
    else:
        console.print("These are guesses. If they are right:")
        console.print(Text("  " + shlex.join(["theorycheck", "audit", *_suggested(found)])), soft_wrap=True)


def _suggested(found: ColumnList) -> list[str]:
    task, target = found.guessed("task"), found.guessed("target")
    if not task or not target:
        return []
    options = ["--data", found.source, "--task", task[0], "--target", target[0]]
    for name in found.guessed("ignore"):
        options += ["--ignore", name]
    for name in found.guessed("encode"):
        options += ["--encode", name]
    return [*options, *(["--drop-missing"] if _lacking(found) else [])]


def _lacking(found: ColumnList) -> bool:
    return any(column.missing and not column.guess.startswith("ignore") for column in found.columns)
