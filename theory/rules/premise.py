"""Use another theorem."""

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Basic, Dummy, MatAdd, MatMul, S

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.known import Known
from theory.core.premises import FromTheorem
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.registry import theorem
from theory.rules.rule import Rule

__all__ = ["FromTheorem", "Premise"]


@dataclass(frozen=True)
class Premise(Rule):
    """Replace what a theorem speaks of by what it says: an Equality's left side by its right side, a Bound's larger
    side or a Minimum's objective by the smaller one.

    ``at``, a mapping or pairs, gives its symbols other values; ``backwards`` reads an equality from right to left.

    >>> from theorycheck import rules
    >>> rules.Premise("risk_of_one_step_gd").slug
    'risk_of_one_step_gd'
    """

    slug: str
    at: Expression = ()
    backwards: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", tuple(dict(self.at).items()))

    def apply(self, state: State) -> State:
        for expression, at in self._readings(state):
            known = self._known(at)
            before, after = (known.smaller, known.larger) if self.backwards else (known.larger, known.smaller)
            found = _replace_part(expression, before, after)
            if found is not None:
                factor = _coefficient(expression, before)
                values = tuple(at.items())
                stated = FromTheorem(self.slug, before, after, values, self.backwards, factor, state.positive)
                return state.to(found, relation="=" if known.is_equality else "≥", certificates=(stated,))
        message = f"{before}, of which {self.slug} speaks, does not occur in {expression}"
        raise DerivationError(message)

    def _known(self, at: dict[Basic, Expression]) -> Known:
        known = theorem(self.slug).unfold().replace(at).known()
        if self.backwards and not known.is_equality:
            message = f"{self.slug} is no equality and cannot be read backwards"
            raise DerivationError(message)
        return known

    def _readings(self, state: State) -> Iterator[tuple[Basic, dict[Basic, Expression]]]:
        """The expression and the values of ``at``, with more and more abbreviations written out."""
        symbols = [symbol for symbol, _ in self.at]
        stages = state.stages((state.expression, *(value for _, value in self.at)))
        yield from ((expression, dict(zip(symbols, values, strict=True))) for expression, *values in stages)

    def __str__(self) -> str:
        return f"by {self.slug}"


def _coefficient(expression: Basic, part: Basic) -> Basic:
    """What multiplies a scalar part that occurs linearly; 1 for other parts and where terms of a sum are replaced."""
    if getattr(part, "is_Matrix", False):
        return S.One
    symbol = Dummy(real=True)
    marked = expression.xreplace({part: symbol})
    if not marked.has(symbol):
        return S.One
    slope = marked.diff(symbol)
    if slope.has(symbol):
        message = f"{expression} is not linear in {part}: bring it to that form first"
        raise DerivationError(message)
    return slope


def _replace_part(expression: Basic, before: Basic, after: Basic) -> Basic | None:
    """The expression with a part (a subexpression, or some of the terms of a sum) replaced; None if it is not there.

    Products inside products, which substitution leaves behind, are flattened on both sides.
    """
    before, after = _flat(before), _flat(after)
    for whole in (expression, _flat(expression)):
        replaced = whole.xreplace({before: after})
        if replaced != whole:
            return replaced
        if before.is_Add and whole.is_Add and set(before.args) <= set(whole.args):
            rest = [a for a in whole.args if a not in before.args]
            return whole.func(*rest, after)
    return None


def _flat(expression: Expression) -> Expression:
    """Sums in sums and products in products as one."""
    return expression.replace(_is_nested, lambda node: node.func(*_spread(node)))


def _is_nested(node: Expression) -> bool:
    return isinstance(node, MatMul | MatAdd) and any(isinstance(a, node.func) for a in node.args)


def _spread(node: Expression) -> Iterator[Expression]:
    for a in node.args:
        if isinstance(a, node.func):
            yield from _spread(a)
        else:
            yield a
