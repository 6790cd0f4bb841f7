"""What users call: text is refused before anything reads it, and values that a symbol cannot have are named."""

import re
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from sympy import Identity, Symbol, Trace

from numerics import (
    Problem,
    assisted_monte_carlo,
    draw,
    draw_statistics,
    evaluate,
    exact_value,
    expected_value,
    free_parameters,
    monte_carlo,
    risk_of_predictor,
    risk_of_weights,
    risk_on_prompts,
)
from numerics.closed_forms import optimal_block
from numerics.independent.estimation import numbers_per_sample, sampled_mean
from numerics.independent.product_quadrature import quadrature
from proofs_checks import verify
from tests.numerics.setting import VALUES, A, H, M, S, X, d, second_moment, sigma2

RNG = np.random.default_rng(0)
MEAN = Trace(S)
VALUES_OF_MEAN = {H: [[2, 1], [1, 3]], M: 3}
ENTRIES = {
    "evaluate": lambda e: evaluate(e, VALUES),
    "exact_value": lambda e: exact_value(e, VALUES),
    "expected_value": lambda e: expected_value(e, VALUES),
    "monte_carlo": lambda e: monte_carlo(e, VALUES),
    "sampled_mean": lambda e: sampled_mean(e, VALUES),
    "quadrature": lambda e: quadrature(e, VALUES),
    "numbers_per_sample": lambda e: numbers_per_sample(e, VALUES),
    "assisted_monte_carlo": lambda e: assisted_monte_carlo(e, VALUES),
    "a control": lambda e: assisted_monte_carlo(second_moment_trace(), VALUES, controls=[e]),
    "a condition": lambda e: assisted_monte_carlo(second_moment_trace(), VALUES, given=[e]),
    "draw": lambda e: draw([e], VALUES, 2, RNG),
    "free_parameters": lambda e: free_parameters(e),
}


def second_moment_trace():
    from theory import Expectation

    return Expectation(MEAN)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
@pytest.mark.parametrize("wrap", [str, lambda text: [[text]], lambda text: np.array([text]), str.encode, np.str_])
def test_text_is_refused_and_never_run(entry, wrap, tmp_path):
    trace = tmp_path / "executed"
    with pytest.raises(ValueError, match=r"give|put it inside one") as caught:
        entry(wrap(f"open({str(trace)!r}, 'w')"))
    assert not trace.exists()
    assert "\n" not in str(caught.value)


def test_what_the_refusal_of_text_says():
    with pytest.raises(ValueError, match=re.escape("the expression is 'H + 1', a str")) as caught:
        evaluate("H + 1", VALUES)
    assert 'Symbol("x", real=True), MatrixSymbol("A", d, d)' in str(caught.value)


@pytest.mark.parametrize("entry", [evaluate, exact_value, expected_value, monte_carlo])
@pytest.mark.parametrize("nothing", [None, True, {}, {1}, len, object()], ids=lambda v: type(v).__name__)
def test_what_is_no_expression_is_named(entry, nothing):
    with pytest.raises(ValueError, match="give a SymPy expression"):
        entry(nothing, VALUES)


@pytest.mark.parametrize("values", ["H", None, 3, [1, 2], {1, 2}, dict, Problem, len])
@pytest.mark.parametrize("entry", [evaluate, exact_value, expected_value, monte_carlo])
def test_what_are_no_values_is_named(entry, values):
    with pytest.raises(ValueError, match=r"the values are .*: give a Problem, or a mapping"):
        entry(second_moment_trace() if entry is not evaluate else Trace(H), values)


def test_numbers_and_nested_lists_are_expressions():
    assert evaluate(2, {}) == 2
    assert evaluate([[1, sigma2], [0, 2]], {sigma2: Fraction(1, 2)}).tolist() == [[1, Fraction(1, 2)], [0, 2]]
    assert evaluate(np.eye(2), {}).tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda: risk_of_predictor("problem", lambda q: q.s, samples=9), "'problem' is a str: give a numerics.Problem"),
        (lambda: risk_of_predictor(problem(), "q.s", samples=9), r"the coefficient is 'q\.s': give a function"),
        (lambda: draw_statistics({"H": 1}, 3, RNG), "is a dict: give a numerics.Problem"),
        (lambda: risk_of_weights(None, optimal_block(problem()), samples=9), "None is a NoneType: give"),
        (lambda: risk_on_prompts(problem(), "weights", prompts=9), "the weights are a str: give numerics.RawWeights"),
    ],
)
def test_a_problem_is_a_problem(call, match):
    with pytest.raises(ValueError, match=match):
        call()


def problem():
    return Problem(H=1, Psi=1, beta_star=1, sigma2=1, M=2)


ASYMMETRIC, INDEFINITE, SINGULAR = [[2, 1], [0, 2]], [[1, 2], [2, 1]], [[1, 1], [1, 1]]


@pytest.mark.parametrize(("matrix", "match"), [(ASYMMETRIC, "not sym"), (INDEFINITE, "eigenv"), (SINGULAR, "eigenv")])
@pytest.mark.parametrize(
    "convert", [list, np.array, lambda m: np.array(m, dtype=float), lambda m: Fraction(1, 3) * np.array(m)]
)
def test_every_entry_refuses_what_is_not_definite(matrix, match, convert):
    expectation, values = second_moment_trace(), {H: convert(matrix), M: 3}
    for call in (
        lambda: evaluate(Trace(H) / M, values),
        lambda: evaluate(Trace(H) / M, values, precision=30),
        lambda: exact_value(expectation, values),
        lambda: expected_value(expectation, values),
        lambda: monte_carlo(expectation, values),
        lambda: assisted_monte_carlo(expectation, values),
        lambda: draw([X], values, 2, RNG),
    ):
        with pytest.raises(ValueError, match=match):
            call()


@pytest.mark.parametrize("size", [1.5, True, "3", None, 0, -2, [3, 0], 3 + 0j, float("nan")])
def test_every_entry_refuses_what_is_no_size(size):
    expectation, values = second_moment_trace(), {H: [[2, 1], [1, 3]], M: size}
    for call in (
        lambda: evaluate(Trace(H) / M, values),
        lambda: exact_value(expectation, values),
        lambda: expected_value(expectation, values),
        lambda: monte_carlo(expectation, values),
        lambda: draw([X], values, 2, RNG),
    ):
        with pytest.raises(ValueError, match="M"):
            call()


@pytest.mark.parametrize("size", [3, 3.0, Fraction(3), np.int8(3), np.float32(3), np.array(3), mpmath.mpf(3)])
def test_a_whole_number_is_one_however_it_is_written(size):
    assert evaluate(Trace(H) / M + Trace(Identity(d)), {H: [[2, 1], [1, 1]], M: size}) == 3
    assert evaluate(Trace(Identity(d)), {d: size}) == 3


def test_a_misspelt_name_is_suggested():
    with pytest.raises(ValueError, match=r"sigma2 has no value \(is it what 'sgima2' was meant for\?\): add it"):
        evaluate(sigma2, {"sgima2": 1.0})
    with pytest.raises(ValueError, match=r"M has no value \(is it what 'm' was meant for\?\)"):
        monte_carlo(second_moment, {"H": np.eye(2), "m": 3, "A": np.eye(2)})
    with pytest.raises(ValueError, match=r"M has no value: add it to the values, which hold A, H"):
        evaluate(M, {"H": np.eye(2), "A": np.eye(2)})
    # what an expression does not need may be there
    assert evaluate(Trace(H), {"H": np.eye(2), "h": 5, "A": None}) == 2


CLAIM = "second_moment"


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"H": np.eye(2), "Mm": 3}, "the claim has no symbol 'Mm' to give a value to: did you mean 'M'"),
        ({"h": np.eye(2)}, "no symbol 'h' to give a value to: did you mean 'H'"),
        ({"omega": 1.0}, "no symbol 'omega' .*: its symbols are A, H, M, d"),
        ({"X": np.ones((3, 2))}, "X is random and has a value: leave it out"),
        ({Symbol("q"): 3}, "no symbol 'q'"),
        ({"H": np.eye(2), "sigma2": 1.0}, "no symbol 'sigma2'"),
        ({"H": np.eye(2, dtype=bool)}, "H holds data of type bool"),
        ({"H": np.ma.masked_array(np.eye(2), mask=np.eye(2))}, "H is a masked array"),
        ({"M": True}, "M holds data of type bool|M is True"),
    ],
)
def test_verify_names_what_it_cannot_use(values, match):
    from tests.proofs_checks.toys import TRUE

    with pytest.raises(ValueError, match=match) as caught:
        verify(TRUE[CLAIM], values=values)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("change", [{}, {"N": 3}])
def test_a_whole_problem_may_hold_more_than_a_claim_is_about(change):
    from proofs_checks.validation import refuse_bad_values
    from tests.proofs_checks.toys import toy

    values = {**problem().values(), **change}
    refuse_bad_values(toy(CLAIM), values)
    with pytest.raises(ValueError, match="no symbol 'Nn'"):
        refuse_bad_values(toy(CLAIM), {**values, "Nn": 3})
    with pytest.raises(ValueError, match=r"no symbol '(N|beta_star)'"):
        refuse_bad_values(toy(CLAIM), {k: v for k, v in values.items() if k != "Psi"})


def test_text_is_a_slug_to_verify_and_nothing_else(tmp_path):
    trace = tmp_path / "executed"
    for claim in (f"open({str(trace)!r}, 'w')", "1 + 1", ""):
        with pytest.raises(ValueError, match=r"no theorem|slug"):
            verify(claim)
    assert not trace.exists()


@pytest.mark.parametrize("hypothesis", ["sigma2 > 0", b"x", True, None, 3, ("H", "A")])
def test_a_hypothesis_is_a_relation(hypothesis):
    from tests.proofs_checks.toys import TRUE

    with pytest.raises(ValueError, match=r"the hypothesis .* is a \w+: give a SymPy relation or predicate"):
        verify(TRUE[CLAIM], assumptions=[hypothesis])


def test_what_the_tool_makes_of_its_own_is_not_looked_over():
    """A point that breaks a kind on purpose is for ``numerics.independent`` to evaluate."""
    from numerics.evaluation import walk

    values = {H: np.array(INDEFINITE), A: np.eye(2)}
    assert walk.evaluate(Trace(H * A), values) == 2
    with pytest.raises(ValueError, match="H has the eigenvalue -1"):
        evaluate(Trace(H * A), values)
