"""The prediction of linear attention with merged weights is a quadratic form in the weights.

Claim: with Z = [[U, v], [kᵀ, c]], G = E Eᵀ/N and 𝒳 = [[0, x], [xᵀ, 0]], ŷ = ½ tr(Zᵀ G Z 𝒳) = ½ vec(Z)ᵀ(𝒳 ⊗ G)vec(Z).
Corollary: written out, ŷ = ⟨cUᵀs + (vᵀs + c r)k + Uᵀ(S + xxᵀ/N)v, x⟩ with S = XᵀX/N, s = Xᵀy/N, r = yᵀy/N.
Hypotheses: none; it is an identity in the prompt and the weights, of any N ≥ 1 and d ≥ 1.
Source: arXiv 2306.09927, the prediction as a quadratic function (its lemma on uᵀHu).
Why it is true: the bottom row of W^PV meets the bottom row of E only through E Eᵀ, and the query's column of E is (x,
0).
Not claimed: that the blocks A₁₁, a₁₂, b₁₂, b₂₂ matter (they do not occur).
"""

from sympy import BlockMatrix, Identity, MatMul, Rational, Trace, ZeroMatrix

from theory.algebra.vocabulary.scalars import inner
from theory.rules import Expand, Rewrite
from theory.setting.attention import token_matrix
from theory.setting.symbols import d
from theory.setting.trained_attention import N, U, c, examples, k, merged_prediction, merged_weights, v
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

_x = examples.x
Z = BlockMatrix([[U, v], [k.T, c * Identity(1)]])
QUERY = BlockMatrix([[ZeroMatrix(d, d), _x], [_x.T, ZeroMatrix(1, 1)]])
_E = token_matrix(examples)
QUADRATIC_FORM = Rational(1, 2) * Trace(MatMul(1 / N, Z.T, _E, _E.T, Z, QUERY))

_S, _s = examples.X.T * examples.X / N, examples.X.T * examples.y / N
_r = Trace(examples.y.T * examples.y) / N
WRITTEN_OUT = inner(
    c * U.T * _s + (Trace(v.T * _s) + c * _r) * k + U.T * (_S + _x * _x.T / N) * v,
    _x,
)

THEOREM = Theorem(
    slug="attention_prediction_is_quadratic",
    title="The prediction is a quadratic form in the weights",
    statement=Equality(merged_prediction(merged_weights(), examples), QUADRATIC_FORM),
    corollaries=(Equality(merged_prediction(merged_weights(), examples), WRITTEN_OUT),),
    derivation=(
        Step(Expand(), "multiply the token matrix and the weights block by block"),
        Step(Rewrite(WRITTEN_OUT), "collect the factors of x"),
        Step(Rewrite(QUADRATIC_FORM), "each product of two weights occurs in Z^T G Z, and 𝒳 picks those with x"),
    ),
    source=Source("arXiv 2306.09927", "the prediction as a quadratic function of the parameters"),
)
