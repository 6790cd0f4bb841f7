"""Frames of a scalar with all monomials whose squares fit between its terms."""

from itertools import product
from math import prod

from numerics.proposals.frames import Frame
from numerics.proposals.visible import Visible
from numerics.tolerances.proposal_budgets import MOST_MONOMIALS
from theory.algebra.words.letters import Generator
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["monomial_frames"]


def monomial_frames(difference: TracePolynomial, visible: Visible) -> dict[Frame, tuple[TracePolynomial, ...]]:
    """For a polynomial in scalar symbols alone: m Σ G_ij sᵢ sⱼ with m = 1 or a symbol ≥ 0, and sᵢ any monomial of which
    2·degree + m lies between the degrees that occur, in all symbols together and in each.
    """
    generators = sorted({g for scalars, _, _ in difference.terms for g, _ in scalars}, key=lambda g: g.key)
    exponents = [[dict(scalars).get(g, 0) for g in generators] for scalars, _, _ in difference.terms]
    plain = all(not loops for _, loops, _ in difference.terms) and all(g.argument is None for g in generators)
    if not plain or not generators or any(e != int(e) or e < 0 for row in exponents for e in row):
        return {}
    largest = [int(max(column)) for column in zip(*exponents, strict=True)]
    if prod(n // 2 + 1 for n in largest) > 4 * MOST_MONOMIALS:
        return {}
    degrees = [int(sum(row)) for row in exponents]
    one, found = TracePolynomial.scalar(1), {}
    for outer in (None, *(g for g in generators if visible.nonnegative_generator(g))):
        shift = [int(g is outer) for g in generators]
        inside = [
            powers
            for powers in product(*(range(n // 2 + 1) for n in largest))
            if all(2 * p + s <= n for p, s, n in zip(powers, shift, largest, strict=True))
            and min(degrees) <= 2 * sum(powers) + sum(shift) <= max(degrees)
        ]
        if 0 < len(inside) <= MOST_MONOMIALS:
            factor = one if outer is None else TracePolynomial.generator(outer)
            found[Frame(factor, one, one)] = tuple(_monomial(generators, powers) for powers in inside)
    return found


def _monomial(generators: list[Generator], powers: tuple[int, ...]) -> TracePolynomial:
    return TracePolynomial.scalar(1, tuple((g, p) for g, p in zip(generators, powers, strict=True) if p))
