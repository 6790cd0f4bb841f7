"""What is too large says so at once, with the size and the limit; what is as large as theorems are is let through."""

import time

import numpy as np
import pytest
from sympy import (
    Add,
    Identity,
    ImmutableSparseMatrix,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    Mul,
    Symbol,
    Trace,
    ZeroMatrix,
    symbols,
)

import numerics
import theory
from theory import Equality, Expectation, MatrixNormal, UnsupportedExpressionError, equal, expectation
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.work_limits import (
    DEEPEST,
    EVALUATED,
    HIGHEST,
    WIDEST,
    refuse_too_deep,
    refuse_too_large,
)

d = Symbol("d", integer=True, positive=True)
a = Symbol("a", real=True)
A, H = MatrixSymbol("A", d, d), MatrixSymbol("H", d, d)
GAUSSIANS = [MatrixNormal(f"z{i}", ZeroMatrix(1, 1), Identity(1), Identity(1)) for i in range(40)]


def nested(levels):
    found = H
    for _ in range(levels):
        found = Inverse(MatAdd(H, found, evaluate=False))
    return found


LARGE = {
    "a power of a symbol": a ** (10**6),
    "a negative one": a ** -(10**6),
    "a power of a matrix": MatPow(A, 10**6, evaluate=False),
    "a power of a small sum": (1 + a) ** (10**6),
    "the fourth power of a sum of 40 Gaussians": Add(*map(Trace, GAUSSIANS)) ** 4,
    "of 40 matrices": MatPow(MatAdd(*GAUSSIANS, evaluate=False), 4, evaluate=False),
    "200 nested inverses": nested(200),
    "a sum of 3,000 terms": Add(*symbols("b:3000", real=True)),
    "a sum of 3,000 matrices": MatAdd(*(MatrixSymbol(f"B{i}", d, d) for i in range(3000)), evaluate=False),
    "a product of 3,000 factors": Mul(*symbols("b:3000", real=True)),
    "a product of 3,000 matrices": MatMul(*[A] * 3000, evaluate=False),
    "a matrix of 9,000,000 entries": ImmutableSparseMatrix(3000, 3000, {(0, 0): 1}),
    "many parts": Add(*(Mul(*symbols(f"c{i}_:50", real=True)) for i in range(900))),
}


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("inside", [False, True], ids=["alone", "inside"])
def test_what_is_too_large_is_refused_at_once(name, inside):
    expr = LARGE[name]
    if inside:
        expr = (
            MatMul(MatrixSymbol("L", 2, expr.rows), expr, evaluate=False)
            if getattr(expr, "is_Matrix", False)
            else 1 / (1 + expr)
        )
    start = time.process_time()
    for ask in (refuse_too_large, lambda x: equal(x, x), expectation):
        with pytest.raises(UnsupportedExpressionError, match=r"more than the limit of [\d,]+: (give|lower)") as caught:
            ask(expr)
        assert len(str(caught.value)) < 300
    assert time.process_time() - start < 2


def test_depth_alone():
    with pytest.raises(UnsupportedExpressionError, match="nested deeply, more than the limit of 150"):
        refuse_too_deep(nested(200))
    refuse_too_deep(nested(DEEPEST // 2 - 1), LARGE["a sum of 3,000 terms"], LARGE["a power of a symbol"])


def test_what_is_allowed_is_carried_out():
    """At the limits themselves there is an answer, and the right one."""
    assert equal(a**HIGHEST, a ** (HIGHEST - 1) * a)
    assert not equal(a**HIGHEST, a ** (HIGHEST - 1))
    assert equal((1 + a) ** 30, ((1 + a) ** 15) ** 2)
    many = symbols(f"b:{WIDEST}", real=True)
    assert equal(Add(*many), Add(*reversed(many)))
    assert equal(nested(40), nested(40))
    assert expectation(Add(*map(Trace, GAUSSIANS)) ** 2) == 40
    assert expectation(Add(*map(Trace, GAUSSIANS[:8])) ** 4) == 3 * 8**2


def test_no_theorem_is_near_a_limit():
    for theorem in theory.theorems():
        for statement in theorem.statements:
            refuse_too_large(*theorem.unfold(statement).expressions())


def test_arrays_within_expressions():
    with pytest.raises(
        ValueError, match=r"an array of 9,000,000 numbers, more than the limit of 4,096.*give a MatrixS"
    ):
        expression(np.zeros((3000, 3000)), "the left side")
    assert expression(np.eye(64), "the left side").shape == (64, 64)
    with pytest.raises(ValueError, match=r"9,000,000 numbers"):
        Equality(Expectation(Trace(GAUSSIANS[0])), np.zeros((3000, 3000)))


def test_evaluating_a_matrix_of_millions_of_entries_says_how_long_it_would_take():
    large = ImmutableSparseMatrix(3000, 3000, {(0, 0): 1})
    start = time.process_time()
    for expr in (large, Trace(large * Identity(3000))):
        with pytest.raises(
            UnsupportedExpressionError, match=r"9,000,000 entries .* 36 seconds and 1.7 GiB.*MatrixSymbol"
        ):
            numerics.evaluate(expr, {})
    with pytest.raises(ValueError, match=r"a list of 1,002,001 entries, more than the limit of 1,000,000"):
        numerics.evaluate([[1] * 1001] * 1001, {})
    assert time.process_time() - start < 2
    assert numerics.evaluate(ImmutableSparseMatrix(100, 100, {(0, 0): 1}), {}).sum() == 1
    assert EVALUATED > 100 * 100
