"""What all kinds of statement have in common. The kinds are flat: each inherits from this alone."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from sympy import Abs, Basic, Expr, Max, Min, ceiling, floor, sign

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.errors import ShapeError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.domains import require_hypotheses_on, require_in_domain
from theory.core.execution import Derivation
from theory.core.known import Context, Known
from theory.core.shown import require_defined
from theory.core.unconvinced import NotShownError
from theory.notebook import Part, ShownInNotebooks, printer
from theory.statements.claimed_part import ClaimedPart
from theory.statements.point_claim import Claim
from theory.statements.typesetter import Typesetter

__all__ = [
    "Shape",
    "Statement",
    "Tending",
    "assigned",
    "require_continuum",
    "require_gradients",
    "require_one_shape",
    "require_parallel",
    "require_values",
]


Shape = tuple[object, object]
Tending = tuple[tuple[tuple[Basic, ...], ...], Basic]
"""Groups of variables that tend jointly, one group after the other, and where they tend."""


@dataclass(frozen=True)
class Statement(ShownInNotebooks, ABC):
    """A claim about SymPy expressions; every random symbol stands inside an ``Expectation``.

    A kind says what it consists of, which values stand for variables, where a derivation starts, which relations its
    steps may have and must have, what its end has to be, what it claims at a point, and how it reads. What a kind has
    to say for itself is abstract: one that leaves it out has no values. What is not is empty here, and claims nothing.
    """

    allowed: ClassVar[frozenset[str]] = frozenset({"="})
    needed: ClassVar[frozenset[str]] = frozenset()
    refuted_by: ClassVar[str] = "values at which it is false"
    is_bound: ClassVar[bool] = False
    """Whether another claim about the same quantity may hold, too: one bound does not refute another."""

    def notebook_parts(self) -> Iterable[Part]:
        return printer().statement_parts(self)

    # -- what it consists of ------------------------------------------------------------------------------------------
    @abstractmethod
    def expressions(self) -> tuple[Basic, ...]:
        """Every expression the claim consists of, in reading order."""

    @property
    @abstractmethod
    def varied(self) -> tuple[Basic, ...]:
        """The symbols that it varies: minimised over, flowing, tending, or given as a witness."""

    @abstractmethod
    def replace(self, mapping: Mapping[Expression, Expression]) -> "Statement":
        """The same claim about other symbols (in every expression)."""

    @property
    def attained(self) -> "Statement":
        """The claim with its own values put in, where it gives some."""
        return self

    def require_shapes(self, shape: Callable[[Basic], Shape]) -> None:
        """Raise ShapeError where expressions that are compared differ in shape."""

    # -- how it is derived --------------------------------------------------------------------------------------------
    @abstractmethod
    def origin(self, taken: Iterable[str] = ()) -> Basic:
        """The quantity as defined, where a derivation starts; ``taken`` are names that must not be used anew."""

    @property
    def equated(self) -> tuple[Basic, Basic] | None:
        """The two sides, where the claim is no more than that they are equal: one normal form shows it then."""
        return None

    @property
    def tending(self) -> Tending | None:
        """What tends where, if it is about a limit."""
        return None

    def require_domain(self, context: Context) -> None:
        """Raise NotShownError unless what stands for variables is of their kinds and within their hypotheses."""

    @abstractmethod
    def conclude(self, derivation: Derivation) -> None:
        """Raise NotShownError, or Undecidable, unless an executed derivation establishes the claim."""

    def known(self) -> Known:
        """What it says where another theorem rests on it. Raises NotShownError for a kind that cannot be used so."""
        message = f"a {type(self).__name__} cannot be used as a premise"
        raise NotShownError(message, "use an equality, a bound or a minimum")

    # -- what it claims -----------------------------------------------------------------------------------------------
    @abstractmethod
    def claims(self) -> tuple[Claim, ...]:
        """What it claims at any one point."""

    @abstractmethod
    def claimed(self) -> tuple[ClaimedPart, ...]:
        """The claimed expressions, in reading order."""

    @property
    def bound_letters(self) -> tuple[Basic, ...]:
        """Symbols that a claimed value cannot depend on."""
        return self.varied

    def weakening(self, other: Self) -> Expr:
        """By how much another bound on the same quantity is weaker: it follows where this is ≥ 0.

        Raises ValueError for a kind that bounds nothing.
        """
        message = f"a {type(self).__name__} is no bound: it has no weaker versions"
        raise ValueError(message)

    # -- how it reads -------------------------------------------------------------------------------------------------
    @abstractmethod
    def lines(self) -> list[str]:
        """The claim in plain text, a line for each part."""

    @abstractmethod
    def typeset(self, sheet: Typesetter) -> None:
        """The claim as a displayed formula."""


def require_parallel(over: tuple[Basic, ...], at: tuple[Basic, ...]) -> None:
    """Raise ValueError unless there is one value for each variable, and each variable once."""
    for given in (over, at):
        if not isinstance(given, tuple | list):
            message = f"{given!r} stands where variables or their values are listed: give a tuple, ({given!r},) for one"
            raise ValueError(message)
    if len(over) != len(at):
        message = f"{len(over)} variables but {len(at)} values: give one value for each variable"
        raise ValueError(message)
    if len(set(over)) != len(over):
        message = f"{', '.join(map(str, over))} names a variable twice: name each once"
        raise ValueError(message)


def require_one_shape(lhs: Basic, rhs: Basic, shape: Callable[[Basic], Shape]) -> None:
    """Raise ShapeError for sides that cannot be compared."""
    left, right = shape(lhs), shape(rhs)
    if left != right:
        message = (
            f"{lhs} is {left[0]}×{left[1]} and {rhs} is {right[0]}×{right[1]}: "
            "give sides of one shape (Trace turns a 1×1 matrix into a scalar)"
        )
        raise ShapeError(message)


def assigned(variables: Iterable[Basic], values: Iterable[Basic], link: str = "=") -> list[str]:
    """``variable = value`` for each variable, in plain text."""
    return [f"{v} {link} {value}" for v, value in zip(variables, values, strict=True)]


def require_continuum(over: tuple[Basic, ...]) -> None:
    """Raise NotShownError for a variable between whose values there is nothing: it cannot flow."""
    for variable in over:
        if getattr(variable, "is_integer", False):
            message = f"{variable} is a whole number, which does not flow"
            raise NotShownError(message)


_CORNERS = (Abs, Max, Min, ceiling, floor, sign)
"""Functions without a derivative somewhere, where SymPy writes down one all the same: sign(0) = 0 for that of |x|."""


def require_gradients(context: Context, expressions: Iterable[Basic], over: tuple[Basic, ...]) -> None:
    """Raise NotShownError unless each expression has a gradient in each variable, wherever the variables may be.

    Each gradient is looked at by itself: in a product of two of them what is infinite may cancel what is 0.
    """
    for expression in map(context.written_out, expressions):
        corners = [node for node in expression.atoms(*_CORNERS) if node.has(*over)]
        if corners:
            message = f"{corners[0]} has no derivative everywhere, so that {expression} is not shown to have a gradient"
            raise NotShownError(message)
        require_defined(context, [gradient(expression, variable) for variable in over if expression.has(variable)])


def require_values(context: Context, over: tuple[Basic, ...], at: tuple[Basic, ...]) -> None:
    """Raise NotShownError unless the values are defined, of the kinds of their variables, and within the hypotheses on
    them; a value does not depend on the variables.
    """
    values = {v: context.written_out(value) for v, value in zip(over, at, strict=True)}
    for variable, value in values.items():
        require_defined(context, (variable, value))
        held = [str(v) for v in over if value.has(v)]
        if held:
            message = f"the value {value} of {variable} depends on {', '.join(held)}"
            raise NotShownError(message)
        require_in_domain(context, variable, value)
    require_hypotheses_on(context, values)
