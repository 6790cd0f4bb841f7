"""Kinds of statement, one a file. They are closed: a subclass of one, a user's too, is none of them.

A kind is a class that a file of this folder defines and that inherits from ``Statement`` alone. Files are looked for
once, when this is imported; nothing else lists them. What type checkers see stands beside this, in a file that
``examples/stubs.py`` writes.
"""

import sys

from theory.gathering import classes_in, offered
from theory.statements.base import Statement
from theory.statements.ends import RestsOnProseError
from theory.statements.flow_bound import flow_derivative
from theory.statements.loewner_bound import arbitrary_vector
from theory.statements.point_claim import Claim

__all__ = ["KINDS", "Claim", "RestsOnProseError", "Statement", "arbitrary_vector", "flow_derivative"]

KINDS: tuple[type[Statement], ...] = classes_in(sys.modules[__name__], Statement)
"""All kinds, compared by identity: a subclass, a user's too, is none of them."""

__all__ += offered(globals(), KINDS)
__all__.sort()
