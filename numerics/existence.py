"""Numbers for expectations that exist for some sizes only."""

from typing import Any

from sympy import Basic, sympify

from numerics.binding import sort_by_name
from numerics.independent.walk import evaluate
from theory.algebra.expectation_node import Expectation
from theory.moments.existence import moments_exist

__all__ = ["expected_value", "require_moments"]


def expected_value(expr: Any, values: Any, precision: int | None = None, *, exact: bool | None = None) -> Any:
    """The value of an expression with unevaluated expectations, through their closed forms.

    Arguments and result as in :func:`numerics.evaluate`. Raises ValueError where a moment does not exist at these
    sizes, and what the closed form and its evaluation raise.
    """
    expr = sympify(expr)
    require_moments(expr, values)
    closed: Basic = expr.replace(lambda node: isinstance(node, Expectation), lambda node: node.doit())
    return evaluate(closed, values, precision, exact=exact)


def require_moments(expr: Any, values: Any) -> None:
    """Raise ValueError, naming the condition and the sizes, if an expectation in ``expr`` does not exist at them."""
    for assumption in moments_exist(expr):
        relation = sympify(assumption.relation)
        sizes = {s: int(evaluate(s, values)) for s in sort_by_name(relation.free_symbols)}
        if relation.subs(sizes) == False:  # noqa: E712  (SymPy's false)
            found = ", ".join(f"{s} = {size}" for s, size in sizes.items()) or "these sizes"
            message = f"{assumption.name}, which {found} do not satisfy: choose other sizes"
            raise ValueError(message)
