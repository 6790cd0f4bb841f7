"""Sums over eigenvalues: as numbers, at many digits, in batches, and as traces."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from sympy import Identity, Lambda, MatrixSymbol, Rational, Symbol, Trace, exp, sqrt, symbols

from numerics import evaluate
from theory import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, ShapeError, UnsupportedExpressionError, equal
from theory.algebra.vocabulary.spectral import SmallestEigenvalue, SpectralSum

d, M = symbols("d M", integer=True, positive=True)
H, P = PositiveDefiniteMatrix("H", d), PositiveSemidefiniteMatrix("P", d)
mu, t = Symbol("mu", nonnegative=True), Symbol("t", positive=True)
SIGNAL = H ** Rational(1, 2) * P * H ** Rational(1, 2)

VALUES = {H: np.array([[2.0, 0.5], [0.5, 1.0]]), P: np.array([[1.0, -0.5], [-0.5, 0.25]]), t: 0.7, M: 3}
FUNCTIONS = {
    "trace": mu,
    "square": mu**2,
    "count": 1 + 0 * mu,
    "filter": mu / (mu + t),
    "double filter": mu**2 * (mu + 1) / ((M + 1) * mu + t) ** 2,
    "inverse": 1 / (mu + t / M),
}


def total(f, matrix=SIGNAL):
    return SpectralSum(Lambda(mu, f), matrix)


def by_numpy(f, values):
    h, vectors = np.linalg.eigh(values[H])
    root = (vectors * np.sqrt(h)) @ vectors.T
    return sum(float(f.subs({mu: e, t: values[t], M: values[M]})) for e in np.linalg.eigvalsh(root @ values[P] @ root))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_as_floats_and_as_a_trace(name):
    f = FUNCTIONS[name]
    expected = by_numpy(f, VALUES)
    assert evaluate(total(f), VALUES) == pytest.approx(expected, rel=1e-9)
    assert evaluate(total(f).as_trace(), VALUES) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_normal_form(name):
    f = FUNCTIONS[name]
    assert equal(total(f), total(f).as_trace())
    assert equal(2 * total(f), total(2 * f))
    assert not equal(total(f), total(f) + t)


def test_eigenvalues_of_a_product_do_not_depend_on_the_order():
    """H^½PH^½ and PH have the same eigenvalues; H^½PH^½ and P have not"""
    f = FUNCTIONS["filter"]
    traced = Trace(P * H * (P * H + t * Identity(d)).I)
    assert equal(total(f), traced)
    assert not equal(total(f), total(f, P))
    assert not equal(total(f), total(mu / (mu + 2 * t)))


def test_what_is_no_rational_function_has_no_trace():
    for f in (exp(mu), sqrt(mu)):
        assert evaluate(total(f), VALUES) == pytest.approx(by_numpy(f, VALUES), rel=1e-7)
        with pytest.raises(UnsupportedExpressionError, match="is not a polynomial in mu"):
            total(f).as_trace()


def test_many_digits():
    exact = {
        H: np.array([[2, 1], [1, 3]], dtype=object),
        P: np.array([[1, 0], [0, 0]], dtype=object),
        t: Fraction(1, 3),
    }
    found = evaluate(total(FUNCTIONS["filter"]), exact, precision=50)
    # the eigenvalues are 0 and tr(HP) = 2
    with mpmath.workdps(50):
        assert abs(found - mpmath.mpf(6) / 7) < mpmath.mpf(10) ** -45


def test_batches():
    rng = np.random.default_rng(1)
    factors = rng.standard_normal((5, 3, 3))
    many = {H: factors @ factors.mT + np.eye(3), P: factors[0] @ factors[0].T, t: rng.uniform(1, 2, 5), M: 3}
    found = evaluate(total(FUNCTIONS["filter"]), many)
    assert found.shape == (5,)
    for i in range(5):
        alone = {H: many[H][i], P: many[P], t: many[t][i], M: 3}
        assert found[i] == pytest.approx(by_numpy(FUNCTIONS["filter"], alone))


def test_a_matrix_inside_the_function():
    f = mu * Trace(H) + M
    values = {H: np.diag([1.0, 2.0]), P: np.eye(2), M: 3}
    assert evaluate(total(f, H), values) == 3 * 3 + 2 * 3
    assert equal(total(f, H), Trace(H) ** 2 + M * d)


def test_it_is_a_scalar_with_a_square_matrix():
    node = total(mu**2)
    assert node.is_commutative
    assert node.func(*node.args) == node
    assert node.variable == mu
    assert node.subs(t, 2) == node
    with pytest.raises(ShapeError, match="M×d and has no eigenvalues: give a square matrix"):
        total(mu, MatrixSymbol("X", M, d))


# -- the variable is bound ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [*FUNCTIONS, "exponential"])
def test_the_name_of_the_variable_changes_nothing(name):
    f = {**FUNCTIONS, "exponential": exp(mu) * t}[name]
    for other in ("k", "M", "t", "mu"):
        renamed = Symbol(other, nonnegative=True)
        assert SpectralSum(Lambda(renamed, f.xreplace({mu: renamed})), SIGNAL) == total(f)


WAYS = (
    lambda node, old, new: node.subs(old, new),
    lambda node, old, new: node.xreplace({old: new}),
    lambda node, old, new: node.replace(old, new),
)


@pytest.mark.parametrize("way", WAYS)
def test_no_substitution_reaches_the_variable_or_is_captured_by_it(way):
    node = total(t * exp(mu))
    assert mu not in node.free_symbols
    for value in (t, 2, M):
        assert way(node, mu, value) == node
    outside = way(node, t, mu)
    assert outside.free_symbols >= {mu}
    assert outside.variable != mu
    numbers = {**VALUES, mu: 0.3}
    assert evaluate(outside, numbers) == pytest.approx(0.3 / VALUES[t] * evaluate(node, VALUES))
    assert equal(way(total(t * mu), t, mu), mu * total(mu))


def test_what_a_spectral_sum_is_of():
    for wrong in ("mu", mu, Lambda((mu, t), mu * t)):
        with pytest.raises(ValueError, match="of one variable"):
            SpectralSum(wrong, H)
    with pytest.raises(ValueError, match="give a SymPy expression"):
        SpectralSum(Lambda(mu, mu), "H")


def test_the_sign_of_the_smallest_eigenvalue_is_that_of_the_matrix():
    assert SmallestEigenvalue(H).is_positive
    assert SmallestEigenvalue(P).is_nonnegative
    assert SmallestEigenvalue(P).is_positive is None
    assert SmallestEigenvalue(H - P).is_nonnegative is None


def test_without_the_engine_no_sign_is_known(monkeypatch):
    monkeypatch.setattr("theory.algebra.vocabulary.spectral._definite", None)
    monkeypatch.setattr("theory.algebra.vocabulary.spectral._semidefinite", None)
    # a name of its own: SymPy keeps what an equal node has answered
    assert SmallestEigenvalue(PositiveDefiniteMatrix("H_unsigned", d)).is_positive is None
