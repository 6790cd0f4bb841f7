"""The paper's gradient flow reaches its limit from every initial scale.

Claim: from U(0) = ςΘΘᵀ, c(0) = ς‖ΘΘᵀ‖_F with Θ ≠ 0 and any ς > 0, gradient flow converges to U = t^{−¼}Γ⁻¹, c = t^¼
with t = tr(Γ⁻²). (The paper scales ‖ΘΘᵀ‖_F to 1; its condition ς²‖Γ‖√d < 2 is sufficient, not necessary.)
Hypotheses: Gaussian inputs, isotropic tasks, no label noise, Λ ≻ 0, the paper's Assumption 3.3 (JMLR 25(49),
Assumption 3) for everything but the scale.
Source: derived here; with the condition on ς it is arXiv 2306.09927, Theorem 4.1 (JMLR 25(49), Theorem 4).
Why it is true, in steps:
1. The other blocks stay 0 (off_diagonal_blocks_stay_zero), and c² = ‖U‖²_F for all time (balance_is_conserved).
2. ℓ does not increase, so that ‖cU‖_F = c² stays bounded, and the flow exists for all time (Picard–Lindelöf).
3. While c > 0 the diagonal of U in Λ's eigenbasis is ≥ 0 (weights_along_eigenvectors, variation of constants), and then
   ċ ≥ −c tr(ΓΛUΛUᵀ), so that c > 0 for all time (Grönwall).
4. r = tr(Λ²U)/c starts positive and stays above a positive number, and so does c (alignment_stays_positive, comparison
   with a Riccati equation).
5. ‖∇ℓ‖² ≥ κ(ℓ − min ℓ) with a constant κ > 0 along the flow (attention_loss_satisfies_pl): ℓ − min ℓ decays
   exponentially (Grönwall) and the flow has finite length (Łojasiewicz), so it converges, to a point with cU = Γ⁻¹.
6. There c⁴ = c²‖U‖²_F = tr(Γ⁻²) and c > 0: attention_flow_limit.
The identities and inequalities named are proved, each in its theorem; the textbook lemmas in brackets are not executed.
Not claimed: a rate that is uniform in ς, or the same limit for c(0) ≤ 0, an unbalanced start or off-diagonal blocks.
"""

from sympy import Inverse, MatrixSymbol, Ne, Symbol, Trace

from theory.algebra.vocabulary.spectral import FrobeniusNorm
from theory.papers.trained_transformers.attention_flow_limit import LIMIT, t
from theory.papers.trained_transformers.attention_loss_satisfies_pl import LOSS, SQUARED_GRADIENT
from theory.rules import Premise, Rewrite
from theory.setting.symbols import d
from theory.setting.trained_attention import ASSUMPTIONS, GAMMA, Gamma, U, c
from theory.statements import FlowConvergence
from theory.theorem_record import Assumption, Source, Step, Theorem

scale, Theta = Symbol("varsigma", positive=True), MatrixSymbol("Theta", d, d)

START = (scale * Theta * Theta.T, scale * FrobeniusNorm(Theta * Theta.T))

THEOREM = Theorem(
    slug="any_initial_scale_converges",
    title="Gradient flow converges from every initial scale",
    statement=FlowConvergence(LOSS, over=(U, c), start=START, to=LIMIT),
    notation=(GAMMA, (t, Trace(Inverse(Gamma) ** 2))),
    assumptions=(*ASSUMPTIONS, Assumption("a start that is not zero", Ne(Trace(Theta * Theta.T), 0))),
    derivation=(
        Step(Rewrite(SQUARED_GRADIENT), "the loss decreases at the rate ‖∇ℓ‖²"),
        Step(
            Premise("attention_loss_satisfies_pl"),
            "which the distance of the loss to its minimum bounds from below",
        ),
    ),
    source=Source("derived here"),
    depends_on=(
        "off_diagonal_blocks_stay_zero",
        "balance_is_conserved",
        "weights_along_eigenvectors",
        "alignment_stays_positive",
        "attention_loss_satisfies_pl",
        "attention_flow_limit",
    ),
)
