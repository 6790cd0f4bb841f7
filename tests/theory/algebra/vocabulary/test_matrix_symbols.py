"""What SymPy requires of a symbol, for every kind of ours."""

import pickle
import subprocess
import sys

import pytest
import sympy
from sympy import Integer, MatrixSymbol, Q, Trace, ask, srepr
from sympy.core.symbol import Str

import theory
from tests.theory.algebra.letters import A, H, M, Psi, S, X, b, d, n, s, symmetric, unit, y
from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, RandomMatrix, ShapeError
from theory.algebra.vocabulary.expectation_node import MatrixExpectation
from theory.algebra.words.convert import from_sympy

v = RandomMatrix("v", b, Psi, sympy.Identity(1))
NODES = [Expectation(S), Expectation(Trace(S)), Expectation(X.T * y, given=[X]), Expectation(Trace(S), given=[X])]
EVERY = [H, Psi, symmetric, X, y, v, *NODES]
SCOPE = {**vars(sympy), **vars(theory), "Str": Str, "MatrixExpectation": MatrixExpectation}


@pytest.mark.parametrize("symbol", EVERY, ids=str)
def test_rebuilding_pickling_and_srepr(symbol):
    assert symbol.func(*symbol.args) == symbol
    assert type(symbol.func(*symbol.args)) is type(symbol)
    assert pickle.loads(pickle.dumps(symbol)) == symbol
    assert hash(pickle.loads(pickle.dumps(symbol))) == hash(symbol)
    assert eval(srepr(symbol), dict(SCOPE)) == symbol
    assert symbol.xreplace({}) == symbol


@pytest.mark.parametrize("symbol", [H, Psi, symmetric, X, y, v], ids=str)
def test_symbols_evaluate_to_themselves(symbol):
    assert symbol.doit() == symbol
    assert (2 * symbol).doit() == 2 * symbol
    assert symbol.free_symbols == {symbol}


@pytest.mark.parametrize("symbol", EVERY, ids=str)
@pytest.mark.parametrize("size", [n, n + 1, Integer(3)], ids=str)
def test_sizes_are_replaced_everywhere(symbol, size):
    for replaced in (symbol.subs(d, size), symbol.xreplace({d: size})):
        assert type(replaced) is type(symbol)
        assert not replaced.has(d)
        if symbol.is_Matrix:
            assert replaced.shape == tuple(sympy.sympify(k).subs(d, size) for k in symbol.shape)
    assert symbol.subs({d: 3, M: 2}) == symbol.subs(M, 2).subs(d, 3) == symbol.subs(d, 3).subs(M, 2)


@pytest.mark.parametrize("symbol", [X, *NODES], ids=str)
def test_matrices_and_sizes_are_replaced_in_either_order(symbol):
    G = PositiveDefiniteMatrix("G", d)
    assert symbol.subs(H, G).subs(d, 3) == symbol.subs(d, 3).subs(H.subs(d, 3), G.subs(d, 3))
    assert symbol.subs(H, G).has(G)
    assert not symbol.subs(H, G).has(H)
    assert symbol.subs(H, G).subs(G, H) == symbol


def test_assumptions():
    assert all(ask(Q.symmetric(x)) for x in (H, Psi, symmetric, H + Psi, A.T * H * A, H * Psi * H))
    assert ask(Q.positive_definite(H)) is ask(Q.invertible(H)) is True
    assert [ask(Q.positive_definite(x)) for x in (Psi, symmetric, A)] == [None] * 3
    assert ask(Q.symmetric(A)) is ask(Q.invertible(Psi)) is None


@pytest.mark.parametrize("symbol", [H, Psi, symmetric], ids=str)
def test_a_symmetric_symbol_is_its_transpose(symbol):
    assert symbol.T is symbol
    assert symbol.adjoint() == symbol.conjugate() == symbol
    assert A.T * symbol == (symbol * A).T
    assert from_sympy(A.T.subs(A, symbol)) == from_sympy(symbol)  # SymPy leaves a Transpose here


def test_one_variable_stays_one_under_operators():
    built = MatrixNormal("X", 0 * A, unit * H * unit, (H * 2).T)
    assert built.args[1:] == (0 * A, H, 2 * H)
    product = (2 * (built * A).T) * (3 * built)
    assert product.doit().atoms(MatrixNormal) == {built}


def test_laws():
    assert (y.mean, y.row_covariance, y.column_covariance) == (X * b, s * sympy.Identity(M), sympy.Identity(1))
    assert X.shape == (M, d)
    with pytest.raises(ShapeError, match=r"row covariance of Z has shape \(d, d\).*give a M×M matrix"):
        MatrixNormal("Z", X.mean, H, H)
    with pytest.raises(ShapeError, match=r"column covariance"):
        MatrixNormal("Z", X.mean, sympy.Identity(M), sympy.Identity(M))


def test_kinds_differ_from_plain_symbols():
    assert MatrixSymbol("H", d, d) != H
    assert MatrixNormal("X", X.mean, sympy.Identity(M), 2 * H) != X


def test_predicates_are_loaded_with_the_first_symbol_of_a_kind_and_not_before():
    script = (
        "import sys, theory\n"
        "before = 'sympy.assumptions.handlers' in sys.modules\n"
        "from sympy import Q, ask, symbols\n"
        "d = symbols('d', integer=True, positive=True)\n"
        "H = theory.PositiveDefiniteMatrix('H', d)\n"
        "print(before, ask(Q.positive_definite(H)), ask(Q.symmetric(H)), ask(Q.invertible(H)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True", "True"]
