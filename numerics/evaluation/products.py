"""Products of matrices: which of them are multiplied first, and what of them is kept.

Where a product ends in a column, everything is applied to that column, sums term by term: (A + BC)v = Av + B(Cv) takes
no product of two matrices. What several products end in is computed once.
"""

from collections.abc import Callable
from functools import lru_cache, reduce
from itertools import pairwise
from math import prod
from operator import mul
from typing import Protocol

import numpy as np
import sympy
from sympy import Basic

from numerics.evaluation.arithmetic import Arithmetic, Floats, Rationals, multiply
from numerics.tolerances.memory_budgets import EXPRESSIONS_REMEMBERED
from numerics.values.number_types import Number

__all__ = ["Evaluated", "factored", "require_equal_shapes", "scaled"]

_ONE = 1
"""The scalar of a product without scalars: matrices need not be multiplied by it."""


class Evaluated(Protocol):
    """What an evaluation is asked for here: values of terms, and products that it has met."""

    @property
    def arithmetic(self) -> Arithmetic:
        """Of floats, fractions or intervals."""

    def __call__(self, node: Basic) -> Number:
        """The value of a term."""

    def shared(self, factors: tuple[Basic, ...], left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """The product of these factors, kept for others that begin so."""

    def kept(self, factors: tuple[Basic, ...], product: Callable[[], np.ndarray]) -> np.ndarray:
        """The product of these factors, which ends in a column."""

    def knows(self, node: Basic) -> bool:
        """Whether the value of a term has been computed."""

    def batch(self, node: Basic) -> tuple[int, ...]:
        """The axes of a term beside those of matrices."""


def factored(node: sympy.MatMul, evaluation: Evaluated) -> tuple[Number, np.ndarray, np.ndarray | None]:
    """A product as scalar · left · right, the last multiplication not carried out; right is None for one matrix.

    It is cut where an inner size is 1: (Ab)(cᵀB) costs two products of a matrix and a vector, and one outer product.
    Raises ValueError where inner sizes differ.
    """
    scalar, names = _scalar_and_matrices(node, evaluation)
    shapes = [_shape(name, evaluation) for name in names]
    _require_conforming(node, names, shapes)
    cuts = [i for i, (_, columns) in enumerate(shapes[:-1], start=1) if columns == 1]
    ends_in_column = shapes[-1][1] == 1
    if not cuts:
        if ends_in_column:
            return scalar, _column(tuple(names), evaluation), None
        return scalar, *_last_two(names, evaluation)
    for start, end in pairwise(cuts):
        scalar = scalar * _column(tuple(names[start:end]), evaluation)[..., 0, 0]
    first, last = names[: cuts[0]], names[cuts[-1] :]
    row = _column(tuple(last), evaluation) if ends_in_column else reduce(multiply, map(evaluation, last))
    return scalar, _column(tuple(first), evaluation), row


def require_equal_shapes(node: Basic, term: Basic, value: np.ndarray, total: np.ndarray) -> None:
    """Raise ValueError where a term of a sum has another shape: numpy would stretch 1×1 over the whole matrix."""
    if value.shape[-2:] != total.shape[-2:]:
        message = (
            f"in {node}, {term} has shape {value.shape[-2:]} where {total.shape[-2:]} is expected: add equal shapes"
        )
        raise ValueError(message)


def scaled(scalar: Number, matrix: np.ndarray) -> np.ndarray:
    """Matrices (*batch, n, m) times scalars (batch,)."""
    return matrix if scalar is _ONE else matrix * np.asarray(scalar)[..., None, None]


def _last_two(names: list[Basic], evaluation: Evaluated) -> tuple[np.ndarray, np.ndarray | None]:
    """The product of all matrices but the last, and the last; beginnings that other products share are kept."""
    values = [evaluation(name) for name in names]
    if len(values) == 1:
        return values[0], None
    product = values[0]
    for i, value in enumerate(values[1:-1], start=2):
        product = evaluation.shared(tuple(names[:i]), product, value)
    return product, values[-1]


def _column(factors: tuple[Basic, ...], evaluation: Evaluated) -> np.ndarray:
    """The product of factors the last of which is a column."""
    if len(factors) == 1:
        return evaluation(factors[0])
    return evaluation.kept(factors, lambda: _applied(factors[0], factors[1:], evaluation))


def _applied(factor: Basic, rest: tuple[Basic, ...], evaluation: Evaluated) -> np.ndarray:
    """A matrix, or a term of one, times the column that the rest makes."""
    if isinstance(factor, sympy.MatMul):
        scalar, names = _scalar_and_matrices(factor, evaluation)
        shapes = [_shape(name, evaluation) for name in (*names, rest[0])]
        _require_conforming(factor, [*names, rest[0]], shapes)
        column = _column((*names, *rest), evaluation)
        return scaled(scalar, column)
    if not _is_distributed(factor, rest, evaluation):
        return multiply(evaluation(factor), _column(rest, evaluation))
    total = _applied(factor.args[0], rest, evaluation)
    for term in factor.args[1:]:
        value = _applied(term, rest, evaluation)
        require_equal_shapes(factor, term, value, total)
        total = total + value
    return total


def _is_distributed(factor: Basic, rest: tuple[Basic, ...], evaluation: Evaluated) -> bool:
    """Whether a sum is cheaper term by term: not if it is known, nor if it is the same for many columns.

    Enclosures get wider and series shorter where sums are taken apart.
    """
    if not isinstance(factor, sympy.MatAdd) or not isinstance(evaluation.arithmetic, Floats | Rationals):
        return False
    if evaluation.knows(factor) or not any(_is_product(term) for term in factor.args):
        return False
    batches = [evaluation.batch(node) for node in (factor, *rest)]
    return prod(batches[0]) == prod(np.broadcast_shapes(*batches))


def _is_product(term: Basic) -> bool:
    """Of two matrices, at least."""
    return len(_parts(term)[1]) > 1


def _scalar_and_matrices(node: sympy.MatMul, evaluation: Evaluated) -> tuple[Number, list[Basic]]:
    scalars, matrices = _parts(node)
    return reduce(mul, map(evaluation, scalars), _ONE), list(matrices)


def _shape(node: Basic, evaluation: Evaluated) -> tuple[int, int]:
    """Rows and columns, for which sums and products need not be computed."""
    if isinstance(node, sympy.MatAdd):
        return _shape(node.args[0], evaluation)
    if isinstance(node, sympy.MatMul):
        _, names = _parts(node)
        return _shape(names[0], evaluation)[0], _shape(names[-1], evaluation)[1]
    rows, columns = np.shape(evaluation(node))[-2:]
    return rows, columns


def _require_conforming(node: Basic, names: list[Basic], shapes: list[tuple[int, int]]) -> None:
    for (left, a), (right, b) in pairwise(zip(names, shapes, strict=True)):
        if a[1] != b[0]:
            message = (
                f"in {node}, {left} of shape {a} stands before {right} of shape {b}: "
                "make the inner sizes equal (Trace turns a 1×1 product into a scalar)"
            )
            raise ValueError(message)


@lru_cache(EXPRESSIONS_REMEMBERED)
def _parts(node: Basic) -> tuple[tuple[Basic, ...], tuple[Basic, ...]]:
    """Scalar and matrix factors of a product, products among them taken apart: of the same few at many points."""
    factors = _flat(node)
    matrices = tuple(f for f in factors if getattr(f, "is_Matrix", False))
    return tuple(f for f in factors if not getattr(f, "is_Matrix", False)), matrices


def _flat(node: Basic) -> list[Basic]:
    if isinstance(node, sympy.MatMul):
        return [f for a in node.args for f in _flat(a)]
    return [node]
