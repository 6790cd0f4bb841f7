"""The notebooks show what they show today, and values as formulas, not as the names of objects."""

import importlib.util

import nbformat
import pytest

from tests.copies import ROOT

EXAMPLES = ROOT / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.ipynb"))


def kept(name):
    return nbformat.read(EXAMPLES / f"{name}.ipynb", as_version=4)


def shown(notebook):
    """What each cell of code shows, without pictures, which differ by the versions of what draws them."""
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    return [
        [
            {"text": out.get("text", ""), **{k: v for k, v in out.get("data", {}).items() if k.startswith("text/")}}
            for out in cell
        ]
        for cell in cells
    ]


def data(name):
    return [{kind: text for output in cell for kind, text in output.items()} for cell in shown(kept(name))]


@pytest.mark.nightly  # .ci/run has the tour run every time, beside the tests
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_what_it_is_kept_with(name):
    spec = importlib.util.spec_from_file_location("run_notebooks", EXAMPLES / "run_notebooks.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert shown(script.executed(EXAMPLES / f"{name}.ipynb")) == shown(kept(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_ships_with_its_outputs_and_without_errors(name):
    cells = [cell for cell in kept(name).cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in cells), "run examples/run_notebooks.py"
    assert not any(output.output_type == "error" for cell in cells for output in cell.outputs)
    assert not any(" at 0x" in str(output) for output in data(name)), "the name of an object says nothing"


def test_values_of_the_tour_are_shown_as_formulas():
    outputs = data("tour")
    assert all("text/latex" in cell for cell in outputs)
    assert all(r"\mathbb{E}" in cell["text/latex"] or "pmatrix" in cell["text/latex"] for cell in outputs[:-1])
    assert r"\mathbf{H} \mathbf{A} \mathbf{H}" in outputs[-1]["text/latex"]


def test_verdicts_of_the_tour_are_shown():
    outputs = data("tour")
    assert "PROVED" in outputs[1]["text/html"]
    assert "counterexample" in outputs[2]["text/html"]
    assert "optimal_one_step_gd" in outputs[3]["text/html"]
