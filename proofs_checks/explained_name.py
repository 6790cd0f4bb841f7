"""Names that a report prints, each with what it means."""

from enum import StrEnum
from typing import Self

__all__ = ["ExplainedName"]


class ExplainedName(StrEnum):
    """A closed list of names; ``meaning`` explains each in a clause. No name is without one.

    >>> from theorycheck import Verdict
    >>> print(Verdict.CONFIRMED, "means:", Verdict("CONFIRMED").meaning)
    CONFIRMED means: evidence that could have failed did not fail
    """

    def __new__(cls, *name_and_meaning: str) -> Self:
        name, _ = name_and_meaning
        member = str.__new__(cls, name)
        member._value_ = name
        return member

    def __init__(self, *name_and_meaning: str) -> None:
        self.meaning = name_and_meaning[1]
