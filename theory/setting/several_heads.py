"""Linear attention with several heads, whose number is a symbol. Source: arXiv 2512.04268, model; derived here."""

from sympy import BlockMatrix, MatAdd, MatMul, MatrixExpr, Symbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.family_sum import FamilyMember, FamilySum
from theory.algebra.vocabulary.sympy_types import Expression
from theory.setting.attention import (
    NO_GUESS,
    BlockWeights,
    LinearQuery,
    bottom_right,
    mask,
    query_coefficient,
    token_matrix,
)
from theory.setting.prompts import Data, prompt
from theory.setting.symbols import M, d

__all__ = ["head_query", "head_weights", "heads", "heads_coefficient", "heads_prediction"]

heads = Symbol("n", integer=True, positive=True)
"""The number of heads."""

head_query = LinearQuery(
    u=ZeroMatrix(d, 1),
    P=FamilyMember("P", d, d),
    k=FamilyMember("k", d, 1),
    v_1=FamilyMember("v_1", d, 1),
    v_0=Trace(FamilyMember("v_0", 1, 1)),
)
"""What the weights of one head amount to, as those of a block without its perceptron do."""


def head_weights(d_k: Expression, d_v: Expression) -> BlockWeights:
    """Raw weights of one head, as ``block_weights``; narrower heads have rows of 0. W_1 and W_2 are empty rows.

    >>> from theorycheck import setting
    >>> setting.head_weights(2, 3).W_K.shape
    (2, d + 1)
    """

    def weight(name: str, width: Expression) -> BlockMatrix:
        return BlockMatrix([[FamilyMember(f"{name}_x", width, d), FamilyMember(f"{name}_y", width, 1)]])

    none = BlockMatrix([[ZeroMatrix(1, d), ZeroMatrix(1, 1)]])
    widths = {"W_K": d_k, "W_Q": d_k, "W_P": d_v, "W_V": d_v}
    return BlockWeights(**{name: weight(name, width) for name, width in widths.items()}, W_1=none, W_2=none)


def heads_prediction(weights: BlockWeights, of: Data = prompt, guess: MatrixExpr = NO_GUESS) -> Trace:
    """The bottom-right entry of E + Σ_h W_Pᵀ W_V E 𝓜 Eᵀ W_Kᵀ W_Q E / M over the heads h, a scalar.

    >>> from theorycheck import setting
    >>> setting.heads_prediction(setting.head_weights(1, 1)).is_Matrix
    False
    """
    W_K, W_Q, W_P, W_V, *_ = weights
    E = token_matrix(of, guess)
    return bottom_right(MatAdd(E, FamilySum(MatMul(1 / M, W_P.T, W_V, E, mask(), E.T, W_K.T, W_Q, E), heads)))


def heads_coefficient(of: Data = prompt) -> MatrixExpr:
    """Σ_h P(S v₁ + s v₀) + k(sᵀv₁ + r v₀), d×1: the prediction of the heads is its scalar product with the query.

    >>> from theorycheck import setting
    >>> setting.heads_coefficient().shape
    (d, 1)
    """
    return FamilySum(query_coefficient(head_query, of), heads)
