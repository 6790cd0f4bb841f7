"""A test of a law, and what several tests of one hypothesis come to."""

from dataclasses import dataclass

__all__ = ["HypothesisTests", "LawTest"]


@dataclass(frozen=True)
class LawTest:
    """A test of one consequence of a hypothesis: its p-value, or the ``reason`` why there is none."""

    about: str
    test: str
    p_value: float | None
    sample: int
    reason: str = ""


@dataclass(frozen=True)
class HypothesisTests:
    """The tests of one hypothesis, and the one p-value of all of them (None where nothing could be tested).

    ``calibration`` says how the smallest of their p-values was made into one. ``cause`` is what a rejection is to be
    put down to, where that is not the test with the smallest p-value: one departure shows in several tests.
    """

    tests: tuple[LawTest, ...]
    p_value: float | None
    calibration: str
    cause: LawTest | None = None

    @property
    def done(self) -> tuple[LawTest, ...]:
        """The tests that could be made."""
        return tuple(t for t in self.tests if t.p_value is not None)

    @property
    def nearest(self) -> LawTest:
        """The test that speaks most against the hypothesis: ``cause``, or that with the smallest p-value."""
        return self.cause or min(self.done, key=lambda t: t.p_value or 0.0)
