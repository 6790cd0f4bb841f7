"""Linear attention with merged weights, trained on noise-free prompts. Source: arXiv 2306.09927.

The model and the data model are those of the paper: no mask, so that the query's input is inside E Eᵀ; tasks
w ~ N(0, I), inputs N(0, Λ), labels wᵀx without noise, N examples in a training prompt.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sympy import (
    Add,
    And,
    Basic,
    BlockMatrix,
    Eq,
    Expr,
    Identity,
    MatAdd,
    MatMul,
    MatrixExpr,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
)

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal, as_constants, random_symbols
from theory.algebra.vocabulary.scalars import inner
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.setting.attention import token_matrix
from theory.setting.prompts import Data
from theory.setting.symbols import M, Psi, beta_star, d, sigma2
from theory.theorem_record import Assumption

__all__ = [
    "ASSUMPTIONS",
    "GAMMA",
    "Gamma",
    "Lambda",
    "MergedWeights",
    "N",
    "U",
    "c",
    "examples",
    "flow_derivative_of",
    "k",
    "loss_gradient",
    "loss_of_coefficient",
    "merged_attention",
    "merged_prediction",
    "merged_weights",
    "squared_loss",
    "task",
    "test_examples",
    "training_prompt",
    "v",
    "without_off_diagonal_blocks",
]

N = Symbol("N", integer=True, positive=True)
"""Number of examples in a training prompt."""

Lambda = PositiveDefiniteMatrix("Lambda", d)
"""Covariance of the inputs in training, d×d."""

Gamma = PositiveDefiniteMatrix("Gamma", d)
"""Γ = (1+1/N) Λ + (tr(Λ)/N) I; it commutes with Λ."""

GAMMA = (Gamma, (1 + 1 / N) * Lambda + Trace(Lambda) / N * Identity(d))
"""The abbreviation Γ, for a theorem's notation."""

ASSUMPTIONS = (
    Assumption(
        "Gaussian inputs",
        "the inputs x_1, …, x_N and the query x are i.i.d. N(0, Lambda)",
        violations=(
            "heavy tails (Student t)",
            "bounded entries (Rademacher)",
            "skewed entries",
            "a mean that is not 0",
            "a mean that is not 0, with the same second moment",
        ),
    ),
    Assumption(
        "isotropic tasks",
        "w is N(0, I), independent of the inputs, and labels are w^T x without noise",
        violations=("a shared signal", "an anisotropic law of tasks", "label noise in training"),
        decided_by=And(Eq(Psi, Identity(d)), Eq(beta_star, ZeroMatrix(d, 1)), Eq(sigma2, 0)),
    ),
)
"""The training data of the paper."""

# -- data -----------------------------------------------------------------------------------------------------------
task = MatrixNormal("w", ZeroMatrix(d, 1), Identity(d), Identity(1))
"""The task, w ~ N(0, I), d×1."""

_X = MatrixNormal("X", ZeroMatrix(N, d), Identity(N), Lambda)

training_prompt = Data(X=_X, y=_X * task, x=MatrixNormal("x", ZeroMatrix(d, 1), Lambda, Identity(1)))
"""The random prompt: rows of X and the query i.i.d. N(0, Λ), y = Xw."""

examples = Data(MatrixSymbol("X", N, d), MatrixSymbol("y", N, 1), MatrixSymbol("x", d, 1))
"""An arbitrary prompt, for identities that hold whatever its law."""

test_examples = Data(MatrixSymbol("X_test", M, d), MatrixSymbol("y_test", M, 1), MatrixSymbol("x_test", d, 1))
"""An arbitrary prompt of another length M."""


# -- model ----------------------------------------------------------------------------------------------------------
class MergedWeights(NamedTuple):
    """W^PV and W^KQ, (d+1)×(d+1), in blocks that act on inputs (d) and on labels (1)."""

    W_PV: BlockMatrix
    W_KQ: BlockMatrix


U, v, k = MatrixSymbol("U", d, d), MatrixSymbol("v", d, 1), MatrixSymbol("k", d, 1)
"""The blocks that a prediction depends on: U = W^KQ₁₁, vᵀ = W^PV₂₁, kᵀ = W^KQ₂₁ …"""

c = Symbol("c", real=True)
"""… and c = W^PV₂₂."""

_unused = {name: MatrixSymbol(name, d, size) for name, size in (("A_11", d), ("a_12", 1), ("b_12", 1))}
_unused_corner = MatrixSymbol("b_22", 1, 1)


def merged_weights(U: MatrixExpr = U, v: MatrixExpr = v, k: MatrixExpr = k, c: Expression = c) -> MergedWeights:
    """W^PV = [[A₁₁, a₁₂], [vᵀ, c]] and W^KQ = [[U, b₁₂], [kᵀ, b₂₂]]; the other blocks are symbols of their own."""
    return MergedWeights(
        BlockMatrix([[_unused["A_11"], _unused["a_12"]], [v.T, c * Identity(1)]]),
        BlockMatrix([[U, _unused["b_12"]], [k.T, _unused_corner]]),
    )


def without_off_diagonal_blocks(U: MatrixExpr = U, c: Expression = c) -> MergedWeights:
    """W^PV = diag(0, c) and W^KQ = diag(U, 0): the shape that the weights have at the start (Assumption 3.3)."""
    column, corner = ZeroMatrix(d, 1), ZeroMatrix(1, 1)
    return MergedWeights(
        BlockMatrix([[ZeroMatrix(d, d), column], [column.T, c * Identity(1)]]),
        BlockMatrix([[U, column], [column.T, corner]]),
    )


def merged_attention(weights: MergedWeights, of: Data) -> MatrixExpr:
    """E + W^PV E Eᵀ W^KQ E / N, (d+1)×(N+1), for a prompt of N examples."""
    E = token_matrix(of)
    return MatAdd(E, MatMul(1 / of.X.shape[0], weights.W_PV, E, E.T, weights.W_KQ, E))


def merged_prediction(weights: MergedWeights, of: Data = training_prompt) -> Trace:
    """The bottom-right entry of the output, a scalar."""
    row = BlockMatrix([[ZeroMatrix(1, d), Identity(1)]])
    column = BlockMatrix([[ZeroMatrix(of.X.shape[0], 1)], [Identity(1)]])
    return Trace(MatMul(row, merged_attention(weights, of), column))


# -- loss -----------------------------------------------------------------------------------------------------------
def squared_loss(prediction: Expr) -> Expr:
    """ℓ = ½E(prediction − wᵀx)², over training prompts and tasks."""
    return Rational(1, 2) * Expectation((prediction - inner(task, training_prompt.x)) ** 2)


def loss_of_coefficient(V: MatrixExpr, of: Data = training_prompt) -> Expr:
    """The loss of xᵀ V Xᵀy/N."""
    return squared_loss(inner(of.x, V * of.X.T * of.y) / of.X.shape[0])


def loss_gradient(variable: Basic, weights: MergedWeights) -> Expectation:
    """E[(ŷ − wᵀx) ∂ŷ/∂variable], the gradient of the loss at these weights by its definition."""
    slope, error = _slope(variable, weights), _error(weights)
    return Expectation(MatMul(error, slope) if getattr(slope, "is_Matrix", False) else error * slope)


def flow_derivative_of(quantity: Expr, over: Iterable[Basic], weights: MergedWeights) -> Expectation:
    """d/dt of a function of the weights along the gradient flow of the loss: −E[(ŷ − wᵀx) Σ ⟨∂quantity, ∂ŷ⟩]."""
    products = [_product(gradient(quantity, variable), _slope(variable, weights)) for variable in over]
    return Expectation(-_error(weights) * Add(*products))


def _error(weights: MergedWeights) -> Expr:
    prediction, held = _held_fixed(weights)
    return to_sympy(from_sympy(prediction)).xreplace(held) - inner(task, training_prompt.x)


def _slope(variable: Basic, weights: MergedWeights) -> Expression:
    prediction, held = _held_fixed(weights)
    return gradient(prediction, variable).xreplace(held)


def _held_fixed(weights: MergedWeights) -> tuple[Expr, dict[Basic, Basic]]:
    """ŷ on a fixed prompt, since gradients are of expressions that are not random, and what makes it random again."""
    prediction = merged_prediction(weights)
    fixed = as_constants(random_symbols(prediction))
    return prediction.xreplace(fixed), {constant: x for x, constant in fixed.items()}


def _product(a: Expression, b: Expression) -> Expr:
    return inner(a, b) if getattr(a, "is_Matrix", False) else a * b
