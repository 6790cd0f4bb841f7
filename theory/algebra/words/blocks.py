"""Matrices of blocks of symbolic size, multiplied out block by block.

SymPy's ``BlockMatrix`` states them; its ``block_collapse`` is wrong on some inputs, so the four operations (sum,
product, transpose, scalar multiple) are done here, with the partitions checked.
"""

from functools import reduce

from sympy import (
    Add,
    Basic,
    BlockMatrix,
    Identity,
    Integer,
    MatAdd,
    MatMul,
    MatrixExpr,
    Mul,
    Trace,
    Transpose,
    ZeroMatrix,
)

from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["multiply_out_blocks"]

Grid = list[list[MatrixExpr]]


def multiply_out_blocks(expr: Basic) -> Basic:
    """The expression without block matrices, where its value is no longer made of blocks.

    Handles sums, products, transposes and traces of ``BlockMatrix`` nodes. Raises ShapeError where partitions do not
    conform or the value itself has several blocks, UnsupportedExpressionError for other operations on blocks.
    """
    if not expr.has(BlockMatrix):
        return expr
    if isinstance(expr, Trace):
        grid = _grid(expr.arg)
        if any(len(row) != len(grid) for row in grid):
            message = f"the trace of {len(grid)}×{len(grid[0])} blocks: only square matrices have one"
            raise ShapeError(message)
        return Add(*(Trace(row[i]) for i, row in enumerate(grid)))
    if getattr(expr, "is_Matrix", False):
        grid = _grid(expr)
        if len(grid) == len(grid[0]) == 1:
            return grid[0][0]
        message = f"{expr} has {len(grid)}×{len(grid[0])} blocks: multiply it with the rows and columns that are wanted"
        raise ShapeError(message)
    return expr.func(*map(multiply_out_blocks, expr.args))


def _grid(node: Basic) -> Grid:
    if not node.has(BlockMatrix):
        return [[node]]
    match node:
        case BlockMatrix():
            rows, columns = node.blockshape
            return [[node.blocks[i, j] for j in range(columns)] for i in range(rows)]
        case Transpose():
            return [[Transpose(block).doit() for block in column] for column in zip(*_grid(node.arg), strict=True)]
        case MatAdd():
            return reduce(_add, map(_grid, node.args))
        case MatMul():
            scalars = [multiply_out_blocks(a) for a in node.args if not getattr(a, "is_Matrix", False)]
            product = reduce(_multiply, [_grid(a) for a in node.args if getattr(a, "is_Matrix", False)])
            return [[_scale(scalars, block) for block in row] for row in product]
    message = f"{node} is a {type(node).__name__} of blocks: only sums, products and transposes are multiplied out"
    raise UnsupportedExpressionError(message)


def _scale(scalars: list[Expression], block: MatrixExpr) -> MatrixExpr:
    return MatMul(Mul(*scalars), block) if scalars and not _is_zero(block) else block


def _add(a: Grid, b: Grid) -> Grid:
    if _partition(a) != _partition(b):
        message = f"blocks {_partition(a)} and {_partition(b)} are added: give both matrices one partition"
        raise ShapeError(message)
    return [[_sum([x, y]) for x, y in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)]


def _multiply(a: Grid, b: Grid) -> Grid:
    if _partition(a)[1] != _partition(b)[0]:
        message = f"columns {_partition(a)[1]} meet rows {_partition(b)[0]}: partition both in the same way"
        raise ShapeError(message)
    columns = list(zip(*b, strict=True))
    return [[_sum([_product(x, y) for x, y in zip(row, column, strict=True)]) for column in columns] for row in a]


def _partition(grid: Grid) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
    return tuple(row[0].rows for row in grid), tuple(block.cols for block in grid[0])


def _product(x: MatrixExpr, y: MatrixExpr) -> MatrixExpr:
    if _is_zero(x) or _is_zero(y):
        return ZeroMatrix(x.rows, y.cols)
    if isinstance(x, Identity):
        return y
    return x if isinstance(y, Identity) else MatMul(x, y)


def _sum(terms: list[MatrixExpr]) -> MatrixExpr:
    present = [t for t in terms if not _is_zero(t)]
    if not present:
        return terms[0]
    return present[0] if len(present) == 1 else MatAdd(*present)


def _is_zero(block: MatrixExpr) -> bool:
    return isinstance(block, ZeroMatrix) or block == Integer(0)
