from sympy import BlockMatrix, Identity, MatMul, MatrixSymbol, Trace, symbols

from theory import equal

d = symbols("d", integer=True, positive=True)
A, b = MatrixSymbol("A", d, d), MatrixSymbol("b", d, 1)
COLUMN = BlockMatrix([[b], [Identity(1)]])


def test_a_scalar_made_of_blocks_may_stand_before_a_matrix_without_any():
    assert equal(MatMul(Trace(COLUMN.T * COLUMN), A), (Trace(b.T * b) + 1) * A)
