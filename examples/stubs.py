"""Writes what type checkers see of the modules that gather their names from files: python examples/stubs.py

Such a module lists nothing by hand, and so that a name of it is typed all the same, a stub says where each comes from.
"""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

MODULES = ("theory", "theory.certificates", "theory.rules", "theory.statements", "theorycheck")


def stubs() -> dict[Path, str]:
    """The text of each stub by its file, beside the module."""
    return {Path(str(m.__file__)).with_suffix(".pyi"): _stub(m) for m in map(import_module, MODULES)}


def _stub(module: ModuleType) -> str:
    tree = ast.parse(inspect.getsource(module))
    imported = dict(_imports(tree))
    own = dict(_annotations(tree))
    places = {name: imported.get(name) or _home(module, name) for name in module.__all__ if name not in own}
    lines = [f"from {place} import {name} as {name}" for name, place in places.items()]
    constants = [f"{name}: {kind}" for name, kind in own.items()]
    names = ["__all__ = [", *(f'    "{name}",' for name in sorted(module.__all__, key=_order)), "]"]
    text = "\n".join(['"""Written by examples/stubs.py."""', "", *sorted(lines), "", *names, "", *constants])
    return text.strip() + "\n"


def _order(name: str) -> tuple[int, str]:
    """Constants, classes, functions, as the linter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.name, node.module) for alias in node.names if alias.asname is None)


def _annotations(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Constants that say what they are."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, ast.unparse(node.annotation)


def _home(module: ModuleType, name: str) -> str:
    """Where a name that is not imported by name comes from: what defines it, or the package that offers it."""
    offering = [p for p in getattr(module, "PACKAGES", ()) if name in import_module(p).__all__]
    if offering:
        return str(offering[0])
    value = getattr(module, name)
    return value.__name__.rpartition(".")[0] if inspect.ismodule(value) else str(value.__module__)


if __name__ == "__main__":
    for path, text in stubs().items():
        path.write_text(text, encoding="utf-8")
