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
from importlib.util import resolve_name
from pathlib import Path
from platform import machine, python_version

__all__ = ["code_digest", "statement_files", "versions"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("theory", "numerics", "proofs_checks")
PAPERS = ("theory/papers",)
HIDDEN = frozenset({"import_module", "__import__", "exec", "eval", "open", "read_text", "read_bytes", "reload"})
"""Names by which a file may depend on another one that its imports do not name."""

# they show what was found; tests show that nothing which makes evidence imports them
WITHOUT_INFLUENCE = (
    "theory/latex",
    "proofs_checks/auditing",
    "proofs_checks/formats",
    "proofs_checks/illustrations",
    "proofs_checks/report",
)


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


def statement_files(modules: Iterable[str]) -> dict[str, str] | None:
    """Digests, by module, of the files in which these imported modules and what they import state theorems.

    None where one of the files may reach another in a way that reading it does not show.
    """
    waiting, found = list(modules), dict[str, str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            path = Path(str(sys.modules[name].__file__))
            found[name] = _digest(path)
            imported = _imports(path, _package_of(name))
            if imported is None:
                return None
            waiting += [module for module in imported if _states_theorems(module)]
    return dict(sorted(found.items()))


def _package_of(module: str) -> str:
    """What its relative imports are relative to."""
    return str(sys.modules[module].__package__)


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
def _imports(path: Path, package: str) -> tuple[str, ...] | None:
    """What a file imports and the packages that it lies in; None where names in it import, execute or read."""
    tree = ast.parse(path.read_bytes())
    if any(_name(node) in HIDDEN for node in ast.walk(tree)):
        return None
    names = [package, *_imported(tree, package)]
    parts = [name.split(".") for name in names]
    return tuple(dict.fromkeys(".".join(part[: i + 1]) for part in parts for i in range(len(part))))


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _imported(tree: ast.AST, package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            name = resolve_name(f"{'.' * node.level}{node.module or ''}", package)
            yield from (f"{name}.{alias.name}" for alias in node.names)


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
