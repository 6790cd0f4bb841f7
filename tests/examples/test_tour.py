"""The notebook runs from beginning to end, and its outputs are formulas, not the names of objects."""

from pathlib import Path

import pytest

TOUR = Path(__file__).parents[2] / "examples" / "tour.ipynb"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    nbformat = pytest.importorskip("nbformat", reason="no nbformat: install theorycheck[notebook]")
    nbclient = pytest.importorskip("nbclient", reason="no nbclient: install theorycheck[notebook]")
    pytest.importorskip("ipykernel", reason="no ipykernel: install theorycheck[notebook]")
    notebook = nbformat.read(TOUR, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "a notebook is kept without its outputs"
    resources = {"metadata": {"path": str(TOUR.parents[1])}}
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    return [{k: v for output in found for k, v in output.get("data", {}).items()} for found in cells]


def test_every_value_is_shown_as_a_formula(outputs):
    assert all("text/latex" in data for data in outputs)
    assert all(r"\mathbb{E}" in data["text/latex"] or "pmatrix" in data["text/latex"] for data in outputs[:-1])
    assert r"\mathbf{H} \mathbf{A} \mathbf{H}" in outputs[-1]["text/latex"]


def test_verdicts_are_shown(outputs):
    assert "PROVED" in outputs[1]["text/html"]
    assert "counterexample" in outputs[2]["text/html"]
    assert "optimal_one_step_gd" in outputs[3]["text/html"]
