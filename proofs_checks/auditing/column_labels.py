"""Names of columns as a report has them: what is in them is seen, none is endless, and no two are one."""

from collections.abc import Sequence

from numerics.values.visible_text import visible
from proofs_checks.settings.presentation.text_widths import LONGEST_LABEL

__all__ = ["column_labels"]


def column_labels(names: Sequence[str]) -> tuple[str, ...]:
    """A label for each name: the name itself as a rule.

    Control characters are written as Python escapes them, and long names are cut, with a number where two would be cut
    to the same label.

    >>> column_labels(["income", "a" * 200, "a" * 200 + "b"])[1:] == ("a" * 100 + "…", "a" * 100 + "… (2)")
    True
    """
    found: dict[str, None] = {}
    for name in names:
        seen = visible(name)
        label = cut = seen if len(seen) <= LONGEST_LABEL else f"{seen[:LONGEST_LABEL]}…"
        number = 1
        while label in found:
            number += 1
            label = f"{cut} ({number})"
        found[label] = None
    return tuple(found)
