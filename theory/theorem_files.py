"""Where theorems are stated: modules that define ``THEOREM``, found by reading them, in packages, folders and files.

Nothing here imports a theorem; ``load`` in the registry does.
"""

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["TheoremFile", "TheoremFileError", "beside", "in_file", "in_folder", "in_module", "named"]

NAME = "THEOREM"


class TheoremFileError(ValueError):
    """A file that cannot state a theorem, or does not load; the message names it and says what to do."""


@dataclass(frozen=True)
class TheoremFile:
    """A file that states a theorem, the module that it is, and the folder in which Python finds that module."""

    path: Path
    module: str
    root: Path

    @property
    def slug(self) -> str:
        return self.module.rpartition(".")[2]


def named(name: str, folder: Path | None = None) -> tuple[TheoremFile, ...] | None:
    """The theorem files of a folder, a ``.py`` file, or an importable package or module; None where there is none.

    Paths and modules that cannot be imported are looked for in ``folder``, which is the working directory unless given.
    Raises TheoremFileError for a place that states no theorem.
    """
    here = Path.cwd() if folder is None else folder
    place = here / name
    found = _at(place) if name else None
    if found is None and _is_dotted(name):
        found = in_module(name)
        if found is None:
            dotted = here.joinpath(*name.split("."))
            found = _at(dotted) or _at(dotted.with_name(f"{dotted.name}.py"))
    if found == ():
        message = f"nothing in {name} states a theorem: a theorem file is a module that defines {NAME}"
        raise TheoremFileError(message)
    return found


def in_folder(folder: Path) -> tuple[TheoremFile, ...]:
    """Those in a folder and below, by path; hidden folders and virtual environments are left out."""
    return tuple(_file(path) for path in _python_files(folder.resolve()) if _states_theorem(path))


def in_file(path: Path) -> tuple[TheoremFile, ...]:
    """The file itself, if it states a theorem."""
    path = path.resolve()
    return (_file(path),) if _states_theorem(path) else ()


def in_module(name: str) -> tuple[TheoremFile, ...] | None:
    """Those of an importable package and below, or of a module; None where it cannot be imported."""
    loaded = sys.modules.get(name)
    if loaded is None:
        try:
            spec = find_spec(name)
        except (ImportError, AttributeError, ValueError):
            return None
        places, file = (None, None) if spec is None else (spec.submodule_search_locations, spec.origin)
    else:
        places, file = getattr(loaded, "__path__", None), getattr(loaded, "__file__", None)
    if places is not None:
        return tuple(found for place in places for found in _in_package(name, Path(place).resolve()))
    if file is None or not file.endswith(".py"):
        return None if loaded is None else ()
    path = Path(file).resolve()
    return (TheoremFile(path, name, _root_of(path, name)),) if _states_theorem(path) else ()


def beside(files: Iterable[TheoremFile]) -> tuple[TheoremFile, ...]:
    """What lies next to theorem files: the others of their packages, or of the folder of one that is in no package."""
    found: dict[Path, TheoremFile] = {}
    for file in files:
        if "." in file.module:
            top = file.module.partition(".")[0]
            others: Iterable[TheoremFile] = _in_package(top, file.root / top)
        else:
            others = (_file(path) for path in sorted(file.root.glob("*.py")) if _states_theorem(path))
        found |= {other.path: other for other in others}
    return tuple(found.values())


def _at(place: Path) -> tuple[TheoremFile, ...] | None:
    if place.is_dir():
        return in_folder(place)
    return in_file(place) if place.suffix == ".py" and place.is_file() else None


def _is_dotted(name: str) -> bool:
    return all(part.isidentifier() for part in name.split("."))


def _in_package(name: str, folder: Path) -> Iterator[TheoremFile]:
    root = _root_of(folder / "__init__.py", name)
    for path in _python_files(folder):
        if _states_theorem(path):
            parts = path.relative_to(folder).with_suffix("").parts
            _require_names(path, parts)
            yield TheoremFile(path, ".".join((name, *(p for p in parts if p != "__init__"))), root)


def _root_of(path: Path, module: str) -> Path:
    levels = module.count(".") + (path.name == "__init__.py")
    return path.parents[levels]


def _file(path: Path) -> TheoremFile:
    root = path.parent
    while (root / "__init__.py").is_file():
        root = root.parent
    parts = path.relative_to(root).with_suffix("").parts
    _require_names(path, parts)
    return TheoremFile(path, ".".join(p for p in parts if p != "__init__"), root)


def _require_names(path: Path, parts: tuple[str, ...]) -> None:
    wrong = next((part for part in parts if not part.isidentifier()), None)
    if wrong is not None:
        message = f"{path} states a theorem and cannot be imported: {wrong!r} is no Python name, rename it"
        raise TheoremFileError(message)


def _python_files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        if "pyvenv.cfg" in files:
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__pycache__")))
        yield from (Path(place, file) for file in sorted(files) if file.endswith(".py"))


def _states_theorem(path: Path) -> bool:
    try:
        changed = path.stat().st_mtime_ns
        return _assigns(path, changed)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}"
        raise TheoremFileError(message) from error


@lru_cache(4096)
def _assigns(path: Path, changed: int) -> bool:
    """Whether the module binds the name at its top level, by an assignment: importing another's states nothing."""
    source = path.read_bytes()
    if NAME.encode() not in source:
        return False
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError) as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        message = f"{path}{line}: {getattr(error, 'msg', error)}"
        raise TheoremFileError(message) from error
    targets = [t for node in body if isinstance(node, ast.Assign) for t in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign)]
    return any(isinstance(target, ast.Name) and target.id == NAME for target in targets)
