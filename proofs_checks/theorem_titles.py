"""Names and titles of the theorems, read off their files: nothing of what they state is imported, and so no SymPy."""

import ast
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

__all__ = ["titles"]

ANNOUNCED = "theorycheck.papers"
"""The group of entry points, as ``theory.registry`` has it."""


@dataclass(frozen=True)
class _Heading:
    slug: str
    title: str
    depends_on: tuple[str, ...]


def titles(papers: Path | None = None) -> dict[str, str] | None:
    """Title by slug, premises first, in the order of ``theory.theorems``.

    None where reading is not enough: a title, a slug or a premise that is computed, theorems that installed
    distributions announce, or some of which the registry has something to complain.
    """
    if papers is None and entry_points(group=ANNOUNCED):
        return None
    folder = papers or _papers()
    headings: dict[str, _Heading] = {}
    for paper in sorted(init.parent for init in folder.glob("*/__init__.py")):
        for path in sorted(path for path in paper.iterdir() if path.suffix == ".py" and path.stem != "__init__"):
            heading = _heading(path)
            if heading is None or heading.slug != path.stem or heading.slug in headings:
                return None
            headings[heading.slug] = heading
    return _premises_first(headings)


def _papers() -> Path:
    spec = find_spec("theory")
    assert spec is not None, "theory is installed beside this package"
    assert spec.origin is not None, "theory is a package of files"
    return Path(spec.origin).parent / "papers"


def _heading(path: Path) -> _Heading | None:
    """What ``THEOREM = Theorem(slug=…, title=…, depends_on=…)`` says in so many words, once, in a file."""
    try:
        tree = ast.parse(path.read_bytes())
    except SyntaxError:
        return None
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "THEOREM"]
    stated = [node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets == named]
    if len(stated) != 1 or not isinstance(stated[0], ast.Call) or not _is_called(stated[0].func, "Theorem"):
        return None
    given = {keyword.arg: keyword.value for keyword in stated[0].keywords}
    try:
        slug, title = ast.literal_eval(given["slug"]), ast.literal_eval(given["title"])
        premises = ast.literal_eval(given["depends_on"]) if "depends_on" in given else ()
    except (KeyError, ValueError):
        return None
    # a mapping that is unpacked into the call may hold premises, too
    if None in given or not isinstance(premises, tuple) or not all(map(_is_text, (slug, title, *premises))):
        return None
    return _Heading(slug, title, premises)


def _is_called(function: ast.expr, name: str) -> bool:
    return isinstance(function, ast.Name) and function.id == name


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _premises_first(headings: dict[str, _Heading]) -> dict[str, str] | None:
    """None for a premise that is not among them, and for theorems that rest on each other in a circle."""
    placed: dict[str, str] = {}

    def place(slug: str, path: tuple[str, ...]) -> bool:
        if slug in path or slug not in headings:
            return False
        if slug not in placed:
            heading = headings[slug]
            if not all(place(premise, (*path, slug)) for premise in heading.depends_on):
                return False
            placed[slug] = heading.title
        return True

    return placed if all(place(slug, ()) for slug in headings) else None
