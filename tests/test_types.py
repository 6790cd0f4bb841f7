"""``Any`` switches a type checker off: it stands at the borders to what has no types, and nowhere else."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BORDERS = {"theory/algebra/vocabulary/sympy_types.py": 2, "numerics/values/number_types.py": 2}
"""How often it stands where, each time with the reason beside it."""


def times_any(source):
    """How often ``Any`` is used, in quoted annotations and under other names too; its import does not count."""
    tree = ast.parse(source)
    names = {"Any"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("typing", "typing_extensions"):
            names |= {alias.asname for alias in node.names if alias.name == "Any" and alias.asname}
    found = 0
    for node in ast.walk(tree):
        found += isinstance(node, ast.Name) and node.id in names
        found += isinstance(node, ast.Attribute) and node.attr == "Any"
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            found += sum(
                times_any(text.value)
                for text in (ast.walk(annotation) if annotation is not None else ())
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and "Any" in text.value
            )
    return found


@pytest.mark.parametrize("package", ["theory", "numerics", "proofs_checks", "theorycheck", "pytest_theorycheck"])
def test_any_stands_at_the_borders_only(package):
    files = {
        path.relative_to(ROOT).as_posix(): path
        for path in (ROOT / package).rglob("*.py*")
        if path.suffix in (".py", ".pyi")
    }
    found = {name: times_any(path.read_text(encoding="utf-8")) for name, path in files.items()}
    assert {name: count for name, count in found.items() if count} == {
        name: count for name, count in BORDERS.items() if name.startswith(f"{package}/")
    }


@pytest.mark.parametrize(
    "source",
    [
        "from typing import Any\ndef f(x: Any): ...",
        "import typing\nx: typing.Any = 1",
        "def f() -> 'list[Any]': ...",
        "from typing import Any as Whatever\nValues = dict[str, Whatever]",
    ],
)
def test_any_is_seen_wherever_it_stands(source):
    assert times_any(source) == 1


def test_checking_stays_strict():
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "strict = true" in settings
    assert "disallow_any_explicit = false" not in settings
