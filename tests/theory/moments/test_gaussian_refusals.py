"""What cannot be integrated is refused at once, naming the term and the remedy."""

import pytest
from sympy import Identity, Inverse, MatAdd, MatMul, MatrixSymbol, Rational, Symbol, Trace, ZeroMatrix, exp, sqrt

from tests.theory.moments.words import A, B, H, M, S, X, d, w, y
from theory import Expectation, MatrixNormal, NameClashError, ShapeError, UnsupportedExpressionError, equal
from theory.moments import gaussian

C = MatrixSymbol("C", d, d)


@pytest.mark.parametrize(
    ("integrand", "named"),
    [
        (exp(Trace(S)), r"exp\(Trace.* is not a polynomial .*\(X\)"),
        (sqrt(Trace(S)), r"sqrt\(Trace.* is not a polynomial"),
        (Trace(S) ** Symbol("k"), r"is not a polynomial"),
        (X[0, 1] * 2, r"X\[0, 1\] is not a polynomial"),
        (1 / Trace(S * A), r"1/Trace.*: an expression in the random symbols X is inverted"),
        (Inverse(H + S), r"\(H \+ 1/M\*X\.T\*X\)\*\*\(-1\).*random symbols X"),
        (Inverse(w * w.T + Identity(d)), r"random symbols w"),
        (S ** Rational(1, 2), r"is not a polynomial"),
        (Trace(S) + 0.5, r"0\.5.* is not exact: write it as a Rational"),
    ],
    ids=str,
)
def test_not_a_polynomial(integrand, named):
    node = Expectation(integrand)
    with pytest.raises(UnsupportedExpressionError, match=named):
        node.doit()


def test_one_name_with_two_laws():
    other = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), 2 * H)
    with pytest.raises(NameClashError, match=r"X stands for two different symbols.*MatrixNormal\(0, I, 2\*H\)"):
        Expectation(X.T * other).doit()
    with pytest.raises(NameClashError, match=r"X stands for two different symbols"):
        Expectation(X.T * X * MatrixSymbol("X", d, d)).doit()
    with pytest.raises(NameClashError, match=r"d stands for two different symbols"):
        Expectation(X.T * X * Symbol("d")).doit()


def test_circular_laws():
    first = MatrixNormal("u", ZeroMatrix(d, 1), H, Identity(1))
    second = MatrixNormal("v", A * first, H, Identity(1))
    circle = MatrixNormal("u", B * second, H, Identity(1))
    with pytest.raises(NameClashError, match=r"law of u refers to u itself"):
        Expectation(circle * circle.T).doit()


def test_shapes():
    with pytest.raises(ShapeError, match=r"X\*\*2 is a power of a M×d matrix"):
        Expectation(X * X * A).doit()
    with pytest.raises(ShapeError, match=r"X is M×d but stands behind a d×d matrix"):
        Expectation(A * X).doit()
    with pytest.raises(ShapeError, match="added to"):
        Expectation(X + X.T).doit()


def test_an_order_above_the_limit_is_refused_with_its_size(monkeypatch):
    word = S
    for letter in (A, B, C, A.T * B, B * C, C * A, A * C * B, B.T, C.T, A.T):
        word = word * letter * S
    monkeypatch.setattr(gaussian, "MOST_STEPS", 20_000)
    named = r"order 22 in X has [\d,]+ different terms once \d+ of its factors .* limit of 20,000: lower the order"
    with pytest.raises(UnsupportedExpressionError, match=named):
        Expectation(word).doit()


@pytest.mark.nightly
def test_a_product_of_sums_above_the_limit_is_refused_with_its_size():
    for terms, named in ((600, "360,000 different terms"), (1_500, "1,500 terms")):
        total = MatAdd(*(MatrixSymbol(f"A{i}", d, d) for i in range(terms)))
        with pytest.raises(UnsupportedExpressionError, match=f"{named}.* more than the limit"):
            Expectation(MatMul(total, total, S, evaluate=False)).doit()


def test_equal_integrates_first():
    assert equal(Expectation(Trace(y.T * y)), Expectation(Trace(y * y.T)))
