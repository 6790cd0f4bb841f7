"""Minimise a quadratic tr(L V K Vᵀ) + tr(C V) + c over a matrix or vector V, by completing the square."""

from dataclasses import dataclass

from sympy import MatrixSymbol

from theory.algebra.positivity.certificate import require_semidefinite
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.inverses import invert_matrix
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.rules.quadratics import HALF, parts_in
from theory.rules.rule import Rule

__all__ = ["CompleteSquare"]


@dataclass(frozen=True)
class CompleteSquare(Rule):
    """For L, K ≻ 0 go to V* = −½ L⁻¹ Cᵀ K⁻¹; what is left out is tr(L (V − V*) K (V − V*)ᵀ).

    Multiplied out, the square has the cross term −2 tr(K V*ᵀ L V) = tr(C V), and what remains of the objective is
    c − tr(L V* K V*ᵀ) = c + ½ tr(C V*). Only the symmetric part of K counts. Whether that is so in a given case is
    decided by the core, which multiplies out again.

    >>> from theorycheck import rules, setting
    >>> rules.CompleteSquare(setting.Gamma).variable
    Gamma
    """

    variable: MatrixSymbol

    def apply(self, state: State) -> State:
        parts = parts_in(from_sympy(state.expression), self.variable)
        if parts is None or len(parts.weights) != 1:
            message = f"{state.expression} is not a quadratic tr(L V K V^T) + tr(C V) + c in V = {self.variable}"
            raise DerivationError(message)
        ((left, right),) = parts.weights
        weights = to_sympy(left, matrix=True), to_sympy(right, matrix=True)
        for weight in weights:
            # a singular one leaves the minimum undefined, or there is none
            require_semidefinite(weight, state.positive, strict=True)
        at = (invert_matrix(left) @ parts.linear.transpose() @ invert_matrix(right)).times(-HALF)
        value = parts.constant + (parts.linear @ at).trace().times(HALF)
        minimizer = to_sympy(at, matrix=True)
        square = WeightedSquare(self.variable - minimizer, *weights, state.positive)
        return state.to(
            to_sympy(value),
            relation="≥",
            certificates=(square,),
            minimizer={**state.minimizer, self.variable: minimizer},
        )

    def __str__(self) -> str:
        return f"complete the square in {self.variable}"
