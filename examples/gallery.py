"""The gallery: ``python examples/gallery.py`` draws what a run and an audit show, and writes docs/gallery.md.

Nothing on that page is drawn by hand: the pictures are those of ``theorycheck verify --report`` and ``theorycheck audit
--format html``, with their captions, and the formulas are what ``theory.latex`` prints.
"""

from collections.abc import Iterable
from pathlib import Path

from proofs_checks.illustrations import illustrations_of
from proofs_checks.illustrations.series import Illustration
from proofs_checks.report.audit_pictures import audit_pictures
from proofs_checks.report.drawing import as_svg
from theory.latex import statement_latex
from theorycheck import audit_table, theorem, theorems

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
STATED = "optimal_one_step_gd"
TABLE = "examples/grunfeld_logs.csv"


def of_theorems() -> tuple[Illustration, ...]:
    """The figures of a report on all theorems, of its example."""
    return tuple(illustrations_of({t.slug for t in theorems()}))


def of_an_audit() -> tuple[Illustration, ...]:
    """The figures of the audit that the README begins with."""
    return audit_pictures(audit_table(ROOT / TABLE, task="firm", target="log_invest"))


def page(groups: Iterable[tuple[str, Iterable[Illustration]]]) -> str:
    """The page, with a heading for each group and for each picture the file that has its name."""
    statement = statement_latex(theorem(STATED).statement, environment=False)
    parts = [
        "# Gallery",
        "What a report shows, drawn by `examples/gallery.py` from runs of the tool. In the report's own page each "
        "picture has its\nnumbers beside it as CSV, and is there as SVG and PNG.",
        "## A statement",
        f"`{STATED}`, as `theorycheck latex`, a notebook and the report page print it:",
        f"$$\n{statement}\n$$",
    ]
    for heading, pictures in groups:
        parts.append(f"## {heading}")
        for picture in pictures:
            title = picture.title.rstrip(".")
            parts += [f"### {title}", f"![{title}](gallery/{picture.name}.svg)", picture.caption]
    return "\n\n".join(parts) + "\n"


def on_white(svg: str) -> str:
    """A picture as a file of its own: its colours are made for a white page, and the site may be dark."""
    return svg.replace('style="', 'style="background: #ffffff; ', 1) + "\n"


def main() -> None:
    """Draw everything, and write the page."""
    groups = [
        ("Of theorems: `theorycheck verify --report out`", of_theorems()),
        (
            f"Of an audit: `theorycheck audit --data {TABLE} --task firm --target log_invest --format html`",
            of_an_audit(),
        ),
    ]
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.svg"):
        old.unlink()
    for _, pictures in groups:
        for picture in pictures:
            (PICTURES / f"{picture.name}.svg").write_text(on_white(as_svg(picture)), encoding="utf-8")
    PAGE.write_text(page(groups), encoding="utf-8")


if __name__ == "__main__":
    main()
