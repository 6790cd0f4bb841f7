"""Numbers for expectations that exist for some sizes only."""

from functools import lru_cache

from sympy import Basic, sympify

from numerics.evaluation.walk import evaluate
from numerics.independent.estimation import sampled_mean
from numerics.independent.law import Law
from numerics.independent.running_moments import Estimate
from numerics.public_entries import refuse_misfits
from numerics.tolerances.sample_sizes import MAXIMUM_SAMPLES
from numerics.values.binding import free_parameters, sort_by_name
from numerics.values.number_types import Number, Seed
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Assumption, moments_exist

__all__ = ["expected_value", "monte_carlo", "require_moments", "require_sampleable"]


def expected_value(
    expr: Expression, values: object, precision: int | None = None, *, exact: bool | None = None
) -> Number:
    """The value of an expression with unevaluated expectations, through their closed forms.

    Arguments and result as in :func:`numerics.evaluate`. Raises ValueError where a moment does not exist at these
    sizes, and what the closed form and its evaluation raise.

    >>> from sympy import Trace
    >>> from theorycheck import Expectation, expected_value, setting
    >>> float(expected_value(Expectation(Trace(setting.sample_covariance())), {"d": 1, "M": 3, "H": [[2]]}))
    2.0
    """
    expr = expression(expr, "the expression")
    refuse_misfits(free_parameters(expr), values)
    require_moments(expr, values)
    closed: Basic = expr.replace(lambda node: isinstance(node, Expectation), lambda node: node.doit())
    return evaluate(closed, values, precision, exact=exact)


def monte_carlo(
    expectation: Expression,
    values: object,
    *,
    relative_error: float = 0.01,
    seed: Seed = 0,
    max_samples: int = MAXIMUM_SAMPLES,
    law: Law | None = None,
) -> Estimate:
    """Estimate E[f] by sampling f as written, f scalar or an n×m matrix.

    Arguments and result as in :func:`numerics.independent.estimation.sampled_mean`, which does the sampling and knows
    nothing of moments. Raises ValueError where it does, and for a moment of an inverse that does not exist at these
    sizes: that refusal is all that the symbolic engine has to say here.

    >>> from sympy import Trace
    >>> from theorycheck import Expectation, monte_carlo, setting
    >>> mean = Expectation(Trace(setting.sample_covariance()))
    >>> estimate = monte_carlo(mean, {"d": 2, "M": 3, "H": [[2, 0], [0, 1]]}, seed=1)
    >>> abs(estimate.mean - 3) < 5 * estimate.standard_error
    True
    """
    expectation = expression(expectation, "the expectation")
    require_sampleable(expectation, values)
    return sampled_mean(expectation, values, relative_error=relative_error, seed=seed, max_samples=max_samples, law=law)


def require_sampleable(expectation: Basic, values: object) -> None:
    """Raise ValueError for values that a symbol cannot have, and what ``require_moments`` raises."""
    refuse_misfits(free_parameters(expectation), values)
    require_moments(expectation, values)


def require_moments(expr: Expression, values: object) -> None:
    """Raise ValueError, naming the condition and the sizes, if an expectation in ``expr`` does not exist at them."""
    for assumption in _hypotheses(sympify(expr)):
        relation = sympify(assumption.relation)
        sizes = {s: int(evaluate(s, values)) for s in sort_by_name(relation.free_symbols)}
        if relation.subs(sizes) == False:  # noqa: E712  (SymPy's false)
            found = ", ".join(f"{s} = {size}" for s, size in sizes.items()) or "these sizes"
            message = f"{assumption.name}, which {found} do not satisfy: choose other sizes"
            raise ValueError(message)


@lru_cache(256)
def _hypotheses(expr: Basic) -> tuple[Assumption, ...]:
    """Asked for the same expectation at many points."""
    return moments_exist(expr)
