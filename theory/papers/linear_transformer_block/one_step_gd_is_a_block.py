"""Every GD-β estimator is a linear transformer block, with explicit weights at minimal widths.

Claim: for every β and Γ the weights below, of widths d_k = d and d_v = d_f = 1, give LTB = ⟨β + Γ Xᵀ(y − Xβ)/M, x⟩.
Hypotheses: none.
Source: arXiv 2402.14951, the correspondence of LTB and GD-β (every GD-β is an LTB); the weights are derived here.
Why it is true: V has rank one and writes yᵢ − βᵀxᵢ; K maps the query to Γᵀx; the perceptron's row (β, 1) adds the
initialisation βᵀx. Widths: d_v = d_f = 1 cannot be smaller, and d_k must be at least the rank of Γ.
Not claimed: that these are the only weights.
"""

from sympy import Identity, ZeroMatrix

from theory.rules import Expand
from theory.setting import Gamma, beta, block_prediction, block_weights, d, data, one_step_gd_prediction
from theory.statements import Equality, Witness
from theory.theorem_record import Source, Step, Theorem

WEIGHTS = block_weights(d, 1, 1)

VALUES = {
    "W_K": (Gamma, ZeroMatrix(d, 1)),
    "W_Q": (Identity(d), ZeroMatrix(d, 1)),
    "W_P": (ZeroMatrix(1, d), Identity(1)),
    "W_V": (-beta.T, Identity(1)),
    "W_1": (beta.T, Identity(1)),
    "W_2": (ZeroMatrix(1, d), Identity(1)),
}

_pairs = [pair for name, values in VALUES.items() for pair in zip(getattr(WEIGHTS, name).blocks, values, strict=True)]

THEOREM = Theorem(
    slug="one_step_gd_is_a_block",
    title="Every one-step gradient descent estimator is a linear transformer block",
    statement=Witness(
        claim=Equality(block_prediction(WEIGHTS, data), one_step_gd_prediction(of=data)),
        over=tuple(symbol for symbol, _ in _pairs),
        at=tuple(value for _, value in _pairs),
    ),
    derivation=(Step(Expand(), "multiply out the token matrix with these weights"),),
    source=Source("arXiv 2402.14951", "every GD-β estimator is an LTB estimator"),
    depends_on=("block_prediction",),
)
