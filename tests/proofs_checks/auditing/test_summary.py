"""The five lines say what the report says, and change with it."""

import json
from dataclasses import replace

import numpy as np
import pytest

from numerics import Problem
from proofs_checks import audit
from proofs_checks.auditing.audit_findings import Figure, Hypothesis
from proofs_checks.report.audit_html import audit_as_html
from proofs_checks.report.audit_text import print_audit
from proofs_checks.report.terminal import console_for
from theory import theorems

GIVEN = {"H": [[2, 1], [1, 2]], "Psi": np.eye(2), "beta_star": [1, 0], "sigma2": 1, "M": 20}


def report_of(**changes):
    return audit(Problem(**{**GIVEN, **changes}))


@pytest.fixture(scope="module")
def report():
    return report_of()


def test_a_problem_that_meets_everything(report):
    said = report.summary
    assert said.holds.startswith("d = 2, M = 20, σ² = 1: 11 of 11 hypotheses hold; ")
    assert said.fails == "nothing that these numbers can show"
    assert f"{report.observed_factor.value:.3g} × the excess of Bayes (certified: ≤ 8)" in said.costs
    attention = report.excess["linear_attention"].value / report.excess["one_step_gd"].value
    assert f"linear attention {attention:.3g} × that of GD-β" in said.costs
    assert f"M = {report.signal_matters_until.value:.0f}" in said.advice
    assert said.certainty.startswith("exact for this problem, but for the Bayes risk, which is sampled to 0.3 %")


def test_what_fails_is_named_with_its_remedy(report):
    law = Hypothesis("Gaussian inputs", "a law", False, -0.01, ("x",), "rejected", p_value=4e-4)
    said = replace(report, hypotheses=(*report.hypotheses, law)).summary
    assert said.fails == "Gaussian inputs (p = 0.0004)"
    assert said.costs.startswith("if the laws held, ")
    assert "second moments" in said.advice
    special = Hypothesis("one more case", "b = 0", False, -1.0, ("x",), relative=-1.0, special=True)
    assert "one more case" not in replace(report, hypotheses=(*report.hypotheses, special)).summary.fails


@pytest.mark.parametrize(
    ("changes", "fails", "costs"),
    [
        ({"sigma2": 0}, "noisy labels (at its border)", "linear attention"),
        ({"M": 2}, "enough examples (by 33.3 %)", "× the excess of Bayes"),
        ({"Psi": np.zeros((2, 2))}, "tasks vary", "both risks are 0"),
        ({"Psi": np.zeros((2, 2)), "sigma2": 0}, "labels vary", "sigma2 + Trace(H*Psi) > 0"),
    ],
)
def test_degenerate_problems_have_five_lines(changes, fails, costs):
    said = report_of(**changes).summary
    assert fails in said.fails
    assert costs in said.costs
    assert all(vars(said).values())


def test_laws_that_are_not_rejected_are_not_said_to_hold(report):
    laws = [Hypothesis(n, f"law {n}", holds, 0.1, ("x",), "", p_value=p) for n, holds, p in LAWS]
    said = replace(report, hypotheses=(*report.hypotheses, *laws)).summary
    assert "11 of 11 hypotheses hold, 1 of 2 laws is rejected; " in said.holds
    assert "special cases" not in said.holds
    assert said.fails == "b (p = 0.001)"
    said = replace(report, hypotheses=(*report.hypotheses, laws[0])).summary
    assert "11 of 11 hypotheses hold, none of 1 laws is rejected; " in said.holds
    assert said.holds.endswith("rest on none that fails, the others are about special cases")


LAWS = (("a", True, 0.3), ("b", False, 0.001))


def test_a_special_case_that_is_not_is_not_broken(report, capsys):
    print_audit(report, console_for())
    text = " ".join(capsys.readouterr().out.split())
    assert "Hypotheses, broken" not in text
    assert text.index("Special cases that theorems are about") < text.index("isotropic tasks not this special case")
    page = audit_as_html(report)
    assert "<h2>Hypotheses, broken</h2>" not in page
    assert '<span class="broken' not in page


def test_without_a_shared_signal_nothing_is_advised():
    assert report_of(beta_star=[0, 0]).summary.advice.startswith("use one step of gradient descent as it is")


def test_numbers_of_examples_that_no_prompt_holds_are_words(report, capsys):
    found = replace(report, signal_matters_until=Figure(float(2**40)))
    assert "up to M" not in found.summary.advice
    print_audit(found, console_for())
    out = capsys.readouterr().out
    assert "longer than any prompt" in out
    assert "1,099,511,627,776" not in out + audit_as_html(found)


def test_text_page_and_document_have_one_order(report, capsys):
    print_audit(report, console_for())
    text = capsys.readouterr().out
    page, document = audit_as_html(report), report.to_json()
    lines = tuple(vars(report.summary).values())
    assert text.startswith(lines[0][:60])
    for output in (" ".join(text.split()), page):
        places = [output.index(line) for line in lines]
        assert places == sorted(places)
        assert places[-1] < output.index("Hypotheses, met") < output.index("Excess risk")
    assert list(json.loads(document))[:4] == ["schema", "seed", "summary", "hypothesis_groups"]
    assert json.loads(document)["summary"] == vars(report.summary)


def test_theorems_are_counted_and_linked_not_listed(report, capsys):
    print_audit(report, console_for())
    text = capsys.readouterr().out
    assert "optimal_one_step_gd" not in text
    counted = f"of {len(theorems())} theorems {len(report.unaffected)} rest on none that fails, {len(report.affected)}"
    assert f"{counted} are about special cases" in " ".join(text.split())
    page = audit_as_html(report)
    for slug in report.affected:
        assert f'id="{slug}"' in page
        assert f'href="#{slug}"' in page
