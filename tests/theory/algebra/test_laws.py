"""What a law may be, and what no formula may hold: refused where it is stated, by name."""

import pytest
from sympy import (
    I,
    Identity,
    ImmutableMatrix,
    Inverse,
    Matrix,
    MatrixSymbol,
    Q,
    Symbol,
    Trace,
    ZeroMatrix,
    ask,
    nan,
    oo,
    sqrt,
    symbols,
    zoo,
)

from numerics import evaluate
from proofs_checks import verify
from theory import (
    Assumption,
    Covariance,
    Equality,
    Expectation,
    MatrixNormal,
    PositiveDefiniteMatrix,
    PositiveSemidefinite,
    PositiveSemidefiniteMatrix,
    RandomMatrix,
    ShapeError,
    UnsupportedExpressionError,
    Variance,
    equal,
    expectation,
    gradient,
    hessian_quadratic_form,
    inner,
    moments_exist,
    quad,
)

d = Symbol("d", integer=True, positive=True)
s, t = Symbol("s", positive=True), Symbol("t", nonnegative=True)
H, P = PositiveDefiniteMatrix("H", d), PositiveSemidefiniteMatrix("P", d)
A, C = MatrixSymbol("A", d, d), MatrixSymbol("C", d, d)
one = Identity(1)


@pytest.mark.parametrize("kind", [MatrixNormal, RandomMatrix])
@pytest.mark.parametrize(
    "covariance",
    [
        -H,
        -P,
        -2 * H,
        -s * H,
        -t * Identity(d),
        -Identity(d),
        -(H + P),
        -H - 3 * P,
        -A * A.T,
        -A * P * A.T,
        -Inverse(H),
        -Trace(H) * H,
    ],
    ids=str,
)
def test_negative_covariances_are_refused(kind, covariance):
    for law in ((ZeroMatrix(d, 1), covariance, one), (ZeroMatrix(1, d), one, covariance)):
        with pytest.raises(ValueError, match="positive semidefinite matrix"):
            kind("x", *law)


@pytest.mark.parametrize(
    "covariance",
    [H, P, A, A + A.T, P * H, H - P, t * Identity(d), 0 * Identity(d), A * A.T, Inverse(H), Trace(H) * P],
    ids=str,
)
def test_what_may_be_a_covariance_is_taken(covariance):
    assert MatrixNormal("x", ZeroMatrix(d, 1), covariance, one).row_covariance == covariance.doit()


@pytest.mark.parametrize(
    ("covariance", "said"),
    [
        ([[1, 2], [2, 1]], "not positive semidefinite"),
        ([[0, 1], [1, 0]], "not positive semidefinite"),
        ([[1, 2], [0, 1]], "not symmetric"),
        ([[-1, 0], [0, 1]], "negative entry"),
        ([[sqrt(2), 2], [2, 1]], "not positive semidefinite"),
        (Matrix([[s, 1], [2, s]]), "not symmetric"),
        (ImmutableMatrix([[1, I], [-I, 1]]), "contains I"),
    ],
    ids=str,
)
def test_concrete_matrices_that_are_no_covariances(covariance, said):
    with pytest.raises(ValueError, match=said):
        MatrixNormal("x", ZeroMatrix(2, 1), covariance, one)


def test_singular_and_symbolic_entries_are_taken():
    for covariance in ([[1, 1], [1, 1]], [[0, 0], [0, 1]], [[s, 1], [1, s]]):
        assert MatrixNormal("x", ZeroMatrix(2, 1), covariance, one).shape == (2, 1)


def test_a_substitution_cannot_make_a_law_negative():
    node = Expectation(quad(MatrixNormal("x", ZeroMatrix(d, 1), C, one), A))
    with pytest.raises(ValueError, match="is negative"):
        node.xreplace({C: -H})


# -- lists and concrete matrices ------------------------------------------------------------------------------------
def test_laws_of_concrete_matrices():
    X = MatrixNormal("M", [[1, 2]], [[1]], [[1, 0], [0, 1]])
    assert equal(Expectation(X.T * X), [[2, 2], [2, 5]])
    assert equal(Expectation(Trace(X * X.T)), 7)
    v = MatrixNormal("v", [[0], [0]], [[2, 1], [1, 2]], [[1]])
    assert Expectation(inner(v, v) ** 2).doit() == 36  # tr(C)² + 2 tr(C²), C with eigenvalues 1 and 3
    assert not equal(Expectation(inner(v, v) ** 2), 35)
    B = MatrixSymbol("B", 2, 2)
    closed = Expectation(quad(v, B) * inner(v, v)).doit()
    value = {B: [[1, 2], [0, 3]]}
    assert evaluate(closed, value) == (2 + 2 + 6) * 4 + 2 * (5 + 4 + 4 + 15)  # tr(CB) tr(C) + 2 tr(CBC)


# -- what no formula may hold ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("wrong", [I, 2 + I, oo, -oo, zoo, nan, sqrt(-s), Symbol("i", imaginary=True)], ids=str)
def test_what_is_not_real_is_refused(wrong):
    for side in (wrong, wrong * s, wrong * Trace(A)) if wrong != nan else (wrong,):
        with pytest.raises(UnsupportedExpressionError, match=r"real|exact"):
            equal(side, s)


def test_scalars_that_do_not_commute_are_refused():
    first, second = symbols("s t", commutative=False)
    with pytest.raises(UnsupportedExpressionError, match="does not commute"):
        equal(first * second, second * first)
    with pytest.raises(UnsupportedExpressionError, match="does not commute"):
        Expectation(first * Trace(MatrixNormal("z", one, one, one))).doit()


x = MatrixNormal("x", ZeroMatrix(d, 1), H, one)
RUN = "__import__('builtins').ran.append(1)"
ENTRIES = {
    "Expectation": lambda text: Expectation(text),
    "given": lambda text: Expectation(x, [text]),
    "given alone": lambda text: Expectation(x, text),
    "expectation": lambda text: expectation(text),
    "mean": lambda text: MatrixNormal("z", text, one, one),
    "row covariance": lambda text: MatrixNormal("z", one, text, one),
    "column covariance": lambda text: RandomMatrix("z", one, one, text),
    "entry": lambda text: MatrixNormal("z", [[text]], one, one),
    "equal left": lambda text: equal(text, 1),
    "equal right": lambda text: equal(1, text),
    "entry of a side": lambda text: equal([[text, 1]], [[1, 1]]),
    "gradient": lambda text: gradient(text, A),
    "hessian": lambda text: hessian_quadratic_form(Trace(A), A, text),
    "inner": lambda text: inner(text, x),
    "quad": lambda text: quad(x, text),
    "moments_exist": lambda text: moments_exist(text),
    "Variance": lambda text: Variance(text),
    "Covariance": lambda text: Covariance(1, text),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_text_is_refused_and_not_run(entry, monkeypatch):
    ran: list[int] = []
    monkeypatch.setattr("builtins.ran", ran, raising=False)
    others = () if entry == "given alone" else ({1: 2}, {1})
    for wrong in (RUN, RUN.encode(), None, len, *others):
        with pytest.raises(ValueError, match=r"give a|condition"):
            ENTRIES[entry](wrong)
    assert not ran


def test_scalars_where_matrices_are_expected():
    for wrong in (lambda: inner(3, x), lambda: quad(x, 2), lambda: MatrixNormal("z", 1, one, one)):
        with pytest.raises(ShapeError, match="is the scalar"):
            wrong()


# -- the predicate --------------------------------------------------------------------------------------------------
def test_semidefiniteness_as_a_predicate():
    for known in (H, P, Identity(d), 2 * P, H + P, A * A.T, A * P * A.T, s * P, P.T, Inverse(H), P + A * A.T):
        assert ask(PositiveSemidefinite(known)) is True
    for unknown in (A, C, -P, H - P, P * H, A + A.T):
        assert ask(PositiveSemidefinite(unknown)) is None
    assert ask(PositiveSemidefinite(C), Q.positive_definite(C)) is True
    assert ask(PositiveSemidefinite(C + P), PositiveSemidefinite(C)) is True
    assert str(PositiveSemidefinite(C)) == "PositiveSemidefinite(C)"
    assert PositiveSemidefinite(C).subs(C, A) == PositiveSemidefinite(A)


def test_semidefiniteness_as_a_hypothesis():
    hypothesis = Assumption("C is a covariance", PositiveSemidefinite(C))
    report = verify(Equality(Trace(A * C), Trace(C * A)), assumptions=(hypothesis,), values=None)
    assert report.verdict.name != "REFUTED"
