"""Expressions read entry by entry, apart from the normal form."""

import pytest
from sympy import BlockMatrix, ImmutableMatrix, Integer, MatrixSymbol, Rational, Symbol, Trace, ZeroMatrix, symbols

from theory.algebra.identities.explicit import explicit

d = symbols("d", integer=True, positive=True)
U, v = MatrixSymbol("U", d, d), MatrixSymbol("v", d, 1)
c = Symbol("c")
BLOCKS = BlockMatrix([[U, v], [v.T, ZeroMatrix(1, 1)]])
VALUES = {d: Integer(2), c: Rational(1, 3), U: ImmutableMatrix([[1, 2], [3, 4]]), v: ImmutableMatrix([5, 6])}
WHOLE = ImmutableMatrix([[1, 2, 5], [3, 4, 6], [5, 6, 0]])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (BLOCKS, WHOLE),
        (c * BLOCKS, WHOLE / 3),
        (BLOCKS * BLOCKS, WHOLE * WHOLE),
        (Trace(c * BLOCKS * BLOCKS), (WHOLE * WHOLE).trace() / 3),
        (BLOCKS.T * BLOCKS + BLOCKS, WHOLE.T * WHOLE + WHOLE),
    ],
    ids=str,
)
def test_blocks_are_read_as_one_matrix(expression, expected):
    assert explicit(expression, VALUES) == expected


def test_a_symbol_without_a_value_is_named():
    with pytest.raises(ValueError, match="no value for w"):
        explicit(BlockMatrix([[U, MatrixSymbol("w", d, 1)]]), VALUES)
