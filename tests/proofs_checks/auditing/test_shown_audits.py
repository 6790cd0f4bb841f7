"""Audits and problems in notebooks, and the pictures of an audit."""

import re
from dataclasses import replace

import numpy as np
import pytest

from numerics import Problem
from numerics.data.law_test import LawTest
from proofs_checks import audit, audit_table
from proofs_checks.auditing.audit_findings import Hypothesis
from proofs_checks.report.audit_html import audit_as_html
from proofs_checks.report.audit_pictures import audit_pictures
from tests.proofs_checks.report.page.chromium import probed
from tests.shares import nightly

GIVEN = {"H": [[2, 1], [1, 2]], "Psi": np.eye(2), "beta_star": [1, 0], "sigma2": 1, "M": 20}

W = np.random.default_rng(1).normal([1, -1], 0.5, (25, 2))
"""The coefficients of each task."""


@pytest.fixture(scope="module")
def report():
    return audit(Problem(**GIVEN))


@pytest.fixture(scope="module")
def of_a_table(tmp_path_factory):
    rng = np.random.default_rng(0)
    rows = rng.integers(5, 40, 25)
    task = np.repeat(np.arange(25), rows)
    X = rng.standard_normal((len(task), 2)) ** 3
    y = (X * W[task]).sum(axis=1) + rng.standard_normal(len(task))
    path = tmp_path_factory.mktemp("data") / "t.csv"
    lines = [f"t{t},{a},{b},{c}" for t, (a, b), c in zip(task, X, y, strict=True)]
    path.write_text("\n".join(["who,<i>a</i>,b,y", *lines]))
    return audit_table(path, task="who", target="y", draws=100)


class Printer:
    def text(self, text):
        self.printed = text


def shown(value):
    printer = Printer()
    value._repr_pretty_(printer, cycle=False)
    return printer.printed


def test_an_audit_fills_no_cell(report, of_a_table):
    for found in (report, of_a_table):
        assert len(repr(found)) < 400
        assert shown(found).count("\n") == 4
        assert len(found._repr_html_()) < 4000
        for line in vars(found.summary).values():
            assert line in shown(found)
    assert "<i>" not in of_a_table._repr_html_()


def test_a_problem_shows_its_values_or_their_shapes(report):
    assert shown(report.problem).startswith("Problem(d = 2: H = [[2., 1.], [1., 2.]], M = 20")
    assert "1 … 3" in report.problem._repr_html_()
    large = Problem(H=np.eye(50), Psi=np.eye(50), beta_star=np.ones(50), sigma2=0.5, M=3)
    assert shown(large) == "Problem(d = 50: H = 50×50, M = 3, Psi = 50×50, beta_star = 50×1, sigma2 = 0.5)"
    assert len(large._repr_html_()) < 2000


def test_pictures_show_the_numbers_of_the_report(report, of_a_table):
    names = [p.name for p in audit_pictures(report)]
    assert names == ["audit-intervals", "audit-gap", "audit-spectrum"]
    pictures = {p.name: p for p in audit_pictures(of_a_table)}
    assert [n for n in pictures if "laws" not in n] == [*names, "audit-coefficients", "audit-rows"]
    risks, ratios = pictures["audit-intervals"].panels
    assert risks.curves[0].y[1] == of_a_table.excess["one_step_gd"].value
    low, high = ratios.curves[0].interval
    assert (low[0], high[0]) == (of_a_table.signal_to_noise.low, of_a_table.signal_to_noise.high)
    assert len(pictures["audit-coefficients"].panels[0].curves[0].x) == 25
    assert pictures["audit-rows"].panels[0].curves[0].y == sorted(of_a_table.data.shown.rows, reverse=True)
    panels = {panel.y: panel for panel in pictures["audit-laws-1"].panels}
    assert set(panels) == {"<i>a</i>", "b", "features together"}
    line, sample = panels["<i>a</i>"].curves
    assert "Gaussian inputs" in pictures["audit-laws-1"].title
    assert max(sample.y) > 1.5 * max(line.y)  # cubes of Gaussian numbers have heavy tails


def test_every_rejected_law_has_a_picture_of_what_speaks_against_it(of_a_table):
    rejected = {"Gaussian inputs": "b", "Gaussian tasks": "coefficients together", "independent noise": "residuals"}
    laws = tuple(Hypothesis(name, name, False, -0.01, (), p_value=0.001) for name in rejected)
    tests = tuple((name, LawTest(f"{about}: Gaussian", "skewness", 1e-9, 60)) for name, about in rejected.items())
    found = replace(of_a_table, hypotheses=laws, data=replace(of_a_table.data, tests=tests))
    pictures = [p for p in audit_pictures(found) if "laws" in p.name]
    assert [p.name for p in pictures] == ["audit-laws-1", "audit-laws-2", "audit-laws-3"]
    assert [p.panels[0].y.replace("<i>", "") for p in pictures] == list(rejected.values())


def test_coefficients_and_their_errors_are_those_of_least_squares(of_a_table):
    shown_data = of_a_table.data.shown
    # tasks are in alphabetical order
    pulls = (shown_data.coefficients - W[np.argsort([f"t{t}" for t in range(25)])]) / shown_data.errors
    assert 0.7 < pulls.std() < 1.5


@pytest.mark.parametrize("changes", [{"sigma2": 0}, {"Psi": np.zeros((2, 2)), "sigma2": 0}, {"beta_star": [0, 0]}])
def test_degenerate_problems_have_pictures(changes):
    found = audit(Problem(**{**GIVEN, **changes}))
    assert "audit-spectrum" in [p.name for p in audit_pictures(found)]
    assert "<svg" in audit_as_html(found)


def test_plots_are_figures_by_name(report):
    assert report.plot("gap").axes[0].get_xlabel() == "M"
    assert len(report.plot().axes) == 2
    with pytest.raises(ValueError, match="no picture 'rows': its pictures are intervals, gap, spectrum"):
        report.plot("rows")


@pytest.fixture(scope="module")
def page(of_a_table, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "audit.html"
    path.write_text(audit_as_html(of_a_table), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [500, *map(nightly, [1200, 1600])])
def test_the_page_is_as_wide_as_the_window(page, width):
    script = """
        const broken = Array.from(document.querySelectorAll('a[href^="#"]')).filter(
          (a) => !document.getElementById(a.getAttribute("href").slice(1)));
        const pictures = Array.from(document.querySelectorAll("svg"));
        return {
          wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
          broken: broken.length,
          flat: pictures.filter((p) => p.getBoundingClientRect().height < 100).length,
          formulas: Array.from(document.querySelectorAll("math")).every((f) => f instanceof MathMLElement),
        };
    """
    found = probed(page, script, f"--window-size={width},900")
    assert found == {"wide": False, "broken": 0, "flat": 0, "formulas": True}


def test_pictures_follow_light_and_dark(page):
    read = """
        const curve = document.querySelector("svg path[style*='--series-1'], svg use[style*='--series-1']");
        return [getComputedStyle(document.body).backgroundColor, getComputedStyle(curve).stroke];
    """
    light, dark = probed(page, read), probed(page, read, "--blink-settings=preferredColorScheme=0")
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_ids_are_used_once(page):
    ids = re.findall(r'\bid="([^"]*)"', page.read_text(encoding="utf-8"))
    assert len(ids) == len(set(ids))
