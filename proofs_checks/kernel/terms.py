"""Scalars and matrices as the kernel's library knows them: the tree of which both texts of a file are written.

One tree, two texts: the reified one that Coq computes with, and the one in mathcomp's notation that a reader sees. They
mirror each other node by node, so that Coq sees by computation alone that they mean the same.
"""

from dataclasses import dataclass

__all__ = [
    "Blocks",
    "Identity",
    "Integer",
    "Letter",
    "Matrix",
    "MatrixMean",
    "Mean",
    "Minus",
    "Named",
    "NamedScalar",
    "Negative",
    "Plus",
    "Power",
    "Product",
    "Scalar",
    "ScalarLetter",
    "Scaled",
    "Size",
    "Sum",
    "Times",
    "TraceOf",
    "Transposed",
    "Zero",
]


class _ShapedAsItsArgument:
    of: "Matrix"

    @property
    def rows(self) -> int:
        return self.of.rows

    @property
    def cols(self) -> int:
        return self.of.cols


class _ShapedAsWhatItStandsFor:
    stands_for: "Matrix"

    @property
    def rows(self) -> int:
        return self.stands_for.rows

    @property
    def cols(self) -> int:
        return self.stands_for.cols


@dataclass(frozen=True)
class Integer:
    """A whole number ≥ 0."""

    value: int


@dataclass(frozen=True)
class ScalarLetter:
    """The scalar of that number in the table."""

    number: int


@dataclass(frozen=True)
class Size:
    """The size of that code, as a number."""

    code: int


@dataclass(frozen=True)
class Plus:
    """A sum of two scalars."""

    left: "Scalar"
    right: "Scalar"


@dataclass(frozen=True)
class Times:
    """A product of two scalars."""

    left: "Scalar"
    right: "Scalar"


@dataclass(frozen=True)
class Minus:
    """The opposite of a scalar."""

    of: "Scalar"


@dataclass(frozen=True)
class Power:
    """A whole power ≥ 0 of a scalar."""

    base: "Scalar"
    exponent: int


@dataclass(frozen=True)
class TraceOf:
    """The trace of a matrix."""

    of: "Matrix"


@dataclass(frozen=True)
class Mean:
    """The expectation of a scalar."""

    of: "Scalar"


@dataclass(frozen=True)
class Letter:
    """The matrix of that number in the table, of these size codes."""

    number: int
    rows: int
    cols: int


@dataclass(frozen=True)
class Identity:
    """1 of that size code."""

    rows: int

    @property
    def cols(self) -> int:
        return self.rows


@dataclass(frozen=True)
class Zero:
    """The matrix 0."""

    rows: int
    cols: int


@dataclass(frozen=True)
class Transposed:
    """The transpose."""

    of: "Matrix"

    @property
    def rows(self) -> int:
        return self.of.cols

    @property
    def cols(self) -> int:
        return self.of.rows


@dataclass(frozen=True)
class Product:
    """A product of two matrices."""

    left: "Matrix"
    right: "Matrix"

    @property
    def rows(self) -> int:
        return self.left.rows

    @property
    def cols(self) -> int:
        return self.right.cols


@dataclass(frozen=True)
class Sum:
    """A sum of two matrices."""

    left: "Matrix"
    right: "Matrix"

    @property
    def rows(self) -> int:
        return self.left.rows

    @property
    def cols(self) -> int:
        return self.left.cols


@dataclass(frozen=True)
class Negative(_ShapedAsItsArgument):
    """The opposite of a matrix."""

    of: "Matrix"


@dataclass(frozen=True)
class Scaled(_ShapedAsItsArgument):
    """A scalar times a matrix."""

    scalar: "Scalar"
    of: "Matrix"


@dataclass(frozen=True)
class MatrixMean(_ShapedAsItsArgument):
    """The expectation of a matrix, entry by entry."""

    of: "Matrix"


@dataclass(frozen=True)
class NamedScalar:
    """A scalar that a ``let`` of the statement names."""

    name: str
    stands_for: "Scalar"


@dataclass(frozen=True)
class Named(_ShapedAsWhatItStandsFor):
    """A matrix that a ``let`` of the statement names."""

    name: str
    stands_for: "Matrix"


@dataclass(frozen=True)
class Blocks(_ShapedAsWhatItStandsFor):
    """A matrix of blocks, row by row; it stands for a sum of the blocks between the letters [1; 0] and [0; 1]."""

    kind: str
    parts: tuple["Matrix", ...]
    stands_for: "Matrix"


Scalar = Integer | ScalarLetter | Size | Plus | Times | Minus | Power | TraceOf | Mean | NamedScalar
Matrix = Letter | Identity | Zero | Transposed | Product | Sum | Negative | Scaled | MatrixMean | Named | Blocks
