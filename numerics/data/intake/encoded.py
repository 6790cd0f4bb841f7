"""Columns of categories and dates as numbers, on request."""

from typing import NamedTuple

import numpy as np

from numerics.data.intake.cells import Labels, days, is_date
from numerics.tolerances.intake_limits import MOST_LEVELS
from numerics.values.real_arrays import shown

__all__ = ["Encoded", "encoded"]


class Encoded(NamedTuple):
    """Columns by name, each with its numbers (n,), and how they were made."""

    columns: dict[str, np.ndarray]
    said: str


def encoded(source: str, name: str, labels: Labels, present: np.ndarray) -> Encoded:
    """Dates as days since the earliest; else an indicator of each category but the first in alphabetical order.

    ``present`` (n,) marks the rows that count, all of which have a label. Raises ValueError for a column of one value,
    for one of more categories than can be columns.
    """
    left, codes = np.unique(labels.codes[present], return_inverse=True)
    texts = [labels.texts[code] for code in left]
    numbers = days(texts)
    if numbers is not None:
        return Encoded({name: numbers[codes]}, f"{shown(name)} is encoded as days since {min(texts)}")
    levels = sorted(texts)
    if not 2 <= len(levels) <= MOST_LEVELS:
        few = "nothing to tell apart" if len(levels) < 2 else f"more than the {MOST_LEVELS} that can be columns"
        remedy = f"ignore it (--ignore {shown(name)})"
        if all(map(is_date, texts)):
            remedy = "write dates as 2019-12-31, of which days are counted"
        message = f"column {shown(name)} of {source} has {len(levels)} categories, {few}: {remedy}"
        raise ValueError(message)
    columns = {f"{name}={level}": (codes == texts.index(level)).astype(np.float64) for level in levels[1:]}
    many = "an indicator" if len(columns) == 1 else f"{len(columns)} indicators"
    return Encoded(columns, f"{shown(name)} is encoded as {many} beside {shown(levels[0])}")
