import json

import pytest

from proofs_checks import report_folder
from proofs_checks.illustrations import Curve, Illustration, Panel
from proofs_checks.report.page import html_document
from proofs_checks.report_folder import write_report
from tests.proofs_checks.report.outcomes import outcome

PICTURE = Illustration("gap", "The gap.", "A caption.", (Panel("M", "gap", (Curve("gap", (1, 2), (1.0, 0.5)),)),))


@pytest.fixture
def one_picture(monkeypatch):
    monkeypatch.setattr(report_folder, "illustrations_of", lambda *_: iter([PICTURE]))


@pytest.mark.usefixtures("one_picture")
def test_all_files_are_there_and_no_others(tmp_path):
    page = write_report(tmp_path / "a" / "b", outcome())
    names = {str(p.relative_to(page.parent)) for p in page.parent.rglob("*") if p.is_file()}
    assert names == {
        "report.html",
        "report.json",
        "appendix.tex",
        *(f"figures/gap.{ending}" for ending in ("svg", "png", "csv")),
    }
    assert 'href="figures/gap.svg"' in page.read_text(encoding="utf-8")
    assert json.loads((page.parent / "report.json").read_text(encoding="utf-8"))["complete"] is True


@pytest.mark.usefixtures("one_picture")
def test_an_interrupted_run_is_incomplete_everywhere(tmp_path):
    write_report(tmp_path, outcome(finished=1))
    document = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert document["complete"] is False
    assert document["exit_code"] == 130
    assert len(document["unfinished"]) == 2
    assert "incomplete" in (tmp_path / "appendix.tex").read_text(encoding="utf-8")
    assert "Incomplete" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_nothing_half_written_is_left_behind(tmp_path, monkeypatch):
    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr(report_folder, "illustrations_of", lambda *_: iter([PICTURE]))
    monkeypatch.setattr(html_document, "page_html", fails)
    with pytest.raises(RuntimeError):
        write_report(tmp_path, outcome())
    # what was finished before is there, and the page, which comes last, is not
    assert {p.name for p in tmp_path.iterdir()} == {"figures", "report.json", "appendix.tex"}
    assert [p for p in tmp_path.rglob("*") if "unfinished" in p.name] == []
