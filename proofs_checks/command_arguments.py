"""What commands are given: names of theorems, whole numbers, paths and formats, each refused in one line."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

from proofs_checks.formats import Command, format_named, names_for
from proofs_checks.settings.process_numbers import LONGEST_NUMBER, PROCESSORS

__all__ = [
    "PROCESSORS",
    "TEXT",
    "Kind",
    "Names",
    "Required",
    "Scheduler",
    "Workers",
    "format_option",
    "path",
    "slugs_beginning",
    "whole",
]

TEXT = "text"
"""The format unless another is asked for."""


def slugs_beginning(incomplete: str) -> list[str]:
    """For the shell's completion: slugs of built-in theorems, read without SymPy."""
    from proofs_checks.theorem_titles import titles

    return [slug for slug in titles() or {} if slug.startswith(incomplete)]


Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        help="Theorems by slug, or a package, module, folder or .py file that states some; all if none is given.",
        autocompletion=slugs_beginning,
    ),
]


class Required(StrEnum):
    """The least verdict that does not exit with 3."""

    confirmed = "confirmed"
    proved = "proved"


class Kind(StrEnum):
    """What ``latex`` prints."""

    statement = "statement"
    derivation = "derivation"
    macros = "macros"
    appendix = "appendix"


def whole(given: str | int) -> int:
    """A whole number in plain digits. Raises BadParameter for anything else."""
    text = str(given)  # a default comes as the number it is
    # Python reads 1_0 and the digits of other scripts as numbers, too
    if not re.fullmatch(r"-?\d+", text, re.ASCII) or len(text) > LONGEST_NUMBER:
        message = f"{text!r} is not a whole number"
        raise typer.BadParameter(message)
    return int(text)


def path(given: str) -> Path:
    """A path that is not empty. Raises BadParameter for one that is none."""
    # the path "" would be the folder that one is in
    if not given.strip() or "\0" in given:
        message = f"{given!r} is no path"
        raise typer.BadParameter(message)
    return Path(given)


def format_option(command: Command) -> OptionInfo:
    """The option ``--format`` of a command, with the formats that it has."""

    def checked(name: str) -> str:
        try:
            return format_named(name, command).name
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error

    listed = f"How to print it: {', '.join(names_for(command))}."
    return typer.Option("--format", metavar="NAME", parser=checked, help=listed)


Workers = Annotated[int, typer.Option(metavar="N", parser=whole, help="Processes; the findings do not depend on it.")]

Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Let the workers of this Dask scheduler do the work, or, for local, of one that ends with the run.",
    ),
]
