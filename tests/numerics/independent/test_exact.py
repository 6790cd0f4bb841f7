import itertools
import time
from fractions import Fraction

import numpy as np
import pytest
import sympy
from sympy import Identity, MatrixSymbol, Rational, Symbol, Trace, ZeroMatrix, eye, sqrt

from numerics import TooLargeError, evaluate
from numerics.independent.exact import exact_value
from numerics.independent.polynomials import Ring
from tests.numerics.setting import (
    VALUES,
    A,
    F,
    H,
    M,
    Psi,
    S,
    X,
    beta_star,
    d,
    second_moment,
    second_moment_claim,
    sigma2,
    w,
    with_context,
    y,
)
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal

g = MatrixNormal("g", beta_star, H, Identity(1))
q = MatrixNormal("q", ZeroMatrix(d, 1), H, Identity(1))
e = MatrixNormal("e", ZeroMatrix(M, 1), sigma2 * Identity(M), Identity(1))
scalar = MatrixNormal("z", ZeroMatrix(1, 1), Identity(1), Identity(1))


@pytest.mark.parametrize("m", [1, 2, 3])
def test_second_moment_of_sample_covariance(m):
    values = with_context(m)
    assert (exact_value(second_moment, values) == evaluate(second_moment_claim, values)).all()
    wrong = second_moment_claim + H * Trace(H) / M**2
    assert (exact_value(second_moment, values) != evaluate(wrong, values)).any()


@pytest.mark.parametrize(("power", "moment"), [(1, 0), (2, 1), (3, 0), (4, 3), (6, 15), (7, 0), (8, 105)])
def test_moments_of_a_standard_normal(power, moment):
    assert exact_value(Expectation(Trace(scalar) ** power), {}) == moment
    assert exact_value(Expectation(Trace(scalar**power)), {}) == moment
    assert exact_value(Expectation(scalar**power), {}).tolist() == [[moment]]


def test_isserlis_fourth_moments_entry_by_entry():
    mean, cov = [F(1), F(2, 3)], VALUES[H]
    values = {H: cov, beta_star: mean}
    centred = g - beta_star
    for i, j, k, m in itertools.product(range(2), repeat=4):
        word = [sympy.Matrix(2, 1, lambda r, _, n=n: int(r == n)).as_immutable() for n in (i, j, k, m)]
        integrand = sympy.prod([Trace(u.T * centred) for u in word])
        expected = cov[i][j] * cov[k][m] + cov[i][k] * cov[j][m] + cov[i][m] * cov[j][k]
        assert exact_value(Expectation(integrand).xreplace({d: sympy.Integer(2)}), values) == expected


def test_noncentral_quadratic_form():
    values = {**VALUES, A: [[1, F(1, 3)], [F(1, 3), 2]]}
    form = Trace(g.T * A * g)
    mean = Trace(A * H) + Trace(beta_star.T * A * beta_star)
    variance = 2 * Trace(A * H * A * H) + 4 * Trace(beta_star.T * A * H * A * beta_star)
    assert exact_value(Expectation(form), values) == evaluate(mean, values)
    assert exact_value(Expectation(form**2), values) == evaluate(variance + mean**2, values)
    assert exact_value(Expectation(form**2) - Expectation(form) ** 2, values) == evaluate(variance, values)


def test_hierarchical_labels():
    second = H * (Psi + beta_star * beta_star.T)
    expected = evaluate(Trace(second) + sigma2, VALUES)
    assert exact_value(Expectation(Trace(y.T * y) / M), VALUES) == expected
    assert exact_value(Expectation(X.T * y / M), VALUES).tolist() == evaluate(H * beta_star, VALUES).tolist()
    assert exact_value(Expectation((y - X * w) * (y - X * w).T), VALUES).tolist() == np.diag([F(1, 2)] * 3).tolist()


def test_both_covariances_of_a_matrix():
    K, L = (MatrixSymbol(name, 2, 2) for name in "KL")
    Z = MatrixNormal("Z", sympy.ones(2, 2).as_immutable(), K, L)
    values = {K: [[2, F(1)], [1, 2]], L: [[1, F(1, 2)], [F(1, 2), 3]]}
    ones = np.ones((2, 2), dtype=int)
    row = exact_value(Expectation(Z * Z.T), values)
    assert (row == np.array(values[K]) * 4 + 2 * ones).all()
    column = exact_value(Expectation(Z.T * Z), values)
    assert (column == np.array(values[L]) * 4 + 2 * ones).all()


def test_singular_covariances_leave_no_noise():
    values = {**VALUES, Psi: [[0, F(0)], [0, 0]]}
    assert exact_value(Expectation(w * w.T), values).tolist() == evaluate(beta_star * beta_star.T, values).tolist()
    rank_one = exact_value(Expectation((w - beta_star) * (w - beta_star).T), VALUES)
    assert rank_one.tolist() == VALUES[Psi]


def test_products_split_in_any_way_agree():
    f = X.T * y / M - A * q
    risk = Trace(f.T * H * f)
    readings = [
        Expectation(risk),
        Expectation(Trace(H * f * f.T)),
        Trace(Expectation(H * f * f.T)),
        Expectation(Trace((f.T * H) * f)),
        sympy.Add(Expectation(risk / 2), Expectation(risk / 2), evaluate=False),
    ]
    values = {exact_value(r, VALUES) for r in readings}
    assert len(values) == 1
    assert values != {exact_value(Expectation(risk + 1), VALUES)}


def test_nested_expectations_bind_their_own_copy():
    mean = exact_value(Expectation(Trace(S)), VALUES)
    assert exact_value(Expectation(Trace(S) * Expectation(Trace(S))), VALUES) == mean**2
    assert exact_value(Expectation(Trace(S) * Trace(S)), VALUES) > mean**2


def test_deterministic_expressions_are_a_second_opinion_on_evaluate():
    for expr in (
        (H + sigma2 * Identity(d)).inverse() * A**2 / Trace(H) ** 2,
        H**-2 * (M + 1),
        A.T * ZeroMatrix(d, d) + Rational(2, 3) * A[0, 1] * A,
        eye(2).as_immutable() * A,
    ):
        assert (exact_value(expr, VALUES) == evaluate(expr, VALUES)).all()


def linear_attention_risk():
    """E(f − y)² with f = xᵀ(P(S v₁ + s v₀) + k(sᵀv₁ + r v₀)), weights given below."""
    v, k, P = MatrixSymbol("v", d, 1), MatrixSymbol("k", d, 1), MatrixSymbol("P", d, d)
    v0 = Symbol("v0", real=True)
    label = MatrixNormal("label", w.T * q, sigma2 * Identity(1), Identity(1))
    s, r = X.T * y / M, Trace(y.T * y) / M
    f = Trace(q.T * P * (S * v + s * v0)) + Trace(q.T * k) * (Trace(s.T * v) + r * v0)
    weights = {v: [1, F(1, 2)], v0: F(-2, 3), P: [[1, F(1, 3)], [0, 2]], k: [F(1, 2), -1]}
    return f, Trace(label), weights


def test_risk_of_linear_attention_is_quick_and_right():
    f, label, weights = linear_attention_risk()
    values = {**VALUES, **weights, M: 2, Psi: [[2, F(1, 2)], [F(1, 2), F(1, 4)]]}
    start = time.perf_counter()
    risk = exact_value(Expectation((f - label) ** 2), values)
    assert time.perf_counter() - start < 2
    parts = exact_value(Expectation(f**2) - 2 * Expectation(f * label) + Expectation(label**2), values)
    assert risk == parts
    # 2e6 draws by hand in NumPy gave 366.6 ± 2.8
    assert float(risk) == pytest.approx(369.3136574)


def test_what_is_too_large_is_refused_before_it_is_computed():
    f, label, weights = linear_attention_risk()
    with pytest.raises(TooLargeError, match=r"more than 100 products of monomials: choose smaller sizes"):
        exact_value(Expectation((f - label) ** 2), {**VALUES, **weights}, limit=100)
    start = time.perf_counter()
    with pytest.raises(TooLargeError):
        exact_value(Expectation(Trace(S**6 * A) ** 4), with_context(4))
    assert time.perf_counter() - start < 10
    with pytest.raises(TooLargeError, match=r"degree 256 exceeds 255"):
        exact_value(Expectation(Trace(scalar) ** 300), {})


def test_variances_with_denominators():
    ring = Ring(100)
    z = ring.variable(F(2, 3))
    assert ring.mean(z * z * z * z) == 3 * F(2, 3) ** 2
    assert ring.mean_of_product(z * z, z * z) == 3 * F(2, 3) ** 2
    assert ring.mean_of_product(z * z, z) == 0


def test_results_are_fractions():
    assert isinstance(exact_value(Expectation(Trace(S)), VALUES), Fraction)
    assert all(isinstance(entry, Fraction) for entry in exact_value(second_moment, VALUES).flat)


@pytest.mark.parametrize(
    ("expr", "values", "message"),
    [
        (Expectation(Trace(S)), {H: VALUES[H]}, r"M has no value"),
        (Expectation(S.inverse()), VALUES, r"not polynomial in the random symbols"),
        (Expectation(1 / Trace(S)), VALUES, r"not polynomial in the random symbols"),
        (Expectation(sqrt(Trace(S))), VALUES, r"sqrt\(Trace\(.*is a root"),
        (Expectation(sympy.exp(Trace(S))), VALUES, r"neither polynomial nor rational"),
        (Trace(S), VALUES, r"X is random and stands outside every Expectation"),
        (Expectation(Trace(S)), {**VALUES, "X": [[1, 2]]}, r"X is random and has a value: leave it out"),
        (Expectation(Trace(S)), {H: np.eye(2), M: 2}, r"H holds the inexact number 1\.0"),
        (Expectation(Trace(S)), {H: [[[1, 0], [0, 1]]], M: 2}, r"H holds a batch of shape \(1, 2, 2\)"),
        (Expectation(Trace(S)), {H: [[1, 2], [2, 1]], M: 2}, r"the covariance H of X is not symmetric and positive"),
        (Expectation(Trace(S)), {H: [[0, 1], [1, 0]], M: 2}, r"the covariance H of X is not symmetric and positive"),
        (Expectation(Trace(S)), {H: [[1, 1], [0, 1]], M: 2}, r"the covariance H of X is not symmetric and positive"),
        (Expectation(Trace(S * A.inverse())), {**VALUES, A: [[1, 1], [1, 1]]}, r"inverts a singular matrix"),
        (1 / sigma2, {sigma2: 0}, r"1/sigma2 divides by zero"),
        (H ** Rational(1, 2), VALUES, r"is a root"),
        (Expectation(S * A * X), VALUES, r"shapes \(2, 2\) and \(3, 2\) meet"),
        (Expectation(S * X), VALUES, r"X\*\*2 needs a square matrix and has shape \(3, 2\)"),
        (
            Expectation(S + X),
            VALUES,
            r"has shape \(3, 2\) where \(2, 2\) is expected|has shape \(2, 2\) where \(3, 2\)",
        ),
        (Expectation(Trace(X)), VALUES, r"needs a square matrix and has shape \(3, 2\)"),
    ],
)
def test_wrong_inputs_are_named(expr, values, message):
    with pytest.raises(ValueError, match=message):
        exact_value(expr, values)


def test_a_random_covariance_is_refused():
    scaled = MatrixNormal("u", ZeroMatrix(d, 1), S, Identity(1))
    with pytest.raises(ValueError, match=r"of u is random: only its mean may contain random symbols"):
        exact_value(Expectation(Trace(scaled * scaled.T)), VALUES)


def test_blocks_are_put_together():
    row, column = sympy.BlockMatrix([[g.T, y.T]]), sympy.BlockMatrix([[g], [y]])
    whole = Expectation(Trace(row * column))
    assert exact_value(whole, VALUES) == exact_value(Expectation(Trace(g.T * g)) + Expectation(Trace(y.T * y)), VALUES)
