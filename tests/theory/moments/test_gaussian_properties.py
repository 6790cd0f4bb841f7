"""What every expectation has in common, on random words; the same input in another spelling, the same output."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Identity, MatAdd, Rational, Trace, ZeroMatrix

from tests.theory.moments.words import A, B, H, M, S, X, Z, b, copies_of_s, d, integrands, square_words, w, y
from theory import Expectation, MatrixNormal, expectation

properties = settings(
    max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
words = st.one_of(copies_of_s(3), square_words(budget=6, copies=3)).map(lambda case: case[0])


@properties
@given(words)
def test_transposition(word):
    assert expectation(word.T) == expectation(expectation(word).T)
    assert expectation(Trace(word.T)) == expectation(Trace(word))


@properties
@given(words, st.integers(0, 8))
def test_cyclicity(word, turn):
    factors = word.args
    turn %= len(factors)
    turned = Identity(d)
    for factor in (*factors[turn:], *factors[:turn]):
        turned = turned * factor if getattr(factor, "is_Matrix", False) else factor * turned
    if turned.shape == word.shape:
        assert expectation(Trace(turned)) == expectation(Trace(word))
    assert expectation(Trace(word * A * B)) == expectation(Trace(A * B * word)) == expectation(Trace(B * word * A))


@properties
@given(words, words, st.fractions(-3, 3, max_denominator=5))
def test_linearity(first, second, number):
    factor = Rational(number.numerator, number.denominator)
    combined = expectation(first + factor * A * second * B)
    assert combined == expectation(expectation(first) + factor * A * expectation(second) * B)


@properties
@given(integrands())
def test_spelling(case):
    integrand, _ = case
    assert expectation(expectation(integrand)) == expectation(integrand)
    assert expectation(integrand.expand()) == expectation(integrand)
    assert expectation(2 * integrand - integrand) == expectation(integrand)


@properties
@given(copies_of_s(3))
def test_scaling(case):
    """Of X: a number t scales the term of degree 2p by t^(2p), and is the same as scaling the covariance by t²."""
    word, degree = case
    scaled = MatrixNormal("X", X.mean, Identity(M), 9 * H)
    assert expectation(word.xreplace({X: 3 * X})) == expectation(3**degree * word)
    assert expectation(word.xreplace({X: scaled})) == expectation(3**degree * word)


@properties
@given(copies_of_s(2), st.integers(2, 3))
def test_a_sum_of_independent_copies_is_one_gaussian(case, copies):
    word, _ = case
    independent = [MatrixNormal(f"X{i}", X.mean, Identity(M), H) for i in range(copies)]
    one = MatrixNormal("X", X.mean, Identity(M), copies * H)
    total = word.xreplace({X: MatAdd(*independent)})
    assert expectation(total) == expectation(word.xreplace({X: one}))


@properties
@given(copies_of_s(4))
def test_the_law_of_a_centred_symbol_is_even(case):
    word, _ = case
    assert expectation(word.xreplace({X: -X})) == expectation(word)
    assert expectation(word * X.T) == ZeroMatrix(d, M)


def test_a_symbol_is_its_mean_plus_noise():
    noise = MatrixNormal("N", ZeroMatrix(M, d), Z.row_covariance, Z.column_covariance)
    for integrand in (Z.T * Z, Z.T * Z * B * Z.T * Z, Trace(Z.T * Z * A) * Z):
        assert expectation(integrand) == expectation(integrand.xreplace({Z: Z.mean + noise}))


def test_names_do_not_matter():
    renamed = MatrixNormal("Another", X.mean, X.row_covariance, X.column_covariance)
    assert expectation((S * A * S).xreplace({X: renamed})) == expectation(S * A * S)


def test_results_are_what_sympy_builds_from_the_same_terms():
    letters = {"H": H, "A": A, "B": B, "b": b, "d": d, "M": M, "Trace": Trace}
    for integrand in (S * A * S, Trace(S * A * S * B), Trace(b.T * S * A * S * b) ** 2, S**4, S * b, b.T * S * b):
        closed = Expectation(integrand).doit()
        assert closed == eval(str(closed), letters)
        assert closed == closed.doit()
        assert closed.func(*closed.args) == closed


def test_hierarchies_integrate_children_first():
    assert expectation(X.T * y / M) == expectation(S * w) == H * b
    assert expectation(Trace(y.T * y)) == expectation(Trace((X * w).T * (X * w))) + expectation(
        Trace((y - X * w).T * (y - X * w))
    )
