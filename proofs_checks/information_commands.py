"""Commands that tell what there is: theorems as text and as LaTeX, citations, examples, optional parts.

Each imports what it needs.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from proofs_checks.command_arguments import TEXT, Kind, Names, format_option, path, whole
from proofs_checks.formats import format_named, standard_output
from proofs_checks.standard_streams import write_utf8

__all__ = [
    "add_information",
    "cite_works",
    "examine_installation",
    "latex_theorems",
    "list_theorems",
    "show_examples",
    "show_theorem",
]


def add_information(app: typer.Typer) -> None:
    """Add them to a command line."""
    for name, command in (
        ("list", list_theorems),
        ("show", show_theorem),
        ("latex", latex_theorems),
        ("cite", cite_works),
        ("examples", show_examples),
        ("doctor", examine_installation),
    ):
        app.command(name)(command)


def list_theorems(
    names: Names = None,
    paper: Annotated[str, typer.Option(metavar="TEXT", help="Only those with this in their source or module.")] = "",
    kind: Annotated[
        str, typer.Option(metavar="TEXT", help="Only those that state such a thing: bound, minimum, limit …")
    ] = "",
    hypothesis: Annotated[str, typer.Option(metavar="TEXT", help="Only those with this in a hypothesis.")] = "",
    verdicts: Annotated[bool, typer.Option("--verdicts", help="With what the last run of verify found.")] = False,
    output: Annotated[str, format_option("list")] = TEXT,
) -> None:
    """Name every theorem, premises first."""
    from proofs_checks.theorem_titles import titles
    from proofs_checks.titled_lines import write_titled_lines

    chosen = format_named(output, "list")
    needs_more = names or paper or kind or hypothesis or verdicts or output != TEXT
    found = None if needs_more else titles()
    if found is not None:  # and so without SymPy
        write_titled_lines(((slug, "", title) for slug, title in found.items()), sys.stdout)
        return
    from proofs_checks.list_command import Wish, listed
    from theory import theorems

    assert chosen.listing is not None, "it is a format of lists"
    chosen.listing(listed(theorems(*names or ()), Wish(paper, kind, hypothesis)), verdicts, standard_output(chosen))


def cite_works(names: Names = None) -> None:
    """Print BibTeX of this tool and of the papers that state the theorems."""
    from proofs_checks.citations import citations
    from theory import theorems

    write_utf8()
    print(citations(theorems(*names or ())))


def show_examples(
    copy: Annotated[
        Path | None, typer.Option("--copy", metavar="DIR", parser=path, help="Copy them to a new folder.")
    ] = None,
) -> None:
    """List the examples that come with the tool, or copy them to a folder of yours."""
    from proofs_checks.shipped_examples import copy_examples, example_files

    if copy is None:
        print("\n".join(map(str, example_files())))
    else:
        print(f"{copy_examples(copy)} files in {copy}")


def examine_installation() -> None:
    """Say which optional parts are there (LaTeX, Coq, readers of tables …), and how to get those that are not."""
    from proofs_checks.doctor import parts, print_parts

    print_parts(parts(), sys.stdout)


def show_theorem(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Theorems by slug, or what states them, as for verify.")
    ],
    step: Annotated[
        int | None, typer.Option(metavar="N", parser=whole, help="Only this step, in full; where it fails, why.")
    ] = None,
) -> None:
    """Print theorems: statement, hypotheses, derivation with what each step arrives at, lemmas, source."""
    from proofs_checks.report.show import theorem_as_text
    from proofs_checks.report.step_view import step_view
    from theory import theorems

    chosen = theorems(*names)
    print("\n\n\n".join(theorem_as_text(t) if step is None else str(step_view(t, step)) for t in chosen))


def latex_theorems(
    names: Names = None,
    kind: Annotated[Kind, typer.Option(help="Statements, proofs too, macros for a paper, or an article.")] = (
        Kind.derivation
    ),
    two_columns: Annotated[
        bool, typer.Option("--two-columns", help="Statements and proofs for an article in two columns.")
    ] = False,
    verdicts: Annotated[
        Path | None, typer.Option(metavar="FILE", parser=path, help="For an appendix: the report.json of a run.")
    ] = None,
) -> None:
    """Print theorems as LaTeX."""
    from proofs_checks.report.appendix import appendix_latex, with_premises
    from proofs_checks.report.findings import read_findings
    from theory import theorems
    from theory.latex import statement_macros, theorem_latex
    from theory.latex.notation_macros import FITTED, NOTATION, in_macros
    from theory.latex.width import COLUMN, LINE

    if verdicts is not None and kind is not Kind.appendix:
        message = f"--verdicts belongs to --kind appendix, not to --kind {kind}: leave it out"
        raise ValueError(message)
    if two_columns and kind in (Kind.appendix, Kind.macros):
        message = f"--two-columns belongs to --kind statement and derivation, not to --kind {kind}: leave it out"
        raise ValueError(message)
    findings = None if verdicts is None else read_findings(verdicts)
    write_utf8()
    chosen = theorems(*names or ())
    match kind:
        case Kind.macros:
            print(statement_macros(chosen))
        case Kind.appendix:
            print(appendix_latex(with_premises(chosen), findings))
        case _:
            line, macros = (COLUMN, f"{NOTATION}\n{FITTED}") if two_columns else (LINE, NOTATION)
            printed = [
                in_macros(theorem_latex(t, proof=kind is Kind.derivation, line=line, fitted=two_columns))
                for t in chosen
            ]
            print("\n\n".join([macros, *printed]))
