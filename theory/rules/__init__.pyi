"""Written by examples/stubs.py."""

from theory.core.execution import Derivation as Derivation
from theory.core.premises import FromTheorem as FromTheorem
from theory.core.relations.stationarity import slope as slope
from theory.core.state import State as State
from theory.core.unconvinced import DerivationError as DerivationError
from theory.establishing import agree as agree
from theory.establishing import derive as derive
from theory.establishing import start_of as start_of
from theory.rules.bounding import Below as Below
from theory.rules.bounding import MinimiseAt as MinimiseAt
from theory.rules.bounding import MinimiseTogether as MinimiseTogether
from theory.rules.carrying_over import carried_over as carried_over
from theory.rules.completing_the_square import CompleteSquare as CompleteSquare
from theory.rules.lemma import Lemma as Lemma
from theory.rules.premise import Premise as Premise
from theory.rules.rewriting import Expand as Expand
from theory.rules.rewriting import Integrate as Integrate
from theory.rules.rewriting import Rewrite as Rewrite
from theory.rules.rule import Rule as Rule
from theory.rules.stationary import StationaryAt as StationaryAt
from theory.rules.taking_limits import TakeLimit as TakeLimit
from theory.statements import arbitrary_vector as arbitrary_vector
from theory.statements import flow_derivative as flow_derivative

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
    "MinimiseTogether",
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
