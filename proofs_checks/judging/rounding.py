"""Is what a sample rejects a fact, or rounding? What is false at a point is false a little beside it, too.

Where terms cancel exactly, as bᵀx does for a b in the kernel of the covariance of x, floats leave a remainder whose
mean is not 0, and whose standard error is as small as itself: it would be told from 0 at any sample size. Beside the
point nothing cancels.
"""

from collections.abc import Mapping

import numpy as np
from sympy import MatrixSymbol

from numerics.values.kinds import kind_of
from numerics.values.number_types import Number
from proofs_checks.settings.sampling_trials import ROUNDING_STEP
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["moved_a_little"]


def moved_a_little(
    values: Mapping[Expression, Number], rng: np.random.Generator, step: float = ROUNDING_STEP
) -> dict[Expression, Number]:
    """The values with every number changed by a relative ``step`` at most; sizes stay, and so do kinds and ranks.

    Symmetric matrices become D A D with D diagonal and near I, which keeps them semidefinite.
    """
    return {symbol: _moved(symbol, value, rng, step) for symbol, value in values.items()}


def _moved(symbol: Expression, value: Number, rng: np.random.Generator, step: float) -> Number:
    if isinstance(value, int | np.integer):
        return value
    array = np.asarray(value, dtype=np.float64)
    if not isinstance(symbol, MatrixSymbol):
        return float(array) * (1 + step * rng.uniform(-1, 1))
    if not kind_of(symbol).symmetric:
        return array * (1 + step * rng.uniform(-1, 1, array.shape))
    factors = 1 + step * rng.uniform(-1, 1, len(array))
    return factors[:, None] * array * factors
