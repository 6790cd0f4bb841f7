"""Executable rules of derivation, and the executor that checks each step."""

from theory.rules.agreement import agree
from theory.rules.bounding import Below, MinimiseAt
from theory.rules.completing_the_square import CompleteSquare
from theory.rules.derivation import Derivation, derive, start_of
from theory.rules.premise import FromTheorem, Premise
from theory.rules.rewriting import Expand, Integrate, Rewrite
from theory.rules.state import DerivationError, Rule, State

__all__ = [
    "Below",
    "CompleteSquare",
    "Derivation",
    "DerivationError",
    "Expand",
    "FromTheorem",
    "Integrate",
    "MinimiseAt",
    "Premise",
    "Rewrite",
    "Rule",
    "State",
    "agree",
    "derive",
    "start_of",
]
