"""One expression at many batches of draws: what stays fixed is looked up, checked and computed once."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
from sympy import Basic

from numerics.evaluation.arithmetic import Floats
from numerics.evaluation.walk import Evaluation
from numerics.values.binding import bind, leaves
from numerics.values.number_types import Number
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols

__all__ = ["Repeated"]


class Repeated:
    """``repeated(drawn)`` is the float64 value of an expression at a batch of its random symbols.

    ``values`` holds the deterministic symbols. Raises what :func:`numerics.evaluate` raises.
    """

    def __init__(self, expression: Basic, values: Mapping[str, Number]) -> None:
        self.expression = expression
        fixed = bind({s for s in leaves(expression) if not isinstance(s, RandomMatrix)}, values)
        self._fixed = Evaluation(fixed, Floats())
        self._is_first = True

    def __call__(self, drawn: Mapping[RandomMatrix, np.ndarray]) -> Number:
        evaluation = self._fixed.extended(drawn)
        value = evaluation(self.expression)
        if self._is_first:
            self._fixed.learn(evaluation, lambda node: not _is_random(node))
            self._is_first = False
        return value

    def work(self, drawn: Mapping[RandomMatrix, np.ndarray]) -> Iterator[tuple[Basic, tuple[int, ...], int]]:
        """What is computed for each batch of draws: term, shape of the batch, and floats for each of it."""
        self(drawn)  # what does not change is known afterwards
        evaluation = self._fixed.extended(drawn)
        evaluation(self.expression)
        yield from evaluation.computed_beside(self._fixed)


@lru_cache(4096)
def _is_random(node: Basic) -> bool:
    """Whether the node has to be computed for each batch: asked for the same few nodes at many points."""
    return bool(random_symbols(node))
