"""What ``theorycheck sweep`` is given; it imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated

import typer

from proofs_checks.command_arguments import PROCESSORS, Scheduler, Workers, path
from proofs_checks.exit_codes import stopped_in_order

__all__ = ["add_sweep"]


def add_sweep(app: typer.Typer) -> None:
    """Add it to a command line."""
    app.command("sweep")(sweep_problems)


def sweep_problems(
    spec: Annotated[Path, typer.Argument(metavar="SPEC.toml", parser=path, help="Quantities, axes and spectra.")],
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", parser=path, help="Results, report and pictures go there; goes on from there."),
    ],
    workers: Workers = PROCESSORS,
    scheduler: Scheduler = None,
    also: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Write csv, parquet or netcdf, too; may be repeated.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Compute all anew, whatever is in the folder.")] = False,
) -> None:
    """Compute quantities over many problems: a grid of them, or a design that fills a box.

    Run again after it was ended, it goes on. The exit code is 1 if a verdict at a point is REFUTED, else 3 if a point
    failed, else 0.
    """
    from proofs_checks.sweep_command import sweep_and_write

    with stopped_in_order():
        code = sweep_and_write(spec, out, workers, scheduler, also or (), fresh=fresh)
    raise typer.Exit(code)
