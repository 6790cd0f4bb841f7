"""What the notebooks keep, as an exported page shows it without a network: drawn formulas and no LaTeX."""

import nbformat
import pytest

from tests.copies import ROOT
from tests.proofs_checks.report.page.chromium import probed

NAMES = sorted(path.stem for path in (ROOT / "examples").glob("*.ipynb"))


def outputs(name):
    cells = nbformat.read(ROOT / "examples" / f"{name}.ipynb", as_version=4).cells
    return [
        out.data["text/html"] for cell in cells for out in cell.get("outputs", ()) if "text/html" in out.get("data", {})
    ]


@pytest.mark.parametrize("name", NAMES)
def test_formulas_are_drawn(name, tmp_path):
    shown = outputs(name)
    assert shown
    page = tmp_path / "exported.html"
    body = "\n".join(f"<div>{html}</div>" for html in shown)
    page.write_text(
        f'<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>', encoding="utf-8"
    )
    found = probed(
        page,
        """
        const formulas = Array.from(document.querySelectorAll("math"));
        const flat = formulas.filter((m) => m.getBoundingClientRect().height < 4).length;
        const text = document.body.innerText;
        return { formulas: formulas.length, flat, tex: (text.match(/[$]|\\\\[a-z]/g) || []).length };
        """,
    )
    assert found.pop("formulas") >= 1
    assert found == {"flat": 0, "tex": 0}
