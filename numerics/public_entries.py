"""``evaluate``, ``exact_value`` and ``draw`` as users call them: values are looked over, once, before the work is done.

What the tool evaluates at points of its own making goes to ``numerics.independent`` directly.
"""

from collections.abc import Iterable

import numpy as np
from sympy import Basic

from numerics.evaluation import walk
from numerics.independent import exact as enumeration
from numerics.independent import sampling
from numerics.tolerances.exact_budgets import PAIR_LIMIT
from numerics.values.binding import bind, free_parameters, leaves
from numerics.values.kinds import refuse_wrong_kinds
from numerics.values.number_types import Number
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.vocabulary.work_limits import refuse_too_deep

__all__ = ["draw", "evaluate", "exact_value", "refuse_misfits"]


def refuse_misfits(symbols: Iterable[Basic], values: object) -> None:
    """Raise ValueError, naming symbol, value and remedy, for values that are missing or that a symbol cannot have."""
    refuse_wrong_kinds(bind(symbols, values))


def evaluate(expr: Expression, values: object, precision: int | None = None, *, exact: bool | None = None) -> Number:
    """The value of a SymPy expression: a scalar (batch,) or a matrix (batch, n, m).

    ``values`` is a ``Problem``, or a mapping from symbols or their names (looked up, never parsed) to numbers and
    arrays (..., n, m); an n×1 symbol also takes a one-dimensional array. Leading batch dimensions broadcast. Sizes
    are read off the shapes and cross-checked; 20.0 is a whole number, 1.5 and True are none. ``precision=50`` computes
    with 50 digits (``mpmath.mpf``); ``exact=True`` with ``Fraction``, which is the default where all values are whole
    numbers or fractions and at least one is a fraction; otherwise float64, in which an expression is evaluated as it is
    written: terms that cancel take their digits with them, as the trace form of a minimal risk does for large M.
    ``numerics.closed_forms`` and a ``precision`` have them; 50 digits outlast M = 2⁶³ and conditions of 1e12.

    Raises ValueError naming the symbol or term: a missing or ill-shaped value, one that its symbol cannot have (not
    symmetric, not ≻ 0, not whole, of the wrong sign: ``values.kinds``), an unevaluated expectation, a division by
    zero, a singular inverse, a root that does not exist or is not rational, an unknown node, text.

    >>> from sympy import Trace, symbols
    >>> from theory import PositiveDefiniteMatrix
    >>> d = symbols("d", integer=True, positive=True)
    >>> float(evaluate(Trace(PositiveDefiniteMatrix("H", d)), {"H": [[2, 1], [1, 3]]}))
    5.0
    """
    expr = expression(expr, "the expression")
    refuse_too_deep(expr)
    walk.refuse_expectations(expr)
    refuse_misfits(leaves(expr), values)
    return walk.evaluate(expr, values, precision, exact=exact)


def exact_value(expr: Expression, values: object, *, limit: int = PAIR_LIMIT) -> Number:
    """The exact value of an expression that may contain unevaluated expectations, by expansion in Gaussian entries.

    Arguments, result and refusals as in :func:`numerics.independent.exact.exact_value`; raises ValueError for values
    that a symbol cannot have, too.

    >>> from theorycheck import Expectation, exact_value, setting
    >>> S = setting.sample_covariance()
    >>> exact_value(Expectation(S * S), {"d": 1, "M": 3, "H": [[2]]})
    array([[Fraction(20, 3)]], dtype=object)
    """
    expr = expression(expr, "the expression")
    refuse_too_deep(expr)
    refuse_misfits(free_parameters(expr), values)
    return enumeration.exact_value(expr, values, limit=limit)


def draw(
    symbols: Iterable[Basic], values: object, size: int, rng: np.random.Generator
) -> dict[RandomMatrix, np.ndarray]:
    """``size`` joint draws (size, n, m) of every random symbol among ``symbols`` and of those their laws depend on.

    As :func:`numerics.independent.sampling.draw`; raises ValueError for values that a symbol cannot have, too.

    >>> from theorycheck import setting
    >>> x = setting.prompt.x
    >>> draw([x], {"d": 2, "H": [[2, 1], [1, 2]]}, 5, np.random.default_rng(1))[x].shape
    (5, 2, 1)
    """
    wanted = [expression(symbol, "a symbol to draw") for symbol in symbols]
    refuse_misfits(free_parameters(*wanted), values)
    return sampling.draw(wanted, values, size, rng)
