"""Terms in mathcomp's notation, as a statement shows them.

Inside an expectation everything is an element of the algebra of random variables: a constant matrix H stands there as
``cst H``, a constant scalar c as ``c%:A``.
"""

from dataclasses import dataclass

from proofs_checks.kernel.letter_table import Table
from proofs_checks.kernel.terms import (
    Blocks,
    Identity,
    Integer,
    Letter,
    Matrix,
    MatrixMean,
    Mean,
    Minus,
    Named,
    NamedScalar,
    Negative,
    Plus,
    Power,
    Product,
    Scalar,
    ScalarLetter,
    Scaled,
    Size,
    Sum,
    Times,
    TraceOf,
    Transposed,
    Zero,
)

__all__ = ["OrdinaryText"]

# the levels of mathcomp's notations: an operand of a higher level stands in brackets
ATOM, POSTFIX, APPLIED, POWER, OPPOSITE, PRODUCT, SUM = 0, 8, 10, 29, 35, 40, 50


@dataclass(frozen=True)
class OrdinaryText:
    """Writes terms with the texts of a table.

    ``inside`` is whether they stand in an expectation, ``short`` whether abbreviations of the statement are used.
    """

    table: Table
    inside: bool = False
    short: bool = True

    def __call__(self, term: Scalar | Matrix) -> str:
        return self._text(term)[0]

    def _at(self, term: Scalar | Matrix, level: int) -> str:
        text, found = self._text(term)
        return text if found <= level else f"({text})"

    def _text(self, term: Scalar | Matrix) -> tuple[str, int]:
        match term:
            case Integer(value):
                return (str(value) if value < 2 else f"{value}%:R"), ATOM
            case Size(code):
                return f"{_name(self.table.sizes[code])}%:R", ATOM
            case ScalarLetter(number):
                entry = self.table.scalars[number]
                text = entry.shown if self.short else entry.text
                return (f"{_name(text)}%:A", ATOM) if self.inside else (text, ATOM if text.isidentifier() else POSTFIX)
            case NamedScalar(name, a):
                return (name, ATOM) if self.short else self._text(a)
            case Plus(a, Minus(b)):
                return f"{self._at(a, SUM)} - {self._at(b, SUM - 1)}", SUM
            case Plus(a, b):
                return f"{self._at(a, SUM)} + {self._at(b, SUM - 1)}", SUM
            case Times(a, b):
                return f"{self._at(a, PRODUCT)} * {self._at(b, PRODUCT - 1)}", PRODUCT
            case Minus(a):
                return f"- {self._at(a, OPPOSITE)}", OPPOSITE
            case Power(a, n):
                return f"{self._at(a, POWER - 1)} ^+ {n}", POWER
            case TraceOf(a):
                return f"\\tr {self._at(a, POSTFIX) if self._size_is_seen(a) else self._typed(a)}", APPLIED
            case Mean(a):
                return f"E ({self._integrand(a)})", APPLIED
            case _:
                return self._matrix(term)

    def _matrix(self, term: Matrix) -> tuple[str, int]:
        match term:
            case Letter(number):
                return self._letter(number)
            case Identity():
                return "1%:M", ATOM
            case Zero(rows, cols):
                shape = f"{self.table.sizes[rows]}, {self.table.sizes[cols]}"
                return f"(0 : 'M[{'A' if self.inside else 'R'}]_({shape}))", ATOM
            case Transposed(a):
                return f"{self._at(a, POSTFIX)}^T", POSTFIX
            case Product(a, b):
                return f"{self._at(a, PRODUCT)} *m {self._at(b, PRODUCT - 1)}", PRODUCT
            case Sum(a, Negative(b)):
                return f"{self._at(a, SUM)} - {self._at(b, SUM - 1)}", SUM
            case Sum(a, b):
                return f"{self._at(a, SUM)} + {self._at(b, SUM - 1)}", SUM
            case Negative(a):
                return f"- {self._at(a, OPPOSITE)}", OPPOSITE
            case Scaled(c, a):
                return f"{self._at(c, PRODUCT - 1)} *: {self._at(a, PRODUCT - 1)}", PRODUCT
            case MatrixMean(a):
                return f"map_mx E ({self._integrand(a)})", APPLIED
            case Blocks(kind, parts):
                return f"{kind} {' '.join(map(self._block, parts))}", APPLIED
            case Named(name, a):
                return (name, ATOM) if self.short else self._text(a)

    def _block(self, part: Matrix) -> str:
        """A block as an argument, with its type: the sizes of 0 and 1 are not seen otherwise."""
        return self._at(part, ATOM) if isinstance(part, Letter | Named | Zero) else self._typed(part)

    def _typed(self, part: Matrix) -> str:
        rows, cols = (self.table.sizes[code] for code in (part.rows, part.cols))
        return f"({self._at(part, ATOM)} : 'M[{'A' if self.inside else 'R'}]_({rows}, {cols}))"

    def _size_is_seen(self, term: Matrix) -> bool:
        """Whether a symbol stands in a matrix: multiples of 1, and their inverses, are of any size."""
        match term:
            case Identity():
                return False
            case Letter(number):
                return self.table.letters[number].text.isidentifier()
            case Transposed(a) | Negative(a) | Scaled(_, a) | MatrixMean(a):
                return self._size_is_seen(a)
            case Product(a, b) | Sum(a, b):
                return self._size_is_seen(a) or self._size_is_seen(b)
        return True

    def _letter(self, number: int) -> tuple[str, int]:
        entry = self.table.letters[number]
        text = entry.shown if self.short else entry.text
        if entry.random or not self.inside:
            return text, ATOM if text.isidentifier() else APPLIED
        return f"cst {text if text.isidentifier() else f'({text})'}", APPLIED

    def _integrand(self, term: Scalar | Matrix) -> str:
        return OrdinaryText(self.table, True, self.short)(term)


def _name(text: str) -> str:
    return text if text.isidentifier() or text.isdigit() else f"({text})"
