"""The command ``theorycheck cite``: BibTeX of the tool, and of the papers whose theorems are used."""

import sys
from collections.abc import Iterable
from importlib.metadata import version

from theory.registry import module_of
from theory.theorem_record import Theorem

__all__ = ["citations"]


def citations(theorems: Iterable[Theorem]) -> str:
    """An entry for the tool and one for each package of theorems that has a ``BIBTEX``; then, as comments, the sources
    of those that have none.
    """
    entries: dict[str, None] = {_tool(): None}
    uncited: dict[str, None] = {}
    for theorem in theorems:
        entry = _entry_of(theorem)
        if entry:
            entries[entry] = None
        else:
            uncited[f"% {theorem.slug}: {theorem.source}"] = None
    return "\n\n".join([*entries, *(["\n".join(uncited)] if uncited else [])])


def _entry_of(theorem: Theorem) -> str:
    package = (module_of(theorem.slug) or "").rpartition(".")[0]
    return str(getattr(sys.modules.get(package), "BIBTEX", "")).strip()


def _tool() -> str:
    return (
        "@software{theorycheck,\n"
        "  title   = {theorycheck: theorems about machine learning, derived, checked, sampled and printed},\n"
        "  author  = {{The theorycheck authors}},\n"
        f"  version = {{{version('theorycheck')}}},\n"
        "}"
    )
