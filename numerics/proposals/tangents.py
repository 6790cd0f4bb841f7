"""Pieces exp(x) − 1 − x ≥ 0 for the exponentials and logarithms that occur."""

from collections.abc import Iterator
from itertools import combinations

from sympy import Expr, exp, log

from numerics.proposals.frames import inverse_of
from numerics.proposals.visible import Visible
from theory.algebra.positivity.exponential_tangent import ExponentialTangent
from theory.algebra.signs.resolving import resolved
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.letters import Generator
from theory.algebra.words.normal_form import TracePolynomial, multiply_scalars

__all__ = ["Tangent", "tangents"]

Tangent = tuple[TracePolynomial, Expr, ExponentialTangent]
"""The normal form of factor · certificate, the factor, the certificate."""


def tangents(difference: TracePolynomial, visible: Visible) -> Iterator[Tangent]:
    """At x = u and −u for every exp(u), at x = log y for every argument y of a logarithm, ratio and product of two."""
    generators = {g for scalars, _, _ in difference.terms for g, _ in scalars if g.expr is not None}
    found = sorted((g for g in generators if isinstance(g.expr, exp | log)), key=lambda g: g.key)
    one = TracePolynomial.scalar(1)
    points = [(log(y), one) for y in _positive_points([g.expr.args[0] for g in found if isinstance(g.expr, log)])]
    for g in found:
        if isinstance(g.expr, exp):
            points += [(g.expr.args[0], one), (-g.expr.args[0], TracePolynomial.generator(g))]
    for x, factor in points:
        certificate = ExponentialTangent(x)
        polynomial = from_sympy(resolved(certificate.expression, visible.signs))
        for outer in _factors(difference, found, visible):
            whole = factor.scale(outer)
            yield polynomial.scale(whole), to_sympy(whole), certificate


def _positive_points(arguments: list[Expr]) -> Iterator[Expr]:
    """Arguments of logarithms, ratios and products of two, and all these times the numbers among them."""
    numbers = [y for y in arguments if y.is_number]
    others = [y for y in arguments if not y.is_number]
    pairs = [y for a, b in combinations(others, 2) for y in (a / b, b / a, a * b, 1 / (a * b))]
    for y in (*others, *(1 / y for y in others), *pairs):
        yield y
        for n in numbers:
            yield from (n * y, y / n)


def _factors(difference: TracePolynomial, generators: list[Generator], visible: Visible) -> Iterator[TracePolynomial]:
    """What stands before an exponential or a logarithm, where that is ≥ 0; and 1."""
    seen = {TracePolynomial.scalar(1): None}
    for scalars, loops, _ in difference.terms:
        inside = tuple((g, p) for g, p in scalars if g in generators)
        if inside:
            rest = TracePolynomial(1, 1, {(multiply_scalars(scalars, inverse_of(inside)), loops, ()): 1})
            if visible.nonnegative(rest):
                seen.setdefault(rest)
    yield from seen
