"""The command ``theorycheck examples``: what comes with the tool to be read, run and changed."""

import shutil
from importlib.util import find_spec
from pathlib import Path

__all__ = ["copy_examples", "example_files", "shipped_results"]

_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".ipynb_checkpoints", ".pytest_cache")


def example_files() -> tuple[Path, ...]:
    """Relative to their folder, in order. Raises ValueError where the installation has none."""
    root = _folder()
    found = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return tuple(sorted(path.relative_to(root) for path in found))


def copy_examples(target: Path) -> int:
    """Copy all to a new folder and say how many there are; nothing is overwritten.

    Raises ValueError where the folder exists and is not empty, and where it cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{target} exists and is not empty: name a new folder"
        raise ValueError(message)
    try:
        shutil.copytree(_folder(), target, ignore=_LEFT_OUT, dirs_exist_ok=True)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror or error}"
        raise ValueError(message) from error
    return len(example_files())


def shipped_results(slug: str) -> Path:
    """Where the results of an experiment are that come with the tool; there may be none.

    Raises ValueError where the installation has no examples.
    """
    return _folder() / "results" / slug


def _folder() -> Path:
    """Inside the package where it was installed from a wheel, beside it in a checkout."""
    spec = find_spec("theorycheck")
    assert spec is not None, "it is installed beside this package"
    assert spec.origin is not None, "it is a package of files"
    package = Path(spec.origin).parent
    for folder in (package / "examples", package.parent / "examples"):
        if (folder / "own_claim.py").is_file():
            return folder
    message = f"there are no examples beside {package}: install theorycheck from its wheel, or use a checkout"
    raise ValueError(message)
