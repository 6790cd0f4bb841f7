"""One fixed linear task with label noise, at test time: M Gaussian examples, a query, and its label."""

from sympy import Expr, Identity, MatrixExpr, MatrixSymbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.algebra.vocabulary.scalars import inner
from theory.setting.prompts import Data
from theory.setting.symbols import M, d, sigma2
from theory.setting.trained_attention import Lambda
from theory.theorem_record import Assumption

__all__ = ["GAUSSIAN_LINEAR_TASK", "excess_on_linear_task", "linear_prompt", "w"]

w = MatrixSymbol("w", d, 1)
"""The task, fixed."""

GAUSSIAN_LINEAR_TASK = Assumption(
    "a Gaussian linear task",
    "the M examples and the query have i.i.d. N(0, ·) inputs and labels w^T x + N(0, sigma2)",
    violations=("a target that is not linear", "inputs that are not Gaussian"),
)


def linear_prompt(covariance: MatrixExpr = Lambda) -> Data:
    """Inputs N(0, covariance), labels N(wᵀx, σ²)."""
    X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), covariance)
    y = MatrixNormal("y", X * w, sigma2 * Identity(M), Identity(1))
    return Data(X, y, MatrixNormal("x", ZeroMatrix(d, 1), covariance, Identity(1)))


def excess_on_linear_task(coefficient: MatrixExpr, of: Data) -> Expr:
    """E(⟨coefficient, x⟩ − y)² − σ² at the query, y being its label."""
    label = MatrixNormal("y_query", w.T * of.x, sigma2 * Identity(1), Identity(1))
    return Expectation((inner(coefficient, of.x) - Trace(label)) ** 2) - sigma2
