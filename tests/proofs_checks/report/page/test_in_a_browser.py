import shutil
import subprocess
from dataclasses import replace

import pytest

from proofs_checks.kernel.kernel_result import KernelResult, KernelStatus
from proofs_checks.report.page.html_document import page_html
from proofs_checks.report.shown_run import Picture, ShownRun
from tests.proofs_checks.report.outcomes import outcome
from tests.proofs_checks.report.page.chromium import probed

SVG = '<svg role="img" viewBox="0 0 9 9"><title>A gap</title></svg>'
PICTURE = Picture("gap", "The gap.", "A caption.", SVG, ())


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(page_html(ShownRun(outcome(), (PICTURE,))), encoding="utf-8")
    return path


def test_formulas_are_drawn(page):
    found = probed(
        page,
        """
        document.querySelectorAll("details").forEach((details) => { details.open = true; });
        const formulas = Array.from(document.querySelectorAll("math"));
        return {
          count: formulas.length,
          wrong: document.querySelectorAll("merror").length,
          flat: formulas.filter((f) => f.getBoundingClientRect().height < 2).length,
          display: new Set(formulas.map((f) => getComputedStyle(f).display)).size,
          known: formulas.every((f) => f instanceof MathMLElement),
          wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        };
        """,
    )
    assert found.pop("count") > 5
    assert found.pop("display") <= 2
    assert found == {"wrong": 0, "flat": 0, "known": True, "wide": False}


def test_the_overview_is_filtered_and_sorted(page):
    found = probed(
        page,
        """
        const rows = () => Array.from(document.querySelectorAll("#theorems tbody tr"));
        const visible = (row) => row.getBoundingClientRect().height > 0;
        const shown = () => rows().filter(visible).map((row) => row.dataset.verdict);
        const result = { all: shown() };
        const find = document.getElementById("find");
        find.value = "JENSEN reversed"; find.dispatchEvent(new Event("input"));
        result.found = shown();
        find.value = ""; find.dispatchEvent(new Event("input"));
        const verdict = document.getElementById("verdict");
        verdict.value = "PROVED"; verdict.dispatchEvent(new Event("change"));
        result.proved = shown();
        result.said = document.getElementById("shown").textContent;
        verdict.value = ""; verdict.dispatchEvent(new Event("change"));
        const button = document.querySelector("#theorems th:last-child button");
        button.click(); result.up = shown();
        button.click(); result.down = shown();
        const seconds = document.querySelector("#theorems th.number button");
        seconds.click(); result.numbers = rows().map((row) => Number(row.cells[3].textContent));
        return result;
        """,
    )
    assert found["all"] == ["PROVED", "REFUTED", "INCONCLUSIVE"]
    assert found["found"] == ["REFUTED"]
    assert found["proved"] == ["PROVED"]
    assert found["said"] == "1 of 3"
    assert found["up"] == sorted(found["all"])
    assert found["down"] == found["up"][::-1]
    assert found["numbers"] == sorted(found["numbers"])


def test_light_and_dark_and_narrow(page):
    read = "return [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color];"
    light = probed(page, read)
    dark = probed(page, read, "--blink-settings=preferredColorScheme=0")
    assert light[0] == "rgb(255, 255, 255)"
    assert dark != light
    wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth;"
    assert probed(page, wide, "--window-size=420,900") is False


def test_links_inside_the_page_resolve(page):
    broken = """
        const links = Array.from(document.querySelectorAll('a[href^="#"]'));
        return links.filter((a) => !document.getElementById(a.getAttribute("href").slice(1))).map((a) => a.href);
    """
    assert probed(page, broken) == []


def test_a_paper_is_chosen_and_a_telephone_shows_the_verdict(page):
    found = probed(
        page,
        """
        const rows = Array.from(document.querySelectorAll("#theorems tbody tr"));
        const seen = (element) => element.getBoundingClientRect().width > 0;
        const paper = document.getElementById("paper");
        const cells = Array.from(rows[0].cells);
        const verdict = cells.at(-1).getBoundingClientRect();
        const result = { narrow: cells.map(seen), inside: verdict.right <= document.documentElement.clientWidth };
        result.papers = Array.from(paper.options).map((option) => option.value);
        paper.value = result.papers.at(-1); paper.dispatchEvent(new Event("change"));
        result.left = rows.filter(seen).every((row) => row.dataset.paper === paper.value);
        return result;
        """,
        "--window-size=500,900",
    )
    assert found.pop("papers")[0] == ""
    assert found == {"narrow": [True, False, False, False, True], "inside": True, "left": True}


@pytest.mark.parametrize("width", [500, 1000])
def test_with_all_columns_the_verdict_is_in_sight(tmp_path, width):
    first, *others = outcome().reports
    asked = replace(outcome(), reports=(first.with_kernel(KernelResult("x", KernelStatus.NOT_EXPORTED)), *others))
    about = {first.theorem.slug: ("trained_attention_limit", "where_training_stops")}
    path = tmp_path / "report.html"
    path.write_text(page_html(ShownRun(asked, experiments=about)), encoding="utf-8")
    found = probed(
        path,
        """
        const rows = Array.from(document.querySelectorAll("#theorems tr"));
        const cells = rows.map((row) => row.cells[row.cells.length - 1]);
        const right = Math.max(...cells.map((cell) => cell.getBoundingClientRect().right));
        return { seen: right <= document.documentElement.clientWidth, columns: cells[0].cellIndex + 1 };
        """,
        f"--window-size={width},900",
    )
    assert found == {"seen": True, "columns": 7}


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The rules of axe-core, from npm."""
    if shutil.which("npm") is None:
        pytest.skip("no npm: install Node.js")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, "axe-core"], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"npm has no axe-core here: {done.stderr[-200:]}")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.nightly
@pytest.mark.parametrize("scheme", [(), ("--blink-settings=preferredColorScheme=0",)], ids=["light", "dark"])
def test_no_rule_of_accessibility_is_violated(page, axe, scheme):
    rules = f"{axe}\nreturn axe.run({{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }}).then((found) =>"
    seen = probed(page, rules + " found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]));", *scheme)
    assert seen == []
    # a page that violates a rule is seen to: the check can fail
    page.write_text(page.read_text(encoding="utf-8").replace('<html lang="en">', "<html>"), encoding="utf-8")
    assert [name for name, _ in probed(page, rules + " found.violations.map((v) => [v.id, 0]));", *scheme)] == [
        "html-has-lang"
    ]
