"""Run the notebooks of this folder and keep what they show: run_notebooks.py [NAME ...]."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
SECONDS = 600
"""For a cell: a theorem is verified in some seconds on a quiet machine."""


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with outputs as they are now, and without what differs from run to run."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(HERE.parent)}}
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=resources).execute()
    for cell in notebook.cells:
        cell.metadata.clear()
        for output in cell.get("outputs", ()):
            # pictures differ by the versions of what draws them; a plain name of an object says nothing
            if "image/png" in output.get("data", {}):
                output["data"] = {kind: v for kind, v in output["data"].items() if kind in {"image/png", "text/plain"}}
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def main() -> None:
    names = sys.argv[1:] or sorted(path.stem for path in HERE.glob("*.ipynb"))
    for name in names:
        path = HERE / f"{name}.ipynb"
        nbformat.write(executed(path), path)
        print(path.name)


if __name__ == "__main__":
    main()
