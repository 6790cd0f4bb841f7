"""before → after, as variables tend to ∞, or to 0 from above."""

from collections.abc import Mapping

from sympy import (
    Add,
    Basic,
    Dummy,
    Ge,
    Gt,
    Integer,
    Inverse,
    Le,
    Lt,
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
    cancel,
    oo,
)

from theory.algebra.identities.deciding import proves_equal
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.core.agreement import proves_same
from theory.core.known import Context
from theory.core.state import State
from theory.core.substitution import replaced
from theory.core.unconvinced import NotShownError

__all__ = ["TendsTo", "in_small_variables"]

_CONTINUOUS = (Add, Mul, MatAdd, MatMul, Trace, Transpose)


class TendsTo:
    """The limit is computed again: written in 1/v (or v), the expression is continuous where those are 0.

    All variables of a group tend jointly, however they do: the value is that at the limit point itself, which sums,
    products and inverses take there if what is inverted is invertible there too. Groups follow one after the other.
    """

    def follows(self, before: State, after: State, given: Mapping[Expression, Expression], context: Context) -> None:
        if given or after.certificates or after.relations or after.limit is None:
            message = "a limit gives no variable a value, needs no certificate, and says what tends where"
            raise NotShownError(message)
        variables, to = after.limit
        if not context.tending or to != context.to or set(variables) != set(context.tending[0]):
            wanted = ", ".join(map(str, context.tending[0])) if context.tending else "nothing"
            message = f"the statement lets {wanted} tend to {context.to} in this step, all at once"
            raise NotShownError(message)
        variables, to = context.tending[0], context.to
        expression = context.written_out(before.expression)
        for variable in variables:
            _require_free_way(context, variable, to, expression)
        rational, zero = in_small_variables(expression, variables, to)
        _require_continuity(context, rational, zero)
        if not proves_same(context, replaced(rational, zero), after.expression):
            message = f"the limit of {before.expression} is not shown to be {after.expression}"
            raise NotShownError(message)


def in_small_variables(
    expression: Basic, variables: tuple[Basic, ...], to: Expression
) -> tuple[Basic, dict[Basic, Expression]]:
    """The expression in terms of small variables e = 1/v (or v), multiplied out, and e = 0 for all of them."""
    small = {v: Dummy(f"1/{v}" if to == oo else str(v), positive=True) for v in variables}
    substituted = replaced(expression, {v: 1 / e if to == oo else e for v, e in small.items()})
    if substituted.has(Expectation):
        message = f"{expression} holds an expectation, whose limit is not known"
        raise NotShownError(message, "integrate first")
    rational = to_sympy(from_sympy(substituted), matrix=getattr(expression, "is_Matrix", False))
    if not rational.atoms(MatrixSymbol):
        # negative powers of the variables may cancel only in the sum
        rational = cancel(rational)
        if not proves_equal(rational, substituted):
            message = f"{rational} is not shown to be {substituted}"
            raise NotShownError(message)
    return rational, dict.fromkeys(small.values(), Integer(0))


def _require_free_way(context: Context, variable: Expression, to: Expression, expression: Basic) -> None:
    """The variable can go where it is sent, and the hypotheses hold all the way."""
    if not isinstance(variable, Symbol):
        message = f"{variable} is no scalar symbol"
        raise NotShownError(message)
    if any(variable in n.free_symbols for m in expression.atoms(MatrixSymbol) for n in m.shape):
        message = f"{variable} is the size of a matrix, which is another matrix for every size"
        raise NotShownError(message)
    if (
        variable.is_nonpositive
        or (to == 0 and variable.is_integer)
        or (to == oo and variable.is_extended_real is False)
    ):
        message = f"{variable} does not tend to {to}"
        raise NotShownError(message)
    for name, relation in context.hypotheses:
        if not isinstance(relation, str) and not _holds_on_the_way(
            context, context.written_out(relation), variable, to
        ):
            message = f"the hypothesis {name!r} is not shown to hold while {variable} tends to {to}"
            raise NotShownError(message)


def _holds_on_the_way(context: Context, relation: Expression, variable: Symbol, to: Expression) -> bool:
    """Whether a relation that holds once holds for all values of the variable that are nearer to the limit."""
    if not relation.has(variable):
        return True
    if type(relation) not in (Gt, Ge, Lt, Le):
        return False
    if to == 0 and type(relation) is Gt and relation.gts == variable and relation.lts == 0:
        return True
    gain = (relation.gts - relation.lts).diff(variable)
    if gain.has(variable):
        return False
    return context.signs.nonnegative(gain if to == oo else -gain)


def _require_continuity(context: Context, e: Expression, zero: dict[Basic, Expression]) -> None:
    if not e.has(*zero) or e in zero:
        return
    if type(e) in (Pow, MatPow, Inverse):
        _require_continuous_power(context, e, zero)
    elif type(e) not in _CONTINUOUS:
        message = f"{e} is a {type(e).__name__}, which is not known to be continuous"
        raise NotShownError(message)
    else:
        for argument in e.args:
            _require_continuity(context, argument, zero)


def _require_continuous_power(context: Context, e: Expression, zero: dict[Basic, Expression]) -> None:
    base, exponent = (e.arg, Integer(-1)) if isinstance(e, Inverse) else e.args
    if not isinstance(exponent, Rational):
        message = f"the exponent of {e} is no number"
        raise NotShownError(message)
    if base in zero and exponent < 0:
        message = f"there is no finite limit: it holds {e}"
        raise NotShownError(message)
    _require_continuity(context, base, zero)
    there, matrix = replaced(base, zero), bool(getattr(base, "is_Matrix", False))
    if exponent < 0 and not (context.signs.invertible(there) if matrix else context.signs.nonzero(there)):
        message = f"{base} is not shown to be invertible at the limit, where it is {there}"
        raise NotShownError(message)
    if not exponent.is_Integer and (matrix or not context.signs.nonnegative(there)):
        message = f"the root {e} is not shown to be continuous at the limit"
        raise NotShownError(message)
