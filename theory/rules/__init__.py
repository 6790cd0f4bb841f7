"""Executable rules of derivation, and their execution."""

from theory.core.execution import Derivation
from theory.core.relations.stationarity import slope
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.establishing import agree, derive, start_of
from theory.rules.bounding import Below, MinimiseAt
from theory.rules.carrying_over import carried_over
from theory.rules.completing_the_square import CompleteSquare
from theory.rules.lemma import Lemma
from theory.rules.premise import FromTheorem, Premise
from theory.rules.rewriting import Expand, Integrate, Rewrite
from theory.rules.rule import Rule
from theory.rules.stationary import StationaryAt
from theory.rules.taking_limits import TakeLimit
from theory.statements import arbitrary_vector, flow_derivative

__all__ = [
    "Below",
    "CompleteSquare",
    "Derivation",
    "DerivationError",
    "Expand",
    "FromTheorem",
    "Integrate",
    "Lemma",
    "MinimiseAt",
    "Premise",
    "Rewrite",
    "Rule",
    "State",
    "StationaryAt",
    "TakeLimit",
    "agree",
    "arbitrary_vector",
    "carried_over",
    "derive",
    "flow_derivative",
    "slope",
    "start_of",
]
