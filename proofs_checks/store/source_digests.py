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
from types import ModuleType

from theory.registry import module_of

__all__ = ["code_digest", "figures_version", "statement_files", "versions", "whole_version"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("theory", "numerics", "proofs_checks", "theorycheck")
PAPERS = ("theory/papers",)
LIBRARIES = ("sympy", "numpy", "scipy", "mpmath", "hypothesis", "clarabel")
"""What evidence is computed with: a key holds their versions, not their files."""

HIDDEN = frozenset(
    {
        *("import_module", "__import__", "exec", "eval", "compile", "reload", "exec_module", "find_spec"),
        *("open", "read_text", "read_bytes", "load", "loadtxt", "genfromtxt", "fromfile", "from_file", "read_csv"),
        *("spec_from_file_location", "environ", "getenv", "theorems"),
    }
)
"""Names by which a file may depend on another one that its imports do not name."""

BY_SLUG = frozenset({"theorem", "carried_over"})
"""Names by which a file may depend on theorems whose slugs it holds as text."""

# they show what was found, or train models; tests show that nothing which makes evidence imports them
WITHOUT_INFLUENCE = (
    "theory/latex",
    "numerics/training",
    "proofs_checks/auditing",
    "proofs_checks/experiment_parts",
    "proofs_checks/experimenting",
    "proofs_checks/experiments",
    "proofs_checks/formats",
    "proofs_checks/illustrations",
    "proofs_checks/report",
    "proofs_checks/settings/presentation",
)

# an audit's figures are what a sweep computes
ONLY_SHOWN = tuple(
    f for f in WITHOUT_INFLUENCE if f not in {"proofs_checks/auditing", "proofs_checks/settings/presentation"}
)


@cache
def code_digest() -> str:
    """Of every source file that evidence may depend on, theorems apart."""
    return _digest_of(PAPERS + WITHOUT_INFLUENCE)


def _digest_of(left_out: tuple[str, ...]) -> str:
    """Of every source file but those in these folders."""
    total = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(tuple(f"{folder}/" for folder in left_out)):
                total.update(f"{name}\0{_digest(path)}\0".encode())
    return total.hexdigest()


@cache
def versions() -> dict[str, str]:
    """Of what evidence is computed with; the last bits of a float depend on the machine, too."""
    packages = {name: version(name) for name in LIBRARIES}
    return {"python": python_version(), "machine": machine(), **packages}


@cache
def whole_version() -> str:
    """One text for all source and all that it computes with: two machines with the same compute the same."""
    return hashlib.sha256(f"{_digest_of(())}\0{sorted(versions().items())}".encode()).hexdigest()


@cache
def figures_version() -> str:
    """The same without what only shows figures: what a quantity at a problem may depend on."""
    return hashlib.sha256(f"{_digest_of(ONLY_SHOWN)}\0{sorted(versions().items())}".encode()).hexdigest()


def statement_files(modules: Iterable[str]) -> dict[str, str] | None:
    """Digests, by module, of the files in which these imported modules and what they import state theorems: whatever
    neither the digest of the code nor the versions of libraries hold, wherever it lies.

    None where one of the files may reach another in a way that reading it does not show.
    """
    waiting, found = list(modules), dict[str, str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            path = Path(str(sys.modules[name].__file__))
            imported = _imports(path, _package_of(name)) if path.suffix == ".py" else None
            if imported is None or any(map(_is_still_to_come, imported)):
                return None
            found[name] = _digest(path)
            waiting += [module for module in imported if _states_theorems(module)]
    return dict(sorted(found.items()))


def _package_of(module: str) -> str:
    """What its relative imports are relative to."""
    return str(sys.modules[module].__package__)


def _states_theorems(module: str) -> bool:
    """Whether an import leads to a file of which nothing else that a key holds says what is in it."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None or _is_of_the_library(module):
        return False
    path = Path(file).resolve()
    if any(path.is_relative_to(ROOT / package) for package in PACKAGES):
        name = path.relative_to(ROOT).as_posix()
        return name.startswith(tuple(f"{folder}/" for folder in PAPERS + WITHOUT_INFLUENCE))
    return True


def _is_of_the_library(module: str) -> bool:
    top = module.partition(".")[0]
    return top in sys.stdlib_module_names or top in LIBRARIES


def _is_still_to_come(name: str) -> bool:
    """Whether what an import names is not loaded yet, so that nobody can say which file it is: one inside a function.

    The names in ``from package import name`` may be of values, too.
    """
    if name in sys.modules or _is_of_the_library(name):
        return False
    parent, _, last = name.rpartition(".")
    return not isinstance(sys.modules.get(parent), ModuleType) or not hasattr(sys.modules[parent], last)


@cache
def _imports(path: Path, package: str) -> tuple[str, ...] | None:
    """What a file imports and the packages that it lies in; None where names in it import, execute or read."""
    tree = ast.parse(path.read_bytes())
    if any(_name(node) in HIDDEN for node in ast.walk(tree)):
        return None
    names = [package, *_imported(tree, package)]
    parts = [name.split(".") for name in names if name]
    imported = [".".join(part[: i + 1]) for part in parts for i in range(len(part))]
    return tuple(dict.fromkeys([*imported, *_by_slug(tree)]))


def _by_slug(tree: ast.AST) -> Iterator[str]:
    """The modules of the theorems that a file gets by name."""
    if any(_name(node) in BY_SLUG for node in ast.walk(tree)):
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        yield from (module for module in map(module_of, sorted(texts)) if module is not None)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _imported(tree: ast.AST, package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            name = resolve_name(f"{'.' * node.level}{node.module or ''}", package)
            yield from (name if alias.name == "*" else f"{name}.{alias.name}" for alias in node.names)


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
