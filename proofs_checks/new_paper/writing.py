"""The files of a new paper, and of a new theorem in one."""

import keyword
import sys
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from theory.latex.document import macro_name
from theory.registry import module_of

__all__ = ["new_paper_or_theorem"]

TAKEN = frozenset(
    {"numerics", "numpy", "proofs_checks", "pytest_theorycheck", "scipy", "sympy", "theory", "theorycheck"}
)


def new_paper_or_theorem(name: str) -> tuple[Path, ...]:
    """Write a paper, ``my_paper``, or a theorem into one, ``my_paper/next_theorem``; the files that were written.

    Raises ValueError for a name that is no name of a module, or taken, and for a paper that does not exist; nothing is
    ever overwritten.
    """
    place = Path(name)
    _require_name(place.name)
    inside = place.parent != Path() and place.parent.exists()
    return _write(_theorem(place) if inside or "/" in name else _paper(place))


def _paper(folder: Path) -> dict[Path, str]:
    paper, slug = folder.name, f"first_theorem_of_{folder.name}"
    if folder.exists():
        message = f"{folder} exists: give another name, or {folder}/NAME for a new theorem in it"
        raise ValueError(message)
    values = {"paper": paper, "slug": slug, "title": _title(slug), "macro": macro_name(slug)}
    files = {
        "pyproject.toml": "pyproject.toml",
        f"{paper}/__init__.py": "package.py",
        f"{paper}/{slug}.py": "theorem.py",
        ".github/workflows/theorems.yml": "workflow.yml",
        "paper.tex": "paper.tex",
        ".gitignore": "gitignore",
    }
    return {folder / file: _filled(template, **values) for file, template in files.items()}


def _theorem(place: Path) -> dict[Path, str]:
    slug, paper = place.name, place.parent
    packages = [folder for folder in (paper / paper.resolve().name, paper) if (folder / "__init__.py").is_file()]
    if not packages:
        message = f"{paper} holds no package of theorems: theorycheck new {paper.name or 'my_paper'} makes one"
        raise ValueError(message)
    if module_of(slug) is not None:
        message = f"there is a theorem {slug} already, in {module_of(slug)}: give another name"
        raise ValueError(message)
    return {packages[0] / f"{slug}.py": _filled("theorem.py", slug=slug, title=_title(slug))}


def _require_name(name: str) -> None:
    taken = keyword.iskeyword(name) or name in sys.stdlib_module_names or name in TAKEN
    if not (name.isidentifier() and name.isascii() and name == name.lower()) or taken:
        why = "has that name already" if taken else "has no such name"
        message = f"{name!r}: a module {why}: give small letters, digits and underscores, such as my_paper"
        raise ValueError(message)


def _title(slug: str) -> str:
    return slug.replace("_", " ").capitalize()


def _filled(template: str, **values: str) -> str:
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # source code, not HTML
    )
    return environment.get_template(f"{template}.j2").render(values)


def _write(files: dict[Path, str]) -> tuple[Path, ...]:
    """Raises ValueError, before anything is written, for a file that exists."""
    there = next((path for path in files if path.exists()), None)
    if there is not None:
        message = f"{there} exists: give another name"
        raise ValueError(message)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(files)
