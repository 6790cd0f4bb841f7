"""Linear systems and factors of Gram matrices in exact rational arithmetic."""

from collections.abc import Sequence
from fractions import Fraction

from sympy import QQ
from sympy.polys.matrices import DomainMatrix

__all__ = ["ldl", "null_space", "solve"]

Number = int | Fraction
Vector = list[Fraction]


def solve(rows: Sequence[Sequence[Number]], right: Sequence[Number]) -> Vector | None:
    """One solution of a linear system, its free variables 0, or None where there is none."""
    width = len(rows[0])
    reduced, pivots = _reduced([[*row, value] for row, value in zip(rows, right, strict=True)])
    if width in pivots:
        return None
    solution = [Fraction(0)] * width
    for row, pivot in zip(reduced, pivots, strict=False):
        solution[pivot] = row[width]
    return solution


def null_space(rows: Sequence[Sequence[Number]], width: int) -> list[Vector]:
    """A basis of the vectors that every row is orthogonal to."""
    reduced, pivots = _reduced(rows) if rows else ([], ())
    basis = []
    for free in (column for column in range(width) if column not in pivots):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for row, pivot in zip(reduced, pivots, strict=False):
            vector[pivot] = -row[free]
        basis.append(vector)
    return basis


def _reduced(rows: Sequence[Sequence[Number]]) -> tuple[list[Vector], tuple[int, ...]]:
    """The reduced row echelon form and its pivots."""
    exact = [[QQ(Fraction(x).numerator, Fraction(x).denominator) for x in row] for row in rows]
    matrix, pivots = DomainMatrix(exact, (len(exact), len(exact[0])), QQ).to_sparse().rref()
    plain = [[Fraction(int(x.numerator), int(x.denominator)) for x in row] for row in matrix.to_dense().to_list()]
    return plain, tuple(pivots)


def ldl(gram: Sequence[Sequence[Fraction]]) -> list[tuple[Fraction, Vector]] | None:
    """Pairs (λ, u), λ > 0, with G = Σ λ u uᵀ; None where G is not ⪰ 0."""
    rest, found = [list(row) for row in gram], []
    for k in range(len(rest)):
        pivot = rest[k][k]
        if pivot < 0 or (pivot == 0 and any(rest[k])):
            return None
        if pivot == 0:
            continue
        u = [x / pivot for x in rest[k]]
        found.append((pivot, u))
        rest = [[x - pivot * a * b for x, b in zip(row, u, strict=True)] for row, a in zip(rest, u, strict=True)]
    return found
