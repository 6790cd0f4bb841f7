"""Sums over the members of a family, whose number is a symbol: Σ_{h=1}^n f(A_h, b_h, …).

Inside the sum, a ``FamilyMember`` stands for the matrix that member h has. Outside of one it stands for nothing. Where
the number is given, the sum is written out: that is all it means, and all that numbers ever see of it.
"""

from collections.abc import Iterable
from itertools import chain

from sympy import Add, Basic, Expr, Integer, MatAdd, MatrixExpr, MatrixSymbol, Symbol, ZeroMatrix
from sympy.core.symbol import Str

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression, SymPyPrinter

__all__ = ["FamilyMember", "FamilySum", "MatrixFamilySum", "MemberName", "members_in", "numbers_of_members"]


class MemberName(Str):
    """The name of one member's matrix: ``P_2`` to a reader, and different from every name that a user can write."""

    __slots__ = ("number",)

    def __new__(cls, name: str, number: int) -> "MemberName":
        marked = super().__new__(cls, name)
        marked.number = int(number)
        return marked

    def __getnewargs__(self) -> tuple[Expression, ...]:
        return (self.name, self.number)

    def _hashable_content(self) -> tuple[Expression, ...]:
        return (self.name, self.number)


class FamilyMember(MatrixSymbol):
    """The matrix A_h of a typical member h of a family, of one shape for all members.

    >>> from sympy import symbols
    >>> from theorycheck import FamilyMember
    >>> n, d = symbols("n d", integer=True, positive=True)
    >>> P = FamilyMember("P", d, d)
    >>> P.of(2), P.of(2).shape
    (P_2, (d, d))
    """

    def of(self, number: int) -> MatrixSymbol:
        """The matrix of member ``number``, counted from 1: an ordinary matrix symbol."""
        return MatrixSymbol(MemberName(f"{self.name}_{number}", number), *self.shape)


class FamilySum(Expr):
    """Σ_{h=1}^n of a scalar or matrix that depends on member h of one or more families.

    ``FamilySum(body, n)``: every ``FamilyMember`` in ``body`` is the matrix of member h. Random symbols in it are the
    same for all members. A number in the place of ``n`` writes the sum out. Raises ValueError for a sum within a
    sum, for a law that depends on a member, and for an ``n`` that is no symbol of a positive integer and no number.

    >>> from sympy import symbols
    >>> from theorycheck import FamilyMember, FamilySum
    >>> n, d = symbols("n d", integer=True, positive=True)
    >>> P, a = FamilyMember("P", d, d), FamilyMember("a", d, 1)
    >>> total = FamilySum(P * a, n)
    >>> total.shape, total.xreplace({n: 2})
    ((d, 1), P_1*a_1 + P_2*a_2)
    """

    is_commutative = True
    _op_priority = 12.0

    def __new__(cls, body: Expression, size: Expression) -> Basic:
        body, size = expression(body, "what is summed"), expression(size, "the number of members")
        _require_sum(body, size)
        matrix = bool(getattr(body, "is_Matrix", False))
        if isinstance(size, Integer):
            return _written_out(body, int(size), matrix)
        return Basic.__new__(MatrixFamilySum if matrix else FamilySum, body, size)

    @property
    def body(self) -> Basic:
        """What is summed, as it is for a typical member."""
        return self.args[0]

    @property
    def size(self) -> Symbol:
        """The number of members."""
        return self.args[1]

    def _eval_is_real(self) -> bool | None:
        return None if self.is_Matrix else True  # everything is real here, but a matrix is no real number

    def _sympystr(self, printer: SymPyPrinter) -> str:
        return f"FamilySum({printer.doprint(self.body)}, {printer.doprint(self.size)})"

    _sympyrepr = _sympystr


class MatrixFamilySum(FamilySum, MatrixExpr):
    """The sum of a matrix-valued ``body``; built by :class:`FamilySum`."""

    is_commutative = False

    @property
    def shape(self) -> tuple[Expression, Expression]:
        return self.args[0].shape

    def _eval_transpose(self) -> Basic:
        return FamilySum(self.body.T, self.size)


def members_in(*expressions: Basic) -> set[FamilyMember]:
    """The typical members that occur, those inside sums included."""
    return set(chain.from_iterable(e.atoms(FamilyMember) for e in expressions))


def numbers_of_members(*expressions: Basic) -> set[Symbol]:
    """The symbols that say how many members the families have."""
    return {node.size for e in expressions for node in e.atoms(FamilySum)}


def _require_sum(body: Basic, size: Basic) -> None:
    if body.has(FamilySum):
        message = f"{body} holds a sum over members itself: give the inner sum a symbol in the notation"
        raise ValueError(message)
    if not (size.is_Integer and size >= 0) and not (isinstance(size, Symbol) and size.is_integer and size.is_positive):
        message = f"the number of members is {size}: give a symbol of a positive integer, or a number"
        raise ValueError(message)
    # sizes of matrices, too, which SymPy does not count among the free symbols
    if isinstance(size, Symbol) and body.has(size):
        message = f"{body} depends on {size}, the number of members: what is summed depends on one member"
        raise ValueError(message)
    for law in body.atoms(RandomMatrix):
        if members_in(*law.args[1:]):
            message = f"the law of {law} depends on a member: random symbols are the same for all members"
            raise ValueError(message)


def _written_out(body: Basic, count: int, matrix: bool) -> Basic:
    terms = [body.xreplace({m: m.of(h) for m in _sorted(body)}) for h in range(1, count + 1)]
    if not matrix:
        return Add(*terms)
    if not terms:
        return ZeroMatrix(*body.shape)
    return terms[0] if count == 1 else MatAdd(*terms)


def _sorted(body: Basic) -> Iterable[FamilyMember]:
    return sorted(members_in(body), key=str)
