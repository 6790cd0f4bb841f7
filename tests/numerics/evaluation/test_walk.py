from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from sympy import BlockMatrix, Identity, Matrix, MatrixSymbol, Rational, Symbol, Trace, ZeroMatrix, exp, log, pi, sqrt

from numerics import Problem, evaluate, register_node
from numerics.evaluation.arithmetic import Floats
from numerics.evaluation.walk import Evaluation
from tests.numerics.setting import VALUES, A, F, H, M, Psi, S, X, beta_star, d, only, second_moment, sigma2
from theory.algebra.vocabulary.spectral import SpectralSum

FLOATS = {H: np.array([[2.0, 1.0], [1.0, 3.0]]), A: np.array([[1.0, 2.0], [3.0, 4.0]]), M: 3, sigma2: 0.5}
h, a = FLOATS[H], FLOATS[A]


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (H * A * H / M + H, h @ a @ h / 3 + h),
        (Trace(H * A) * H, np.trace(h @ a) * h),
        (H**-1 * A.T, np.linalg.inv(h) @ a.T),
        (A**3, a @ a @ a),
        (A**M, a @ a @ a),
        (A**-2, np.linalg.inv(a @ a)),
        (Identity(d) + 2 * ZeroMatrix(d, d) + A, np.eye(2) + a),
        ((H + sigma2 * Identity(d)).inverse(), np.linalg.inv(h + 0.5 * np.eye(2))),
        (sqrt(sigma2) + d**2 / M, np.sqrt(0.5) + 4 / 3),
        (exp(-sigma2) + log(M), np.exp(-0.5) + np.log(3)),
        (sympy.Max(sigma2, M, Trace(A)) - sympy.Min(sigma2, M), 4.5),
        (A[0, 1] + A[1, 0], 5.0),
        (Matrix([[1, sigma2], [0, 2]]).as_immutable() * A, np.array([[1, 0.5], [0, 2]]) @ a),
        (BlockMatrix([[H, A], [A.T, ZeroMatrix(d, d)]]), np.block([[h, a], [a.T, np.zeros((2, 2))]])),
        (2**M + pi, 8 + np.pi),
    ],
)
def test_floats(expr, expected):
    np.testing.assert_allclose(evaluate(expr, FLOATS), expected, rtol=1e-13)


def test_fractions_stay_exact():
    value = evaluate(H * A * H / M + Trace(A) * H.inverse() / (sigma2 + 1), VALUES)
    assert value.tolist() == [[8, 9], [F(32, 3), F(56, 3)]]
    assert all(isinstance(x, Fraction) for x in value.flat)
    scalar = evaluate(Trace(H) ** -2 / M, VALUES)
    assert scalar == F(1, 75)
    assert isinstance(scalar, Fraction)


def test_exactness_is_a_property_of_the_given_values():
    assert evaluate(d / M, {**VALUES}) == F(2, 3)
    assert isinstance(evaluate((M + 1) / M, {M: 3}), float)
    assert evaluate((M + 1) / M, {M: 3}, exact=True) == F(4, 3)
    assert isinstance(evaluate(sigma2, {sigma2: F(1, 3), H: np.eye(2)}), float)
    with pytest.raises(ValueError, match=r"sigma2 holds 0\.5, which is not exact"):
        evaluate(sigma2 + M, {sigma2: 0.5, M: 2}, exact=True)


def test_fifty_digits():
    root = H ** Rational(1, 2)
    error = evaluate(root * Identity(d) * (root + ZeroMatrix(d, d)) - H, VALUES, precision=50)
    assert abs(error).max() < mpmath.mpf(10) ** -48
    value = evaluate(sqrt(sigma2) + pi, VALUES, precision=50)
    with mpmath.workdps(60):
        assert abs(value - mpmath.sqrt(mpmath.mpf(1) / 2) - mpmath.pi) < mpmath.mpf(10) ** -49
    inverse = evaluate(H.inverse(), {H: h}, precision=30)
    assert abs(inverse[0, 0] - mpmath.mpf("0.6")) < mpmath.mpf(10) ** -15


@pytest.mark.parametrize("power", [Rational(1, 2), Rational(-1, 2), Rational(3, 2)])
def test_rational_powers_of_symmetric_matrices(power):
    value = evaluate(H**power, FLOATS)
    np.testing.assert_allclose(value @ value, np.linalg.matrix_power(h, int(2 * power)), rtol=1e-12)


def test_root_of_a_singular_matrix():
    psi = np.array([[1.0, 2.0], [2.0, 4.0]])
    root = evaluate(Psi ** Rational(1, 2), {Psi: psi})
    np.testing.assert_allclose(root @ root, psi, atol=1e-12)
    with pytest.raises(ValueError, match=r"Psi is singular and has a negative power"):
        evaluate(Psi ** Rational(-1, 2), {Psi: psi})
    with pytest.raises(ValueError, match=r"Psi has the eigenvalue -1: give a positive semidefinite"):
        evaluate(Psi ** Rational(1, 2), {Psi: np.diag([1.0, -1.0])})
    with pytest.raises(ValueError, match=r"A is not symmetric"):
        evaluate(A ** Rational(1, 2), FLOATS)
    with pytest.raises(ValueError, match=r"not rational: give floats"):
        evaluate(H ** Rational(1, 2), VALUES)


def test_batches_broadcast():
    scales = np.array([1.0, 2.0, 3.0])
    values = {H: h * scales[:, None, None], A: a, sigma2: scales}
    np.testing.assert_allclose(evaluate(sigma2 * H * A, values)[2], 9 * h @ a)
    np.testing.assert_allclose(evaluate(Trace(H) * sigma2, values), 5 * scales**2)
    assert evaluate(Trace(H) * Identity(d), values).shape == (3, 2, 2)
    batched_matrix = evaluate(Matrix([[sigma2, 1], [0, 1]]).as_immutable(), values)
    np.testing.assert_allclose(batched_matrix[:, 0, 0], scales)


def test_columns_may_be_one_dimensional_and_names_are_keys():
    quadratic = Trace(beta_star.T * H * beta_star)
    assert evaluate(quadratic, {"H": h, "beta_star": [1, 2]}) == pytest.approx(18)
    assert evaluate(beta_star * beta_star.T, {"beta_star": [1.0, 2.0]}).tolist() == [[1, 2], [2, 4]]


def test_a_problem_is_accepted():
    problem = Problem(H=h, Psi=np.eye(2), beta_star=[1, 2], sigma2=0.5, M=4)
    assert evaluate(Trace(H * Psi) / M + sigma2 * d, problem) == pytest.approx(5 / 4 + 1)


def test_sizes_such_as_d_plus_one_are_solved_for():
    wide = MatrixSymbol("W", d + 1, d)
    assert evaluate(d, {wide: np.zeros((4, 3))}) == 3
    with pytest.raises(ValueError, match=r"W has a value of shape \(4, 2\) where \(..., d \+ 1, d\) is expected"):
        evaluate(Trace(wide * wide.T), {wide: np.zeros((4, 2))})


def test_a_random_symbol_is_given_its_value():
    draws = np.arange(12.0).reshape(2, 3, 2)
    np.testing.assert_allclose(evaluate(S, {X: draws}), draws.mT @ draws / 3)


def test_other_modules_can_add_nodes():
    class Square(sympy.Expr):
        pass

    @register_node(Square)
    def _square(node, evaluation):
        return evaluation(node.args[0]) ** 2

    assert evaluate(1 + Square(sigma2), {sigma2: F(1, 2)}) == F(5, 4)


signed = Symbol("t", real=True)


@pytest.mark.parametrize(
    ("expr", "values", "message"),
    [
        (H * A, {H: h}, r"A \(d×d\) has no value: add it to the values, which hold H"),
        (H * A, {H: h, A: np.eye(3)}, r"H has a value of shape \(2, 2\) .* with d = 3 from A"),
        (H * A, {**FLOATS, "d": 3}, r"with d = 3 as given"),
        (H, {H: [[1.0, np.nan], [0.0, 1.0]]}, r"H holds nan or inf: give finite real numbers"),
        (H, {H: [[1, 2], [3]]}, r"H is not a rectangular array"),
        (H, {H: "H"}, r"H holds data of type <U1"),
        (H, {H: 1.0}, r"H has a value of shape \(\): give an array of shape \(..., d, d\)"),
        (sigma2, {sigma2: 1 + 2j}, r"sigma2 holds data of type complex128"),
        (sigma2, {sigma2: None}, r"sigma2 has no value"),
        (sigma2, {3: 1}, r"3 cannot be given a value"),
        (sigma2, {"sigma2": 1, sigma2: 2}, r"sigma2 is given two values"),
        (sigma2 + Symbol("sigma2"), {sigma2: 1}, r"the name sigma2 stands for two different symbols"),
        (1 / sigma2, {sigma2: 0.0}, r"1/sigma2 divides by zero"),
        (1 / sigma2, {sigma2: F(0)}, r"1/sigma2 divides by zero"),
        (sqrt(signed), {signed: -1.0}, r"sqrt\(t\) takes a root of a negative number"),
        (sqrt(sigma2), {sigma2: F(1, 2)}, r"sqrt\(sigma2\) has no exact value"),
        (pi * sigma2, {sigma2: F(1, 2)}, r"pi is not rational"),
        (log(sigma2), {sigma2: 0.0}, r"logarithm of a number ≤ 0"),
        (A.inverse(), {A: np.ones((2, 2))}, r"A is singular"),
        (A.inverse(), {A: [[F(1), 1], [1, 1]]}, r"A is singular"),
        (A.inverse(), {A: np.array([[1.0, 1.0], [1.0, 1.0 + 2e-16]])}, r"A is singular"),
        (X**2, {X: np.ones((3, 2))}, r"power of a matrix of shape \(3, 2\)"),
        (X * A * X, {X: np.ones((3, 2)), A: a}, r"A of shape \(2, 2\) stands before X"),
        (Trace(X), {X: np.ones((3, 2))}, r"trace of a matrix of shape \(3, 2\)"),
        (Trace(second_moment), VALUES, r"unevaluated expectation: call .doit\(\)"),
        (Identity(M), {M: 1.5}, r"the size M is 1.5: give a whole number"),
        (sympy.gamma(sigma2), {sigma2: 1.0}, r"is a gamma, which cannot be evaluated"),
    ],
)
def test_wrong_inputs_are_named(expr, values, message):
    with pytest.raises(ValueError, match=message):
        evaluate(expr, values)


def test_a_one_by_one_term_is_not_stretched_over_a_matrix():
    one = MatrixSymbol("m", 1, 1)
    legal_for_sympy = (H + A).xreplace({A: one})
    with pytest.raises(ValueError, match=r"has shape"):
        evaluate(legal_for_sympy, {H: h, one: [[1.0]]})


def test_singular_to_the_requested_precision():
    with pytest.raises(ValueError, match=r"A is singular"):
        evaluate(A.inverse(), {A: [[F(1, 3), F(1, 3)], [F(1, 3), F(1, 3)]]}, precision=30)


def test_shared_values_are_not_changed():
    values = only(H, A)
    before = {s: [list(r) for r in v] for s, v in values.items()}
    evaluate(H * A * H.inverse(), values)
    assert values == before


B = MatrixSymbol("B", d, d)
column = MatrixSymbol("b", d, 1)


@pytest.mark.parametrize(
    "word",
    [
        A * B,
        A * B * H * A,
        2 * A * column * column.T * B,
        A * column * (column.T * B * column) * column.T,
        column * (column.T * A * column) * (column.T * B * column) * column.T * H,
        A * B * column * column.T,
    ],
)
def test_traces_and_products_are_those_of_numpy(word):
    rng = np.random.default_rng(0)
    a, b, c = rng.standard_normal((2, 2)), rng.standard_normal((2, 2)), rng.standard_normal((2, 1))
    by_name = {A: a, B: b, H: h, column: c, column.T: c.T}
    factors = [f for f in word.args if f.is_Matrix]
    expected = np.eye(2)
    for factor in [g for f in factors for g in (f.args if f not in by_name else [f])]:
        expected = expected @ by_name[factor]
    expected *= 2 if len(factors) < len(word.args) else 1
    for values, convert in (
        ({A: a, B: b, H: h, column: c}, float),
        ({s: np.vectorize(F)(v) for s, v in ((A, a), (B, b), (H, h), (column, c))}, float),
    ):
        np.testing.assert_allclose(np.vectorize(convert)(evaluate(word, values)), expected, rtol=1e-12)
        assert float(evaluate(Trace(word), values)) == pytest.approx(np.trace(expected), rel=1e-12)
    batch = {A: np.stack([a, 2 * a]), B: b, H: h, column: c}
    np.testing.assert_allclose(evaluate(Trace(word), batch)[0], np.trace(expected), rtol=1e-12)


def test_products_that_begin_alike_share_their_beginning():
    calls = []

    class Counted(np.ndarray):
        def __matmul__(self, other):
            calls.append(other.shape)
            return np.ndarray.__matmul__(self, other)

    evaluation = Evaluation({A: a, H: h, B: a, d: 2}, Floats())
    evaluation._known = {
        s: v.view(Counted) if isinstance(v, np.ndarray) and v.ndim == 2 else v for s, v in evaluation._known.items()
    }
    total = evaluation(Trace(A * H * B * A) + Trace(A * H * B * H))
    assert total == pytest.approx(np.trace(a @ h @ a @ a) + np.trace(a @ h @ a @ h))
    assert len(calls) == 2


def test_sizes_inside_a_spectral_function():
    """a sum over the eigenvalues of H of μ·tr(H + I)"""
    mu = Symbol("mu", nonnegative=True)
    total = SpectralSum(sympy.Lambda(mu, mu * Trace(H + Identity(d))), H)
    assert float(evaluate(total, FLOATS, precision=30)) == pytest.approx(np.trace(h) * np.trace(h + np.eye(2)))


@pytest.mark.parametrize("power", [2**40, -(2**40), 1001])
def test_powers_without_an_end_are_refused(power):
    """Of scalars in exact arithmetic and of matrices in any; a search over magnitudes draws such exponents."""
    a, k, A = Symbol("a"), Symbol("k", integer=True), MatrixSymbol("A", 2, 2)
    for expression, values in ((a**k, {a: Fraction(3, 2)}), (A**k, {A: [[2, 1], [1, 1]]})):
        with pytest.raises(ValueError, match="not multiplied out"):
            evaluate(expression, {**values, k: power})
    assert evaluate(a**k, {a: Fraction(1, 2), k: 1000}) == Fraction(1, 2**1000)
