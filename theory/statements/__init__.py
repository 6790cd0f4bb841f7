"""Kinds of statement, one a file. They are closed: a subclass of one, a user's too, is none of them."""

from theory.statements.base import Statement
from theory.statements.bound import Bound
from theory.statements.equality import Equality
from theory.statements.flow_bound import FlowBound, flow_derivative
from theory.statements.flow_convergence import FlowConvergence, RestsOnProseError
from theory.statements.limit import Limit
from theory.statements.loewner_bound import LoewnerBound, arbitrary_vector
from theory.statements.minimum import Minimum
from theory.statements.point_claim import Claim
from theory.statements.stationary_point import StationaryPoint
from theory.statements.witness import Witness

__all__ = [
    "KINDS",
    "Bound",
    "Claim",
    "Equality",
    "FlowBound",
    "FlowConvergence",
    "Limit",
    "LoewnerBound",
    "Minimum",
    "RestsOnProseError",
    "Statement",
    "StationaryPoint",
    "Witness",
    "arbitrary_vector",
    "flow_derivative",
]

KINDS = (Equality, Bound, LoewnerBound, Limit, Minimum, Witness, StationaryPoint, FlowBound, FlowConvergence)
