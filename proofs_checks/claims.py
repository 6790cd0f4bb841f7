"""Statements as what can be tested at a point: two sides and a relation between them."""

from dataclasses import dataclass, replace
from functools import cache, singledispatch

from sympy import Add, Basic, Identity, Rational, S

from theory.algebra.calculus import gradient
from theory.algebra.random import MatrixNormal, RandomMatrix, random_symbols
from theory.algebra.scalars import quad
from theory.rules import flow_derivative
from theory.statement import (
    Bound,
    Equality,
    FlowBound,
    FlowConvergence,
    Limit,
    LoewnerBound,
    Minimum,
    Statement,
    StationaryPoint,
    Theorem,
    Witness,
    replaced,
)

__all__ = ["Claim", "claims_about", "claims_of"]

NEARBY = Rational(1, 64)
"""How far from a minimiser, in units of a random direction: near enough for the slope to outweigh the curvature."""


@dataclass(frozen=True)
class Claim:
    """``left relation right`` at a point, after ``moves``: variables set to expressions evaluated at that point.

    ``relation`` is ``=``, ``≤``, ``<`` or, for matrices, ``⪯``; a ``<`` says nothing where every variable has its
    value in ``unless``.
    ``local`` claims differ from equality too little to be seen by sampling.
    """

    left: Basic
    relation: str
    right: Basic
    where: str = ""
    moves: tuple[tuple[Basic, Basic], ...] = ()
    unless: tuple[tuple[Basic, Basic], ...] = ()
    local: bool = False
    text: str = ""

    def __str__(self) -> str:
        return (self.text or f"{self.left} {self.relation} {self.right}") + (f", {self.where}" if self.where else "")

    def expressions(self) -> tuple[Basic, ...]:
        """Everything that a point must give values to."""
        return (self.left, self.right, *(e for pair in (*self.moves, *self.unless) for e in pair))


@cache
def claims_of(theorem: Theorem) -> tuple[Claim, ...]:
    """The claims that a theorem and its corollaries make.

    The notation is expanded for the machine, and kept in the ``text`` for the reader.
    """
    found: list[Claim] = []
    for statement in theorem.statements:
        pairs = zip(_claims(theorem.unfold(statement)), _claims(statement), strict=True)
        found += [replace(claim, text=f"{short.left} {short.relation} {short.right}") for claim, short in pairs]
    return tuple(map(_with_gaussian_laws, found))


def claims_about(statement: Statement) -> tuple[Claim, ...]:
    """The claims of one statement in which nothing is abbreviated, without a text for readers."""
    return tuple(map(_with_gaussian_laws, _claims(statement)))


def _with_gaussian_laws(claim: Claim) -> Claim:
    """What holds for every law with a mean and a covariance holds for the Gaussian one, which can be drawn."""
    moves = tuple((variable, _gaussian(value)) for variable, value in claim.moves)
    return replace(claim, left=_gaussian(claim.left), right=_gaussian(claim.right), moves=moves)


def _gaussian(expression: Basic) -> Basic:
    if not any(type(symbol) is RandomMatrix for symbol in random_symbols(expression)):
        return expression
    return expression.replace(lambda node: type(node) is RandomMatrix, lambda node: MatrixNormal(*node.args))


@singledispatch
def _claims(statement: object) -> tuple[Claim, ...]:
    message = f"{statement} is a {type(statement).__name__}: give a theory.Equality, Bound, Minimum or Witness"
    raise ValueError(message)


@_claims.register
def _(statement: Equality) -> tuple[Claim, ...]:
    return (Claim(statement.lhs, "=", statement.rhs),)


@_claims.register
def _(statement: Bound) -> tuple[Claim, ...]:
    return (Claim(statement.lhs, "≤", statement.rhs),)


@_claims.register
def _(statement: LoewnerBound) -> tuple[Claim, ...]:
    return (Claim(statement.lhs, "⪯", statement.rhs),)


@_claims.register
def _(statement: Limit) -> tuple[Claim, ...]:
    # says nothing of any one point: see checks.limits
    return ()


@_claims.register
def _(statement: FlowBound) -> tuple[Claim, ...]:
    return (Claim(flow_derivative(statement), "≤", statement.bound, "along the flow"),)


@_claims.register
def _(statement: FlowConvergence) -> tuple[Claim, ...]:
    """A flow rests where it ends; that it gets there is for checks.flow."""
    end = dict(zip(statement.over, statement.to, strict=True))
    slopes = [replaced(gradient(statement.objective, v), end) for v in statement.over]
    return tuple(
        Claim(_squared(slope), "=", S.Zero, f"gradient in {v} at the limit")
        for v, slope in zip(statement.over, slopes, strict=True)
    )


def _squared(slope: Basic) -> Basic:
    return quad(slope, Identity(slope.shape[0])) if getattr(slope, "is_Matrix", False) else slope**2


@_claims.register
def _(statement: StationaryPoint) -> tuple[Claim, ...]:
    point = tuple(zip(statement.over, statement.at, strict=True))
    gradients = [gradient(statement.objective, v) for v in statement.over]
    vanishing = [
        Claim(quad(g, Identity(g.shape[0])), "=", S.Zero, f"gradient in {v}", point)
        for v, g in zip(statement.over, gradients, strict=True)
    ]
    total = Add(*(quad(g, Identity(g.shape[0])) for g in gradients))
    return (*vanishing, Claim(S.Zero, "<", total, "gradient elsewhere", unless=point))


@_claims.register
def _(statement: Witness) -> tuple[Claim, ...]:
    return _claims(statement.attained)


@_claims.register
def _(statement: Minimum) -> tuple[Claim, ...]:
    minimiser = tuple(zip(statement.over, statement.at, strict=True))
    relation = "<" if statement.unique else "≤"
    attained = Claim(statement.objective, "=", statement.value, "at the minimiser", minimiser)
    elsewhere = Claim(statement.value, relation, statement.objective, "elsewhere", unless=minimiser)
    beside = tuple(
        Claim(
            statement.value,
            "≤",
            statement.objective,
            "beside the minimiser",
            tuple((v, at + step * v) for v, at in minimiser),
            local=True,
        )
        for step in (S.One * NEARBY, -NEARBY)
    )
    return (attained, elsewhere, *beside)
