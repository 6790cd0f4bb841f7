"""One step, readable, and why it fails where it does."""

import pytest
from sympy import MatrixSymbol, Symbol, Trace, symbols

import theory
from proofs_checks.report.step_view import failing_step, step_view
from theory.named_parts import folded_products, readable
from theory.rules import Below, Rewrite
from theory.setting import H, M, sample_covariance
from theorycheck import Bound, Equality, Expectation, Step, Theorem, certificates

S = sample_covariance()
x, y = symbols("x y", real=True)


def derived(statement, *rules, **more):
    steps = tuple(Step(rule, "by hand") for rule in rules)
    return Theorem(slug="case", title="a case", statement=statement, derivation=steps, **more)


def test_a_step_is_shown_in_abbreviations_with_common_parts_named():
    view = step_view(theory.theorem("attention_gap_lower_bound"), 2)
    assert view.failure == ""
    assert str(view.after) == "Expectation(Trace(e_1)) + Trace(H*Psi) - Trace(H*Gamma_star*H*Psi)"
    assert len(view.names) == 2
    assert max(map(len, str(view).splitlines())) <= 100
    assert "because by optimal_one_step_gd" in str(view)
    assert r"\mathrm{e}" in view._repr_latex_() or "e_{1}" in view._repr_latex_()


def test_what_is_named_is_what_stood_there():
    expression = (x + y + x * y) ** 2 / (1 + (x + y + x * y) ** 3) + (x + y + x * y) * (1 + (x + y + x * y) ** 3)
    shown = readable([expression, expression + 1], taken=("e_1",))
    assert shown.names
    back = list(shown.expressions)
    for name, definition in shown.names:
        assert str(name) != "e_1"
        back = [e.xreplace({name: definition}) for e in back]
    assert back == [expression, expression + 1]


def test_products_are_folded_where_their_factors_stand_beside_others():
    A, B, C = (MatrixSymbol(name, M, M) for name in "ABC")
    assert folded_products(Trace(A * B * C * A), [(Symbol("unused"), x), (MatrixSymbol("P", M, M), B * C)]) == Trace(
        A * MatrixSymbol("P", M, M) * A
    )


def test_a_step_that_fails_shows_both_sides_their_difference_and_a_point():
    wrong = derived(Equality(Expectation(S * S), H), Rewrite(H * H + (H * H + 2 * Trace(H) * H) / M))
    view = failing_step(wrong)
    assert str(view.difference) == "(-Trace(H)/M)*H"
    assert {"d", "M", "H"} == set(view.point)
    assert view.sides[0] != view.sides[1]
    text = str(view)
    assert "it fails: it is not shown that" in text
    assert "the difference of the two sides: (-Trace(H)/M)*H" in text
    assert "<table>" in view._repr_html_()


def test_certificates_count_among_what_is_left():
    wrong = derived(Bound(0, x**2 + y**2), Below(0, (certificates.Square(x),)))
    view = failing_step(wrong)
    assert str(view.difference) == "y**2"


def test_a_rule_that_does_not_apply_and_a_corollary():
    class Rule:
        def apply(self, state):
            raise KeyError

    view = failing_step(derived(Equality(x, x), Rule()))
    assert (view.after, view.failure) == (None, "KeyError")
    right = derived(Equality(x, x), Rewrite(x))
    assert failing_step(right) is None


def test_a_number_that_no_step_has():
    for number in (0, 4, -1):
        with pytest.raises(ValueError, match=f"has no step {number}: its derivation has 3 steps"):
            step_view(theory.theorem("attention_gap_lower_bound"), number)


def test_every_kind_of_step_can_be_shown():
    shown = {}
    for theorem in theory.theorems():
        if theorem.slug in ("attention_gap_vanishes_with_context", "one_stationary_point", "attention_loss"):
            for number in range(1, len(theorem.derivation) + 1):
                view = step_view(theorem, number)
                assert view.failure == "", view
                shown[view.relation] = view
    assert {"=", "∂"} <= shown.keys()
