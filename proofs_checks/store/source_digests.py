"""Digests of source: of all that produces evidence, and of the files that a theorem is stated in.

The first holds whatever is imported where evidence is made, the trusted base with it, and so a change of any such file
makes all evidence anew. The files of theorems are apart: a change of one makes anew what is stated there, what imports
it, and what rests on it.
"""

import ast
import hashlib
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version

__all__ = ["code_digest", "statement_files", "versions"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("theory", "numerics", "proofs_checks")
PAPERS = ("theory/papers",)
# they show what was found
WITHOUT_INFLUENCE = ("theory/latex", "proofs_checks/report", "proofs_checks/illustrations", "proofs_checks/auditing")


@cache
def code_digest() -> str:
    """Of every source file that evidence may depend on, theorems apart."""
    total = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(tuple(f"{folder}/" for folder in PAPERS + WITHOUT_INFLUENCE)):
                total.update(f"{name}\0{_digest(path)}\0".encode())
    return total.hexdigest()


@cache
def versions() -> dict[str, str]:
    """Of what evidence is computed with; the last bits of a float depend on the machine, too."""
    packages = {name: version(name) for name in ("sympy", "numpy", "scipy", "mpmath", "hypothesis")}
    return {"python": python_version(), "machine": machine(), **packages}


def statement_files(modules: Iterable[str]) -> dict[str, str]:
    """Digests, by module, of the files in which these imported modules and what they import state theorems."""
    waiting, found = list(modules), dict[str, str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            path = Path(str(sys.modules[name].__file__))
            found[name] = _digest(path)
            waiting += [imported for imported in _imports(path) if _states_theorems(imported)]
    return dict(sorted(found.items()))


def _states_theorems(module: str) -> bool:
    """Whether an import leads to a file that the digest of the code does not hold."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None:
        return False
    path = Path(file).resolve()
    if path.is_relative_to(ROOT):
        name = path.relative_to(ROOT).as_posix()
        return name.startswith(tuple(f"{folder}/" for folder in PAPERS))
    return False


@cache
def _imports(path: Path) -> tuple[str, ...]:
    return tuple(_names(ast.parse(path.read_bytes())))


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
