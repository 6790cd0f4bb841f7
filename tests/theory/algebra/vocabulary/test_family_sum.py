"""Sums over members as SymPy nodes: what they mean, what they refuse, and what substitution does to them."""

import pickle

import pytest
from sympy import Add, Identity, Integer, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from theory import Expectation, FamilyMember, FamilySum, MatrixNormal, equal, quad
from theory.algebra.vocabulary.family_sum import members_in, numbers_of_members
from theory.setting import H, d, sample_covariance

n, m = symbols("n m", integer=True, positive=True)
P, u, t = FamilyMember("P", d, d), FamilyMember("u", d, 1), FamilyMember("t", 1, 1)
TOTAL = FamilySum(P * u, n)


def test_a_number_writes_the_sum_out():
    assert TOTAL.xreplace({n: Integer(1)}) == P.of(1) * u.of(1)
    assert TOTAL.xreplace({n: Integer(3)}).args == tuple(P.of(h) * u.of(h) for h in (1, 2, 3))
    assert TOTAL.subs(n, 0) == ZeroMatrix(d, 1)
    assert FamilySum(Trace(t), n).xreplace({n: Integer(2)}) == Add(Trace(t.of(1)), Trace(t.of(2)))


def test_it_is_rebuilt_pickled_and_transposed():
    assert TOTAL.func(*TOTAL.args) == TOTAL
    assert pickle.loads(pickle.dumps(TOTAL)) == TOTAL
    assert pickle.loads(pickle.dumps(P.of(2))) == P.of(2)
    assert FamilySum(u.T * P.T, n) == TOTAL.T
    assert TOTAL.shape == (d, 1)
    assert FamilySum(Trace(t), n).is_real


def test_no_symbol_of_a_user_is_that_of_a_member():
    assert str(P.of(2)) == "P_2"
    assert MatrixSymbol("P_2", d, d) != P.of(2)
    assert TOTAL.xreplace({MatrixSymbol("P", d, d): H}) == TOTAL


def test_expectations_bind_what_is_summed():
    node = Expectation(quad(FamilySum(P * sample_covariance() * u, n), H))
    assert numbers_of_members(node) == {n}
    assert members_in(node) == {P, u}
    one = Expectation(quad(P.of(1) * sample_covariance() * u.of(1), H))
    assert equal(node.xreplace({n: Integer(1)}), one)


@pytest.mark.parametrize(
    ("body", "size", "message"),
    [
        (FamilySum(Trace(t), m) * Trace(t), n, "holds a sum over members itself"),
        (P * u, Symbol("k"), "symbol of a positive integer"),
        (P * u, Integer(-1), "symbol of a positive integer"),
        (n * u, n, "depends on n"),
        (MatrixNormal("z", u, Identity(d), Identity(1)), n, "the law of z depends on a member"),
        ("P*u", n, "text is never run"),
    ],
)
def test_what_is_no_sum_is_refused(body, size, message):
    with pytest.raises(ValueError, match=message):
        FamilySum(body, size)
