"""The prediction of a linear transformer block is linear in the query, with a coefficient of one particular form.

Claim: from the token matrix, for all raw weights, LTB = ⟨u + P(S v₁ + s v₀) + k(sᵀv₁ + r v₀), x⟩ with S = XᵀX/M,
s = Xᵀy/M, r = yᵀy/M. Corollary: linear attention alone has that form with u = 0.
Hypotheses: none; it is an identity in the prompt and the weights.
Source: arXiv 2402.14951, the reduction of LTB estimators.
Why it is true: the query's column of E is (x, 0), so K acts on x only; the mask leaves E 𝓜 Eᵀ/M = [[S, s], [sᵀ, r]].
Not claimed: that different raw weights give different predictions (many give the same).
"""

from sympy import MatrixSymbol, Trace, ZeroMatrix, symbols

from theory.algebra.vocabulary.scalars import inner
from theory.rules import Expand, Rewrite
from theory.setting import (
    LinearQuery,
    attention_prediction,
    block_prediction,
    block_weights,
    d,
    data,
    query_coefficient,
    query_weights,
)
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

d_k, d_v, d_f = symbols("d_k d_v d_f", integer=True, positive=True)
WEIGHTS = block_weights(d_k, d_v, d_f)


def _part(weight: str, of: str) -> MatrixSymbol:
    block = getattr(WEIGHTS, weight)
    return block.blocks[0, "xy".index(of)]


_x = {name: _part(name, "x") for name in WEIGHTS._fields}
_y = {name: _part(name, "y") for name in WEIGHTS._fields}

p = MatrixSymbol("p", d_v, 1)
u, P, k, v_1, v_0 = query_weights

NOTATION = (
    (p, _x["W_P"] * _x["W_1"].T * _y["W_2"] + _y["W_P"] * (_y["W_1"].T * _y["W_2"])),
    (u, _x["W_1"].T * _y["W_2"]),
    (P, _x["W_Q"].T * _x["W_K"]),
    (k, _x["W_Q"].T * _y["W_K"]),
    (v_1, _x["W_V"].T * p),
    (v_0, Trace(_y["W_V"].T * p)),
)

# without the perceptron, what stands in front of W_Pᵀ W_V is the last row of the identity
ATTENTION = LinearQuery(ZeroMatrix(d, 1), P, k, _x["W_V"].T * _y["W_P"], Trace(_y["W_V"].T * _y["W_P"]))

THEOREM = Theorem(
    slug="block_prediction",
    title="What a linear transformer block computes",
    statement=Equality(block_prediction(WEIGHTS, data), inner(query_coefficient(query_weights, data), data.x)),
    notation=NOTATION,
    corollaries=(Equality(attention_prediction(WEIGHTS, data), inner(query_coefficient(ATTENTION, data), data.x)),),
    derivation=(
        Step(Expand(), "multiply the token matrix, the mask and the weights block by block"),
        Step(Rewrite(inner(query_coefficient(query_weights, data), data.x)), "collect the factors of x"),
    ),
    source=Source("arXiv 2402.14951", "reduction of the block to its effective weights"),
)
