"""The alignment r = tr(Λ²U)/c of the weights with their optimum is pushed up wherever it is small.

Claim: where c > 0, tr(Λ²U) > 0 and g tr(Λ²U) > tr(ΓΛ⁴U), d/dt r ≥ tr Λ⁴ − g c² r − r² along the gradient flow.
On the flow from U(0) = ςΘΘᵀ the last two hold with any g > ‖ΓΛ²‖, by weights_along_eigenvectors.
Consequence: where c ≤ C, r(t) ≥ min(r(0), r₊) with r₊ > 0 the root of tr Λ⁴ = gC²r + r² (comparison with a Riccati
equation); and ċ = c(r − tr(ΓΛUΛUᵀ)) ≥ c(r − ‖Γ‖‖Λ‖²c²) where ‖U‖_F = c, so that c² ≥ min(c(0)², min r/(‖Γ‖‖Λ‖²)).
Hypotheses: those of attention_loss, and the three inequalities.
Source: derived here.
Why it is true: ṙ = tr Λ⁴ − c tr(ΓΛ⁴U) + r tr(ΓΛUΛUᵀ) − r².
Not claimed: anything from a start with c ≤ 0 or tr(Λ²U) < 0, which may end at the origin.
"""

from sympy import Gt, Symbol, Trace

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.papers.trained_transformers.attention_loss_satisfies_pl import LOSS as LOSS_OF_ANY_SIGN
from theory.rules import Below
from theory.setting.trained_attention import ASSUMPTIONS, GAMMA, Gamma, Lambda, N, U
from theory.setting.trained_attention import c as any_c
from theory.statements import FlowBound
from theory.theorem_record import Assumption, Source, Step, Theorem

c, g = Symbol("c", positive=True), Symbol("g", positive=True)
LOSS = LOSS_OF_ANY_SIGN.xreplace({any_c: c})

_alignment = Trace(Lambda**2 * U)
_margin = g * _alignment - Trace(Gamma * Lambda**4 * U)
_unfolded_margin = _margin.xreplace(dict([GAMMA]))
_RATE = Trace(Lambda**4) - g * c * _alignment - (_alignment / c) ** 2

THEOREM = Theorem(
    slug="alignment_stays_positive",
    title="The alignment of the weights with their optimum stays positive",
    statement=FlowBound(LOSS, over=(U, c), quantity=-_alignment / c, bound=-_RATE),
    notation=(GAMMA,),
    assumptions=(
        *ASSUMPTIONS,
        Assumption("aligned weights", Gt(_alignment, 0)),
        Assumption("weights that are nonnegative along eigenvectors", Gt(_margin, 0)),
    ),
    derivation=(
        Step(
            Below(
                _RATE,
                (
                    Combination(((c, Termwise(_unfolded_margin, (_unfolded_margin,))),)),
                    Combination(
                        (
                            (
                                _alignment / c,
                                WeightedSquare(U, (1 + 1 / N) * Lambda**2 + Trace(Lambda) / N * Lambda, Lambda),
                            ),
                        ),
                        (_alignment,),
                    ),
                ),
            ),
            "the terms left out are c(g tr(Λ²U) − tr(ΓΛ⁴U)) and r tr(ΓΛUΛU^T)",
        ),
    ),
    source=Source("derived here"),
    depends_on=("attention_flow", "weights_along_eigenvectors"),
)
