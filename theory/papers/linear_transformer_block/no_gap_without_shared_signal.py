"""Without a shared signal linear attention suffices.

Claim: at β* = 0 the minimal excess of linear attention is that of GD-β, attained at P = Γ*, k = 0, v₁ = 0, v₀ = 1.
Hypotheses: Gaussian prompts with β* = 0; τ > 0.
Source: arXiv 2402.14951, the discussion of the gap; derived here from the split by parity.
Why it is true: the even part of the error can be made 0 together with Γ_eff = Γ*.
Not claimed: uniqueness.
"""

from sympy import Eq, ZeroMatrix

from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.core.substitution import replaced
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import EVEN, Gamma_eff
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.rules import Below, Premise
from theory.setting import (
    Gamma,
    H,
    beta,
    beta_star,
    d,
    excess_of_coefficient,
    one_step_gd_excess,
    query_coefficient,
    query_weights,
)
from theory.statements import Minimum
from theory.theorem_record import Assumption, Source, Step, Theorem

u, *LSA_WEIGHTS = query_weights
ZERO = ZeroMatrix(d, 1)
_no_signal = {beta_star: ZERO}
_gamma_eff = replaced(SPLIT.unfolded(Gamma_eff), _no_signal)

THEOREM = Theorem(
    slug="no_gap_without_shared_signal",
    title="Without a shared signal linear attention is optimal",
    statement=Minimum(
        excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON)),
        over=tuple(LSA_WEIGHTS),
        at=(Gamma_star, ZERO, ZERO, 1),
        value=TRACE_FORM,
    ).replace(_no_signal),
    notation=OPTIMUM.notation,
    assumptions=(
        *OPTIMUM.assumptions,
        Assumption("no shared signal", "beta_star = 0", decided_by=Eq(beta_star, ZERO)),
    ),
    derivation=(
        Step(
            Premise("block_risk_splits_by_parity", at={u: ZERO, **_no_signal}), "the split by parity at β* = 0, u = 0"
        ),
        Step(
            Below(
                replaced(one_step_gd_excess(beta_star, _gamma_eff), _no_signal),
                (Mean(WeightedSquare.of(replaced(SPLIT.unfolded(EVEN), {u: ZERO, **_no_signal}), H)),),
            ),
            "the even part is a mean square",
        ),
        Step(
            Premise("optimal_one_step_gd", at={beta: ZERO, Gamma: _gamma_eff, **_no_signal}),
            "no gradient descent estimator is below the minimum",
        ),
    ),
    source=Source("arXiv 2402.14951", "linear attention without a shared signal"),
    depends_on=("block_risk_splits_by_parity", "optimal_one_step_gd"),
)
