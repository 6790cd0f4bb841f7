"""Statements as what can be tested at a point: two sides and a relation between them."""

from dataclasses import replace
from functools import cache

from sympy import Basic

from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix, random_symbols
from theory.statements import Claim, Statement
from theory.theorem_record import Theorem

__all__ = ["Claim", "claims_about", "claims_of"]


@cache
def claims_of(theorem: Theorem) -> tuple[Claim, ...]:
    """The claims that a theorem and its corollaries make.

    The notation is expanded for the machine, and kept beside it for the reader: printing a long gradient takes minutes,
    so that it is printed only where somebody reads it.
    """
    found: list[Claim] = []
    for statement in theorem.statements:
        pairs = zip(theorem.unfold(statement).claims(), statement.claims(), strict=True)
        found += [replace(claim, shown_as=(short.left, short.relation, short.right)) for claim, short in pairs]
    return tuple(map(_with_gaussian_laws, found))


def claims_about(statement: Statement) -> tuple[Claim, ...]:
    """The claims of one statement in which nothing is abbreviated, without what a reader is shown instead."""
    return tuple(map(_with_gaussian_laws, statement.claims()))


def _with_gaussian_laws(claim: Claim) -> Claim:
    """What holds for every law with a mean and a covariance holds for the Gaussian one, which can be drawn."""
    moves = tuple((variable, _gaussian(value)) for variable, value in claim.moves)
    shown = tuple((name, _gaussian(value)) for name, value in claim.shown)
    free = {x.name for e in claim.expressions() for x in random_symbols(e) if type(x) is RandomMatrix}
    sides = {"left": _gaussian(claim.left), "right": _gaussian(claim.right)}
    return replace(claim, **sides, moves=moves, shown=shown, of_order_two=frozenset(free))


def _gaussian(expression: Basic) -> Basic:
    if not any(type(symbol) is RandomMatrix for symbol in random_symbols(expression)):
        return expression
    return expression.replace(lambda node: type(node) is RandomMatrix, lambda node: MatrixNormal(*node.args))
