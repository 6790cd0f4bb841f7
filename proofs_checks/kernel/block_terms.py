"""Block matrices as sums: with J1 = [1; 0] and J2 = [0; 1], the row [B C] is B J1ᵀ + C J2ᵀ, and so on."""

from collections.abc import Sequence

from proofs_checks.kernel import terms
from proofs_checks.kernel.letter_table import LetterEntry, Rule, Table
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix

__all__ = ["blocks_of"]


def blocks_of(table: Table, shape: tuple[int, int], parts: Sequence[Matrix]) -> Matrix:
    """The matrix of these blocks, given row by row. Raises NotExportedError for more than two in a row or column."""
    match tuple(map(int, shape)):
        case (1, 1):
            return parts[0]
        case (1, 2):
            return terms.Blocks("row_mx", tuple(parts), _row(table, *parts))
        case (2, 1):
            return terms.Blocks("col_mx", tuple(parts), _column(table, *parts))
        case (2, 2):
            b, c, d, f = parts
            return terms.Blocks("block_mx", tuple(parts), _column(table, _row(table, b, c), _row(table, d, f)))
    message = f"a matrix of {shape[0]}×{shape[1]} blocks is not known to the kernel's library"
    raise NotExportedError(message)


def _row(table: Table, left: Matrix, right: Matrix) -> Matrix:
    first, second = _letters(table, left.cols, right.cols)
    return terms.Sum(terms.Product(left, terms.Transposed(first)), terms.Product(right, terms.Transposed(second)))


def _column(table: Table, top: Matrix, bottom: Matrix) -> Matrix:
    first, second = _letters(table, top.rows, bottom.rows)
    return terms.Sum(terms.Product(first, top), terms.Product(second, bottom))


def _letters(table: Table, first: int, second: int) -> tuple[terms.Letter, terms.Letter]:
    """J1 and J2 of these sizes, with their rules."""
    whole = table.size_sum(first, second)
    sizes = f"{table.sizes[first]} {table.sizes[second]}"
    known = table.known_letter(("J1", first, second)) is not None
    letters = []
    for name, cols in (("J1", first), ("J2", second)):
        text = f"{name} R {sizes}"
        letters.append(
            terms.Letter(table.letter((name, first, second), LetterEntry(text, text, whole, cols)), whole, cols)
        )
    one, two = letters
    if not known:
        turned = terms.Transposed(one), terms.Transposed(two)
        table.rules += [
            Rule(terms.Product(turned[0], one), terms.Identity(first), "J1J1", 1),
            Rule(terms.Product(turned[1], two), terms.Identity(second), "J2J2", 1),
            Rule(terms.Product(turned[0], two), terms.Zero(first, second), "J1J2", 1),
            Rule(terms.Product(turned[1], one), terms.Zero(second, first), "J2J1", 1),
        ]
    return one, two
