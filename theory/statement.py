"""All that a theorem file states things with."""

from theory.core.substitution import replaced, replaced_relation
from theory.statements import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    Statement,
    StationaryPoint,
    Witness,
)
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem

__all__ = [
    "Assumption",
    "Bound",
    "Corollary",
    "Equality",
    "FlowBound",
    "FlowConvergence",
    "Limit",
    "LoewnerBound",
    "Minimum",
    "Source",
    "Statement",
    "StationaryPoint",
    "Step",
    "Theorem",
    "Witness",
    "replaced",
    "replaced_relation",
]
