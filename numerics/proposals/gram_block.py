"""A frame with vectors and all their products: what one Gram matrix is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from numerics.proposals.budget import Budget
from numerics.proposals.frames import Frame
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["GramBlock", "combination"]

Number = int | Fraction
Table = tuple[tuple[TracePolynomial, ...], ...]


@dataclass(frozen=True)
class GramBlock:
    """``table[i][j]`` for j ≤ i is m·tr(L V_i K V_jᵀ)."""

    frame: Frame
    vectors: tuple[TracePolynomial, ...]
    table: Table

    @classmethod
    def of(cls, frame: Frame, vectors: Sequence[TracePolynomial], budget: Budget) -> "GramBlock":
        """All products; raises OutOfTimeError."""
        table = []
        for i, v in enumerate(vectors):
            budget.require()
            table.append(tuple(frame.product(v, w) for w in vectors[: i + 1]))
        return cls(frame, tuple(vectors), tuple(table))

    def product(self, i: int, j: int) -> TracePolynomial:
        """m·tr(L V_i K V_jᵀ)."""
        return self.table[max(i, j)][min(i, j)]

    def kept(self, indices: Sequence[int]) -> "GramBlock":
        """The block of some of the vectors."""
        table = tuple(tuple(self.product(i, j) for j in indices[: n + 1]) for n, i in enumerate(indices))
        return GramBlock(self.frame, tuple(self.vectors[i] for i in indices), table)

    def combined(self, rows: Sequence[Sequence[Number]]) -> "GramBlock":
        """The block of linear combinations of the vectors."""
        vectors = tuple(combination(row, self.vectors) for row in rows)
        size = range(len(self.vectors))
        halves = [[combination(row, [self.product(i, j) for j in size]) for i in size] for row in rows]
        table = tuple(tuple(combination(rows[m], halves[n]) for m in range(n + 1)) for n in range(len(rows)))
        return GramBlock(self.frame, vectors, table)

    def embeds_in(self, other: "GramBlock", taken: tuple[int, ...] = ()) -> bool:
        """Whether vectors of the other block can stand for all of these, with the same products."""
        n = len(taken)
        if n == len(self.vectors):
            return True
        return any(
            m not in taken
            and self.product(n, n) == other.product(m, m)
            and all(self.product(n, i) == other.product(m, j) for i, j in enumerate(taken))
            and self.embeds_in(other, (*taken, m))
            for m in range(len(other.vectors))
        )


def combination(row: Sequence[Number], terms: Sequence[TracePolynomial]) -> TracePolynomial:
    """Σ rowᵢ termᵢ, of at least one term."""
    total = TracePolynomial.zero(terms[0].rows, terms[0].cols)
    for coefficient, term in zip(row, terms, strict=True):
        if coefficient:
            total = total + term.times(coefficient)
    return total
