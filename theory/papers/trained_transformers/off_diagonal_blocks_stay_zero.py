"""From the paper's initialisation the off-diagonal blocks stay zero under gradient flow.

Claim: where v = W^PV₂₁ and k = W^KQ₂₁ are 0, the gradient of the loss of all weights vanishes in both, whatever U and c
are. Corollary: the loss does not change when (v, k) changes sign. The blocks A₁₁, a₁₂, b₁₂, b₂₂ do not occur in ŷ, so
they stay as they start. Hence from W^PV(0) = ς diag(0, 1), W^KQ(0) = ς diag(ΘΘᵀ, 0) (Assumption 3.3; JMLR 25(49),
Assumption 3) all weights stay of the form diag(0, c), diag(U, 0), whatever ς and Θ are.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise.
Source: arXiv 2306.09927, in the proof of Theorem 4.1 (JMLR Theorem 4).
Why it is true: ŷ = odd + even in w, with cUᵀ + kvᵀ in the odd part and v, k times the rest in the even part; w and −w
have one law, so the loss is ½E(odd − wᵀx)² + ½E(even)², and an even function has gradient 0 at 0.
Not claimed: that zero blocks attract (a start with other off-diagonal blocks may end elsewhere).
"""

from sympy import MatMul, ZeroMatrix

from theory.core.substitution import replaced
from theory.rules import Integrate
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    k,
    loss_gradient,
    merged_prediction,
    merged_weights,
    squared_loss,
    v,
)
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

ZERO = ZeroMatrix(d, 1)
_start = {v: ZERO, k: ZERO}

LOSS = squared_loss(merged_prediction(merged_weights()))
"""The loss of all weights."""

_mirrored = squared_loss(merged_prediction(merged_weights(v=MatMul(-1, v), k=MatMul(-1, k))))

THEOREM = Theorem(
    slug="off_diagonal_blocks_stay_zero",
    title="Off-diagonal blocks stay zero",
    statement=Equality(replaced(loss_gradient(v, merged_weights()), _start), ZERO),
    corollaries=(
        Equality(replaced(loss_gradient(k, merged_weights()), _start), ZERO),
        Equality(_mirrored, LOSS),
    ),
    assumptions=ASSUMPTIONS,
    derivation=(Step(Integrate(), "every term is odd in the task"),),
    source=Source("arXiv 2306.09927", "in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4)"),
)
