"""Textbook facts that derivations use, each as a value whose hypotheses a machine checks."""

from dataclasses import dataclass

from sympy import Identity, MatrixExpr, MatrixSymbol

from theory.algebra.vocabulary.bound_names import unmarked
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal, random_symbols
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.letters import matrix_letter
from theory.moments.integrated_equality import proves_equal

__all__ = ["GaussianConditioning", "LemmaError"]


class LemmaError(ValueError):
    """A hypothesis of a textbook fact that does not hold; the message names it."""


@dataclass(frozen=True)
class GaussianConditioning:
    """Given that the Gaussian ``evidence`` (n×1) takes the value ``observed``, ``of`` (m×1) has the law ``posterior``.

    A jointly Gaussian law is determined by its means and covariances, and two jointly Gaussian vectors that are
    uncorrelated are independent. Hence it is enough that drawing ``of`` and then the evidence has the same means and
    covariances as drawing the evidence and then ``of`` from ``posterior``, of which each mean is affine in what was
    drawn before and no covariance depends on it. Then the posterior mean is E[of | evidence].
    """

    of: MatrixNormal
    evidence: MatrixNormal
    observed: MatrixSymbol
    posterior: MatrixNormal

    def concerns(self, expression: Expression) -> bool:
        """Whether the expression is about the law that the fact provides."""
        return self.posterior in map(unmarked, random_symbols(expression))

    def verify(self) -> None:
        """Raise LemmaError, naming the hypothesis, unless all of them hold."""
        drawn = MatrixNormal(self.evidence.name, _mean(self.evidence), _covariance(self.evidence), Identity(1))
        again = self.posterior.xreplace({self.observed: drawn})
        _require_affine(self.of, None)
        _require_affine(self.evidence, self.of)
        _require_affine(again, drawn)
        for pair, other in (
            ((self.of, self.of), (again, again)),
            ((self.of, self.evidence), (again, drawn)),
        ):
            if not all(proves_equal(a, b) for a, b in zip(_moments(*pair), _moments(*other), strict=True)):
                message = (
                    f"{self.posterior.name} does not give back the moments of {self.of.name}, {self.evidence.name}"
                )
                raise LemmaError(message)

    def __str__(self) -> str:
        return (
            "jointly Gaussian vectors that are uncorrelated are independent: a law given y is Gaussian with mean E[·|y]"
        )


def _require_affine(child: MatrixNormal, parent: MatrixNormal | None) -> None:
    """Whether child is a Gaussian vector with a mean affine in the parent and random in nothing else."""
    if type(child) is not MatrixNormal:
        message = f"{child.name} is not Gaussian: of a {type(child).__name__} no more than two moments are known"
        raise LemmaError(message)
    if random_symbols(child.row_covariance) or child.column_covariance != Identity(1):
        message = f"{child.name} is not a vector whose covariance is not random"
        raise LemmaError(message)
    if not random_symbols(child.mean) <= ({parent} if parent is not None else set()):
        message = f"the mean of {child.name} is random in more than {parent.name if parent is not None else 'nothing'}"
        raise LemmaError(message)
    letter = None if parent is None else matrix_letter(parent)
    for key in from_sympy(child.mean).terms:
        if letter and sum(word.count(letter) + word.count(letter.T) for word in (key[2], *key[1])) > 1:
            message = f"the mean of {child.name} is not affine in {letter}"
            raise LemmaError(message)


def _moments(a: MatrixNormal, b: MatrixNormal) -> tuple[MatrixExpr, MatrixExpr]:
    return Expectation(a).doit(), Expectation(a * b.T).doit()


def _mean(vector: MatrixNormal) -> MatrixExpr:
    return Expectation(vector).doit()


def _covariance(vector: MatrixNormal) -> MatrixExpr:
    return Expectation(vector * vector.T).doit() - _mean(vector) * _mean(vector).T
