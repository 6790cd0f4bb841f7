"""The command ``theorycheck``. What a command needs is imported inside it, so that ``list`` stays quick."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from proofs_checks.report import Report
    from theory import Theorem

__all__ = ["app", "main"]

app = typer.Typer(
    name="theorycheck",
    help="State a theorem once; have it derived, checked exactly, attacked, sampled and printed.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Slugs = Annotated[
    list[str] | None, typer.Argument(metavar="[SLUG]...", help="Theorems, by name; all if none is given.")
]


class Format(StrEnum):
    """How ``verify`` prints what it found."""

    text = "text"
    json = "json"


class Kind(StrEnum):
    """What ``latex`` prints."""

    statement = "statement"
    derivation = "derivation"
    macros = "macros"
    appendix = "appendix"


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        message = f"{text!r} is not a whole number"
        raise typer.BadParameter(message) from error


@app.command("list")
def list_theorems() -> None:
    """Name every theorem, premises first."""
    import theory

    theorems = theory.theorems()
    width = max((len(t.slug) for t in theorems), default=0)
    for theorem in theorems:
        print(f"{theorem.slug:{width}}  {theorem.title}")


@app.command("show")
def show_theorem(slug: Annotated[str, typer.Argument(metavar="SLUG", help="The theorem's name.")]) -> None:
    """Print a theorem: statement, hypotheses, derivation with what each step arrives at, lemmas, source."""
    import theory
    from proofs_checks.report.show import theorem_as_text

    print(theorem_as_text(theory.theorem(slug)))


@app.command("latex")
def latex_theorems(
    slugs: Slugs = None,
    kind: Annotated[Kind, typer.Option(help="Statements, proofs too, macros for a paper, or an article.")] = (
        Kind.derivation
    ),
    verdicts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="For an appendix: the report.json of a run.")
    ] = None,
) -> None:
    """Print theorems as LaTeX."""
    from proofs_checks.report.appendix import appendix_latex, with_premises
    from proofs_checks.report.findings import read_findings
    from theory.latex import statement_macros, theorem_latex

    if verdicts is not None and kind is not Kind.appendix:
        message = f"--verdicts belongs to --kind appendix, not to --kind {kind}: leave it out"
        raise ValueError(message)
    findings = None if verdicts is None else read_findings(verdicts)
    theorems = _selected(slugs)
    match kind:
        case Kind.macros:
            print(statement_macros(theorems))
        case Kind.appendix:
            print(appendix_latex(with_premises(theorems), findings))
        case _:
            print("\n\n".join(theorem_latex(t, proof=kind is Kind.derivation) for t in theorems))


@app.command("verify")
def verify_theorems(
    slugs: Slugs = None,
    problem: Annotated[Path | None, typer.Option(metavar="FILE", help="Check at the numbers in this file too.")] = None,
    seed: Annotated[int, typer.Option(metavar="N", parser=_whole, help="Seed of everything random.")] = 0,
    samples: Annotated[
        int | None, typer.Option(metavar="N", parser=_whole, help="Cap on the draws of one comparison.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text for people or JSON for programs.")] = Format.text,
) -> None:
    """Check theorems by every kind of evidence, and print the verdicts.

    The exit code is 1 if anything is refuted, else 3 if a theorem is neither proved nor confirmed, else 0.
    """
    # Hypothesis would leave a folder of cached constants behind in the working directory
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", os.devnull)
    from numerics import Problem
    from numerics.tolerances import MAXIMUM_SAMPLES
    from proofs_checks.context import Context
    from proofs_checks.report.model import exit_code
    from proofs_checks.runner import run

    values = None if problem is None else Problem.from_file(problem).values()
    context = Context(seed=seed, samples=MAXIMUM_SAMPLES if samples is None else samples, values=values)
    theorems = _selected(slugs)
    reports: list[Report] = []
    interrupted = False
    try:
        for report in run(theorems, context, _progress(len(theorems))):
            reports.append(report)
            _clear_progress()
            if output is Format.text:
                _print_report(report)
    except KeyboardInterrupt:
        interrupted = True
        _clear_progress()
        print(f"interrupted: {len(reports)} of {len(theorems)} theorems were finished", file=sys.stderr)
    _print_summary(reports, context, output)
    raise typer.Exit(INTERRUPTED if interrupted else exit_code(reports))


def main() -> None:
    """Run the command; wrong usage is one line on stderr and exit code 2."""
    try:
        code = app(standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # the reader of a pipe has had enough: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except (ValueError, OSError) as error:
        code = _complain(str(error))
    except Exception as error:
        # Typer's own complaints about arguments, whichever library it takes them from
        if not hasattr(error, "format_message"):
            raise
        code = _complain(error.format_message())
    sys.exit(code if isinstance(code, int) else 0)


def _complain(message: str) -> int:
    print(f"error: {' '.join(message.split())}", file=sys.stderr)
    return 2


def _selected(slugs: list[str] | None) -> "tuple[Theorem, ...]":
    import theory

    if not slugs:
        return theory.theorems()
    return tuple(theory.theorem(slug) for slug in dict.fromkeys(slugs))


def _progress(total: int) -> "Callable[[Theorem, str], None]":
    """A line on stderr that is rewritten on a terminal; in a log, one line for each theorem."""
    seen: list[str] = []

    def tell(theorem: Any, check: str) -> None:
        new = theorem.slug not in seen
        if new:
            seen.append(theorem.slug)
        line = f"[{len(seen)}/{total}] {theorem.slug}"
        if sys.stderr.isatty():
            print(f"\r\x1b[K{line}: {check}", end="", file=sys.stderr, flush=True)
        elif new:
            print(line, file=sys.stderr, flush=True)

    return tell


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _print_report(report: "Report") -> None:
    from proofs_checks.report.terminal import console_for, print_details

    print_details(report, console_for())


def _print_summary(reports: "list[Report]", context: Any, output: Format) -> None:
    if output is Format.json:
        from proofs_checks.report.as_json import to_json

        print(to_json(reports, context))
        return
    from proofs_checks.report.terminal import console_for, print_counterexamples, print_table

    console = console_for()
    console.print()
    print_table(reports, console)
    print_counterexamples(reports, console)
