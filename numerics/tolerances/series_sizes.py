"""How far a series in t and log t is followed where a limit is computed."""

__all__ = ["BEYOND_EXPONENT", "SERIES_DIGITS", "SERIES_TERMS"]

SERIES_TERMS = 10
"""Terms that are kept: a cancellation of so many orders leaves the limit undecided, never wrong."""

BEYOND_EXPONENT = -(10**9)
"""Of t, where something is smaller than every power that occurs, such as exp(−t)."""

SERIES_DIGITS = 60
"""Digits of the coefficients that are not exact: twenty more than are known of the numbers they come from."""
