"""Every refutation has a counterexample that holds water: false claims of each kind, judged again by hand."""

import re
from fractions import Fraction

import numpy as np
import pytest
from sympy import (
    Eq,
    Gt,
    Identity,
    Integer,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
    ceiling,
    exp,
    sqrt,
    symbols,
)

from numerics.independent.recomputed import Enclosure, NoSecondValueError
from proofs_checks import Verdict, verify
from proofs_checks.cases import sampleable
from proofs_checks.context import Context
from proofs_checks.evidence import (
    exact_points,
    flow,
    forward_pass,
    given_values,
    monte_carlo,
    property_search,
    tightness,
)
from proofs_checks.evidence import quadrature as by_quadrature
from proofs_checks.judging import second_opinion, streams
from proofs_checks.judging.rounding import moved_a_little
from proofs_checks.report.theorem_report import report_of
from tests.proofs_checks.toys import FALSE, A, H, X, b, d, toy, v
from tests.shares import nightly
from theory import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    FlowConvergence,
    LoewnerBound,
    MatrixNormal,
    Minimum,
    PositiveSemidefiniteMatrix,
    RandomMatrix,
    StationaryPoint,
    Theorem,
    Witness,
    inner,
    quad,
)

p, q = symbols("p q", positive=True)
r = Symbol("r", real=True)
one = Identity(1)
P = PositiveSemidefiniteMatrix("P", d)
a = MatrixSymbol("a", d, 1)
x = MatrixNormal("x", ZeroMatrix(d, 1), H, one)
z1 = MatrixNormal("z", ZeroMatrix(1, 1), p * one, one)
s = RandomMatrix("s", ZeroMatrix(1, 1), p * one, one)
I = Identity(d)  # noqa: E741


def theorem(statement, *assumptions):
    return Theorem(slug="claim", title="", statement=statement, assumptions=assumptions)


def numbers(value):
    """Text as fractions; matrices as arrays."""
    if isinstance(value, str):
        return Fraction(value)
    return np.array([[Fraction(e) for e in row] for row in value], dtype=object)


def at(found):
    return {name: numbers(value) for name, value in found.values.items()}


def refuted(check, statement, *assumptions, context=None):
    result = check.check(theorem(statement, *assumptions), context or Context())
    assert result.verdict is Verdict.REFUTED, result
    assert result.counterexample is not None
    return result.counterexample


EXACT = [exact_points, property_search]


@pytest.mark.parametrize("check", EXACT, ids=lambda m: m.NAME)
def test_equalities(check):
    found = refuted(check, Equality(Expectation(quad(x, I) ** 2), Trace(H) ** 2))
    h = at(found)["H"]
    assert Fraction(found.left) == h.trace() ** 2 + 2 * (h @ h).trace()
    assert Fraction(found.right) == h.trace() ** 2
    assert found.recomputed["left side"] == found.left
    assert found.recomputed["right side"] == found.right


@pytest.mark.parametrize("check", [property_search, tightness], ids=lambda m: m.NAME)
@pytest.mark.parametrize("bound", [Rational(1, 64), Rational(1, 1000), Rational(1, 10**9)])
def test_bounds_that_fail_far_from_one(check, bound):
    found = refuted(check, Bound(bound, p))
    assert Fraction(found.left) == Fraction(str(bound)) > Fraction(found.right) == at(found)["p"] > 0


@pytest.mark.parametrize("bound", [10**3, 10**9])
def test_bounds_that_fail_at_large_values(bound):
    found = refuted(tightness, Bound(quad(v, H), bound))
    point = at(found)
    assert (point["v"].T @ point["H"] @ point["v"])[0, 0] == Fraction(found.left) > bound


def test_a_small_trace():
    found = refuted(tightness, Bound(Rational(1, 1000), Trace(H)))
    assert at(found)["H"].trace() < Fraction(1, 1000)


@pytest.mark.parametrize("check", [exact_points, tightness], ids=lambda m: m.NAME)
def test_loewner_bounds_show_a_vector(check):
    found = refuted(check, LoewnerBound(2 * H, H + P))
    point, z = at(found), np.array([Fraction(e) for e in found.shown["z"]], dtype=object)
    gap = point["P"] - point["H"]
    assert z @ gap @ z < 0
    assert Fraction(found.shown["zᵀ(right − left)z"]) == z @ gap @ z


@pytest.mark.parametrize("check", [exact_points, property_search, tightness], ids=lambda m: m.NAME)
def test_a_minimum_that_is_too_large_is_undercut(check):
    found = refuted(check, Minimum((r - q) ** 2 + p, (r,), (q + 1,), p + 1))
    point = at(found)
    assert (point["r"] - point["q"]) ** 2 + point["p"] == Fraction(found.right) < point["p"] + 1


@pytest.mark.parametrize("check", EXACT, ids=lambda m: m.NAME)
def test_a_minimum_with_another_value(check):
    found = refuted(check, Minimum((r - q) ** 2 + p, (r,), (q,), 2 * p))
    point = at(found)
    assert point["r"] == point["q"]
    assert Fraction(found.left) == point["p"] != Fraction(found.right)


def test_a_second_minimiser():
    found = refuted(property_search, Minimum(r**2 * (r - 1) ** 2, (r,), (Integer(0),), Integer(0), unique=True))
    assert at(found)["r"] == 1
    assert found.left == found.right == "0"


@pytest.mark.parametrize("check", EXACT, ids=lambda m: m.NAME)
def test_a_point_that_is_not_stationary_shows_its_gradient(check):
    found = refuted(check, StationaryPoint(quad(v - b, I), (v,), (2 * b,)))
    point, (gradient,) = at(found), [numbers(g) for name, g in found.shown.items() if name.startswith("gradient")]
    assert (point["v"] == 2 * point["b"]).all()
    assert (gradient == 2 * point["b"]).all()
    assert gradient.any()


def test_a_second_stationary_point():
    found = refuted(property_search, StationaryPoint(quad(v, I) ** 2 - 2 * quad(v, I), (v,), (ZeroMatrix(d, 1),)))
    v_ = at(found)["v"]
    assert v_.any()
    assert not (4 * (v_.T @ v_)[0, 0] * v_ - 4 * v_).any()


@pytest.mark.parametrize("check", EXACT, ids=lambda m: m.NAME)
def test_a_witness_that_is_none(check):
    found = refuted(check, Witness(Equality(quad(v, I), p), (v,), (p * b,)))
    point = at(found)
    assert Fraction(found.left) == (point["p"] * point["b"]).T @ (point["p"] * point["b"])
    assert Fraction(found.left) != Fraction(found.right)


@pytest.mark.parametrize("check", [property_search, tightness], ids=lambda m: m.NAME)
def test_roots_are_enclosed(check):
    found = refuted(check, Bound(sqrt(p), p))
    assert 0 < at(found)["p"] < 1


@pytest.mark.parametrize("check", EXACT, ids=lambda m: m.NAME)
def test_a_fraction_beside_a_root_is_one_by_the_second_evaluator(check):
    # the first computes both sides to many digits, which is no disagreement on the side that has no root
    found = refuted(check, Equality((p + q) / 7, sqrt(p * q) / 7))
    point = at(found)
    assert Fraction(found.recomputed["left side"]) == (point["p"] + point["q"]) / 7


def test_a_root_of_a_matrix():
    """tr H^(1/2) ≤ tr H fails for small H alone"""
    found = refuted(tightness, Bound(Trace(H ** Rational(1, 2)), Trace(H)))
    h = at(found)["H"].astype(float)
    assert np.sqrt(np.linalg.eigvalsh(h)).sum() > np.trace(h)


def test_users_numbers():
    context = Context(values={"p": 0.25})
    found = refuted(given_values, Bound(1, p), context=context)
    assert (Fraction(found.left), Fraction(found.right)) == (1, Fraction(1, 4))


def test_flows():
    statement = FlowConvergence(quad(v - b, I), (v,), (a,), (2 * b,))
    found = refuted(flow, statement)
    b_ = np.array(found.values["b"], dtype=float).ravel()
    assert np.allclose(np.array(found.left, dtype=float), b_, atol=1e-6)
    assert np.allclose(np.array(found.right, dtype=float), 2 * b_)
    assert np.allclose(np.array(found.recomputed["left side"], dtype=float), b_, atol=1e-3)


def test_quadrature_has_a_second_rule():
    """E 1/(1 + z²) of z ~ N(0, p) is below 1"""
    found = refuted(by_quadrature, Equality(Expectation(1 / (1 + Trace(z1) ** 2)), 1))
    nodes = np.linspace(-9, 9, 200_001)
    density = np.exp(-(nodes**2) / 2) / np.sqrt(2 * np.pi)
    by_hand = (density / (1 + float(found.values["p"]) * nodes**2)).sum() * (nodes[1] - nodes[0])
    assert float(found.left) == pytest.approx(by_hand, rel=1e-6)
    assert float(found.recomputed["left side"]) == pytest.approx(by_hand, rel=1e-6)


def test_samples_show_both_streams():
    found = refuted(monte_carlo, Equality(Expectation(quad(x, I)), 2 * Trace(H)))
    h = np.array(found.values["H"], dtype=float)
    first, second = found.streams
    for stream in (first, second):
        assert abs(float(stream["observed"]) - np.trace(h)) < 5 * float(stream["standard error"])
    assert int(second["samples"]) == 4 * int(first["samples"])
    assert float(found.recomputed["closed form"]) == pytest.approx(2 * np.trace(h))


# -- what is true is not refuted ---------------------------------------------------------------------------------------
BIG = 10**12

CANCELLING = {
    "large terms": Equality(BIG * Trace(H) ** 2 + Trace(A) - BIG * Trace(H) * Trace(H), Trace(A)),
    "large random terms": Equality(Expectation(BIG + quad(x, I)) - BIG, Trace(H)),
    "means that cancel": Equality(Expectation(10 * inner(a, x) + quad(x, I)), Trace(H)),
    "a tight bound": Bound(BIG * quad(a, I) * quad(b, I), BIG * quad(a, I) * quad(b, I)),
    "a root": Bound(sqrt(p * q), (p + q) / 2),
    "a tight root": Equality(sqrt((p + q) ** 2 + r**2) - sqrt(p**2 + 2 * p * q + q**2 + r**2), 0),
    "an exponential": Bound(1 + r, exp(r)),
    "a norm": Bound(Trace(A) ** 2, d * Trace(A.T * A)),
    "two moments": Equality(Expectation(Trace(s) ** 2), p),
}


@pytest.mark.parametrize("check", [exact_points, property_search, tightness, monte_carlo], ids=lambda m: m.NAME)
@pytest.mark.parametrize("name", CANCELLING)
def test_what_cancels_is_not_refuted(check, name):
    result = check.check(theorem(CANCELLING[name]), Context())
    assert result is None or result.verdict is not Verdict.REFUTED, result


@pytest.mark.parametrize("known", [True, nightly(False)])
def test_rounding_refutes_nothing(known, monkeypatch):
    """b in the kernel of Q: bᵀx vanishes, and floats leave 1e-9 of it, whose powers have a mean that is not 0"""
    Q, c = PositiveSemidefiniteMatrix("Q", d), MatrixSymbol("c", d, 1)
    y = MatrixNormal("y", ZeroMatrix(d, 1), Q, one)
    claim = theorem(Equality(Expectation(inner(c, y) ** 6), 15 * quad(c, Q) ** 3))
    if not known:
        # a size of terms that cannot be computed: what is left is to look beside the point
        monkeypatch.setattr(sampleable, "size_of_terms", refuse)
    singular = np.array([[1.5, 0.75, 0.75], [0.75, 0.375, 0.375], [0.75, 0.375, 2.375]])
    values = {"Q": singular, "c": np.array([[0.0625], [-0.125], [0.0]])}
    for seed in range(4):
        result = monte_carlo.check(claim, Context(seed=seed, values=values))
        assert result.verdict is not Verdict.REFUTED, result
        if known:
            assert "of the terms' RMS" in result.detail
        else:
            # which of the two is seen first depends on how this processor rounds
            assert re.search("as rounding is where terms cancel|its standard error does not settle", result.detail)
    false = theorem(Equality(Expectation(inner(c, y) ** 6) + quad(c, I), 15 * quad(c, Q) ** 3))
    assert monte_carlo.check(false, Context(values=values)).verdict is Verdict.REFUTED


@pytest.mark.parametrize("known", [True, False])
def test_rounding_where_a_hypothesis_is_an_equation(known, monkeypatch):
    """Beside the point the hypothesis fails: what is sampled there tells rounding by its size alone."""
    if not known:
        monkeypatch.setattr(sampleable, "size_of_terms", refuse)
    y = MatrixNormal("y", ZeroMatrix(d, 1), v * v.T, one)
    tied = (
        Assumption("b is orthogonal to v", Eq(inner(b, v), 0)),
        Assumption("b is not small", Gt(quad(b, I), 1)),
    )
    for seed in range(2):
        context = Context(seed=seed, samples=1_000_000)
        for claimed, power in ((0, 1), (0, 2)):
            true = theorem(Equality(Expectation(inner(b, y) ** power), Integer(claimed)), *tied)
            assert monte_carlo.check(true, context).verdict is not Verdict.REFUTED
        refuted(monte_carlo, Equality(Expectation(inner(b, y) ** 2), 1), *tied, context=context)
        refuted(monte_carlo, Equality(Expectation(quad(y, I)), 2 * quad(v, I)), *tied, context=context)


def test_points_beside_keep_their_kinds():
    Q = PositiveSemidefiniteMatrix("Q", d)
    values = {d: 2, Q: np.array([[1.0, 1.0], [1.0, 1.0]]), p: 2.0, b: np.array([[1.0], [0.0]])}
    moved = moved_a_little(values, np.random.default_rng(0))
    assert moved[d] == 2
    assert (moved[Q] == moved[Q].T).all()
    assert abs(np.linalg.eigvalsh(moved[Q])[0]) < 1e-12
    for symbol in (Q, p, b):
        assert np.allclose(moved[symbol], values[symbol], rtol=3e-6, atol=0)
        assert not np.array_equal(moved[symbol], values[symbol])


def test_terms_that_cancel_at_every_draw_are_no_evidence():
    """the difference is 0 but for rounding, which is biased: at any sample size it would be told from 0"""
    difference = (inner(a, x) + quad(x, I)) ** 2 - inner(a, x) ** 2 - 2 * inner(a, x) * quad(x, I) - quad(x, I) ** 2
    result = monte_carlo.check(theorem(Equality(Expectation(difference), 0)), Context())
    assert result.verdict is Verdict.CONFIRMED
    (data,) = result.data["comparisons"]
    assert data["relative_to"] == "the terms' RMS"
    assert data["smallest_detectable_relative_error"] < 1e-9


# -- a second evaluator that says otherwise ----------------------------------------------------------------------------
def shifted(recompute):
    def other(*arguments):
        found = recompute(*arguments)
        return Enclosure(*(np.asarray(end + 1, dtype=object) for end in (found.low, found.high)))

    return other


def refuse(*_):
    message = "the term has no second value"
    raise NoSecondValueError(message)


@pytest.mark.parametrize("check", [exact_points, property_search, tightness, monte_carlo], ids=lambda m: m.NAME)
@pytest.mark.parametrize("name", ["only_the_mean", "wrong_value", "jensen_reversed"])
@pytest.mark.parametrize("agrees", [False, None])
def test_no_refutation_without_a_second_evaluator(check, name, agrees, monkeypatch):
    other = refuse if agrees is None else shifted(second_opinion.recompute)
    for module in (second_opinion, streams):
        monkeypatch.setattr(module, "recompute", other)
    assert name in FALSE
    result = check.check(toy(name), Context())
    if result is None:
        assert check is tightness
        return
    assert result.verdict is (Verdict.INCONCLUSIVE if agrees is None else Verdict.ERROR), result
    assert result.counterexample is None
    assert ("no second value" if agrees is None else "two evaluators disagree") in result.detail


def test_no_refutation_by_a_rule_that_another_contradicts(monkeypatch):
    again = by_quadrature.quadrature_again
    monkeypatch.setattr(by_quadrature, "quadrature_again", lambda *a: again(*a) + 1)
    result = by_quadrature.check(theorem(Equality(Expectation(1 / (1 + Trace(z1) ** 2)), 1)), Context())
    assert result.verdict is Verdict.ERROR
    assert "two rules disagree" in result.detail


# -- what a report shows -----------------------------------------------------------------------------------------------
def test_all_of_a_counterexample_is_shown():
    claim = theorem(LoewnerBound(2 * H, H + P))
    result = exact_points.check(claim, Context())
    rows = dict(result.counterexample.in_full())
    assert {"claim", "H", "P", "left side", "right side", "z", "left side, recomputed", "recomputed by"} <= rows.keys()
    text = str(report_of(claim, [result]))
    assert all(rows[name] in text for name in ("z", "left side", "recomputed by"))


def test_unknown_passes_have_no_counterexample():
    assert forward_pass.check(theorem(Equality(Expectation(X.T * X), H)), Context()) is None


def test_a_difference_that_nobody_else_can_see_leaves_nothing_confirmed():
    report = verify(Equality(ceiling(p + q), ceiling(p) + ceiling(q)))
    assert report.verdict is Verdict.INCONCLUSIVE, report
    assert any(check.verdict is Verdict.CONFIRMED for check in report.checks)
    assert any("seem to differ" in check.detail for check in report.checks)
