"""Steps that leave the value as it is: definitions written out, expectations taken, variables changed."""

from dataclasses import dataclass, field

from sympy import Basic

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation, free_random_symbols
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.algebra.vocabulary.sympy_types import Equation, Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.rules.rule import Rule

__all__ = ["Expand", "Integrate", "Rewrite", "expanded"]


@dataclass(frozen=True)
class Expand(Rule):
    """Multiply out: blocks, products and transposes, with like terms collected; expectations stay.

    >>> from theorycheck import rules
    >>> rules.Expand()
    Expand()
    """

    def apply(self, state: State) -> State:
        return state.to(expanded(state.expression))

    def __str__(self) -> str:
        return "expand"


@dataclass(frozen=True)
class Integrate(Rule):
    """Take expectations: over these random symbols, or over all.

    >>> from theorycheck import rules
    >>> rules.Integrate()
    Integrate(over=())
    """

    over: tuple[MatrixNormal, ...] = ()

    def apply(self, state: State) -> State:
        if not state.expression.has(Expectation):
            message = f"{state.expression} holds no expectation: leave the step out"
            raise DerivationError(message)
        return state.to(state.expression.replace(_is_expectation, self._integrated))

    def _integrated(self, node: Expectation) -> Basic:
        if not self.over:
            return node.doit()
        integrand = node.integrand
        kept = free_random_symbols(integrand) - set(self.over) | set(node.given)
        closed = Expectation(integrand, kept).doit()
        return Expectation(closed, node.given) if free_random_symbols(closed) else closed

    def __str__(self) -> str:
        return f"expectation over {', '.join(str(x.name) for x in self.over)}" if self.over else "expectation"


@dataclass(frozen=True)
class Rewrite(Rule):
    """Write the expression in another form.

    >>> from theorycheck import rules, setting
    >>> rules.Rewrite(setting.sigma2).to
    sigma2
    """

    to: Expression
    using: tuple[Equation, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "to", expression(self.to, "the other form"))

    def apply(self, state: State) -> State:
        return state.to(self.to, relations=self.using)

    def __str__(self) -> str:
        return "relation" if self.using else "rewrite"


def _is_expectation(node: Basic) -> bool:
    return isinstance(node, Expectation)


def expanded(whole: Basic) -> Basic:
    """Multiplied out and collected; in a term with expectations, only what they hold."""
    if whole.has(Expectation):
        return whole.replace(_is_expectation, lambda node: Expectation(expanded(node.integrand), node.given))
    return to_sympy(from_sympy(whole), matrix=getattr(whole, "is_Matrix", False))
