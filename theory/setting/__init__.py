"""The definitions that theorems quote: sizes, prompts, models and risks. No results stand here."""

from theory.setting.attention import (
    BlockWeights,
    LinearQuery,
    attention_prediction,
    block_prediction,
    block_weights,
    linear_attention,
    mask,
    query_coefficient,
    query_weights,
    token_matrix,
)
from theory.setting.frame_heads import frame_coefficient, frame_head, frame_vector
from theory.setting.gradient_descent import one_step_gd, one_step_gd_prediction
from theory.setting.in_context_learning import InContextLearning
from theory.setting.learned_guess import linear_guess, omega
from theory.setting.prompts import (
    Data,
    data,
    label,
    noise,
    prompt,
    sample_covariance,
    sample_cross_covariance,
    sample_label_moment,
    task_deviation,
    w,
)
from theory.setting.risk import excess_of_coefficient, excess_risk, icl_risk, one_step_gd_excess, query_distance
from theory.setting.several_heads import head_query, head_weights, heads, heads_coefficient, heads_prediction
from theory.setting.symbols import Gamma, H, M, Psi, beta, beta_star, d, sigma2

__all__ = [
    "BlockWeights",
    "Data",
    "Gamma",
    "H",
    "InContextLearning",
    "LinearQuery",
    "M",
    "Psi",
    "attention_prediction",
    "beta",
    "beta_star",
    "block_prediction",
    "block_weights",
    "d",
    "data",
    "excess_of_coefficient",
    "excess_risk",
    "frame_coefficient",
    "frame_head",
    "frame_vector",
    "head_query",
    "head_weights",
    "heads",
    "heads_coefficient",
    "heads_prediction",
    "icl_risk",
    "label",
    "linear_attention",
    "linear_guess",
    "mask",
    "noise",
    "omega",
    "one_step_gd",
    "one_step_gd_excess",
    "one_step_gd_prediction",
    "prompt",
    "query_coefficient",
    "query_distance",
    "query_weights",
    "sample_covariance",
    "sample_cross_covariance",
    "sample_label_moment",
    "sigma2",
    "task_deviation",
    "token_matrix",
    "w",
]
