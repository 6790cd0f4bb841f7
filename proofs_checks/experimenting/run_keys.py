"""What the result of a seed depends on: setting, arm, seed, and the sources that training it runs.

Of the experiment's own file these are ``run_seed`` and what it names there, directly or not: how results are judged and
drawn may be changed without training anew. Of other files of the project they are those that the imports of these names
lead to, as a whole.
"""

import ast
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import resolve_name
from inspect import getsource
from pathlib import Path

from proofs_checks.experiment_parts.experiment import Experiment
from proofs_checks.experimenting.changed_setting import setting_of
from proofs_checks.json_text import as_data, exact_text
from proofs_checks.store.source_digests import versions

__all__ = ["RunKeys", "needed_source", "sources_of"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("numerics", "proofs_checks", "theory")
START = "run_seed"


@dataclass(frozen=True)
class RunKeys:
    """The keys of the runs of one experiment. How many seeds there are is no part of them."""

    experiment: Experiment

    def key_of(self, arm: str, seed: int) -> str:
        return hashlib.sha256(f"{arm}\0{seed}\0{self.about}".encode()).hexdigest()

    @cached_property
    def about(self) -> str:
        setting = {name: value for name, value in setting_of(self.experiment).items() if name != "seeds"}
        return exact_text(
            {
                "experiment": self.experiment.slug,
                "setting": as_data(setting),
                "code": self.code,
                "versions": {**versions(), **{name: _version(name) for name in self.experiment.packages}},
            },
            by_name=True,
        )

    @cached_property
    def code(self) -> str:
        """A digest of all source that a run depends on."""
        file = Path(str(sys.modules[type(self.experiment).__module__].__file__))
        text, modules = needed_source(file)
        total = hashlib.sha256(f"{text}\0{getsource(Experiment.generator)}".encode())
        for path in sources_of(modules):
            name = path.relative_to(ROOT).as_posix()
            total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
        return total.hexdigest()


def needed_source(file: Path) -> tuple[str, tuple[str, ...]]:
    """What of a file ``run_seed`` needs, without comments and docstrings, and the modules that it takes names from."""
    tree = ast.parse(file.read_bytes())
    defined, imported = _defined(tree), _imported(tree, _package_of(file))
    # a file that has run_seed from elsewhere is needed as a whole
    waiting, names = [START] if START in defined else [*defined, *imported], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            waiting += [other for node in defined.get(name, ()) for other in _names_in(node)]
    texts = [ast.unparse(_without_docstring(node)) for name in sorted(names) for node in defined.get(name, ())]
    return "\n".join(texts), tuple(sorted({module for name in names for module in imported.get(name, ())}))


def sources_of(modules: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of these modules and the project's files that their imports reach, those inside functions included."""
    waiting, found = [file for module in modules for file in _files_of(module)], set[Path]()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported_by(path)
    return tuple(sorted(found))


def _defined(tree: ast.Module) -> dict[str, list[ast.AST]]:
    """What the file defines, by name: functions, classes and values, methods and fields of classes."""
    found: dict[str, list[ast.AST]] = {}
    inside = [node for c in tree.body if isinstance(c, ast.ClassDef) for node in c.body]
    for node in [*tree.body, *inside]:
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not _is_experiment(node):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
        for name in names:
            found.setdefault(name, []).append(node)
    return found


def _is_experiment(node: ast.AST) -> bool:
    """All of it would be the judging, too."""
    return isinstance(node, ast.ClassDef) and any(getattr(n, "name", "") == START for n in node.body)


def _imported(tree: ast.Module, package: str) -> dict[str, tuple[str, ...]]:
    """The modules that a name of the file is taken from."""
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {(a.asname or a.name).split(".")[0]: (a.name,) for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name(f"{'.' * node.level}{node.module or ''}", package)
            found |= {a.asname or a.name: (base, f"{base}.{a.name}") for a in node.names}
    return found


def _names_in(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def _without_docstring(node: ast.AST) -> ast.AST:
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
        copy = ast.parse(ast.unparse(node)).body[0]
        assert isinstance(copy, ast.FunctionDef | ast.ClassDef)
        copy.body = copy.body[1:] or [ast.Pass()]
        return copy
    return node


@cache
def _imported_by(path: Path) -> tuple[Path, ...]:
    modules = [m for found in _imported(ast.parse(path.read_bytes()), _package_of(path)).values() for m in found]
    return tuple(file for module in modules for file in _files_of(module))


def _package_of(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix().replace("/", ".") if path.is_relative_to(ROOT) else ""


def _files_of(module: str) -> tuple[Path, ...]:
    """The module; nothing of others' modules, of names inside modules, and of what only says what an experiment is."""
    parts = module.split(".")
    if parts[0] not in PACKAGES or module.startswith(Experiment.__module__):
        return ()
    place = ROOT.joinpath(*parts)
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return (file,) if file.is_file() else ()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
