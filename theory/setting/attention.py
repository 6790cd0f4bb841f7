"""The linear transformer block on the token matrix, with raw weights. Source: arXiv 2402.14951, model."""

from typing import NamedTuple

from sympy import BlockMatrix, Identity, MatAdd, MatMul, MatrixExpr, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.sympy_types import Expression
from theory.setting.prompts import (
    Data,
    prompt,
    sample_covariance,
    sample_cross_covariance,
    sample_label_moment,
)
from theory.setting.symbols import M, d

__all__ = [
    "NO_GUESS",
    "BlockWeights",
    "LinearQuery",
    "attention_prediction",
    "block_prediction",
    "block_weights",
    "bottom_right",
    "linear_attention",
    "mask",
    "query_coefficient",
    "query_weights",
    "token_matrix",
]


NO_GUESS = ZeroMatrix(1, 1)
"""What stands in the place of the query's label where nothing is guessed."""


class BlockWeights(NamedTuple):
    """Raw weights, each a row of two blocks that act on the inputs (d columns) and on the labels (one column).

    W_K, W_Q: d_k×(d+1). W_P, W_V: d_v×(d+1). W_1, W_2: d_f×(d+1).

    >>> from theorycheck import setting
    >>> setting.block_weights(2, 3, 4).W_K.shape
    (2, d + 1)
    """

    W_K: BlockMatrix
    W_Q: BlockMatrix
    W_P: BlockMatrix
    W_V: BlockMatrix
    W_1: BlockMatrix
    W_2: BlockMatrix


def block_weights(d_k: Expression, d_v: Expression, d_f: Expression) -> BlockWeights:
    """Weights of a block as symbols ``W_K_x`` (d_k×d), ``W_K_y`` (d_k×1), and so on.

    >>> from theorycheck import setting
    >>> setting.block_weights(2, 3, 4).W_1.shape
    (4, d + 1)
    """

    def weight(name: str, width: Expression) -> BlockMatrix:
        return BlockMatrix([[MatrixSymbol(f"{name}_x", width, d), MatrixSymbol(f"{name}_y", width, 1)]])

    widths = {"W_K": d_k, "W_Q": d_k, "W_P": d_v, "W_V": d_v, "W_1": d_f, "W_2": d_f}
    return BlockWeights(**{name: weight(name, width) for name, width in widths.items()})


def token_matrix(of: Data = prompt, guess: MatrixExpr = NO_GUESS) -> BlockMatrix:
    """E = [[Xᵀ, x], [yᵀ, guess]], (d+1)×(M+1); the guess (1×1) of the query's label is 0 unless another is given.

    >>> from theorycheck import setting
    >>> setting.token_matrix().shape
    (d + 1, M + 1)
    """
    return BlockMatrix([[of.X.T, of.x], [of.y.T, guess]])


def mask() -> BlockMatrix:
    """𝓜 = diag(I_M, 0), (M+1)×(M+1): the query does not attend to itself.

    >>> from theorycheck import setting
    >>> setting.mask().shape
    (M + 1, M + 1)
    """
    return BlockMatrix([[Identity(M), ZeroMatrix(M, 1)], [ZeroMatrix(1, M), ZeroMatrix(1, 1)]])


def linear_attention(E: MatrixExpr, weights: BlockWeights) -> MatrixExpr:
    """E + V E 𝓜 Eᵀ K E / M with V = W_Pᵀ W_V and K = W_Kᵀ W_Q, (d+1)×(M+1).

    >>> from theorycheck import setting
    >>> setting.linear_attention(setting.token_matrix(), setting.block_weights(1, 1, 1)).shape
    (d + 1, M + 1)
    """
    W_K, W_Q, W_P, W_V, *_ = weights
    return MatAdd(E, MatMul(1 / M, W_P.T, W_V, E, mask(), E.T, W_K.T, W_Q, E))


def attention_prediction(weights: BlockWeights, of: Data = prompt, guess: MatrixExpr = NO_GUESS) -> Trace:
    """Prediction of linear attention alone (LSA): the bottom-right entry of its output, a scalar.

    >>> from theorycheck import setting
    >>> setting.attention_prediction(setting.block_weights(1, 1, 1)).is_Matrix
    False
    """
    return bottom_right(linear_attention(token_matrix(of, guess), weights))


def block_prediction(weights: BlockWeights, of: Data = prompt) -> Trace:
    """Prediction of the block (LTB), attention followed by W_2ᵀ W_1: the bottom-right entry, a scalar.

    >>> from theorycheck import setting
    >>> setting.block_prediction(setting.block_weights(1, 1, 1)).is_Matrix
    False
    """
    attention = linear_attention(token_matrix(of), weights)
    return bottom_right(MatMul(weights.W_2.T, weights.W_1, attention))


def bottom_right(output: MatrixExpr) -> Trace:
    """The bottom-right entry of an output (d+1)×(M+1), which stands where the query's label is missing."""
    row = BlockMatrix([[ZeroMatrix(1, d), Identity(1)]])
    column = BlockMatrix([[ZeroMatrix(M, 1)], [Identity(1)]])
    factors = output.args if isinstance(output, MatMul) else (output,)
    return Trace(MatMul(row, *factors, column))


class LinearQuery(NamedTuple):
    """What a block's weights amount to: u, k, v_1 of shape d×1, P of shape d×d, and a scalar v_0.

    >>> from theorycheck import setting
    >>> setting.query_weights.P.shape
    (d, d)
    """

    u: MatrixExpr
    P: MatrixExpr
    k: MatrixExpr
    v_1: MatrixExpr
    v_0: Expression


query_weights = LinearQuery(
    u=MatrixSymbol("u", d, 1),
    P=MatrixSymbol("P", d, d),
    k=MatrixSymbol("k", d, 1),
    v_1=MatrixSymbol("v_1", d, 1),
    v_0=Symbol("v_0", real=True),
)
"""Those five as symbols."""


def query_coefficient(weights: LinearQuery, of: Data = prompt) -> MatrixExpr:
    """U + P(S v₁ + s v₀) + k(sᵀv₁ + r v₀), d×1: the block's prediction is its scalar product with the query.

    >>> from theorycheck import setting
    >>> setting.query_coefficient(setting.query_weights).shape
    (d, 1)
    """
    u, P, k, v_1, v_0 = weights
    S, s, r = sample_covariance(of), sample_cross_covariance(of), sample_label_moment(of)
    terms = (u, P * (S * v_1 + v_0 * s), (Trace(s.T * v_1) + r * v_0) * k)
    return MatAdd(*(term for term in terms if term != ZeroMatrix(d, 1)))
