"""A run as a format is given it: what came of it, and what is shown beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_checks.report.run_outcome import Outcome

__all__ = ["Picture", "ShownRun"]


@dataclass(frozen=True)
class Picture:
    """A figure of the page: SVG that stands inside it, and the files beside it that hold figure and data."""

    name: str
    title: str
    caption: str
    svg: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class ShownRun:
    """``files`` are the names of the other files in the folder that it is written to, none on standard output.

    ``experiments`` are names of experiments by the slug of the theorem that they are about.
    """

    outcome: Outcome
    pictures: tuple[Picture, ...] = ()
    files: tuple[str, ...] = ()
    experiments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
