"""Which column is the task, which the target, and which are features."""

import difflib
import re
from collections.abc import Sequence

from numerics.data.intake.data_frames import FrameTable
from numerics.data.intake.raw_table import RawTable
from numerics.data.intake.reading_options import ReadingOptions
from numerics.tolerances.shown_lengths import SHOWN_COLUMNS
from numerics.values.real_arrays import shown
from numerics.values.visible_text import shortened

__all__ = ["features_of", "is_unnamed"]


_UNNAMED = re.compile(r"(unnamed: \d+)?", re.IGNORECASE)
"""What the column of row labels is called that data frames write: nothing, or what pandas makes of that."""


def is_unnamed(name: str) -> bool:
    """Whether this is what a column without a name is called."""
    return _UNNAMED.fullmatch(name) is not None


def features_of(
    raw: RawTable, task: str, target: str, ignored: Sequence[str], options: ReadingOptions
) -> tuple[str, ...]:
    """Every column but those. Raises ValueError for columns that there are not, and for two roles of one column."""
    for name in (task, target, *ignored, *options.encode):
        _require_column(name, raw)
    if task == target or {task, target} & set(ignored):
        message = f"{shown(task)} and {shown(target)} are to be task and target: give two columns, and ignore neither"
        raise ValueError(message)
    features = tuple(name for name in raw.header if name not in {task, target, *ignored})
    idle = next((name for name in options.encode if name not in features), None)
    if idle is not None:
        message = f"{shown(idle)} is to be encoded, and is no feature: encode features only"
        raise ValueError(message)
    if not features:
        message = f"{raw.name} has no columns besides task and target: give at least one feature"
        raise ValueError(message)
    unnamed = next((name for name in features if is_unnamed(name)), None)
    if unnamed is not None:
        message = (
            f"column {raw.header.index(unnamed) + 1} of {raw.name} has no name ({unnamed!r}), as row labels have: "
            f"ignore {unnamed!r} (--ignore {unnamed!r}), or name the column if it is a feature"
        )
        raise ValueError(message)
    return features


def _require_column(name: str, raw: RawTable) -> None:
    if name in raw.header:
        return
    near = difflib.get_close_matches(name, raw.header, n=1)
    some = ", ".join(map(shortened, raw.header[:SHOWN_COLUMNS])) + ", …" * (len(raw.header) > SHOWN_COLUMNS)
    hint = f"did you mean {shown(near[0])}?" if near else f"its columns are {some}"
    if isinstance(raw, FrameTable) and name in raw.index_names:
        hint = "it is in the index, make it a column by reset_index()"
    message = f"{raw.name} has no column {shown(name)}: {hint}"
    raise ValueError(message)
