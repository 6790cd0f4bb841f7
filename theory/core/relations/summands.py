"""The expression after a step and what was left out add up to the one before."""

from sympy import Add, Basic, MatAdd

from theory.core.agreement import proves_same
from theory.core.known import Context
from theory.core.state import State
from theory.core.unconvinced import NotShownError

__all__ = ["require_sum"]


def require_sum(before: State, after: State, context: Context) -> None:
    """Raise NotShownError unless before = after + the certificates, for every value of every variable."""
    whole = _sum(after)
    if not proves_same(context, before.expression, whole, after.relations):
        message = f"it is not shown that {before.expression} = {whole}"
        raise NotShownError(message)


def _sum(after: State) -> Basic:
    certified = [certificate.expression for certificate in after.certificates]
    if not certified:
        return after.expression
    add = MatAdd if getattr(after.expression, "is_Matrix", False) else Add
    return add(after.expression, *certified)
