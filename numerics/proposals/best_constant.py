"""The largest constant c for which a certificate of expression − c·unit ≥ 0 is found."""

from collections.abc import Callable
from fractions import Fraction

from numerics.tolerances.proposal_budgets import CONSTANT_CLOSE, CONSTANT_EXPONENT, SMALLEST_CONSTANT

__all__ = ["largest_certified"]


def largest_certified(is_certified: Callable[[Fraction], bool]) -> Fraction | None:
    """Between what is certified and what is not, the simplest fraction and the middle are tried until they are close.

    None where no constant of the range is certified, and where all are: then there is no largest one in it.
    """
    bracket = _bracket(is_certified)
    if bracket is None:
        return None
    low, high = bracket
    while high - low > max(CONSTANT_CLOSE * max(abs(low), abs(high)), SMALLEST_CONSTANT):
        for choose in (_simplest_between, _halfway):
            middle = choose(low, high)
            low, high = (middle, high) if is_certified(middle) else (low, middle)
    return low


def _bracket(is_certified: Callable[[Fraction], bool]) -> tuple[Fraction, Fraction] | None:
    """Neighbours among 0 and ± powers of 2, of which the smaller one alone is certified."""
    exponents = range(-CONSTANT_EXPONENT, CONSTANT_EXPONENT + 1, 4)
    grid = [*(-(Fraction(2) ** n) for n in reversed(exponents)), Fraction(0), *(Fraction(2) ** n for n in exponents)]
    if not is_certified(grid[0]) or is_certified(grid[-1]):
        return None
    low, high = 0, len(grid) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if is_certified(grid[middle]):
            low = middle
        else:
            high = middle
    return grid[low], grid[high]


def _simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of the smallest denominator strictly within."""
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -_simplest_between(-high, -low)
    whole = low.numerator // low.denominator
    if whole + 1 < high:
        return Fraction(whole + 1)
    if low == whole:
        return whole + Fraction(1, int(1 / (high - whole)) + 1)
    return whole + 1 / _simplest_between(1 / (high - whole), 1 / (low - whole))


def _halfway(low: Fraction, high: Fraction) -> Fraction:
    return (low + high) / 2
