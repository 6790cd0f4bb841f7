"""Derivatives against hand formulas, exact interpolation along lines, and SymPy's entrywise derivatives."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import (
    Expr,
    Identity,
    ImmutableMatrix,
    Integer,
    Inverse,
    MatMul,
    MatPow,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
    exp,
    symbols,
)

from numerics import evaluate
from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, ShapeError, SymmetricMatrix
from theory import UnsupportedExpressionError as Unsupported
from theory.algebra.derivatives.calculus import directional_derivative, gradient, hessian_quadratic_form
from theory.algebra.identities.deciding import equal as algebra_equal
from theory.algebra.identities.explicit import explicit
from theory.algebra.words.convert import from_sympy
from theory.moments import integrated
from theory.moments.integrated_equality import equal

F = Fraction
d, n = symbols("d n", integer=True, positive=True)
s = Symbol("s", positive=True)
A, B, C, V, D = (MatrixSymbol(name, d, d) for name in "ABCVD")
U = MatrixSymbol("U", d, n)
b, c, v = (MatrixSymbol(name, d, 1) for name in "bcv")
H, Lam, Gam = (PositiveDefiniteMatrix(name, d) for name in ("H", "Lambda", "Gamma"))
S = SymmetricMatrix("S", d)

VALUES = {
    A: [[1, 2], [3, -1]],
    B: [[0, 1], [2, 5]],
    C: [[2, 1], [0, 1]],
    V: [[F(1, 2), 1], [-1, 3]],
    D: [[1, -2], [F(1, 3), 1]],
    H: [[2, 1], [1, 3]],
    b: [1, F(2, 3)],
    c: [-1, 2],
    v: [F(1, 5), 1],
    s: F(3, 2),
}
LINEAR_ATTENTION_LOSS = (Trace(Lam) - 2 * Trace(Lam * V * Lam) + Trace(Lam * V * Lam * Gam * V.T)) / 2

HAND_FORMULAS = [
    (Trace(A * V), V, A.T),
    (Trace(V), V, Identity(d)),
    (Trace(A * V * B * V.T), V, A.T * V * B.T + A * V * B),
    (Trace(A * V) ** 2, V, 2 * Trace(A * V) * A.T),
    (Trace(b.T * V.T * H * V * b), V, 2 * H * V * b * b.T),
    (LINEAR_ATTENTION_LOSS, V, (Lam * V * Lam * Gam + Lam * V * Gam * Lam) / 2 - Lam * Lam),
    (Trace(U.T * H * U), U, 2 * H * U),
    (Trace(b.T * U * U.T * c), U, b * c.T * U + c * b.T * U),
    (Trace(v.T * A * v), v, (A + A.T) * v),
    (Trace(b.T * v) * Trace(v.T * c), v, Trace(v.T * c) * b + Trace(b.T * v) * c),
    (Trace(Inverse(V) * A), V, -(Inverse(V) * A * Inverse(V)).T),
    (Trace(Inverse(A + V * H) * B), V, -(Inverse(A + V * H) * B * Inverse(A + V * H)).T * H),
    (Trace(A * V) / (s + Trace(V)), V, A.T / (s + Trace(V)) - Trace(A * V) / (s + Trace(V)) ** 2 * Identity(d)),
    (Trace(Inverse(H + s * Identity(d))), s, -Trace(MatPow(H + s * Identity(d), -2))),
    (s**2 * Trace(H) + 1 / s + exp(2 * s), s, 2 * s * Trace(H) - 1 / s**2 + 2 * exp(2 * s)),
    (Trace(A * S), S, (A + A.T) / 2),
    (Trace(S * A * S), S, ((A + A.T) * S + S * (A + A.T)) / 2),
    (Trace(A * B), V, ZeroMatrix(d, d)),
]


@pytest.mark.parametrize(("f", "variable", "expected"), HAND_FORMULAS)
def test_gradient_equals_the_hand_formula(f, variable, expected):
    assert equal(gradient(f, variable), expected)


def test_a_wrong_gradient_is_told_apart():
    assert not equal(gradient(Trace(A * V * B * V.T), V), A * V * B + A.T * V * B)


POLYNOMIALS = [
    Trace(A * V * B * V.T),
    Trace(A * V) ** 2 + Trace(V * V),
    Trace(b.T * V.T * H * V * b) * Trace(V * C),
    Trace(V.T * A * V * B * V.T * C * V),
]


@pytest.mark.parametrize("f", POLYNOMIALS)
def test_derivatives_equal_those_of_the_polynomial_along_a_line(f):
    line = [evaluate(f.xreplace({V: V + Rational(t) * D}), VALUES, exact=True) for t in range(-2, 3)]
    first = F(1, 12) * (line[0] - line[4]) + F(2, 3) * (line[3] - line[1])
    second = -F(1, 12) * (line[0] + line[4]) + F(4, 3) * (line[1] + line[3]) - F(5, 2) * line[2]
    assert evaluate(directional_derivative(f, V, D), VALUES, exact=True) == first
    assert evaluate(hessian_quadratic_form(f, V, D), VALUES, exact=True) == second
    assert evaluate(Trace(gradient(f, V).T * D), VALUES, exact=True) == first


RATIONAL = [
    Trace(Inverse(A + V * H * V.T) * B),
    Trace(A * V) / (s + Trace(V.T * V)),
    Trace(b.T * Inverse(V) * A * Inverse(V).T * c),
]


@pytest.mark.parametrize("f", RATIONAL)
def test_derivatives_of_rational_functions_equal_those_of_their_entries(f):
    t = Symbol("t")
    values = {k: _as_sympy(a) for k, a in VALUES.items()}
    along: Expr = explicit(f, values | {V: values[V] + t * values[D]})
    for order, claimed in ((1, directional_derivative(f, V, D)), (2, hessian_quadratic_form(f, V, D))):
        assert explicit(claimed, values) == along.diff(t, order).subs(t, 0)


def _as_sympy(value):
    rows = np.array(value, dtype=object, ndmin=1)
    numbers = [Rational(x.numerator, x.denominator) for x in rows.flat]
    return numbers[0] if np.ndim(value) == 0 else ImmutableMatrix(len(rows), len(numbers) // len(rows), numbers)


def test_several_variables_move_together():
    f = Trace(A * V * B * V.T) * s
    expected = 2 * s * Trace(A * D * B * D.T) + 6 * Trace(A * D * B * V.T) + 6 * Trace(A * V * B * D.T)
    assert equal(hessian_quadratic_form(f, [V, s], [D, 3]), expected)


def test_a_direction_that_contains_the_variable_stays_fixed():
    f = Trace(A * V * B * V.T)
    assert equal(hessian_quadratic_form(f, V, V), 2 * f)
    assert equal(directional_derivative(f, V, V), 2 * f)


def test_a_matrix_has_directional_derivatives():
    assert equal(directional_derivative(V * A * V, V, D), D * A * V + V * A * D)


def test_a_mean_has_the_gradient_of_its_closed_form():
    X = MatrixNormal("X", ZeroMatrix(n, d), Identity(n), H)
    assert equal(gradient(Expectation(Trace(V.T * X.T * X * V)), V), 2 * n * H * V)


X = MatrixNormal("X", ZeroMatrix(n, d), Identity(n), H)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: gradient(A * V, V), ShapeError, "a gradient is taken of a scalar"),
        (lambda: gradient(Trace(X * V * X.T), V), Unsupported, "is random"),
        (lambda: gradient(Trace(Inverse(X.T * X) * V), V), Unsupported, "is random"),
        (lambda: gradient(Trace(X.T * X), X), Unsupported, "is random"),
        (lambda: gradient(Trace(A), d), Unsupported, "is the size of a matrix"),
        (lambda: gradient(exp(Trace(V)), V), Unsupported, "is a function of V"),
        (lambda: gradient(exp(s * Trace(A)), s), Unsupported, "is a function of s"),
        (lambda: gradient(Trace(MatPow(H, Rational(1, 2))), H), Unsupported, "under a root"),
        (lambda: gradient(Trace(A), A + B), Unsupported, "differentiate by a Symbol or a MatrixSymbol"),
        (lambda: directional_derivative(Trace(V), V, b), ShapeError, "the direction b is d×1"),
        (lambda: directional_derivative(Trace(S), S, A), ShapeError, "give a symmetric direction"),
        (lambda: directional_derivative(Trace(V), [V], [A, B]), ShapeError, "one direction for each variable"),
    ],
)
def test_what_has_no_derivative_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()


# -- under the expectation ------------------------------------------------------------------------------------------
x = MatrixNormal("x", ZeroMatrix(d, 1), H, Identity(1))
y = MatrixNormal("y", A * x, s * Identity(d), Identity(1))
MEANS = [
    (Expectation(Trace(x.T * V * x)), V),
    (Expectation(Trace(x.T * V * x) ** 2), V),
    (Expectation((Trace(v.T * x) - Trace(b.T * y)) ** 2) - s, v),
    (3 * Expectation(Trace(x.T * V * x)) ** 2 + Trace(V), V),
    (Expectation(Trace(x.T * V * x)) * Expectation(Trace(x.T * V * H * V.T * x)), V),
    (Expectation(Trace(v.T * x) * Expectation(Trace(v.T * x))) + Expectation(Trace(v.T * x) ** 2), v),
    (Expectation(Expectation(Trace(v.T * y), [x]) ** 2), v),
    (Expectation(Trace(x.T * S * x) ** 2), S),
    (Expectation(Trace(B * x * x.T)) * Trace(A * V), V),
    (Trace(Expectation(x * x.T)) * Trace(V), V),
    (Expectation(Trace(Symbol("c", real=True) * x.T * V * x)), Symbol("c", real=True)),
]


@pytest.mark.parametrize(("f", "variable"), MEANS, ids=str)
def test_the_gradient_of_a_mean_is_the_mean_of_the_gradient(f, variable):
    slope = gradient(f, variable)
    assert equal(slope, gradient(integrated(f), variable))
    assert not equal(2 * integrated(slope), gradient(integrated(f), variable))


@pytest.mark.parametrize(("f", "variable"), MEANS, ids=str)
def test_directional_derivatives_of_means(f, variable):
    direction = {V: D, v: c, S: H}.get(variable, Integer(2))
    for derivative in (directional_derivative, hessian_quadratic_form):
        assert equal(derivative(f, variable, direction), derivative(integrated(f), variable, direction))


def test_nothing_is_integrated(monkeypatch):
    def never(*arguments):
        raise AssertionError(arguments)

    monkeypatch.setattr("theory.algebra.vocabulary.expectation_node._engine", never)
    slope = gradient(Expectation(Trace(x.T * V * x) ** 2), V)
    assert slope == Expectation(2 * Trace(x.T * V * x) * x * x.T)
    hessian_quadratic_form(Expectation(Trace(x.T * V * x) ** 2), V, D)
    for refused in (lambda: from_sympy(Expectation(x)), lambda: algebra_equal(Expectation(Trace(A * x * x.T)), 0)):
        with pytest.raises(Unsupported, match="expectation that is not evaluated"):
            refused()


@pytest.mark.parametrize(
    ("f", "variable", "said"),
    [
        (Expectation(Trace(x * x.T)), H, "parameter of the law"),
        (Expectation(Trace(y * y.T)), A, "parameter of the law"),
        (Expectation(1 / (1 + Trace(x.T * V * x))), V, "not a polynomial"),
        (Expectation(Trace(Inverse(V + x * x.T))), V, "not a polynomial"),
        (Expectation(exp(Trace(x.T * V * x))), V, "not a polynomial"),
        (Expectation(Trace(x.T * V * x), [x]), V, "is random"),
        (Trace(MatMul(A, Expectation(V))), V, "write the trace"),
        (Trace(v.T * x), v, "is random"),
    ],
    ids=str,
)
def test_gradients_that_are_refused(f, variable, said):
    with pytest.raises(Unsupported, match=said):
        gradient(f, variable)
