"""What a sweep can compute at a problem, by name: the audit's figures, rates, and whatever theorems state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from numerics.closed_forms import flow_rates
from numerics.values.binding import suggestion
from numerics.values.problem import Problem
from numerics.with_engine.signal_spectrum import quadratic_form
from proofs_checks.auditing.figures import ProblemFigures
from proofs_checks.sweeping.stated_quantities import is_stated, stated_quantity

__all__ = ["CATALOGUE", "Quantity", "quantity_named"]

Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Quantity:
    """``parts`` are the names of the numbers that ``compute`` finds; it raises ValueError where they are undefined.

    ``compute`` is given the figures of the problem, which share what they have in common. ``flags`` explain numbers
    that stand for words.
    """

    name: str
    meaning: str
    parts: tuple[str, ...]
    compute: Callable[[ProblemFigures], Numbers]
    flags: Mapping[float, str] | None = None


@dataclass(frozen=True)
class _Figure:
    """A figure of the audit, alone or with the ends of its 95 % interval."""

    name: str
    with_ends: bool = False

    def __call__(self, figures: ProblemFigures) -> Numbers:
        figure = figures.figure(self.name)
        if figure.value is None:
            raise ValueError(figure.reason)
        if not self.with_ends:
            return (figure.value,)
        ends = [figure.value if end is None else end for end in (figure.low, figure.high)]
        return (figure.value, *ends)


@dataclass(frozen=True)
class _OfProblem:
    """A number that depends on the problem alone."""

    function: Callable[[Problem], float]

    def __call__(self, figures: ProblemFigures) -> Numbers:
        return (self.function(figures.problem),)


def _shared_signal(problem: Problem) -> float:
    return quadratic_form(problem.H, problem.beta_star)


def _rate_q(problem: Problem) -> float:
    return float(np.asarray(flow_rates(problem).q).item())


def _rate_p(problem: Problem) -> float:
    return float(np.asarray(flow_rates(problem).p).item())


def _rate_C(problem: Problem) -> float:
    return float(np.asarray(flow_rates(problem).C).item())


def _plain(name: str, figure: str, meaning: str) -> Quantity:
    return Quantity(name, meaning, (name,), _Figure(figure))


def _sampled(name: str, figure: str, meaning: str) -> Quantity:
    return Quantity(name, meaning, (name, f"{name}_low", f"{name}_high"), _Figure(figure, with_ends=True))


def _simple(name: str, function: Callable[[Problem], float], meaning: str) -> Quantity:
    return Quantity(name, meaning, (name,), _OfProblem(function))


CATALOGUE: Mapping[str, Quantity] = {
    each.name: each
    for each in (
        _plain("minimal_excess", "one_step_gd", "the minimal excess risk of GD-β and of blocks"),
        _plain("linear_attention_infimum", "linear_attention", "the least excess risk of linear attention, minimised"),
        _plain("linear_attention_gap", "gap", "that infimum less the minimal excess of GD-β"),
        _plain("gap_lower_bound", "gap_lower_bound", "what linear attention misses at least"),
        _plain("gap_upper_bound", "gap_upper_bound", "the least of the upper bounds on what it misses"),
        _plain("irreducible_share", "irreducible_share", "the gap as a part of the excess of linear attention"),
        _sampled("bayes_excess", "bayes", "the excess risk of the posterior mean, with a 95 % interval"),
        _plain("bayes_lower_bound", "bayes_lower_bound", "a lower bound on it"),
        _plain("certified_factor", "certified_factor", "what GD-β is certified to be within, as a multiple of Bayes"),
        _sampled("observed_factor", "observed_factor", "the minimal excess of GD-β as a multiple of that of Bayes"),
        _plain("effective_dimension", "effective_dimension", "Σ min{μ, λ̄}/λ̄"),
        _plain("zero_initialised_excess", "zero_initialised_gd", "the least excess risk of gradient descent from 0"),
        _plain("least_squares_excess", "least_squares", "the excess risk of least squares"),
        _simple("shared_signal", _shared_signal, "‖β*‖²_H"),
        _simple("rate_q", _rate_q, "the rate at which the flow forgets its initialisation, ½ of the exponent"),
        _simple("rate_p", _rate_p, "the rate at which the step of the flow converges"),
        _simple("rate_C", _rate_C, "the constant of the flow's envelope"),
    )
}
"""By name. What theorems state is beside them: SLUG.value, SLUG.lhs, SLUG.rhs and SLUG.verdict."""


def quantity_named(name: str) -> Quantity:
    """The quantity of that name. Raises ValueError, with the nearest name, where there is none."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    if is_stated(name):
        meaning, compute, flags = stated_quantity(name)
        return Quantity(name, meaning, (name,), compute, flags)
    message = (
        f"there is no quantity {name!r}{suggestion(name, CATALOGUE)}: there are {', '.join(CATALOGUE)}, and of a "
        "theorem SLUG.value, SLUG.lhs, SLUG.rhs and SLUG.verdict"
    )
    raise ValueError(message)
