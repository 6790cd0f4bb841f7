"""As many heads as there are dimensions attain the irreducible error of many heads, where the shared signal is short.

Claim: where β* = Γ*b with 4c bᵀΛb ≤ 1, c and Λ being those of excess_beyond_the_gap, the d heads of
excess_of_frame_heads with Γ = Γ* and t = 2c/(1 + √(1 − 4c bᵀΛb)) have the excess min excess(GD-β) + 2‖β*‖²_H/(2 + Md
+ Mσ⁴/(τ² + (M+1)t₂)), which no heads get below (gap_of_many_heads).
Hypotheses: Gaussian prompts; τ > 0; β* = Γ*b, as is every β* if Ψ ≻ 0; 4c bᵀΛb ≤ 1.
Source: derived here.
Why it is true: q has the factor tΓ*b − t²(bᵀΛb)β*, which is cβ* for the roots t of t − t²bᵀΛb = c.
Not claimed: that d heads are too few otherwise (heads_that_miss_a_direction, d_heads_fall_short).
"""

from sympy import Ge, Trace, sqrt

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.many_heads.excess_beyond_the_gap import BEST, Lambda_star, c_star
from theory.papers.many_heads.excess_of_frame_heads import COEFFICIENT, Lambda, b, t
from theory.papers.many_heads.gap_of_many_heads import GAP
from theory.rules import Premise, Rewrite
from theory.setting import Gamma, H, beta_star, excess_of_coefficient, one_step_gd_excess
from theory.statements import Equality, Witness
from theory.theorem_record import Assumption, Source, Step, Theorem

LENGTH = quad(b, Lambda_star)
"""bᵀΛb."""

T_STAR = 2 * c_star / (1 + sqrt(1 - 4 * c_star * LENGTH))
SHORT = Assumption("a short shared signal", Ge(1 - 4 * c_star * LENGTH, 0))

_values = {Gamma: Gamma_star, Lambda: Lambda_star, t: T_STAR}
_shared = {beta_star: Gamma_star * b}
_bias = Expectation((Trace(Lambda_star * S) + c_star * DEVIATION_MOMENT - 1) ** 2)


def _at(expression: Expression) -> Expression:
    """An expression at β* = Γ*b."""
    return replaced(expression, _shared)


THEOREM = Theorem(
    slug="d_heads_attain_the_gap",
    title="d heads attain the irreducible error for a short shared signal β* = Γ*b",
    statement=Witness(
        claim=Equality(_at(excess_of_coefficient(COEFFICIENT)), TRACE_FORM + _at(GAP)),
        over=tuple(_values),
        at=tuple(_values.values()),
    ),
    notation=(*OPTIMUM.notation, *BEST),
    corollaries=(Equality(T_STAR - T_STAR**2 * LENGTH, c_star),),
    assumptions=(*OPTIMUM.assumptions, SHORT),
    derivation=(
        Step(Premise("excess_of_frame_heads", at={**_values, **_shared}), "even and odd parts of the error"),
        Step(
            Rewrite(_at(quad(beta_star, H) * _bias) + _at(one_step_gd_excess(beta_star, Gamma_star))),
            "q has the factor cβ*",
        ),
        Step(Premise("minimal_excess_of_one_step_gd", at=_shared), "gradient descent at its optimum"),
        Step(Rewrite(TRACE_FORM + _at(GAP)), "the best predictor of 1 by S and q"),
    ),
    source=Source("derived here"),
    depends_on=("excess_of_frame_heads", "minimal_excess_of_one_step_gd", "gap_of_many_heads"),
)
