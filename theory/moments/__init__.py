"""From expectations to closed forms."""

from theory.moments.gaussian import integrate

__all__ = ["integrate"]
