"""What the end of a derivation is compared with."""

from sympy import Basic

from theory.algebra.expectation_node import Expectation
from theory.core.agreement import proves_same
from theory.core.errors import NotShownError
from theory.core.execution import Derivation

__all__ = ["require_same"]


def require_same(derivation: Derivation, found: Basic, claimed: Basic, what: str) -> None:
    """Raise NotShownError unless what was derived is shown to be what is claimed."""
    if found.has(Expectation) and not claimed.has(Expectation):
        message = f"the derivation ends before {what} is reached: {found} holds an expectation"
        raise NotShownError(message)
    if not proves_same(derivation.context, found, claimed):
        message = f"{what} derived is {found}, and {claimed} is claimed"
        raise NotShownError(message)
