"""The command ``theorycheck doctor``: which optional parts are there, and what each is for."""

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TextIO

from proofs_checks.store.evidence_store import LOCATION, default_folder

__all__ = ["Part", "parts", "print_parts"]

SECONDS = 10
"""Given to a program that is asked where it keeps its files."""


@dataclass(frozen=True)
class Part:
    """Something that may be there or not. ``found`` says what was found, empty for nothing."""

    name: str
    found: str
    purpose: str
    remedy: str


def parts() -> Iterator[Part]:
    """Python and what is always there first, then what is optional."""
    yield Part("Python", platform.python_version(), "runs it all", "")
    for name in ("theorycheck", "sympy", "numpy", "scipy", "clarabel", "matplotlib"):
        yield Part(name, _installed(name), "comes with the default install", f"pip install {name}")
    yield Part("store", _store(), "keeps finished evidence", f"set {LOCATION} to a folder that can be written")
    yield Part("letters", _letters(), "Greek and ✓ on this terminal", "set PYTHONIOENCODING=utf-8")
    for name, purpose, remedy in _PACKAGES:
        yield Part(name, _installed(name), purpose, remedy)
    for name, find, purpose, remedy in _PROGRAMS:
        yield Part(name, find(), purpose, remedy)


def print_parts(found: Iterator[Part], stream: TextIO) -> None:
    """A line each: there or not, what it is for, how to get it."""
    for part in found:
        mark, what = ("✓", part.found) if part.found else ("–", f"not found: {part.remedy}")
        print(f"{mark} {part.name:14} {what}  ({part.purpose})", file=stream)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _store() -> str:
    folder = default_folder()
    if folder is None:
        return ""
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    return str(folder) if nearest.is_dir() and _writable(nearest) else ""


def _writable(folder: Path) -> bool:
    probe = folder / ".theorycheck_can_write_here"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _letters() -> str:
    encoding = sys.stdout.encoding or "ascii"
    try:
        "Γ✓".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ""
    return encoding


def _latex() -> str:
    """A pdflatex that finds the fonts and packages of our documents."""
    if shutil.which("pdflatex") is None:
        return ""
    needed = ("lmodern.sty", "amsmath.sty", "booktabs.sty")
    lacking = [file for file in needed if not _answer("kpsewhich", file)]
    return "" if lacking else _answer("pdflatex", "--version").splitlines()[0]


def _coq() -> str:
    """A coqc with mathcomp's algebra."""
    place = _answer("coqc", "-where")
    if not place or not (Path(place) / "user-contrib" / "mathcomp" / "algebra").is_dir():
        return ""
    return f"coqc {_answer('coqc', '-print-version').split(' ')[0]} with mathcomp"


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), "")


def _answer(*command: str) -> str:
    """What a program prints, without the end of the line; nothing where it is not there or fails."""
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


_PACKAGES = (
    ("pytest", "theorems as tests", "pip install pytest"),
    ("pandas", "data frames in an audit", "pip install pandas"),
    ("polars", "data frames in an audit", "pip install polars"),
    ("pyarrow", "Parquet and Feather tables", "pip install 'theorycheck[tables]'"),
    ("openpyxl", "Excel tables", "pip install 'theorycheck[tables]'"),
    ("scikit-learn", "examples/diabetes.py", "pip install 'theorycheck[examples]'"),
    ("statsmodels", "examples/make_grunfeld.py", "pip install 'theorycheck[examples]'"),
    ("ipykernel", "runs the notebooks", "pip install 'theorycheck[notebook]'"),
    ("dask", "sweeps on a cluster", "pip install dask distributed"),
    ("torch", "trains transformers with attention that is not linear", "pip install torch"),
)

_PROGRAMS: tuple[tuple[str, Callable[[], str], str, str], ...] = (
    ("LaTeX", _latex, "compiles what latex prints", "Debian's texlive-latex-recommended and lmodern"),
    ("Chromium", _chromium, "pictures of report pages, in tests alone", "Debian's chromium"),
    ("Coq", _coq, "has proofs checked by another kernel", "Debian's coq and libcoq-mathcomp-algebra-tactics"),
)
