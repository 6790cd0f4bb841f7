"""Settings of networks and of their training, refused by name where they cannot work."""

import math

__all__ = ["require_counts", "require_positive"]


def require_counts(**counts: int) -> None:
    """Raise ValueError, with name and value, for what is no whole number of at least 1."""
    for name, value in counts.items():
        if type(value) is not int or value < 1:
            message = f"{name} is {value!r}: give a whole number of at least 1"
            raise ValueError(message)


def require_positive(**numbers: float) -> None:
    """Raise ValueError, with name and value, for what is no finite number above 0."""
    for name, value in numbers.items():
        if type(value) not in (int, float) or not math.isfinite(value) or value <= 0:
            message = f"{name} is {value!r}: give a finite number above 0"
            raise ValueError(message)
