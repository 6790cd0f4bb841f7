"""What can be stated but has no number of its own: laws known by two moments only, and conditional expectations."""

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix

__all__ = ["refuse_conditional", "refuse_unknown_law"]


def refuse_unknown_law(symbol: RandomMatrix) -> None:
    """Raise ValueError for a random symbol that is not Gaussian; what is derived from the Gaussian class may not be."""
    if type(symbol) is not MatrixNormal:
        message = (
            f"{symbol} has a mean and a covariance but no law: replace it by a MatrixNormal with the same parameters, "
            "or by its values"
        )
        raise ValueError(message)


def refuse_conditional(node: Expectation) -> None:
    """Raise ValueError for an expectation that is conditional, hence random."""
    if node.given:
        message = f"{node} is conditional, hence random: call .doit() first, and put the result inside an Expectation"
        raise ValueError(message)
