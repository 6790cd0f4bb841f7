"""The second reading: values known by hand, enclosures that hold them, and what it refuses."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from sympy import (
    Abs,
    Identity,
    Inverse,
    Lambda,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
    ceiling,
    exp,
    log,
    sqrt,
    symbols,
)

import theory
from numerics import rational_point
from numerics.independent.exact import exact_value
from numerics.independent.laws import LAWS_OF_ORDER_TWO
from numerics.independent.recomputed import NoSecondValueError, quadrature_again, recompute
from proofs_checks.cases.needed_values import parameters_of, size_plan
from proofs_checks.cases.testable_claims import claims_of
from theory import (
    Expectation,
    MatrixNormal,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    RandomMatrix,
    inner,
    quad,
)
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum

d = Symbol("d", integer=True, positive=True)
p, q, mu = symbols("p q mu", positive=True)
H, P = PositiveDefiniteMatrix("H", d), PositiveSemidefiniteMatrix("P", d)
a = MatrixSymbol("a", d, 1)
one = Identity(1)
x = MatrixNormal("x", ZeroMatrix(d, 1), H, one)
s = RandomMatrix("s", ZeroMatrix(1, 1), p * one, one)


def matrix(*rows):
    return np.array([[Fraction(e) for e in row] for row in rows], dtype=object)


TWO = {d: 2, H: matrix((2, 1), (1, 2)), P: matrix((1, 1), (1, 1)), a: matrix((1,), (3,)), p: Fraction(2)}


def number(enclosure):
    assert enclosure.exact
    return enclosure.low[()]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Trace(H) + p, 6),
        (quad(a, Inverse(H)), Fraction(14, 3)),  # (1·2·1 − 2·1·3 + 9·2)/3
        (Trace(H * P - P * H), 0),
        (Abs(-p) / 4, Fraction(1, 2)),
        (Expectation(quad(x, Identity(d))), 4),
        (Expectation(quad(x, Identity(d)) ** 2), 16 + 2 * 10),  # (tr H)² + 2 tr H²
        (Expectation(inner(a, x) ** 4), 3 * 26**2),  # aᵀHa = 2 + 6 + 18
        (Expectation(inner(a, x) ** 3), 0),
        (Expectation(inner(a, x) * Expectation(inner(a, x))), 0),
    ],
)
def test_values_known_by_hand(expression, value):
    assert number(recompute(expression, TWO)) == value


def test_a_conditional_law():
    """y given x is N(aᵀx, p): E y² = aᵀHa + p, E y⁴ = 3 (aᵀHa + p)²"""
    y = MatrixNormal("y", a.T * x, p * one, one)
    assert number(recompute(Expectation(Trace(y) ** 2), TWO)) == 28
    assert number(recompute(Expectation(Trace(y) ** 4), TWO)) == 3 * 28**2


def test_a_random_covariance():
    """z given x is N(0, xᵀx): E z⁴ = 3 E (xᵀx)²"""
    z = MatrixNormal("z", ZeroMatrix(1, 1), quad(x, Identity(d)) * one, one)
    assert number(recompute(Expectation(Trace(z) ** 4), TWO)) == 3 * 36


def test_laws_of_order_two_share_two_moments_and_no_more():
    two_point, skewed = LAWS_OF_ORDER_TWO
    for law in LAWS_OF_ORDER_TWO:
        for variance in (Fraction(1), Fraction(7, 3), Fraction(1, 1000)):
            assert [law.moment(k, variance) for k in range(3)] == [1, 0, variance]
    assert two_point.moment(4, Fraction(2)) == 4
    # 2 with chance 1/5 and −1/2 with chance 4/5
    assert skewed.moment(3, Fraction(1)) == Fraction(8, 5) - Fraction(1, 10)
    for law in LAWS_OF_ORDER_TWO:
        for k in (2, 3, 4):
            integrand = Expectation(Trace(MatrixNormal(*s.args)) ** k)
            expected = law.moment(k, Fraction(2))
            assert number(recompute(integrand, TWO, {"s": law})) == expected
            assert exact_value(integrand, {p: Fraction(2)}, laws={"s": law}) == expected
            scaled = {p: Fraction(7, 3)}
            assert exact_value(integrand, scaled, laws={"s": law}) == number(recompute(integrand, scaled, {"s": law}))


GOLDEN = [
    (sqrt(p), "2**0.5"),
    (p ** Rational(-1, 3), "2**(-1/mpf(3))"),
    (exp(p) - log(p), "exp(2) - log(2)"),
    (Trace(H ** Rational(1, 2)), "1 + sqrt(3)"),  # the eigenvalues of H are 1 and 3
    (Trace(H ** Rational(-1, 2)), "1 + 1/sqrt(3)"),
    (Trace(P ** Rational(1, 2)), "sqrt(2)"),  # those of P are 0 and 2
    (Trace(P ** Rational(3, 2) * H), "3*sqrt(8)"),
    (SmallestEigenvalue(H), "mpf(1)"),
    (OperatorNorm(H), "mpf(3)"),
    (FrobeniusNorm(H), "sqrt(10)"),
    (SpectralSum(Lambda(mu, sqrt(mu)), H), "1 + sqrt(3)"),
]


@pytest.mark.parametrize(("expression", "value"), GOLDEN, ids=str)
def test_enclosures_are_narrow_and_hold_the_value(expression, value):
    found = recompute(expression, TWO)
    with mpmath.workdps(100):
        names = {name: getattr(mpmath, name) for name in ("sqrt", "exp", "log", "mpf")}
        exactly = eval(value.replace("2**0.5", "sqrt(mpf(2))").replace("2**(", "mpf(2)**("), names)
        low, high = (mpmath.mpf(e.numerator) / e.denominator for e in (found.low[()], found.high[()]))
        # an end that rounding to 100 digits has moved
        assert low - mpmath.mpf(10) ** -95 <= exactly <= high + mpmath.mpf(10) ** -95
        assert high - low < mpmath.mpf(10) ** -50


@pytest.mark.parametrize(
    ("expression", "match"),
    [
        (ceiling(p), "ceiling"),
        (quad(a, Inverse(P)), "singular"),
        (sqrt(p - 3), "negative"),
        (Trace(x.T * x), "outside every Expectation"),
        (Expectation(1 / quad(x, H)), "is random"),
        (Expectation(exp(quad(x, H))), "rational|random"),
        (q, "no value"),
        (Trace(P ** Rational(-1, 2)), "singular"),
    ],
)
def test_what_has_no_second_value_is_named(expression, match):
    with pytest.raises(NoSecondValueError, match=match):
        recompute(expression, TWO)


@pytest.mark.parametrize("slug", ["risk_of_linear_attention", "optimal_one_step_gd", "attention_loss"])
def test_two_evaluators_agree_on_the_expectations_of_theorems(slug):
    theorem = theory.theorem(slug)
    sizes = next(iter(size_plan(theorem, 1)))
    point = rational_point(parameters_of(theorem), np.random.default_rng(0), sizes=sizes)
    nodes = {n for c in claims_of(theorem) for e in c.expressions() for n in e.atoms(Expectation)}
    assert nodes
    for node in nodes:
        first = np.asarray(exact_value(node, {s: v for s, v in point.items() if s in parameters_of(theorem)}))
        assert (recompute(node, point).low.reshape(first.shape) == first).all()


def test_another_rule_knows_means_of_inverses():
    """E 1/(1 + z²) = √(πe/2) erfc(1/√2)"""
    z = MatrixNormal("z", ZeroMatrix(1, 1), one, one)
    exactly = float(mpmath.sqrt(mpmath.pi * mpmath.e / 2) * mpmath.erfc(1 / mpmath.sqrt(2)))
    assert quadrature_again(Expectation(1 / (1 + Trace(z) ** 2)), {}) == pytest.approx(exactly, rel=1e-9)
    correlated = {d: 2, H: np.array([[2.0, 1.0], [1.0, 2.0]])}
    assert quadrature_again(Expectation(quad(x, H) ** 2), correlated) == pytest.approx(10**2 + 2 * 82)
    with pytest.raises(NoSecondValueError, match="too many"):
        quadrature_again(Expectation(1 / (1 + quad(x, Identity(d)))), {d: 9, H: np.eye(9)})
