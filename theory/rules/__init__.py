"""Executable rules of derivation, and the executor that checks each step."""

from theory.rules.agreement import agree
from theory.rules.bounding import Below, MinimiseAt
from theory.rules.completing_the_square import CompleteSquare
from theory.rules.derivation import Derivation, arbitrary_vector, derive, flow_derivative, start_of
from theory.rules.lemma import Lemma
from theory.rules.limits import TakeLimit
from theory.rules.premise import FromTheorem, Premise
from theory.rules.rewriting import Expand, Integrate, Rewrite
from theory.rules.state import DerivationError, Rule, State
from theory.rules.stationary import StationaryAt, slope

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
    "derive",
    "flow_derivative",
    "slope",
    "start_of",
]
