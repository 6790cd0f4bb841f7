"""In-context learning of linear tasks as a function of its laws: prompts, tasks, the query and its label."""

from dataclasses import dataclass

from sympy import Expr, Identity, MatAdd, MatMul, MatrixExpr, OneMatrix, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.setting.symbols import H, M, Psi, beta_star, d, sigma2

__all__ = ["Data", "InContextLearning"]


class Data:
    """What a model sees: inputs X (M×d, one example a row), labels y (M×1) and the query x (d×1).

    >>> from theorycheck import setting
    >>> setting.data.X.shape
    (M, d)
    """

    def __init__(self, X: MatrixExpr, y: MatrixExpr, x: MatrixExpr) -> None:
        self.X, self.y, self.x = X, y, x


@dataclass(frozen=True)
class InContextLearning:
    """The laws: each is the setting's own unless another is given.

    Rows of X (examples×d) are N(input_mean, input_covariance), the query x is N(input_mean, query_covariance), the task
    w is N(task_mean, task_covariance), the labels of the examples are N(Xw, noise_covariance) with a covariance of size
    examples×examples, and the query's label is N(wᵀx, label_noise). Source: arXiv 2402.14951, data model.

    >>> from theorycheck import PositiveDefiniteMatrix, setting
    >>> H_2 = PositiveDefiniteMatrix("H_2", setting.d)
    >>> setting.InContextLearning(query_covariance=H_2).query_second_moment
    H_2
    >>> setting.InContextLearning().prompt.X == setting.prompt.X
    True
    """

    input_covariance: MatrixExpr = H
    query_covariance: MatrixExpr = H
    task_mean: MatrixExpr = beta_star
    task_covariance: MatrixExpr = Psi
    label_noise: Expr = sigma2
    noise_covariance: MatrixExpr | None = None
    input_mean: MatrixExpr | None = None
    examples: Expr = M

    @property
    def w(self) -> MatrixNormal:
        """The task, d×1."""
        return MatrixNormal("w", self.task_mean, self.task_covariance, Identity(1))

    @property
    def prompt(self) -> Data:
        """The random prompt."""
        n, mean = self.examples, self.input_mean
        of_rows = ZeroMatrix(n, d) if mean is None else MatMul(OneMatrix(n, 1), mean.T)
        X = MatrixNormal("X", of_rows, Identity(n), self.input_covariance)
        noise = self.label_noise * Identity(n) if self.noise_covariance is None else self.noise_covariance
        of_query = ZeroMatrix(d, 1) if mean is None else mean
        return Data(
            X=X,
            y=MatrixNormal("y", X * self.w, noise, Identity(1)),
            x=MatrixNormal("x", of_query, self.query_covariance, Identity(1)),
        )

    @property
    def label(self) -> MatrixNormal:
        """The query's label, 1×1: what a model is to predict."""
        return MatrixNormal("y_query", self.w.T * self.prompt.x, self.label_noise * Identity(1), Identity(1))

    @property
    def query_second_moment(self) -> MatrixExpr:
        """E[xxᵀ], d×d."""
        mean = self.input_mean
        return self.query_covariance if mean is None else MatAdd(self.query_covariance, mean * mean.T)

    def risk(self, prediction: Expr) -> Expectation:
        """E(prediction − y)², over prompts, tasks and labels."""
        return Expectation((prediction - Trace(self.label)) ** 2)

    def excess(self, prediction: Expr) -> Expr:
        """The risk without the label's own noise."""
        return self.risk(prediction) - self.label_noise
