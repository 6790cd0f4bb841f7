"""A textbook fact is used only where its hypotheses hold."""

import pytest
from sympy import Identity, Inverse, MatrixSymbol, Symbol, Trace

from theory import MatrixNormal, PositiveDefiniteMatrix
from theory.lemmas import GaussianConditioning, LemmaError
from theory.rules import DerivationError, Lemma, State

n, m = Symbol("n", integer=True, positive=True), Symbol("m", integer=True, positive=True)
A, b = MatrixSymbol("A", m, n), MatrixSymbol("b", n, 1)
P, N = PositiveDefiniteMatrix("P", n), PositiveDefiniteMatrix("N", m)
w = MatrixNormal("w", b, P, Identity(1))
y = MatrixNormal("y", A * w, N, Identity(1))
value = MatrixSymbol("y_0", m, 1)

gain = P * A.T * Inverse(A * P * A.T + N)
mean, covariance = b + gain * (value - A * b), P - gain * A * P


def fact(mean=mean, covariance=covariance, evidence=y, of=w):
    return GaussianConditioning(of, evidence, value, MatrixNormal("w_y", mean, covariance, Identity(1)))


def test_the_conditional_law_of_gaussian_vectors():
    fact().verify()
    assert fact().concerns(Trace(fact().posterior))


def test_the_information_form_is_the_same_law():
    s = Symbol("s", positive=True)
    shrunk = Inverse(Identity(n) + P * A.T * A / s)
    isotropic = MatrixNormal("y", A * w, s * Identity(m), Identity(1))
    fact(b + shrunk * P * A.T / s * (value - A * b), shrunk * P, isotropic).verify()


@pytest.mark.parametrize(
    "wrong",
    [
        fact(covariance=P),
        fact(covariance=P - 2 * gain * A * P),
        fact(mean=b + gain * value),
        fact(mean=b),
        fact(mean=mean + Trace(value.T * value) * b),
    ],
    ids=["prior covariance", "a factor 2", "not centred", "no use of y", "not affine"],
)
def test_another_law_is_refused(wrong):
    with pytest.raises(LemmaError):
        wrong.verify()


def test_the_noise_may_not_depend_on_what_is_estimated():
    heteroscedastic = MatrixNormal("y", A * w, Trace(w.T * w) * N, Identity(1))
    with pytest.raises(LemmaError, match="covariance"):
        fact(evidence=heteroscedastic).verify()


def test_a_lemma_must_be_about_the_expression():
    with pytest.raises(DerivationError, match="does not occur"):
        Lemma(fact()).apply(State(Trace(P)))
