"""The pictures that a run is illustrated by."""

from collections.abc import Callable, Collection, Iterator

from numerics import Problem
from proofs_checks.illustrations import claimed_and_observed, effective_dimension, flow_curves, gap_curves
from proofs_checks.illustrations.example import EXAMPLE
from proofs_checks.illustrations.series import Draw, Illustration

__all__ = ["illustrations_of"]

_CATALOGUE: tuple[tuple[tuple[str, ...], Draw], ...] = tuple(
    (module.ABOUT, module.draw) for module in (claimed_and_observed, gap_curves, flow_curves, effective_dimension)
)


def illustrations_of(
    slugs: Collection[str],
    problem: Problem | None = None,
    seed: int = 0,
    on_failure: Callable[[ValueError], None] = lambda error: None,
) -> Iterator[Illustration]:
    """The pictures that are about any of these theorems, of a user's problem or else of an example.

    A picture that the problem does not allow is left out, and the reason is passed on.
    """
    for about, draw in _CATALOGUE:
        if not set(about).isdisjoint(slugs):
            try:
                yield draw(EXAMPLE if problem is None else problem, seed)
            except ValueError as error:
                on_failure(error)
