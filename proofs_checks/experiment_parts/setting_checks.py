"""Settings that cannot work, refused in one line: the name, the value, what was expected."""

from collections.abc import Collection
from math import isfinite

from numerics.values.binding import suggestion

__all__ = ["require_among", "require_at_least", "require_positive"]


def require_at_least(least: float, **settings: float) -> None:
    """Raise ValueError for a number that is less, or is none."""
    for name, value in settings.items():
        if not value >= least or not isfinite(value):
            message = f"{name} is {value!r}: give a number of at least {least:g}"
            raise ValueError(message)


def require_positive(**settings: float) -> None:
    """Raise ValueError for a number that is not > 0 and finite."""
    for name, value in settings.items():
        if not value > 0 or not isfinite(value):
            message = f"{name} is {value!r}: give a number above 0"
            raise ValueError(message)


def require_among(known: Collection[str], **settings: str) -> None:
    """Raise ValueError, with the nearest name, for one that is not known."""
    for name, value in settings.items():
        if value not in known:
            message = f"{name} is {value!r}{suggestion(value, known)}: give one of {', '.join(known)}"
            raise ValueError(message)
