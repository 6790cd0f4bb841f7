"""The theorems, by slug. A theorem is one module under ``theory.papers`` that defines ``THEOREM``; its file name is
the slug. Nothing else needs to know of it.
"""

import importlib
import pkgutil
from functools import cache

from theory.theorem_record import Theorem

__all__ = ["module_of", "theorem", "theorems"]


@cache
def _modules() -> dict[str, str]:
    """Module name by slug."""
    papers = importlib.import_module("theory.papers")
    found: dict[str, str] = {}
    for paper in pkgutil.iter_modules(papers.__path__, "theory.papers."):
        package = importlib.import_module(paper.name)
        for module in pkgutil.iter_modules(package.__path__, f"{paper.name}."):
            slug = module.name.rpartition(".")[2]
            if slug in found:
                message = f"two theorems are called {slug}, in {found[slug]} and {module.name}: rename one file"
                raise ValueError(message)
            found[slug] = module.name
    return found


def module_of(slug: str) -> str | None:
    """The module that states the theorem of that name; None where none does."""
    return _modules().get(slug)


@cache
def theorem(slug: str) -> Theorem:
    """The theorem of that name. Raises ValueError, with the nearest names, if there is none.

    >>> from theorycheck import theorem
    >>> theorem("second_moment_of_sample_covariance").title
    'Second moment of the sample covariance'
    """
    modules = _modules()
    if slug not in modules:
        import difflib  # of use to those who misspell alone

        near = difflib.get_close_matches(slug, modules, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "theorycheck list names them all"
        message = f"there is no theorem {slug!r}: {hint}"
        raise ValueError(message)
    found: Theorem = importlib.import_module(modules[slug]).THEOREM
    if found.slug != slug:
        message = f"{modules[slug]} defines the theorem {found.slug!r}: give theorem and file one name"
        raise ValueError(message)
    return found


@cache
def theorems() -> tuple[Theorem, ...]:
    """All theorems, premises before what rests on them, otherwise by paper and name.

    Raises ValueError for a premise that is not registered, and for theorems that rest on each other in a circle.

    >>> from theorycheck import theorems
    >>> "least_squares_risk" in {theorem.slug for theorem in theorems()}
    True
    """
    found = {slug: theorem(slug) for slug in _modules()}
    ordered: dict[str, Theorem] = {}

    def place(slug: str, path: tuple[str, ...]) -> None:
        if slug in path:
            message = f"theorems rest on each other in a circle: {' -> '.join([*path, slug])}"
            raise ValueError(message)
        if slug not in found:
            message = f"{path[-1]} rests on {slug!r}, which is not registered: add it, or name a theorem that is"
            raise ValueError(message)
        if slug not in ordered:
            for premise in found[slug].depends_on:
                place(premise, (*path, slug))
            ordered[slug] = found[slug]

    for slug in found:
        place(slug, ())
    return tuple(ordered.values())
