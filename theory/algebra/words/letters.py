"""Letters of matrix words and scalar generators: interned, so that identity is equality and hashing is free."""

from collections.abc import Hashable
from fractions import Fraction
from typing import Protocol

from sympy import Basic, Integer, MatrixBase, MatrixExpr, srepr, sympify

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = [
    "Generator",
    "Letter",
    "Power",
    "SumOfWords",
    "inverse_letter",
    "is_one",
    "matrix_letter",
    "reciprocal",
    "scalar_generator",
]

Power = int | Fraction


class SumOfWords(Protocol):
    """What a letter needs of the sum that it inverts: a ``TracePolynomial``, which is made of letters itself."""

    rows: Expression
    cols: Expression

    def frozen(self) -> Hashable:
        """Its terms, hashable."""

    def key(self) -> str:
        """Its terms as text, the same in every run."""

    def transpose(self) -> "SumOfWords":
        """Its transpose."""


ONE = Integer(1)


def is_one(dimension: Expression) -> bool:
    """Whether a dimension is the number 1."""
    return bool(dimension == ONE)


class Letter:
    """One matrix factor of a word: a symbol, or the inverse of a sum, with a transposition mark and a power.

    Positive whole powers are spelled out as repeated letters, so ``power`` is 1, -1 or strictly between 0 and 1.
    """

    __slots__ = ("T", "argument", "base", "cols", "invertible", "key", "power", "random", "rows", "transposed")

    T: "Letter"
    argument: Expression  # None, or the TracePolynomial that this is the inverse of
    base: Expression
    cols: Expression
    invertible: bool
    key: str
    power: Power
    random: RandomMatrix | None
    rows: Expression
    transposed: bool

    def __repr__(self) -> str:
        name = self.base if self.base is not None else f"inverse[{self.argument}]"
        return f"{name}{'^T' if self.transposed else ''}{'' if self.power == 1 else f'^{self.power}'}"


class Generator:
    """A scalar that the normal form does not look into: a symbol, a function value, or 1/(a sum)."""

    __slots__ = ("argument", "expr", "key")

    argument: Expression  # None, or the TracePolynomial that this is the reciprocal of
    expr: Basic | None
    key: str

    def __repr__(self) -> str:
        return str(self.expr) if self.expr is not None else f"1/({self.argument})"


_letters: dict[Hashable, Letter] = {}
_generators: dict[Hashable, Generator] = {}


def matrix_letter(base: MatrixExpr, power: Power = 1, transposed: bool = False) -> Letter:
    """The letter of a matrix symbol (or of another atomic matrix expression) raised to ``power``."""
    key = (base, power, transposed)
    found = _letters.get(key)
    if found is not None:
        return found
    letter = Letter()
    letter.base, letter.argument, letter.power, letter.transposed = base, None, power, transposed
    rows, cols = map(sympify, base.shape)  # a matrix given entry by entry has Python's numbers as its shape
    letter.rows, letter.cols = (cols, rows) if transposed else (rows, cols)
    letter.random = base if isinstance(base, RandomMatrix) else None
    letter.invertible = isinstance(base, PositiveDefiniteMatrix) or power == -1
    name = getattr(base, "name", None) or str(base)
    letter.key = f"{name}\0{'T' if transposed else ''}\0{power}\0{srepr(base)}"
    if _is_symmetric(base) or (is_one(rows) and is_one(cols)):
        letter.T = letter
        _letters[(base, power, not transposed)] = letter
    _letters[key] = letter
    if not hasattr(letter, "T"):
        letter.T = _transposed_twin(letter)
    return letter


def _is_symmetric(base: MatrixExpr) -> bool:
    return isinstance(base, SymmetricMatrix) or (isinstance(base, MatrixBase) and base == base.T)


def _transposed_twin(letter: Letter) -> Letter:
    key = (letter.base, letter.power, not letter.transposed)
    twin = _letters.get(key)
    if twin is None:
        twin = Letter()
        for slot in ("base", "argument", "power", "random", "invertible"):
            setattr(twin, slot, getattr(letter, slot))
        twin.transposed, twin.rows, twin.cols, twin.T = not letter.transposed, letter.cols, letter.rows, letter
        name, _, power, representation = letter.key.split("\0")
        twin.key = "\0".join((name, "T" if twin.transposed else "", power, representation))
        _letters[key] = twin
    return twin


def inverse_letter(argument: SumOfWords) -> Letter:
    """The inverse of a sum, keyed by the normal form of the sum (already without content)."""
    key = ("inverse", argument.frozen())
    found = _letters.get(key)
    if found is not None:
        return found
    letter = Letter()
    letter.base, letter.argument, letter.power, letter.transposed = None, argument, 1, False
    letter.rows, letter.cols, letter.random, letter.invertible = argument.rows, argument.cols, None, True
    letter.key = f"inverse[{argument.key()}]"
    _letters[key] = letter
    transpose = argument.transpose()
    letter.T = letter if transpose == argument else inverse_letter(transpose)
    return letter


def scalar_generator(expr: Basic) -> Generator:
    """The generator of an atomic scalar expression."""
    # printing a norm of long products takes longer than all the rest of the normal form
    known = _generators.get(expr)
    return known if known is not None else _generator(expr, f"{expr}\0{srepr(expr)}", expr, None)


def reciprocal(argument: SumOfWords) -> Generator:
    """The generator 1/argument of a scalar sum or trace (already without content)."""
    return _generator(("reciprocal", argument.frozen()), f"~1/({argument.key()})", None, argument)


def _generator(key: Expression, name: str, expr: Basic | None, argument: SumOfWords | None) -> Generator:
    found = _generators.get(key)
    if found is None:
        found = Generator()
        found.expr, found.argument, found.key = expr, argument, name
        _generators[key] = found
    return found
