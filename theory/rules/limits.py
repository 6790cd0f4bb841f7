"""Limits of rational functions of sizes: continuity of sums, products and inverses, with every inverse checked."""

from dataclasses import dataclass
from typing import Any

from sympy import Basic, Dummy, MatPow, MatrixSymbol, Pow, Symbol, cancel, oo, sympify
from sympy.matrices.expressions.inverse import Inverse

from theory.algebra.positivity import require_nonnegative, require_semidefinite
from theory.rules.rewriting import expanded
from theory.rules.state import DerivationError, Rule, State
from theory.statement import replaced

__all__ = ["TakeLimit"]


@dataclass(frozen=True)
class TakeLimit(Rule):
    """Let variables tend to ``oo``, or to 0 from above, jointly.

    1/variable is set to 0 in the normal form. That is the limit because the expression is a rational function that
    is continuous there: what stands in a denominator is > 0, what is inverted is ≻ 0, also at the limit.
    """

    variables: tuple[Symbol, ...]
    to: Any = oo

    def apply(self, state: State) -> State:
        (expression,) = list(state.stages((state.expression,)))[-1]
        small = {v: Dummy(f"1/{v}" if self.to == oo else str(v), positive=True) for v in self.variables}
        substitution = {v: 1 / e if self.to == oo else e for v, e in small.items()}
        rational = expanded(replaced(expression, substitution))
        if not rational.atoms(MatrixSymbol):
            rational = cancel(rational)  # negative powers of the variables may cancel only in the sum
        zero = dict.fromkeys(small.values(), 0)
        self._require_continuity(rational, zero, state)
        return state.to(expanded(replaced(rational, zero)), relation="→")

    def _require_continuity(self, rational: Basic, zero: dict[Basic, Any], state: State) -> None:
        for node in rational.atoms(Pow, MatPow, Inverse):
            base, exponent = (node.arg, -1) if isinstance(node, Inverse) else node.args
            if not base.has(*zero) or sympify(exponent).is_nonnegative:
                continue
            if base in zero:
                message = f"{rational} has no finite limit: it holds {node}"
                raise DerivationError(message)
            require = require_semidefinite if getattr(base, "is_Matrix", False) else require_nonnegative
            require(replaced(base, zero), state.positive, strict=True)

    def __str__(self) -> str:
        return f"limit {', '.join(map(str, self.variables))} → {'∞' if self.to == oo else self.to}"
