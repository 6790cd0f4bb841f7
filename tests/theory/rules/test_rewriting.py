import pytest
from sympy import BlockMatrix, Identity, MatrixSymbol, Trace, ZeroMatrix

from tests.theory.rules.small import A, B, H, M, Psi, S, X, b, claim, second_moment, state, w
from theory import Equality, Expectation, PositiveDefiniteMatrix, ShapeError, UnsupportedExpressionError
from theory.moments.integrated_equality import equal
from theory.rules import DerivationError, Expand, Integrate, Rewrite, derive


def test_expand_multiplies_out_and_collects():
    after = Expand().apply(state(Trace((A + B) * (A + B).T)))
    assert after.expression == Trace(A * A.T) + 2 * Trace(A * B.T) + Trace(B * B.T)
    assert (after.relation, after.certificates, after.premises) == ("=", (), ())


def test_expand_keeps_expectations():
    after = Expand().apply(state(Expectation(Trace((w - b).T * H * (w - b))) + 1))
    (node,) = after.expression.atoms(Expectation)
    assert node.integrand == Trace(w.T * H * w) - 2 * Trace(b.T * H * w) + Trace(b.T * H * b)
    assert after.expression == node + 1


def test_expand_multiplies_blocks():
    x = MatrixSymbol("x", A.shape[0], 1)
    row, column = BlockMatrix([[A, Identity(A.shape[0])]]), BlockMatrix([[x], [ZeroMatrix(A.shape[0], 1)]])
    assert Expand().apply(state(row * column)).expression == A * x


def test_expand_refuses_what_does_not_conform():
    with pytest.raises(ShapeError, match="M×d"):
        Expand().apply(state(A * X))


def test_integrate_over_all():
    after = Integrate().apply(state(second_moment))
    assert not after.expression.has(Expectation)
    assert equal(after.expression, H * A * H + (H * A.T * H + Trace(H * A) * H) / M)


def test_integrate_over_some_leaves_the_rest():
    node = Expectation(Trace(w.T * S * w))
    only_w, only_x = Integrate((w,)).apply(state(node)), Integrate((X,)).apply(state(node))
    (kept,) = only_w.expression.atoms(Expectation)
    assert equal(kept.integrand, Trace(b.T * X.T * X * b) / M + Trace(X * Psi * X.T) / M)
    assert equal(only_x.expression, Expectation(Trace(w.T * H * w)))
    assert only_x.expression.has(Expectation)
    closed = Integrate().apply(only_w).expression
    assert equal(closed, Trace(b.T * H * b) + Trace(H * Psi))
    assert str(Integrate((w,))) == "expectation over w"


def test_integrate_refuses_where_nothing_is_to_be_done():
    with pytest.raises(DerivationError, match=r"Trace\(A\) holds no expectation: leave the step out"):
        Integrate().apply(state(Trace(A)))


def test_integrate_refuses_what_is_no_polynomial():
    with pytest.raises(UnsupportedExpressionError, match="X"):
        Integrate().apply(state(Expectation(Trace((H + S).I))))


def test_rewrite_is_checked_by_the_executor():
    statement = Equality(Trace(A * B), Trace(B.T * A.T))
    assert derive(claim(statement, Rewrite(Trace(B * A)))).end.expression == Trace(B * A)
    with pytest.raises(DerivationError, match=r"step 1 \(reason 1\) fails: .*is not"):
        derive(claim(statement, Rewrite(Trace(A * B.T))))


def test_rewrite_with_a_relation():
    """tr(V K Vᵀ) where V K = ΨH"""
    V, K = MatrixSymbol("V", *A.shape), PositiveDefiniteMatrix("K", A.shape[0])
    relation = Equality(V * K, Psi * H)
    statement = Equality(Trace(V * K * V.T), 0)
    notation = ((V, Psi * H * K.I),)
    rewrite = Rewrite(Trace(Psi * H * V.T), (relation,))
    assert derive(claim(statement, rewrite, notation=notation)).end.expression == Trace(Psi * H * V.T)
    with pytest.raises(DerivationError, match=r"the relation V\*K = Psi\*H is not shown to hold"):
        derive(claim(statement, rewrite))
    assert str(Rewrite(A, (relation,))) == "relation"
    for wrong in (Trace(H * Psi * V.T), Trace(Psi * H * V)):
        with pytest.raises(DerivationError, match=r"step 1 \(reason 1\) fails"):
            derive(claim(statement, Rewrite(wrong, (relation,)), notation=notation))
    with pytest.raises(DerivationError, match="is not"):
        derive(claim(statement, Rewrite(Trace(Psi * H * V.T))))
