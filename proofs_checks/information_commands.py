"""Commands that tell what there is: theorems, citations, examples, optional parts. Each imports what it needs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from proofs_checks.command_arguments import TEXT, Names, format_option, path
from proofs_checks.formats import format_named, standard_output
from proofs_checks.standard_streams import write_utf8

__all__ = ["add_information"]


def add_information(app: typer.Typer) -> None:
    """Add them to a command line."""
    for name, command in (
        ("list", list_theorems),
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

    chosen = format_named(output, "list")
    needs_more = names or paper or kind or hypothesis or verdicts or output != TEXT
    found = None if needs_more else titles()
    if found is not None:  # and so without SymPy
        width = max(map(len, found), default=0)
        for slug, title in found.items():
            print(f"{slug:{width}}  {title}")
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
