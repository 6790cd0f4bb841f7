"""What the core says when it is not convinced."""

__all__ = ["DerivationError", "NotShownError"]


class DerivationError(ValueError):
    """A step that does not follow from the one before, or a rule that does not apply; the message names the step."""


class NotShownError(DerivationError):
    """Something that would have to be shown, and is not; ``remedy`` is the hypothesis that would show it, if any."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message}: {remedy}" if remedy else message)
        self.remedy = remedy
