"""The output formats. Each is one file of this folder that defines ``FORMAT``; nothing else lists them.

They import what they write with when they write: the command line reads this table before anything is computed.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, TextIO

from proofs_checks.output_format import OutputFormat
from proofs_checks.standard_streams import write_utf8

__all__ = ["FILE_FORMATS", "FORMATS", "Command", "format_named", "names_for", "standard_output"]

Command = Literal["run", "audit", "attack", "list"]
"""What is written: a run of ``verify``, an audit, an attack, a list of theorems."""


def _found() -> tuple[OutputFormat, ...]:
    """In order. Raises ValueError for what is no format, and for two of one name, order or file."""
    formats = [import_module(f"{__name__}.{module.name}").FORMAT for module in iter_modules(__path__)]
    for each in formats:
        if type(each) is not OutputFormat:
            message = f"{each!r} is among the formats of {__name__}: give an OutputFormat"
            raise ValueError(message)
        if each.file and each.run is None:
            message = f"the format {each.name!r} names the file {each.file} and writes no run: leave it out"
            raise ValueError(message)
    for field in ("name", "order", "file"):
        values = [value for value in (getattr(each, field) for each in formats) if value != ""]
        twice = next((v for i, v in enumerate(values) if v in values[:i]), None)
        if twice is not None:
            message = f"two output formats have the {field} {twice!r}: give each its own"
            raise ValueError(message)
    return tuple(sorted(formats, key=lambda each: each.order))


FORMATS: tuple[OutputFormat, ...] = _found()

FILE_FORMATS = tuple(sorted((each for each in FORMATS if each.file), key=lambda each: each.links))
"""What the folder of a report holds a run in, those that link to others last."""


def names_for(command: Command) -> tuple[str, ...]:
    """What may follow ``--format`` there."""
    return tuple(each.name for each in FORMATS if _writes(each, command))


def _writes(each: OutputFormat, command: Command) -> bool:
    return {"run": each.run, "audit": each.audit, "attack": each.attack, "list": each.listing}[command] is not None


def format_named(name: str, command: Command) -> OutputFormat:
    """The format of that name. Raises ValueError where the command has none."""
    if name not in names_for(command):
        message = f"{name!r} is not one of {', '.join(names_for(command))}"
        raise ValueError(message)
    return next(each for each in FORMATS if each.name == name)


def standard_output(chosen: OutputFormat) -> TextIO:
    """Standard output, as it is to be written to.

    A format that has a file is in UTF-8 wherever it goes; the others show in plain letters what a terminal lacks.
    """
    if chosen.file:
        write_utf8()
    return sys.stdout
