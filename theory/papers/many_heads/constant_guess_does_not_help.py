"""A guess of the query's label that does not look at the query cannot help.

Claim: with the constant guess y₀, whatever the weights, the excess of linear attention is at least that of y₀ = 0: it
is larger by E[y₀²(1 + hᵀ(S v₁ + s v₀) + j(sᵀv₁ + r v₀))²], with h = W_KxᵀW_Qy and j = W_KyᵀW_Qy.
Hypotheses: Gaussian prompts.
Source: derived here.
Why it is true: what the guess adds to the prediction does not depend on the query x, whose mean is 0 and which carries
all of the rest of the error, given the prompt.
Not claimed: the same for inputs whose mean is not 0.
"""

from sympy import Expr, Identity, MatrixSymbol, Symbol, Trace

from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.square import Square
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import inner
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.papers.many_heads.learned_guess_is_a_block import parts_of
from theory.papers.many_heads.prediction_of_many_heads import d_k
from theory.rules import Below, Rewrite
from theory.setting import (
    attention_prediction,
    block_weights,
    d,
    data,
    excess_of_coefficient,
    excess_risk,
    prompt,
    query_coefficient,
    sample_covariance,
    sample_cross_covariance,
    sample_label_moment,
)
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.setting.prompts import Data
from theory.statements import Bound, Equality
from theory.theorem_record import Source, Step, Theorem

y_0, h, j = Symbol("y_0", real=True), MatrixSymbol("h", d, 1), Symbol("j", real=True)
_, P, k, v_1, v_0 = WITHOUT_PERCEPTRON

WEIGHTS = block_weights(d_k, 1, 1)
_part = parts_of(WEIGHTS)


def added(of: Data) -> Expr:
    """What the guess adds to the prediction."""
    S, s, r = sample_covariance(of), sample_cross_covariance(of), sample_label_moment(of)
    return y_0 * (1 + Trace(h.T * (S * v_1 + v_0 * s)) + (Trace(s.T * v_1) + r * v_0) * j)


_coefficient = query_coefficient(WITHOUT_PERCEPTRON)

THEOREM = Theorem(
    slug="constant_guess_does_not_help",
    title="A constant guess cannot help",
    statement=Bound(
        excess_of_coefficient(_coefficient),
        excess_risk(inner(_coefficient, prompt.x) + added(prompt)),
    ),
    corollaries=(
        Equality(
            attention_prediction(WEIGHTS, data, y_0 * Identity(1)),
            inner(query_coefficient(WITHOUT_PERCEPTRON, data), data.x) + added(data),
        ),
    ),
    notation=(
        (P, _part["W_Q_x"].T * _part["W_K_x"]),
        (k, _part["W_Q_x"].T * _part["W_K_y"]),
        (v_1, _part["W_V_x"].T * _part["W_P_y"]),
        (v_0, Trace(_part["W_V_y"].T * _part["W_P_y"])),
        (h, _part["W_K_x"].T * _part["W_Q_y"]),
        (j, Trace(_part["W_K_y"].T * _part["W_Q_y"])),
    ),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=(
        Step(
            Rewrite(excess_of_coefficient(_coefficient) + Expectation(added(prompt) ** 2)),
            "given the prompt, the query has mean 0",
        ),
        Step(Below(excess_of_coefficient(_coefficient), (Mean(Square(added(prompt))),)), "a mean square"),
    ),
    source=Source("derived here"),
    depends_on=("block_prediction",),
)
