"""The prediction of linear attention with n heads is linear in the query, with a coefficient that adds up over heads.

Claim: from the token matrix, for every n and all raw weights, the prediction is ⟨Σ_h P_h(S v₁_h + s v₀_h) +
k_h(sᵀv₁_h + r v₀_h), x⟩, with P_h, k_h, v₁_h, v₀_h made of the weights of head h as for one head.
Hypotheses: none; it is an identity in the prompt, the weights and the number of heads.
Source: derived here, for the model of arXiv 2512.04268; block_prediction is n = 1.
Why it is true: heads are added up, and the residual adds the query's missing label, which is 0.
Not claimed: that different weights give different predictions.
"""

from sympy import Trace, symbols

from theory.algebra.vocabulary.family_sum import FamilySum
from theory.algebra.vocabulary.scalars import inner
from theory.setting import LinearQuery, data, query_coefficient
from theory.setting.many_heads import head_query, head_weights, heads, heads_prediction
from theory.statements import Equality
from theory.theorem_record import Source, Theorem

d_k, d_v = symbols("d_k d_v", integer=True, positive=True)
WEIGHTS = head_weights(d_k, d_v)

_x = {name: getattr(WEIGHTS, name).blocks[0, 0] for name in ("W_K", "W_Q", "W_P", "W_V")}
_y = {name: getattr(WEIGHTS, name).blocks[0, 1] for name in ("W_K", "W_Q", "W_P", "W_V")}

OF_HEAD = LinearQuery(
    u=head_query.u,
    P=_x["W_Q"].T * _x["W_K"],
    k=_x["W_Q"].T * _y["W_K"],
    v_1=_x["W_V"].T * _y["W_P"],
    v_0=Trace(_y["W_V"].T * _y["W_P"]),
)
"""What the raw weights of one head amount to."""

THEOREM = Theorem(
    slug="prediction_of_many_heads",
    title="The prediction of many heads",
    statement=Equality(
        heads_prediction(WEIGHTS, data), inner(FamilySum(query_coefficient(OF_HEAD, data), heads), data.x)
    ),
    source=Source("derived here"),
)
