"""What ``theorycheck experiment`` is given; it imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated

import typer

from proofs_checks.command_arguments import PROCESSORS, Scheduler, Workers, path, whole
from proofs_checks.exit_codes import stopped_in_order

__all__ = ["add_experiment", "experiments_beginning", "list_experiments", "run_one_experiment", "show_experiment"]


def experiments_beginning(incomplete: str) -> list[str]:
    """For the shell's completion: slugs of experiments, none of which is imported."""
    from pkgutil import iter_modules

    folder = Path(__file__).with_name("experiments")
    return sorted(m.name for m in iter_modules([str(folder)]) if m.name.startswith(incomplete))


Slug = Annotated[
    str, typer.Argument(metavar="SLUG", help="The name of an experiment.", autocompletion=experiments_beginning)
]

Profile = Annotated[str, typer.Option("--profile", metavar="quick|full", help="The size of the experiment.")]


def add_experiment(app: typer.Typer) -> None:
    """Add it to a command line."""
    group = typer.Typer(
        no_args_is_help=True,
        help="Train models, and compare what they reach with what theorems say.",
        name="experiment",
    )
    group.command("list")(list_experiments)
    group.command("run")(run_one_experiment)
    group.command("show")(show_experiment)
    app.add_typer(group)


def list_experiments(
    plain: Annotated[
        bool, typer.Option("--plain", help="Only the slugs of those that need no package beside the usual ones.")
    ] = False,
) -> None:
    """Name every experiment, with its question and what it costs."""
    from proofs_checks.experiment_command import print_experiments

    print_experiments(plain=plain)


def run_one_experiment(
    slug: Slug,
    profile: Profile = "quick",
    seeds: Annotated[int | None, typer.Option(metavar="N", parser=whole, help="Runs of each arm.")] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", parser=path, help="Results, page, pictures and table go there.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Take what an earlier run of the same setting has finished.")
    ] = False,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change the setting; may be repeated.")
    ] = None,
    workers: Workers = PROCESSORS,
    scheduler: Scheduler = None,
) -> None:
    """Carry out an experiment, and answer its question.

    The exit code is 1 if a theorem fails at weights that a run found, 3 if the answer is undecided, else 0.
    """
    from proofs_checks.experiment_command import WantedRun, run_and_print

    wanted = WantedRun(slug, profile, seeds, report, tuple(changes or ()), workers, scheduler, resume)
    with stopped_in_order():
        code = run_and_print(wanted)
    raise typer.Exit(code)


def show_experiment(
    slug: Slug,
    profile: Profile = "full",
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", parser=path, help="Show the results of this report as well.")
    ] = None,
) -> None:
    """Print what an experiment asks, its setting, levels, criterion and cost, and what was found."""
    from proofs_checks.experiment_command import print_experiment

    print_experiment(slug, profile, report)
