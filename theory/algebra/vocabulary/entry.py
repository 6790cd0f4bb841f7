"""What a caller hands over where an expression is expected, before SymPy sees it: SymPy executes strings."""

from numbers import Number

from sympy import Basic, ImmutableMatrix, MatrixBase, SympifyError, sympify

from theory.algebra.vocabulary.errors import ShapeError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.vocabulary.work_limits import ENTRIES, EVALUATED

__all__ = ["expression", "matrix"]

SHOWN = 60
"""Characters of a wrong value that a message shows."""


def expression(value: Expression, what: str) -> Basic:
    """The value as a SymPy expression: expressions as they are, numbers, and matrices given entry by entry.

    Lists, tuples and arrays of numbers or scalar expressions become an ``ImmutableMatrix``, n×m where they are nested
    and a column n×1 where they are not. Raises ValueError, naming ``what`` was to be given, the value and how to write
    an expression, for everything else; for strings above all, which SymPy would run as Python, and for truth values.

    >>> expression([[1, 2], [3, 4]], "the matrix")
    Matrix([
    [1, 2],
    [3, 4]])
    """
    if isinstance(value, Basic):
        return value
    if isinstance(value, MatrixBase):
        return value.as_immutable()
    if _is_array(value):
        if value.size > ENTRIES:
            message = (
                f"{what} is an array of {value.size:,} numbers, more than the limit of {ENTRIES:,} for a matrix within "
                "an expression: give a MatrixSymbol, and the array as its value"
            )
            raise ValueError(message)
        value = value.tolist()
    if isinstance(value, list | tuple):
        entries = sum(len(row) if isinstance(row, list | tuple) else 1 for row in value)
        if entries > EVALUATED:
            message = (
                f"{what} is a list of {entries:,} entries, more than the limit of {EVALUATED:,} for a matrix within an "
                "expression: give a MatrixSymbol, and the list as its value"
            )
            raise ValueError(message)
        return _matrix(value, what)
    if not isinstance(value, Number) or isinstance(value, bool):
        raise _refusal(value, what)
    try:
        return sympify(value, strict=True)
    except SympifyError as error:
        raise _refusal(value, what) from error


def matrix(value: Expression, what: str) -> Expression:
    """The value as a matrix expression. Raises ValueError as :func:`expression` does, and for a scalar."""
    found = expression(value, what)
    if not getattr(found, "is_Matrix", False):
        message = f"{what} is the scalar {found}: give a matrix, such as {found}*Identity(n) or [[{found}]]"
        raise ShapeError(message)
    return found


def _is_array(value: Expression) -> bool:
    """Whether it is a plain NumPy array of one or two axes; NumPy itself is not needed to state a theorem."""
    return hasattr(value, "__array_interface__") and not hasattr(value, "mask") and getattr(value, "ndim", 0) > 0


def _matrix(rows: list[Expression] | tuple[Expression, ...], what: str) -> ImmutableMatrix:
    nested = [isinstance(row, list | tuple) or _is_array(row) for row in rows]
    entries = [list(row) for row in rows] if rows and all(nested) else [[row] for row in rows]
    if not entries or any(nested) != all(nested) or len({len(row) for row in entries}) > 1 or not entries[0]:
        message = f"{what} is {_shown(rows)}, which is no matrix: give rows of equal length"
        raise ValueError(message)
    converted = [[_entry(entry, what) for entry in row] for row in entries]
    return ImmutableMatrix(converted)


def _entry(value: Expression, what: str) -> Basic:
    found = expression(value, f"an entry of {what}")
    if getattr(found, "is_Matrix", False):
        message = f"{what} has the matrix {_shown(value)} as an entry: give scalars, or a BlockMatrix of matrices"
        raise ValueError(message)
    return found


def _refusal(value: Expression, what: str) -> ValueError:
    reason = ", and text is never run as a formula" if isinstance(value, str | bytes) else ""
    message = (
        f"{what} is {_shown(value)}, a {type(value).__name__}{reason}: give a SymPy expression, made of "
        'Symbol("x", real=True), MatrixSymbol("A", d, d) and the like, or a number'
    )
    return ValueError(message)


def _shown(value: Expression) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
