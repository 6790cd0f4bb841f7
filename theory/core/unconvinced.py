"""What the core says when it is not convinced."""

__all__ = ["DerivationError", "NotShownError"]


class DerivationError(ValueError):
    """A step that does not follow from the one before, or a rule that does not apply; the message names the step.

    >>> from theorycheck import Equality, Step, Theorem, rules, setting
    >>> claim, twice = Equality(setting.sigma2, 1), Step(rules.Rewrite(2 * setting.sigma2), "twice")
    >>> wrong = Theorem(slug="w", title="", statement=claim, derivation=(twice,))
    >>> try:
    ...     rules.derive(wrong)
    ... except rules.DerivationError as error:
    ...     print(str(error)[:40])
    step 1 (twice) fails: it is not shown th
    """


class NotShownError(DerivationError):
    """Something that would have to be shown, and is not; ``remedy`` is the hypothesis that would show it, if any."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message}: {remedy}" if remedy else message)
        self.remedy = remedy
