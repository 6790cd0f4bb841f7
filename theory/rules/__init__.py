"""Executable rules of derivation, and their execution.

A rule of the project is a class that a file of this folder defines and that inherits from ``Rule`` alone; nothing else
lists them. What type checkers see stands beside this, in a file that ``examples/stubs.py`` writes.
"""

import sys

from theory.core.execution import Derivation
from theory.core.premises import FromTheorem
from theory.core.relations.stationarity import slope
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.establishing import agree, derive, start_of
from theory.gathering import classes_in, offered
from theory.rules.carrying_over import carried_over
from theory.rules.rule import Rule
from theory.statements import arbitrary_vector, flow_derivative

__all__ = [
    "Derivation",
    "DerivationError",
    "FromTheorem",
    "Rule",
    "State",
    "agree",
    "arbitrary_vector",
    "carried_over",
    "derive",
    "flow_derivative",
    "slope",
    "start_of",
]

__all__ += offered(globals(), classes_in(sys.modules[__name__], Rule))
__all__.sort()
