"""SymPy's expressions as terms of the kernel's library; what it has no words for is refused."""

import re
from collections.abc import Callable, Iterable
from functools import reduce
from typing import TypeVar

from sympy import (
    Add,
    Basic,
    BlockMatrix,
    Identity,
    Integer,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    Mul,
    Pow,
    Rational,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    sympify,
)

from proofs_checks.kernel import terms
from proofs_checks.kernel.block_terms import blocks_of
from proofs_checks.kernel.centred import Centred, CentredLetter
from proofs_checks.kernel.coq_names import CoqNames
from proofs_checks.kernel.letter_table import Inverted, LetterEntry, Rule, ScalarEntry, Table
from proofs_checks.kernel.ordinary_text import OrdinaryText
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix, Scalar
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols
from theory.core.notation import Notation, written_out

__all__ = ["Reader", "bracketed"]

InverseOf = Callable[["Reader", Basic], Matrix]
Read = TypeVar("Read")


class Reader:
    """Reads expressions of one theorem, everything written out, into one table.

    ``inverse_of`` says what the inverse of a matrix is written as. Random symbols are read where an expectation binds
    them, and refused elsewhere.
    """

    def __init__(self, names: CoqNames, inverse_of: InverseOf, notation: Notation = ()) -> None:
        self.names, self.table = names, Table()
        self.notation = dict(notation)
        self.met: dict[str, Basic] = {}
        self.named: dict[str, Scalar | Matrix] = {}
        self.named_random: dict[str, Matrix] = {}
        self.divisors: list[Basic] = []
        self.means = False
        self._inverse_of = inverse_of
        self._inside = False

    def written_out(self, e: Basic) -> Basic:
        """The expression without abbreviations."""
        return written_out(tuple(self.notation.items()), e)

    def texts(self, term: Scalar | Matrix) -> tuple[str, str]:
        """The term in mathcomp's notation, outside of expectations: written out, and with abbreviations."""
        return OrdinaryText(self.table, short=False)(term), OrdinaryText(self.table)(term)

    def term(self, e: Basic) -> Scalar | Matrix:
        """A scalar or a matrix, whichever it is."""
        return self.matrix(e) if getattr(e, "is_Matrix", False) else self.scalar(e)

    def size(self, n: Basic) -> int:
        """The code of a size."""
        n = sympify(n)
        if n == 1:
            return 0
        if not (isinstance(n, Symbol) and n.is_integer and n.is_positive):
            message = f"the size {n} is no symbol"
            raise NotExportedError(message)
        return self.table.size(self._met(n))

    def _met(self, symbol: Basic) -> str:
        """The identifier of a symbol, which is noted as one that the statement quantifies over."""
        name = self.names.of(symbol, str(symbol.name))
        self.met.setdefault(name, symbol)
        return name

    def _named(self, symbol: Basic, meant: Scalar | Matrix) -> str:
        name = self.names.of(symbol, str(symbol.name))
        self.named.setdefault(name, meant)
        return name

    def inside(self, read: Callable[[], Read]) -> Read:
        """What is read as if it stood in an expectation, of which something is used that holds for squares."""
        self.means, self._inside = True, True
        try:
            return read()
        finally:
            self._inside = False

    def constant(self, e: Basic) -> terms.Matrix:
        """A constant matrix as one letter, whatever it is."""
        inside, self._inside = self._inside, False
        term = self.matrix(e)
        self._inside = inside
        if isinstance(term, terms.Letter):
            return term
        text = bracketed(self.texts(term)[0])
        rows, cols = (self.table.sizes[code] for code in (term.rows, term.cols))
        typed = f"({text} : 'M[R]_({rows}, {cols}))"
        letter = terms.Letter(
            self.table.letter(("constant", e), LetterEntry(typed, typed, term.rows, term.cols)), term.rows, term.cols
        )
        rules = [Rule(letter, term, "definition", 1)]
        rules.append(Rule(terms.Transposed(letter), terms.Transposed(term), "definition", 1))
        self.table.rules += [rule for rule in rules if rule not in self.table.rules]
        return letter

    # -- scalars ------------------------------------------------------------------------------------------------------
    def scalar(self, e: Basic) -> Scalar:
        """A scalar. Raises NotExportedError for what is none, or has a node that is not known."""
        match e:
            case Integer():
                return terms.Minus(terms.Integer(-int(e))) if e < 0 else terms.Integer(int(e))
            case Rational():
                return terms.Times(self.scalar(Integer(e.p)), self.reciprocal(Integer(e.q)))
            case Symbol() if e in self.notation:
                meant = self.scalar(self.notation[e])
                return meant if self._inside else terms.NamedScalar(self._named(e, meant), meant)
            case Symbol() if e.is_integer and e.is_positive:
                return terms.Size(self.size(e))
            case Symbol() if e.is_real:
                name = self._met(e)
                return terms.ScalarLetter(self.table.scalar(e, ScalarEntry(name, name)))
            case Trace():
                return terms.TraceOf(self.matrix(e.arg))
            case Add():
                return reduce(terms.Plus, [self.scalar(a) for a in e.args])
            case Mul():
                return self._product(e.args)
            case Pow() if e.exp.is_Integer:
                base = self.scalar(e.base) if e.exp > 0 else self.reciprocal(e.base)
                return base if abs(e.exp) == 1 else terms.Power(base, abs(int(e.exp)))
            case Expectation():
                return terms.Mean(self._under(e, self.scalar))
        message = f"the scalar {_kind(e)} is not known to the kernel's library"
        raise NotExportedError(message)

    def _product(self, factors: Iterable[Basic]) -> Scalar:
        factors = list(factors)
        negative = bool(factors[0].is_Rational and factors[0] < 0)
        if negative:
            factors[0] = -factors[0]
        if len(factors) > 1 and factors[0] == 1:
            factors = factors[1:]
        found: Scalar = reduce(terms.Times, [self.scalar(f) for f in factors])
        return terms.Minus(found) if negative else found

    def reciprocal(self, base: Basic) -> Scalar:
        """1/base as a letter of its own, which the table says to be that."""
        if random_symbols(base):
            message = f"1/({base}) is a function of random matrices"
            raise NotExportedError(message)
        key = ("reciprocal", base)
        known = self.table.known_scalar(key)
        if known is None:
            inside, self._inside = self._inside, False
            of = self.scalar(base)
            self._inside = inside
            plain, short = (f"{bracketed(text)}^-1" for text in self.texts(of))
            known = self.table.scalar(key, ScalarEntry(plain, short))
            self.table.inverted.append(Inverted(known, of))
            self.divisors.append(base)
        return terms.ScalarLetter(known)

    # -- matrices -----------------------------------------------------------------------------------------------------
    def matrix(self, e: Basic) -> Matrix:
        """A matrix. Raises NotExportedError for what is none, or has a node that is not known."""
        match e:
            case RandomMatrix():
                return self._random(e)
            case MatrixSymbol() if e in self.notation:
                meant = self.matrix(self.notation[e])
                return meant if self._inside else terms.Named(self._named(e, meant), meant)
            case MatrixSymbol():
                return self._letter(e)
            case Identity():
                return terms.Identity(self.size(e.shape[0]))
            case ZeroMatrix():
                return terms.Zero(self.size(e.shape[0]), self.size(e.shape[1]))
            case Transpose():
                return terms.Transposed(self.matrix(e.arg))
            case BlockMatrix():
                return blocks_of(self.table, e.blockshape, [self.matrix(block) for block in e.blocks])
            case Inverse():
                return self._inverse(e.arg)
            case MatPow() if e.exp.is_Integer and e.exp > 0:
                return reduce(terms.Product, [self.matrix(e.base)] * int(e.exp))
            case MatPow() if e.exp.is_Integer and e.exp < 0:
                return reduce(terms.Product, [self._inverse(e.base)] * -int(e.exp))
            case MatAdd():
                return reduce(terms.Sum, [self.matrix(a) for a in e.args])
            case MatMul():
                return self._matrix_product(e)
            case Expectation():
                return terms.MatrixMean(self._under(e, self.matrix))
        message = f"the matrix {_kind(e)} is not known to the kernel's library"
        raise NotExportedError(message)

    def _matrix_product(self, e: MatMul) -> Matrix:
        scalars = [a for a in e.args if not getattr(a, "is_Matrix", False)]
        product: Matrix = reduce(terms.Product, [self.matrix(a) for a in e.args if getattr(a, "is_Matrix", False)])
        if not scalars:
            return product
        whole = Mul(*scalars)
        if whole == -1:
            return terms.Negative(product)
        return terms.Scaled(self.scalar(whole), product)

    def _letter(self, e: MatrixSymbol) -> terms.Letter:
        rows, cols = map(self.size, e.shape)
        known = self.table.known_letter(e)
        if known is None:
            if isinstance(e, CentredLetter):
                message = f"{e.name} has no law here"
                raise NotExportedError(message)
            name = self._met(e)
            entry = LetterEntry(name, name, rows, cols, isinstance(e, SymmetricMatrix))
            known = self.table.letter(e, entry)
        return terms.Letter(known, rows, cols)

    def _inverse(self, arg: Basic) -> Matrix:
        if random_symbols(arg):
            message = f"the inverse of {arg} is a function of random matrices"
            raise NotExportedError(message)
        inside, self._inside = self._inside, False
        found = self._inverse_of(self, arg)
        self._inside = inside
        return found

    # -- what is random -----------------------------------------------------------------------------------------------
    def _under(self, e: Expectation, read: Callable[[Basic], Read]) -> Read:
        if e.given or self._inside:
            message = f"{e} is conditional, or inside another expectation"
            raise NotExportedError(message)
        self._inside = True
        try:
            return read(e.integrand)
        finally:
            self._inside = False

    def _random(self, symbol: RandomMatrix) -> Matrix:
        if not self._inside:
            message = f"{symbol.name} is random, and no expectation binds it"
            raise NotExportedError(message)
        symbol = self.written_out(symbol)  # one letter, however its law is spelled
        centred = Centred.of(symbol)
        letter = self._centred(centred)
        if not centred.has_mean:
            return letter
        name, value = self.names.of(symbol, str(symbol.name)), terms.Sum(self.matrix(symbol.mean), letter)
        self.named_random.setdefault(name, value)
        return terms.Named(name, value)

    def _centred(self, centred: Centred) -> terms.Letter:
        rows, cols = map(self.size, centred.symbol.shape)
        key = ("random", centred.symbol)
        known = self.table.known_letter(key)
        if known is None:
            inside, self._inside = self._inside, False
            laws = [self._covariance(c) for c in (centred.symbol.row_covariance, centred.symbol.column_covariance)]
            self._inside = inside
            (row, row_word), (col, col_word) = laws
            name = self.names.of(key, str(centred.letter.name))
            words = (row_word, col_word)
            entry = LetterEntry(name, name, rows, cols, law=(row, col), words=words, normal=centred.normal)
            known = self.table.letter(key, entry)
        return terms.Letter(known, rows, cols)

    def _covariance(self, covariance: Basic) -> tuple[str, tuple[tuple[int, bool], ...]]:
        """Its text, and the word of letters that it is: no letter for 1, one for a symbol, a named one for the rest."""
        term = self.matrix(covariance)
        text = bracketed(self.texts(term)[0])
        if isinstance(term, terms.Identity):
            return text, ()
        if isinstance(term, terms.Letter):
            return text, ((term.number, False),)
        entry = LetterEntry(text, text, term.rows, term.cols, symmetric=True)
        number = self.table.letter(("covariance", covariance), entry)
        rule = Rule(terms.Letter(number, term.rows, term.cols), term, "definition", 1)
        if rule not in self.table.rules:
            self.table.rules.append(rule)
        return text, ((number, False),)


def bracketed(text: str) -> str:
    """A text as an argument: in brackets unless it is one word."""
    return text if re.fullmatch(r"\w+(%:[RM])?", text) else f"({text})"


def _kind(e: Basic) -> str:
    text = str(e)
    return f"{type(e).__name__} {text if len(text) < 60 else text[:57] + '…'}"
