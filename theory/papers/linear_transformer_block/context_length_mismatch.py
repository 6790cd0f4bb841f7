"""What the optimum for one context length costs at another.

Claim: GD-(β*, Γ*), optimal for M examples, has at M′ examples the excess tr(HΨ) − 2tr(HΓ*HΨ) +
((M′+1)/M′) tr(HΓ*HΨHΓ*ᵀ) + (τ/M′) tr(HΓ*HΓ*ᵀ).
Hypotheses: Gaussian prompts, at either length; τ > 0.
Source: derived here.
Why it is true: it is risk_of_one_step_gd at β = β* with M′ in place of M in everything but Γ*.
Not claimed: that it decreases in M′ to 0 (it tends to ‖·‖ of (I − Γ*H)Ψ^½, which vanishes for no finite M).
"""

from sympy import Symbol, Trace

from theory.core.substitution import replaced
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star, tau
from theory.rules import Expand, Premise
from theory.setting import Gamma, H, M, Psi, beta, beta_star, one_step_gd_excess
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

M_test = Symbol("M_test", integer=True, positive=True)

THEOREM = Theorem(
    slug="context_length_mismatch",
    title="The optimum for one context length at another",
    statement=Equality(
        replaced(one_step_gd_excess(), {M: M_test}).xreplace({beta: beta_star, Gamma: Gamma_star}),
        Trace(H * Psi)
        - 2 * Trace(H * Gamma_star * H * Psi)
        + (M_test + 1) / M_test * Trace(H * Gamma_star * H * Psi * H * Gamma_star.T)
        + tau / M_test * Trace(H * Gamma_star * H * Gamma_star.T),
    ),
    notation=OPTIMUM.notation,
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(
            Premise("risk_of_one_step_gd", at={M: M_test, beta: beta_star, Gamma: Gamma_star}), "the risk at length M′"
        ),
        Step(Expand(), "collect"),
    ),
    source=Source("derived here"),
    depends_on=("risk_of_one_step_gd", "optimal_one_step_gd"),
)
