import numpy as np
import pytest

from numerics import Problem
from numerics.data.law_test import HypothesisTests
from proofs_checks.auditing.audit_findings import Hypothesis
from proofs_checks.auditing.audited_hypotheses import hypotheses
from proofs_checks.auditing.grouped_hypotheses import Standing, grouped, p_in_words

GIVEN = {
    "H": [[2.0, 0.5], [0.5, 1.0]],
    "Psi": [[1.0, 0.0], [0.0, 0.4]],
    "beta_star": [1.0, -1.0],
    "sigma2": 0.5,
    "M": 10,
}


@pytest.fixture(scope="module")
def every():
    return hypotheses(Problem(**GIVEN))


def named(found):
    return {h.names[0]: h for h in found}


def test_each_hypothesis_stands_once_and_none_is_lost(every):
    found = grouped(every)
    assert len({h.statement for h in found}) == len(found)
    fixed = [h for h in every if not h.about]
    assert {slug for h in found for slug in h.used_by} == {slug for h in fixed for slug in h.used_by}
    assert len(found) < len(fixed)


def test_what_no_problem_fixes_is_left_out(every):
    about = {h.name for h in every if h.about}
    assert "b is long enough" in about
    assert not about & {name for h in grouped(every) for name in h.names}


def test_margins_are_on_one_scale(every):
    found = named(grouped(every))
    assert found["enough examples"].said == "holds by 70 %"
    assert found["noisy labels"].names == ("noisy labels", "label noise")
    assert found["one task"].said == "not this special case"
    assert found["one task"].special
    assert found["Gaussian inputs"].standing is Standing.UNSEEN
    assert found["H is positive definite"].standing is Standing.MET
    assert found["H is positive definite"].statement == "H ≻ 0"
    assert found["labels vary around zero"].statement == "σ² + tr(H (β* β*ᵀ + Ψ)) > 0"


@pytest.mark.parametrize(("M", "said"), [(2, "fails by 33.3 %"), (3, "fails at its border"), (4, "holds by 25 %")])
def test_a_share_of_the_larger_side_is_missing_or_spare(M, said):
    assert named(grouped(hypotheses(Problem(**{**GIVEN, "M": M}))))["enough examples"].said == said


def test_a_special_case_that_is_met_is_met():
    found = named(grouped(hypotheses(Problem(**{**GIVEN, "Psi": np.zeros((2, 2))}))))
    assert found["one task"].standing is Standing.MET
    assert found["one task"].said == "holds exactly"
    assert found["tasks vary"].standing is Standing.BROKEN


@pytest.mark.parametrize(
    ("Psi", "name"), [(np.diag([1.0, 0.0]), "Psi is positive definite"), (np.zeros((2, 2)), "tasks vary")]
)
def test_an_estimate_at_its_border_tells_nothing(Psi, name):
    """restricted maximum likelihood puts it there where tasks are few, whatever they vary by"""
    problem = Problem(**{**GIVEN, "Psi": Psi})
    assert named(grouped(hypotheses(problem)))[name].standing is Standing.BROKEN
    estimated = named(grouped(hypotheses(problem, {"Gaussian tasks": HypothesisTests((), None, "")})))
    assert estimated[name].standing is Standing.UNSEEN
    assert estimated[name].said == "not told"
    assert "border" in estimated[name].reason
    assert estimated["H is positive definite"].standing is Standing.MET
    assert estimated["no shared signal"].is_other_case


def test_broken_laws_come_first():
    laws = [
        Hypothesis("met", "a", True, 0.1, ("t",), p_value=0.3),
        Hypothesis("special", "b = 0", False, -1.0, ("t", "u"), relative=-1.0, special=True),
        Hypothesis("open", "c", None, None, ("t",)),
        Hypothesis("broken", "d", False, -0.01, ("t",), p_value=4e-4),
    ]
    found = grouped(laws)
    assert [h.names[0] for h in found] == ["broken", "special", "met", "open"]
    assert [h.said for h in found] == [
        "fails, p = 0.0004",
        "not this special case",
        "not rejected, p = 0.3",
        "not tested",
    ]


def test_small_p_values_are_not_told_to_the_digit():
    assert p_in_words(0.0) == "< 1e-12"
    assert p_in_words(0.034) == "= 0.034"
