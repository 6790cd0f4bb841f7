"""Block matrices multiplied out, against numpy's matrices of blocks."""

import numpy as np
import pytest
from sympy import (
    BlockMatrix,
    Identity,
    Integer,
    MatAdd,
    MatMul,
    MatrixSymbol,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    symbols,
)

from numerics import evaluate, rational_point
from numerics.values.binding import free_parameters
from theory import ShapeError, UnsupportedExpressionError
from theory.algebra.words.blocks import multiply_out_blocks
from theory.algebra.words.convert import from_sympy

d, m = symbols("d m", integer=True, positive=True)
A, B = MatrixSymbol("A", d, d), MatrixSymbol("B", d, d)
W, U = MatrixSymbol("W", d, m), MatrixSymbol("U", m, d)
C = MatrixSymbol("C", m, m)
a, b = MatrixSymbol("a", d, 1), MatrixSymbol("b", m, 1)
one = Identity(1)
k = Symbol("k", positive=True)

SQUARE = BlockMatrix([[A, W], [U, C]])
OTHER = BlockMatrix([[B, ZeroMatrix(d, m)], [U, Identity(m)]])
COLUMN = BlockMatrix([[a], [b]])
MIXED = BlockMatrix([[A, W, a], [U, C, b]])

VALUES = {
    "product": COLUMN.T * SQUARE * OTHER * COLUMN,
    "sum": COLUMN.T * (SQUARE + OTHER) * COLUMN,
    "transpose of a product": COLUMN.T * Transpose(MatMul(SQUARE, OTHER)) * COLUMN,
    "transpose of a sum": COLUMN.T * Transpose(MatAdd(SQUARE, OTHER)) * COLUMN,
    "scalar multiple": MatMul(k, COLUMN.T, SQUARE, COLUMN),
    "trace": Trace(SQUARE * OTHER),
    "trace of a sum": Trace(SQUARE + MatMul(k, OTHER)),
    "trace of a product of three": Trace(SQUARE * OTHER.T * SQUARE),
    "not square blocks": Trace(MIXED * MIXED.T),
    "inside an expression": k * Trace(SQUARE) ** 2 + Trace(A),
    "corner": BlockMatrix([[ZeroMatrix(1, d), b.T]]) * MIXED * BlockMatrix([[ZeroMatrix(d, 1)], [b], [one]]),
}


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("sizes", [{d: 2, m: 3}, {d: 1, m: 2}, {d: 3, m: 1}], ids=str)
def test_values_agree_with_numpy(name, sizes):
    expression = VALUES[name]
    flat = multiply_out_blocks(expression)
    assert not flat.has(BlockMatrix)
    point = rational_point(free_parameters(expression), np.random.default_rng(1), sizes=sizes)
    expected, found = (np.asarray(evaluate(e, point, exact=True)) for e in (expression, flat))
    assert expected.shape == found.shape
    assert (expected == found).all()
    assert expected.any()


def test_products_with_numpy_by_hand():
    values = {A: np.eye(2), W: np.ones((2, 1)), U: np.array([[1.0, 2.0]]), C: np.array([[3.0]])}
    whole = np.block([[values[A], values[W]], [values[U], values[C]]])
    assert evaluate(multiply_out_blocks(Trace(SQUARE * SQUARE.T)), values) == np.trace(whole @ whole.T)
    assert np.trace(whole @ whole.T) == 2 + 2 + 1 + 4 + 9


def diagonal(first, second):
    return BlockMatrix([[first, ZeroMatrix(first.rows, second.cols)], [ZeroMatrix(second.rows, first.cols), second]])


def test_identities_in_blocks_are_subtracted_block_by_block():
    """where SymPy's own collapse goes wrong: the sum of an identity and a matrix with identities among its blocks"""
    unit, half = diagonal(Identity(d), Identity(m)), diagonal(Identity(d), ZeroMatrix(m, m))
    for expression, expected in (
        (MatAdd(unit, MatMul(-1, half)), m),
        (MatAdd(MatMul(2, unit), MatMul(-1, unit)), d + m),
        (MatAdd(unit, MatMul(-1, unit)), Integer(0)),
        (MatAdd(diagonal(one, one), MatMul(-1, diagonal(one, ZeroMatrix(1, 1)))), Integer(1)),
    ):
        assert from_sympy(Trace(expression)) == from_sympy(expected)


def test_an_identity_without_blocks_has_another_partition():
    with pytest.raises(ShapeError, match="give both matrices one partition"):
        multiply_out_blocks(Trace(MatAdd(diagonal(one, one), MatMul(-1, Identity(2)))))


def test_zeros_do_not_grow():
    row = BlockMatrix([[ZeroMatrix(1, d), one]])
    column = BlockMatrix([[ZeroMatrix(d, 1)], [one]])
    inner = BlockMatrix([[A, a], [a.T, MatrixSymbol("c", 1, 1)]])
    assert multiply_out_blocks(row * inner * column) == MatrixSymbol("c", 1, 1)


def test_expressions_without_blocks_are_left_alone():
    expression = Trace(A * B) + k
    assert multiply_out_blocks(expression) is expression


@pytest.mark.parametrize(
    ("expression", "error", "match"),
    [
        (Trace(MatMul(SQUARE, BlockMatrix([[C, U], [W, A]]))), ShapeError, "columns .* meet rows .*partition"),
        (
            Trace(MatAdd(SQUARE, BlockMatrix([[C, U], [W, A]]))),
            ShapeError,
            "are added: give both matrices one partition",
        ),
        (SQUARE, ShapeError, "has 2×2 blocks"),
        (MatMul(SQUARE, COLUMN), ShapeError, "has 2×1 blocks"),
        (Trace(SQUARE.I), UnsupportedExpressionError, "only sums, products and transposes"),
        (MatMul(SQUARE, MatrixSymbol("V", d + m, 1)), ShapeError, "columns"),
    ],
)
def test_what_cannot_be_multiplied_out(expression, error, match):
    with pytest.raises(error, match=match):
        multiply_out_blocks(expression)


def test_only_a_square_of_blocks_has_a_trace():
    uneven = BlockMatrix([[MatrixSymbol("T", 2 * d, d), MatrixSymbol("Z", 2 * d, d)]])
    with pytest.raises(ShapeError, match="trace of 1×2 blocks"):
        multiply_out_blocks(Trace(uneven))
