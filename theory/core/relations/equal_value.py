"""before = after."""

from collections.abc import Mapping

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.known import Context
from theory.core.premises import FromTheorem
from theory.core.relations.summands import require_sum
from theory.core.state import State
from theory.core.unconvinced import NotShownError

__all__ = ["Equal"]


class Equal:
    """The expressions are equal, by normal form, hypotheses, or theorems that state equalities."""

    def follows(self, before: State, after: State, given: Mapping[Expression, Expression], context: Context) -> None:
        for certificate in after.certificates:
            if type(certificate) is not FromTheorem or not context.premise(certificate.slug).is_equality:
                message = "an equality needs no certificate"
                raise NotShownError(message, "state it as a step down")
        if given:
            message = f"an equality gives {', '.join(map(str, given))} no value"
            raise NotShownError(message)
        require_sum(before, after, context)
