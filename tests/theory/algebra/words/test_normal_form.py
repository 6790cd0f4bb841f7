import pytest
from sympy import (
    Add,
    Identity,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    exp,
    sqrt,
    symbols,
)

from tests.theory.algebra.letters import A, B, C, H, Psi, V, X, b, c, d, m, n, s, symmetric, t, u, unit
from theory import NameClashError, ShapeError, UnsupportedExpressionError, inner, quad
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.letters import matrix_letter
from theory.algebra.words.normal_form import TracePolynomial

SAME = [
    (Trace(A * B * C), Trace(C * A * B)),
    (Trace(A * B * C), Trace(C.T * B.T * A.T)),
    (Trace(H * A * Psi), Trace(Psi * A.T * H)),
    ((A * H * B).T, B.T * H * A.T),
    (Transpose(A + B.T), A.T + B),
    (MatMul(2, A, 3, B, evaluate=False), 6 * A * B),
    (MatMul(A, MatMul(s, B), C, evaluate=False), s * A * B * C),
    ((A + B) * (A - B), A**2 - A * B + B * A - B**2),
    (Trace(unit), d),
    (Trace(Identity(d + 1)), d + 1),
    (Trace(2 * unit) * A, 2 * d * A),
    (A + ZeroMatrix(d, d), A),
    (A * ZeroMatrix(d, n), ZeroMatrix(d, n)),
    (H**0, unit),
    (H ** Rational(1, 2) * H ** Rational(1, 2), H),
    (H ** Rational(3, 2), H * H ** Rational(1, 2)),
    (H ** Rational(-1, 2) * H, H ** Rational(1, 2)),
    (A * H ** Rational(-3, 2), A * H ** Rational(1, 2) * Inverse(H) * Inverse(H)),
    (Trace(H ** Rational(1, 2) * A * H ** Rational(1, 2)), Trace(A * H)),
    (A * Inverse(A), unit),
    (Inverse(A) * A * A, A),
    (Inverse(A.T), Inverse(A).T),
    ((A * B) ** -1, B**-1 * A**-1),
    (s * t / s, t),
    ((s + t) ** 2, s**2 + 2 * s * t + t**2),
    (1 / (2 * s + 2 * t), 1 / (s + t) / 2),
    (sqrt(s) * sqrt(s), s),
    (Trace(A) * Trace(B), Trace(B) * Trace(A.T)),
    (b.T * A * c, c.T * A.T * b),
    (b * b.T * A * b, quad(b, A) * b),
    (Trace(b * c.T), inner(b, c)),
    (A * b * c.T * b, inner(c, b) * A * b),
    (Trace(V * V.T), Trace(V.T * V)),
]


@pytest.mark.parametrize(("left", "right"), SAME, ids=lambda e: str(e))
def test_two_spellings_have_one_normal_form(left, right):
    assert from_sympy(left) == from_sympy(right)
    assert hash(from_sympy(left)) == hash(from_sympy(right))


@pytest.mark.parametrize(("left", "right"), SAME, ids=lambda e: str(e))
def test_and_one_expression(left, right):
    matrix = getattr(left, "is_Matrix", False)
    assert to_sympy(from_sympy(left), matrix) == to_sympy(from_sympy(right), matrix)


DIFFERENT = [
    (A * H ** Rational(-1, 2), A * H ** Rational(1, 2)),
    (H ** Rational(-3, 2), H ** Rational(-1, 2)),
    (Trace(A * B * C), Trace(A * C * B)),
    (A * B, B * A),
    (A.T, A),
    (Trace(A * A.T), Trace(A * A)),
    (H ** Rational(1, 2), H),
    (Trace(H * A * Psi * B), Trace(Psi * A * H * B)),
    (symmetric * Psi, Psi * symmetric),
    (b.T * A * c, b.T * A.T * c),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=lambda e: str(e))
def test_different_expressions(left, right):
    assert from_sympy(left) != from_sympy(right)


def test_a_one_by_one_matrix_is_its_trace_and_its_multiple_of_the_identity():
    forms = [from_sympy(e) for e in (m, Trace(m), m * Identity(1), Trace(m) * Identity(1), m.T)]
    assert all(form == forms[0] for form in forms)
    assert from_sympy(m * m) == from_sympy(Trace(m) ** 2) == from_sympy(Trace(m * m))
    assert from_sympy(b.T * A * b) == from_sympy(quad(b, A)) == from_sympy(b.T * A.T * b)
    assert from_sympy(b * m * c.T) == from_sympy(Trace(m) * b * c.T)
    assert from_sympy(Inverse(m)) == from_sympy(1 / Trace(m))


def test_one_by_one_sums():
    assert from_sympy(b.T * A * b + m) == from_sympy(quad(b, A) + Trace(m))
    with pytest.raises(TypeError, match="Mix of Matrix and Scalar"):
        b.T * A * b + s  # SymPy itself refuses this, hence inner and quad


@pytest.mark.parametrize(
    "flattened",
    [b.T * A * b * A, MatMul(b.T, A, b, A), A * b.T * A * b, b.T * A * b * c.T * b * A],
    ids=str,
)
def test_a_flattened_quadratic_form_is_refused_with_the_remedy(flattened):
    with pytest.raises(ShapeError, match=r"shapes must agree .*Trace, theory\.inner or theory\.quad"):
        from_sympy(flattened)


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        (A * X, r"X is M×d but stands behind a d×d matrix"),
        (MatAdd(X, X.T), r"is added to"),
        (MatAdd(b, c.T), r"is added to"),
        (Trace(MatMul(X, A)), r"trace of a M×d matrix"),
        (MatPow(X, 2), r"power of a M×d matrix"),
        (Inverse(MatMul(V, V.T)) * A, r"stands behind"),
    ],
    ids=str,
)
def test_shapes(expression, named):
    with pytest.raises(ShapeError, match=named):
        from_sympy(expression)


@pytest.mark.parametrize(
    "clash",
    [
        Trace(A) * Trace(MatrixSymbol("A", n, n)),
        Trace(A) * Symbol("A"),
        Trace(H) * Trace(MatrixSymbol("H", d, d)),
        d * Symbol("d"),
    ],
    ids=["shape", "scalar", "kind", "assumptions"],
)
def test_name_clashes(clash):
    with pytest.raises(NameClashError, match=r"stands for two different symbols.*rename one"):
        from_sympy(clash)


def test_only_exact_numbers():
    with pytest.raises(UnsupportedExpressionError, match=r"0\.50* is not exact: write it as a Rational"):
        from_sympy(A * 0.5)
    with pytest.raises(UnsupportedExpressionError, match="give a SymPy scalar or matrix expression"):
        from_sympy(s < t)


def test_functions_are_letters_that_are_not_looked_into():
    assert from_sympy(exp(u) * A * exp(u)) == from_sympy(exp(u) ** 2 * A)
    assert from_sympy(exp(u)) != from_sympy(exp(2 * u))


def test_dimensions_are_polynomials():
    k, q = symbols("k q", integer=True, positive=True)
    assert from_sympy(Trace(Identity(k * q + 2))) == from_sympy(k * q + 2)
    assert from_sympy(Trace(Identity(3))) == from_sympy(Add(3))


def test_letters_are_interned():
    assert matrix_letter(A).T.T is matrix_letter(A)
    assert matrix_letter(H).T is matrix_letter(H)
    assert matrix_letter(m).T is matrix_letter(m)
    assert str(matrix_letter(A).T) == "A^T"
    assert "A" in repr(from_sympy(A + B))


def test_arithmetic_checks_shapes():
    column, square = from_sympy(b), from_sympy(A)
    for broken in (lambda: column + square, lambda: column @ square, lambda: column.trace()):
        with pytest.raises(ShapeError):
            broken()
    assert square.to_power(0) == TracePolynomial.identity(d)
    assert not square - square
    assert (-square).times(-1) == square
