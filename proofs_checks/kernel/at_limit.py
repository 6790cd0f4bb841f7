"""Terms at a limit: what is written in 1/n, or in a scalar that falls to 0, with 0 in its place, node by node."""

from dataclasses import dataclass, replace

from sympy import Basic, Dummy, Inverse, oo

from proofs_checks.kernel import terms
from proofs_checks.kernel.inverse_letters import Inverses, alias
from proofs_checks.kernel.letter_table import Inverted, LetterEntry, ScalarEntry
from proofs_checks.kernel.reader import Reader, bracketed
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix, Scalar
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced

__all__ = ["AtLimit"]


@dataclass(frozen=True)
class AtLimit:
    """Writes terms at the limit of ``variables``, which tend to ``to``, and enters the inverses there."""

    reader: Reader
    inverses: Inverses
    variables: tuple[Basic, ...]
    to: Expression

    def scalar(self, term: Scalar) -> Scalar:
        """The same nodes. Raises NotExportedError where a size that grows stands otherwise than as 1/n."""
        match term:
            case terms.ScalarLetter(number):
                return self._scalar_letter(term, number)
            case terms.Size(code) if code in self._sizes:
                message = f"the size {self.reader.table.sizes[code]} grows, and stands otherwise than as its inverse"
                raise NotExportedError(message)
            case terms.Plus(a, b):
                return terms.Plus(self.scalar(a), self.scalar(b))
            case terms.Times(a, b):
                return terms.Times(self.scalar(a), self.scalar(b))
            case terms.Minus(a):
                return terms.Minus(self.scalar(a))
            case terms.Power(a, n):
                return terms.Power(self.scalar(a), n)
            case terms.TraceOf(a):
                return terms.TraceOf(self.matrix(a))
            case terms.Integer() | terms.Size():
                return term
        message = f"a {type(term).__name__} stands in what tends"
        raise NotExportedError(message)

    def matrix(self, term: Matrix) -> Matrix:
        """The same nodes."""
        match term:
            case terms.Letter(number):
                return self._letter(term, number)
            case terms.Transposed(a):
                return terms.Transposed(self.matrix(a))
            case terms.Product(a, b):
                return terms.Product(self.matrix(a), self.matrix(b))
            case terms.Sum(a, b):
                return terms.Sum(self.matrix(a), self.matrix(b))
            case terms.Negative(a):
                return terms.Negative(self.matrix(a))
            case terms.Scaled(c, a):
                return terms.Scaled(self.scalar(c), self.matrix(a))
            case terms.Identity() | terms.Zero():
                return term
        message = f"a {type(term).__name__} stands in what tends"
        raise NotExportedError(message)

    @property
    def _sizes(self) -> set[int]:
        return {self.reader.size(v) for v in self.variables} if self.to == oo else set()

    def _scalar_letter(self, term: terms.ScalarLetter, number: int) -> Scalar:
        table = self.reader.table
        if self.to == 0 and number in {table.known_scalar(v) for v in self.variables}:
            return terms.Integer(0)
        of = next((each.of for each in table.inverted if each.number == number), None)
        if of is None:
            return term
        if isinstance(of, terms.Size) and of.code in self._sizes:
            return terms.Integer(0)
        there = self.scalar(of)
        if there == of:
            return term
        key = ("at the limit", number)
        known = table.known_scalar(key)
        if known is None:
            plain, short = (f"{bracketed(text)}^-1" for text in self.reader.texts(there))
            known = table.scalar(key, ScalarEntry(plain, short))
            table.inverted.append(Inverted(known, there))
        return terms.ScalarLetter(known)

    def _letter(self, term: terms.Letter, number: int) -> Matrix:
        argument = self.inverses.arguments.get(number)
        if argument is None:
            return term
        arg, matrix = argument
        there = self.matrix(matrix)
        if there == matrix:
            return term
        table, key = self.reader.table, ("at the limit", number)
        known = table.known_letter(key)
        if known is None:
            plain, short = (f"invmx {bracketed(text)}" for text in self.reader.texts(there))
            known = table.letter(key, LetterEntry(plain, short, term.rows, term.cols))
            value = self.reader.matrix(Inverse(self._expression(arg)))
            # a stage after those of all other inverses, in which the value is written
            table.rules += alias(replace(term, number=known), there, value, 5)
        return replace(term, number=known)

    def _expression(self, arg: Basic) -> Basic:
        small = {v: Dummy(positive=True) for v in self.variables}
        near = replaced(arg, {v: 1 / e if self.to == oo else e for v, e in small.items()})
        return replaced(near, dict.fromkeys(small.values(), 0))
