"""Where gradient flow of linear attention ends: the weights of the paper's Theorem 4.1.

Claim: for every c > 0, W^KQ = diag(Γ⁻¹, 0)/c and W^PV = c diag(0, 1) have the minimal loss ½[tr Λ − tr(Γ⁻¹Λ²)].
Corollaries: of these, the conserved balance c² = ‖U‖²_F singles out c⁴ = t with t = tr(Γ⁻²), that is, the paper's limit
W^KQ = t^{−¼} diag(Γ⁻¹, 0), W^PV = t^¼ diag(0, 1); and on any prompt of M examples they predict xᵀΓ⁻¹Xᵀy/M.
That the flow from the paper's initialisation gets there is any_initial_scale_converges.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise, Λ ≻ 0; N = 1 and d = 1 are included.
Source: arXiv 2306.09927, Theorem 4.1 (JMLR 25(49), Theorem 4).
Why it is true: cU = Γ⁻¹, and tr(UUᵀ) = tr(Γ⁻²)/c².
Not claimed: that the limit does not depend on the start (c(0) < 0 leads to the mirror image, and a start with another
value of c² − ‖U‖²_F to other weights of the same loss).
"""

from sympy import Inverse, Rational, Symbol, Trace

from theory.algebra.vocabulary.scalars import inner
from theory.papers.trained_transformers.attention_loss_minimum import VALUE
from theory.rules import Integrate
from theory.setting.symbols import M
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    GAMMA,
    Gamma,
    merged_prediction,
    squared_loss,
    test_examples,
    without_off_diagonal_blocks,
)
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

t, c = Symbol("t", positive=True), Symbol("c", positive=True)

WEIGHTS = without_off_diagonal_blocks(Inverse(Gamma) / c, c)
LIMIT = (t ** Rational(-1, 4) * Inverse(Gamma), t ** Rational(1, 4))
"""U and c at the end of the paper's flow."""

PREDICTOR = Inverse(Gamma)
"""V of the prediction xᵀVXᵀy/M."""

_test = test_examples
_any = Inverse(Gamma) / c

THEOREM = Theorem(
    slug="attention_flow_limit",
    title="The limit of gradient flow",
    statement=Equality(squared_loss(merged_prediction(WEIGHTS)), VALUE),
    notation=((t, Trace(Inverse(GAMMA[1]) ** 2)), GAMMA),
    corollaries=(
        Equality(LIMIT[1] ** 2 * inner(LIMIT[0], LIMIT[0]), LIMIT[1] ** 4),
        Equality(c**2 * (c**2 - inner(_any, _any)), c**4 - t),
        Equality(merged_prediction(WEIGHTS, _test), inner(_test.x, PREDICTOR * _test.X.T * _test.y) / M),
    ),
    assumptions=ASSUMPTIONS,
    derivation=(Step(Integrate(), "integrate query, task and inputs, with c U = Γ⁻¹"),),
    source=Source("arXiv 2306.09927", "Theorem 4.1 (JMLR 25(49), Theorem 4)"),
    depends_on=("attention_loss_minimum", "balance_is_conserved"),
)
