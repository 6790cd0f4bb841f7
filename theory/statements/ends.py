"""What the end of a derivation is compared with."""

from sympy import Basic

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.core.agreement import proves_same
from theory.core.execution import Derivation
from theory.core.unconvinced import NotShownError

__all__ = ["EndsElsewhereError", "RestsOnProseError", "require_same"]


class EndsElsewhereError(NotShownError):
    """What was derived is not shown to be what is claimed; both are kept, everything written out."""

    def __init__(self, message: str, found: Basic, claimed: Basic) -> None:
        super().__init__(message)
        self.found, self.claimed = found, claimed


class RestsOnProseError(NotShownError):
    """The derivation is right, and what leads from its end to the claim is a text."""


def require_same(derivation: Derivation, found: Basic, claimed: Basic, what: str) -> None:
    """Raise NotShownError unless what was derived is shown to be what is claimed."""
    if found.has(Expectation) and not claimed.has(Expectation):
        message = f"the derivation ends before {what} is reached: {found} holds an expectation"
        raise NotShownError(message)
    if not proves_same(derivation.context, found, claimed):
        written_out = derivation.context.written_out
        message = f"{what} derived is {found}, and {claimed} is claimed"
        raise EndsElsewhereError(message, written_out(found), written_out(claimed))
