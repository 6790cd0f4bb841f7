"""A limit judged by enclosed values far out: where no series reaches.

t runs through 10^4, 10^8, …, 10^64, each the square of the one before: distances that fall like a power of t square
from one to the next, and what is left at the end bounds what is unseen. Every value is an interval, so that what
cancels beyond the digits carried is seen as wide, and decides nothing.
"""

from collections.abc import Mapping
from itertools import pairwise

import mpmath
import numpy as np
from sympy import Basic

from numerics.evaluation.enclosures import Undecided
from numerics.evaluation.interval_arithmetic import Intervals
from numerics.evaluation.walk import Evaluation
from numerics.tolerances.digits_carried import AGREEMENT
from numerics.values.binding import bind, leaves
from numerics.values.number_types import Number
from proofs_checks.approach.constants import is_exact
from proofs_checks.approach.paths import Path
from proofs_checks.approach.seen_on_path import Finding
from proofs_checks.judging.printable import plain
from proofs_checks.settings.limit_trials import FAR_DIGITS, FAR_SCALES, LARGEST_STEP_RATIO, LIMIT_APART, LIMIT_SETTLED
from theory.statements import Limit

__all__ = ["sampled_along"]


def sampled_along(
    statement: Limit, path: Path, constants: Mapping[Basic, Number], point: Mapping[Basic, Number], claimed: Number
) -> Finding:
    """Agrees where the distance falls below LIMIT_SETTLED; differs where the values settle elsewhere.

    Raises ValueError where the expression has no value, Undecided where the intervals are too wide.
    """
    if max(path.levels):
        message = "one variable after the other is not sampled"
        raise Undecided(message)
    arithmetic = Intervals(FAR_DIGITS)
    known = _enclosed(constants, point, arithmetic)
    wanted = arithmetic.array(claimed)
    values = [
        np.asarray(Evaluation({**known, **path.values(statement, t)}, arithmetic)(statement.expression), dtype=object)
        for t in FAR_SCALES
    ]
    scale = max(mpmath.mpf(1), _size(wanted)[1])
    nearest, distances = zip(*[_size(v - wanted, scale) for v in values], strict=True)
    steps = [_size(b - a, scale)[1] for a, b in pairwise(values)]
    reached = plain(np.vectorize(_shown, otypes=[object])(values[-1])[()])
    if distances[-1] <= LIMIT_SETTLED and all(b <= max(a, AGREEMENT) for a, b in pairwise(distances)):
        return Finding(True, "sampled", reached)
    settled = (
        all(b <= max(LARGEST_STEP_RATIO * a, LIMIT_SETTLED) for a, b in pairwise(steps)) and steps[-1] <= LIMIT_SETTLED
    )
    if settled and nearest[-1] >= LIMIT_APART:
        return Finding(False, "sampled", reached)
    return Finding(None, "sampled", reached, _what_was_seen(distances))


def _enclosed(
    constants: Mapping[Basic, Number], point: Mapping[Basic, Number], arithmetic: Intervals
) -> dict[Basic, Number]:
    """Parts that do not move, to all digits where no spectrum limits them."""
    found = {}
    for node, value in constants.items():
        found[node] = value
        if not is_exact(value):
            try:
                symbols = leaves(node)
                bound = bind(symbols, {s: point[s] for s in symbols if s in point})
                found[node] = Evaluation(bound, arithmetic)(node)
            except ValueError:
                continue
    return found


def _size(value: Number, scale: Number = 1) -> tuple[Number, Number]:
    """The largest entry, in units of ``scale``: its absolute value lies between these ends."""
    low, high = mpmath.mpf(0), mpmath.mpf(0)
    for x in np.asarray(value, dtype=object).flat:
        a, b = map(mpmath.mp.make_mpf, x.held._mpi_)
        low, high = max(low, a, -b), max(high, abs(a), abs(b))
    return low / scale, high / scale


def _shown(x: Number) -> str:
    return str(mpmath.nstr(mpmath.mp.make_mpf(x.held._mpi_[0]), 12))


def _what_was_seen(distances: tuple[Number, ...]) -> str:
    """The last distance, and the power of t that it falls like."""
    far = f"the distance is at most {mpmath.nstr(distances[-1], 3)} at t = 10^64"
    if not all(distances[-2:]):
        return far
    slope = mpmath.log(distances[-1] / distances[-2], 10) / 32
    return f"{far}, going like t^{mpmath.nstr(slope, 3)}"
