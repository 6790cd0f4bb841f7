"""What the result of a seed depends on: setting, arm, seed, and the sources that the experiment's file imports."""

import ast
import hashlib
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import resolve_name
from pathlib import Path

from proofs_checks.experiment_parts.experiment import Experiment
from proofs_checks.experimenting.changed_setting import setting_of
from proofs_checks.json_text import as_data, exact_text
from proofs_checks.store.source_digests import versions

__all__ = ["RunKeys", "sources_of"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("numerics", "proofs_checks", "theory")


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
        """A digest of the file of the experiment and of all of this project's that it imports, directly or not."""
        total = hashlib.sha256()
        for path in sources_of(_file_of(self.experiment)):
            total.update(f"{_name(path)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
        return total.hexdigest()


def sources_of(start: Path) -> tuple[Path, ...]:
    """The file and the project's files that its imports reach, those inside functions and for types included."""
    waiting, found = [start.resolve()], set[Path]()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported_by(path)
    return tuple(sorted(found))


@cache
def _imported_by(path: Path) -> tuple[Path, ...]:
    package = path.parent.relative_to(ROOT).as_posix().replace("/", ".") if path.is_relative_to(ROOT) else ""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name(f"{'.' * node.level}{node.module or ''}", package)
            names += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return tuple(file for name in names if name.split(".")[0] in PACKAGES for file in _files_of(name))


def _files_of(name: str) -> tuple[Path, ...]:
    """The module, and the packages that it lies in; of a name inside a module nothing more."""
    parts = name.split(".")
    places = [ROOT.joinpath(*parts[: i + 1]) for i in range(len(parts))]
    files = [place / "__init__.py" if place.is_dir() else place.with_suffix(".py") for place in places]
    return tuple(file for file in files if file.is_file())


def _file_of(experiment: Experiment) -> Path:
    return Path(str(sys.modules[type(experiment).__module__].__file__))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
