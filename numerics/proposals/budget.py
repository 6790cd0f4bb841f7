"""How long a search may take, asked inside its loops."""

from time import process_time

__all__ = ["Budget", "OutOfTimeError"]


class OutOfTimeError(ValueError):
    """The search was given up; the message says after how long."""


class Budget:
    """Seconds of processor time from now on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = process_time() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left, 0 at least."""
        return max(0.0, self._end - process_time())

    def require(self) -> None:
        """Raise OutOfTimeError once the time is spent."""
        if process_time() > self._end:
            message = f"the search was given up after {self.seconds:g} s"
            raise OutOfTimeError(message)
