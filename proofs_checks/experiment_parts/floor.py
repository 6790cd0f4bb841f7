"""Levels that theorems give, beside which curves are drawn, and points that seem to lie below one."""

from collections.abc import Mapping
from dataclasses import dataclass

from numerics.values.number_types import Number

__all__ = ["Floor", "PointBelowFloor"]


@dataclass(frozen=True)
class Floor:
    """A level by its ``name`` in tables and files, and its ``label`` in pictures.

    ``theorem`` is the slug of the theorem that it is a closed form of; empty for what was only computed.
    """

    name: str
    label: str
    value: float
    theorem: str = ""


@dataclass(frozen=True, eq=False)
class PointBelowFloor:
    """Values at which a theorem's claim is recomputed exactly, as a run has left them: problem and weights by name."""

    theorem: str
    values: Mapping[str, Number]
    where: str
    excess: float
    floor: float
