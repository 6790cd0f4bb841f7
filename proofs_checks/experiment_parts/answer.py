"""The answer to the question of an experiment: of several findings, each with its interval."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Answer", "Finding", "Word", "word_within"]


class Word(StrEnum):
    """An answer in one word."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Finding:
    """A part of the answer: ``says`` is a sentence. One without a ``word`` informs, and decides nothing."""

    says: str
    word: Word | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Answer:
    """``no`` if a finding says no, else ``undecided`` if one is undecided or none decides, else ``yes``."""

    findings: tuple[Finding, ...]

    @property
    def word(self) -> Word:
        words = {finding.word for finding in self.findings}
        if Word.NO in words:
            return Word.NO
        return Word.YES if Word.YES in words and Word.UNDECIDED not in words else Word.UNDECIDED

    @staticmethod
    def of(findings: Iterable[Finding]) -> "Answer":
        return Answer(tuple(findings))


def word_within(low: float, high: float, least: float, most: float) -> Word:
    """Yes where [low, high] lies within [least, most], no where it lies outside, else undecided; NaN is undecided."""
    if least <= low and high <= most:
        return Word.YES
    return Word.NO if high < least or low > most else Word.UNDECIDED
