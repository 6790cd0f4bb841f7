"""Keys and queries of width k that learn the tasks in k directions and leave the others alone.

Claim: for U of k independent columns, the weights W_Qx = Uᵀ, W_Kx = (UᵀHU)⁻¹UᵀHΓ*, W_V = (−β*ᵀ, 1), W_1 = (β*ᵀ, 1),
others 0 or 1, of widths k, 1 and 1, have the excess tr(HΨ) − tr((UᵀHU)⁻¹UᵀHΓ*HΨHU). With U = H^{-½}V and V the
eigenvectors of H^½ΨH^½ for the k largest eigenvalues μ_j, it is min excess(GD-β) + Σ_{j>k} λ_j,
λ_j = Mμ_j²/((M+1)μ_j + τ), which no block of this width is below (narrow_keys_and_queries).
Hypotheses: Gaussian prompts; τ > 0; UᵀHU invertible.
Source: derived here.
Why it is true: Γ_eff = U(UᵀHU)⁻¹UᵀHΓ* is the projection of Γ* on the columns of U.
Not claimed: that the sum over eigenvalues is executed here (numeric tests compare both).
"""

from sympy import Identity, Inverse, MatrixSymbol, Q, Symbol, Trace, ZeroMatrix

from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.rules import Expand, Integrate
from theory.setting import H, Psi, beta_star, block_prediction, block_weights, d, excess_risk, prompt
from theory.statements import Equality, Witness
from theory.theorem_record import Assumption, Source, Step, Theorem

k = Symbol("k", integer=True, positive=True)
U = MatrixSymbol("U", d, k)
GRAM = U.T * H * U
WEIGHTS = block_weights(k, 1, 1)

VALUES = {
    "W_K": (Inverse(GRAM) * U.T * H * Gamma_star, ZeroMatrix(k, 1)),
    "W_Q": (U.T, ZeroMatrix(k, 1)),
    "W_P": (ZeroMatrix(1, d), Identity(1)),
    "W_V": (-beta_star.T, Identity(1)),
    "W_1": (beta_star.T, Identity(1)),
    "W_2": (ZeroMatrix(1, d), Identity(1)),
}
_pairs = [pair for name, values in VALUES.items() for pair in zip(getattr(WEIGHTS, name).blocks, values, strict=True)]

THEOREM = Theorem(
    slug="narrow_keys_learn_a_subspace",
    title="Narrow keys and queries learn a subspace",
    statement=Witness(
        claim=Equality(
            excess_risk(block_prediction(WEIGHTS, prompt)),
            Trace(H * Psi) - Trace(Inverse(GRAM) * U.T * H * Gamma_star * H * Psi * H * U),
        ),
        over=tuple(symbol for symbol, _ in _pairs),
        at=tuple(value for _, value in _pairs),
    ),
    notation=OPTIMUM.notation,
    assumptions=(*OPTIMUM.assumptions, Assumption("independent directions", Q.invertible(GRAM))),
    derivation=(
        Step(Expand(), "multiply out the token matrix at these weights"),
        Step(Integrate(), "integrate everything"),
    ),
    source=Source("derived here"),
    depends_on=("narrow_keys_and_queries",),
)
