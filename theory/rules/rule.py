"""What an executable step is."""

from theory.core.state import State

__all__ = ["Rule"]


class Rule:
    """An executable step. ``apply`` proposes what stands after it; whether that follows is decided by the core.

    Anybody may write one: it can waste time, and never prove what is false.

    >>> from theorycheck import rules
    >>> issubclass(rules.Expand, rules.Rule)
    True
    """

    def apply(self, state: State) -> State:
        """The state after the step. Raises DerivationError where the rule does not apply."""
        raise NotImplementedError
