"""Theorem files outside of the project, written into a folder, and a registry that forgets them afterwards."""

import sys
from contextlib import contextmanager

from theory import establishing, registry

__all__ = ["forgetting", "stated", "write"]

FILE = """
from sympy import Symbol
from theorycheck import Equality, Theorem
{lines}
x = Symbol("x", real=True)
THEOREM = Theorem(slug={slug!r}, title="", statement=Equality(x + x, 2 * x), depends_on={premises!r})
"""


def stated(slug, *premises, lines=""):
    """The text of a file that states a theorem."""
    return FILE.format(slug=slug, premises=premises, lines=lines)


def write(folder, **files):
    """Write files, ``package__module`` for a file in a package, and return the folder."""
    for name, text in files.items():
        *packages, module = name.split("__")
        place = folder.joinpath(*packages)
        place.mkdir(parents=True, exist_ok=True)
        for count in range(len(packages)):
            folder.joinpath(*packages[: count + 1], "__init__.py").touch()
        (place / f"{module}.py").write_text(text)
    return folder


@contextmanager
def forgetting():
    """What is named, imported and established inside is forgotten."""
    modules, path, named = set(sys.modules), list(sys.path), dict(registry._named)
    _forget()
    try:
        yield
    finally:
        for name in set(sys.modules) - modules:
            if not name.startswith(("theory.", "numerics.", "proofs_checks.", "sympy.")):
                del sys.modules[name]
        sys.path[:] = path
        _forget()
        registry._named.update(named)


def _forget():
    registry._named.clear()
    for remembered in (registry._announced, establishing._premise, establishing._known, establishing._is_established):
        remembered.cache_clear()
