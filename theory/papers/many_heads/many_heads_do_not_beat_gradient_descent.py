"""However many heads linear attention has, it is never better than one step of gradient descent at its optimum.

Claim: for every number n of heads and all weights, excess ≥ min excess(GD-β).
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here.
Why it is true: the risk is that of a gradient descent estimator plus a mean square.
Not claimed: that the difference is 0 for β* ≠ 0 (it is not: gap_of_many_heads); at β* = 0 one head attains it.
"""

from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.many_heads.risk_of_many_heads_splits import EVEN, Gamma_eff
from theory.papers.many_heads.risk_of_many_heads_splits import THEOREM as SPLIT
from theory.rules import Below, Premise
from theory.setting import Gamma, H, beta, beta_star, excess_of_coefficient, one_step_gd_excess
from theory.setting.many_heads import heads_coefficient
from theory.statements import Bound
from theory.theorem_record import Source, Step, Theorem

THEOREM = Theorem(
    slug="many_heads_do_not_beat_gradient_descent",
    title="Many heads are no better than one step of gradient descent",
    statement=Bound(TRACE_FORM, excess_of_coefficient(heads_coefficient())),
    notation=(*SPLIT.notation, *OPTIMUM.notation),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(Premise("risk_of_many_heads_splits"), "a mean square, and the risk of gradient descent at (β*, Γ_eff)"),
        Step(
            Below(one_step_gd_excess(beta_star, Gamma_eff), (Mean(WeightedSquare.of(EVEN, H)),)),
            "the even part is a mean square",
        ),
        Step(
            Premise("optimal_one_step_gd", at={beta: beta_star, Gamma: Gamma_eff}),
            "no gradient descent estimator is below the minimum",
        ),
    ),
    source=Source("derived here"),
    depends_on=("risk_of_many_heads_splits", "optimal_one_step_gd"),
)
