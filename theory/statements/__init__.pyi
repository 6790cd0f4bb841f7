"""Written by examples/stubs.py."""

from theory.statements.base import Statement as Statement
from theory.statements.bound import Bound as Bound
from theory.statements.ends import RestsOnProseError as RestsOnProseError
from theory.statements.equality import Equality as Equality
from theory.statements.flow_bound import FlowBound as FlowBound
from theory.statements.flow_bound import flow_derivative as flow_derivative
from theory.statements.flow_convergence import FlowConvergence as FlowConvergence
from theory.statements.limit import Limit as Limit
from theory.statements.loewner_bound import LoewnerBound as LoewnerBound
from theory.statements.loewner_bound import arbitrary_vector as arbitrary_vector
from theory.statements.minimum import Minimum as Minimum
from theory.statements.point_claim import Claim as Claim
from theory.statements.stationary_point import StationaryPoint as StationaryPoint
from theory.statements.witness import Witness as Witness

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

KINDS: tuple[type[Statement], ...]
