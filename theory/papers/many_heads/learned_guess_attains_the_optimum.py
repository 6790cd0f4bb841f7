"""With a learned guess of the query's label, one head of linear attention is as good as gradient descent with β.

Claim: the minimal excess of linear attention with the guess ωᵀx, over ω and the raw weights (d_k = d, d_v = 1), is that
of GD-β; it is attained at ω = β*, W_Q = (I, 0), W_K = (Γ*, 0), W_V = (−β*ᵀ, 1), W_P = (·, 1).
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here, for the guess of arXiv 2512.04268.
Why it is true: it is a block (learned_guess_is_a_block), and no block is below GD-β.
Not claimed: uniqueness; other widths than d_k = d.
"""

from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.optimal_one_step_gd import Gamma_star
from theory.papers.many_heads.learned_guess_is_a_block import OF_GUESS, notation_of
from theory.papers.many_heads.one_step_gd_is_attention_with_a_guess import (
    AT_FULL_WIDTH,
    VARIED,
    as_gradient_descent,
)
from theory.rules import Expand, Premise, Rewrite
from theory.setting import (
    attention_prediction,
    beta_star,
    excess_of_coefficient,
    excess_risk,
    prompt,
    query_coefficient,
    query_weights,
)
from theory.setting.learned_guess import linear_guess, omega
from theory.statements import Minimum
from theory.theorem_record import Source, Step, Theorem

THEOREM = Theorem(
    slug="learned_guess_attains_the_optimum",
    title="With a learned guess one head of linear attention is optimal",
    statement=Minimum(
        excess_risk(attention_prediction(AT_FULL_WIDTH, prompt, linear_guess(prompt))),
        over=VARIED,
        at=as_gradient_descent(beta_star, Gamma_star),
        value=TRACE_FORM,
    ),
    notation=(*notation_of(AT_FULL_WIDTH), *OPTIMUM.notation),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(Expand(), "multiply out the token matrix"),
        Step(Rewrite(excess_of_coefficient(query_coefficient(OF_GUESS))), "a block with u = ω"),
        Step(Premise("optimal_block_is_one_step_gd", at={query_weights.u: omega}), "no block is below the minimum"),
    ),
    source=Source("derived here"),
    depends_on=("learned_guess_is_a_block", "optimal_block_is_one_step_gd"),
)
