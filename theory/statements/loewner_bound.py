"""lhs ⪯ rhs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import ClassVar, Self

from sympy import Basic, Expr, MatAdd, MatrixSymbol

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy
from theory.core.execution import Derivation
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.core.unconvinced import NotShownError
from theory.statements.base import Shape, Statement, require_one_shape
from theory.statements.claimed_part import ClaimedPart
from theory.statements.ends import require_same
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = ["LoewnerBound", "arbitrary_vector"]


@dataclass(frozen=True)
class LoewnerBound(Statement):
    """``lhs ⪯ rhs`` for symmetric matrices of one size: zᵀ(rhs − lhs)z ≥ 0 for every vector z.

    Raises ValueError for a side that is no expression, and ShapeError for one known not to be symmetric.

    >>> from theorycheck import LoewnerBound, setting, verify
    >>> print(verify(LoewnerBound(setting.Psi, setting.Psi + setting.H), samples=2000).verdict)
    PROVED
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"=", "≥"})
    is_bound: ClassVar[bool] = True
    refuted_by: ClassVar[str] = "values and a vector z with zᵀ(rhs − lhs)z < 0"

    lhs: Expression
    rhs: Expression

    def __post_init__(self) -> None:
        for name in ("lhs", "rhs"):
            side = expression(getattr(self, name), "a side")
            object.__setattr__(self, name, side)
            _refuse_asymmetric(side)

    def expressions(self) -> tuple[Basic, ...]:
        return (self.lhs, self.rhs)

    @property
    def varied(self) -> tuple[Basic, ...]:
        return ()

    def replace(self, mapping: Mapping[Expression, Expression]) -> "LoewnerBound":
        return LoewnerBound(replaced(self.lhs, mapping), replaced(self.rhs, mapping))

    def require_shapes(self, shape: Callable[[Basic], Shape]) -> None:
        require_one_shape(self.lhs, self.rhs, shape)

    def origin(self, taken: Iterable[str] = ()) -> Basic:
        return _quadratic(self.rhs, arbitrary_vector(self, taken))

    def require_domain(self, context: Context) -> None:
        for side in map(context.written_out, self.expressions()):
            if not context.signs.symmetric(side):
                message = f"{side} is not shown to be symmetric"
                raise NotShownError(message, 'add Assumption("…", Q.symmetric(…))')

    def conclude(self, derivation: Derivation) -> None:
        """The vector is the one that the derivation started from."""
        started = derivation.states[0].expression
        (z,) = {s for s in started.atoms(MatrixSymbol) if _quadratic(self.rhs, s) == started} or {None}
        if z is None:
            message = "the derivation does not start from zᵀ(larger side)z"
            raise NotShownError(message)
        require_same(derivation, derivation.end.expression, _quadratic(self.lhs, z), "the bound")

    def claims(self) -> tuple[Claim, ...]:
        return (Claim(self.lhs, "⪯", self.rhs),)

    def claimed(self) -> tuple[ClaimedPart, ...]:
        """Either side may be the closed form, and a factor of the other may be claimed."""
        return (ClaimedPart("left side", self.lhs, ("lhs",)), ClaimedPart("right side", self.rhs, ("rhs",)))

    def weakening(self, other: Self) -> Expr:
        """The least that zᵀ(difference)z may be, z being any vector."""
        z = MatrixSymbol("z", self.lhs.shape[0], 1)
        changed = MatAdd(self.lhs, -other.lhs) if self.rhs == other.rhs else MatAdd(other.rhs, -self.rhs)
        return quad(z, changed)

    def lines(self) -> list[str]:
        return [str(self.lhs), f"⪯ {self.rhs}"]

    def typeset(self, sheet: Typesetter) -> None:
        sheet.chain(self.lhs, [(r"\preceq", self.rhs)])


def arbitrary_vector(statement: LoewnerBound, taken: Iterable[str] = ()) -> MatrixSymbol:
    """The arbitrary vector z for which zᵀ lhs z ≤ zᵀ rhs z is shown: no name that occurs in the statement, or that is
    ``taken`` by hypotheses and abbreviations.

    >>> from theorycheck import LoewnerBound, rules, setting
    >>> rules.arbitrary_vector(LoewnerBound(setting.Psi, setting.Psi + setting.H)).shape
    (d, 1)
    """
    used = {*taken, *(str(s.name) for e in statement.expressions() for s in _symbols(e))}
    names = chain(["z"], (f"z_{i}" for i in count(1)))
    return MatrixSymbol(next(name for name in names if name not in used), statement.rhs.shape[0], 1)


def _symbols(e: Basic) -> set[Expression]:
    return e.atoms(MatrixSymbol) | {s for s in e.free_symbols if hasattr(s, "name")}


def _quadratic(side: Expression, z: Expression) -> Basic:
    if getattr(z, "shape", None) != (side.shape[0], 1):
        return side
    if isinstance(side, Expectation):
        return Expectation(quad(z, side.integrand), side.given)
    return quad(z, side)


def _refuse_asymmetric(side: Expression) -> None:
    shape = getattr(side, "shape", None)
    if shape is None or shape[0] != shape[1]:
        message = f"{side} is no square matrix: give symmetric matrices, or compare scalars by a Bound"
        raise ShapeError(message)
    try:
        polynomial = from_sympy(side)
    except UnsupportedExpressionError:
        return
    explicit = getattr(side, "is_symmetric", None)
    skew = bool(polynomial) and polynomial == -polynomial.transpose()
    if skew or (callable(explicit) and explicit() is False):
        message = f"{side} is not symmetric: the Loewner order compares symmetric matrices"
        raise ShapeError(message)
