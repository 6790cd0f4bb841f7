import pytest
from sympy import Derivative, Trace, Transpose

from tests.theory.algebra.letters import A, H, M, S, X, b, d, s, y
from theory import Expectation, expectation
from theory.algebra.vocabulary import expectation_node
from theory.algebra.vocabulary.expectation_node import MatrixExpectation


def test_kind_follows_the_integrand():
    assert type(Expectation(Trace(S))) is Expectation
    assert type(Expectation(S)) is MatrixExpectation
    assert Expectation(S).shape == (d, d)
    assert Expectation(X.T) == Expectation(X).T
    assert Transpose(Expectation(X)).doit() == Expectation(X.T).doit()


def test_text():
    assert str(Expectation(S * A)) == "Expectation(1/M*X.T*X*A)"
    assert str(Expectation(y, given=[X])) == "Expectation(y, given=[X])"


def test_scalars_combine_unevaluated():
    node = 2 * Expectation(Trace(S)) + 1
    assert node.has(Expectation)
    assert node.doit() == 2 * Trace(H) + 1


def test_bound_symbols_do_not_appear():
    assert Expectation(Trace(y.T * y) * s).free_symbols == {d, M, H, b, s}


def test_derivatives_are_those_of_the_closed_form():
    node = Expectation(Trace(y.T * y))
    assert node.diff(s) == expectation(Trace(y.T * y)).diff(s) == M
    assert Derivative(node, s).doit() == M


def test_nested_and_deterministic_integrands():
    assert Expectation(Expectation(S)).doit() == H
    assert Expectation(Trace(A)).doit() == Trace(A)
    assert expectation(Expectation(Trace(S)) * S) == Trace(H) * H


def test_without_an_engine(monkeypatch):
    monkeypatch.setattr(expectation_node, "_engine", None)
    with pytest.raises(RuntimeError, match="import theory"):
        Expectation(S).doit()
