"""The reference is what the docstrings say, and leaves out no public name."""

import importlib

import theorycheck
from examples.reference_pages import FOLDER, MODULES, pages


def test_the_pages_are_those_of_the_docstrings():
    found = pages()
    assert {path.name for path in FOLDER.glob("*.md")} == set(found)
    for name, text in found.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run python examples/reference_pages.py"


def test_every_public_name_has_its_place():
    listed = {name for module in MODULES for name in importlib.import_module(module).__all__}
    assert set(theorycheck.__all__) - listed == {"certificates", "closed_forms", "latex", "rules", "setting"}


def test_what_is_shown_of_a_name():
    numbers = pages()["numerics.md"]
    assert "def evaluate(\n    expr: Expression,\n    values: object,\n    precision: int | None = None,\n" in numbers
    assert "```pycon\n>>> from sympy import Trace, symbols" in numbers
    assert "Covariance of the inputs, d×d." in pages()["theory.setting.md"]
    assert "**" not in pages()["theory.md"].split("## Witness")[1].split("##")[0]
