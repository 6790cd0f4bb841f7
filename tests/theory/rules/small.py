"""Symbols and small derivations that the tests of this folder share."""

from sympy import Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from theory import (
    Equality,
    Expectation,
    MatrixNormal,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    Step,
    Theorem,
)
from theory.establishing import conclude
from theory.rules import DerivationError, State, derive

__all__ = ["A", "B", "H", "M", "Psi", "S", "V", "X", "attained", "b", "claim", "d"]
__all__ += ["second_moment", "sigma2", "state", "v", "w"]

d, M = symbols("d M", integer=True, positive=True)
H, Psi = PositiveDefiniteMatrix("H", d), PositiveSemidefiniteMatrix("Psi", d)
A, B, V = (MatrixSymbol(name, d, d) for name in "ABV")
b, v = MatrixSymbol("b", d, 1), MatrixSymbol("v", d, 1)
sigma2 = Symbol("sigma2", nonnegative=True)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
w = MatrixNormal("w", b, Psi, Identity(1))
S = X.T * X / M
second_moment = Expectation(S * A * S)


def state(expression, **fields):
    return State(expression, **fields)


def claim(statement=None, *rules, slug="claim", **fields):
    """A theorem whose steps are numbered in their reasons."""
    steps = tuple(Step(rule, f"reason {i}") for i, rule in enumerate(rules, start=1))
    statement = Equality(Trace(A), Trace(A)) if statement is None else statement
    return Theorem(slug=slug, title="", statement=statement, derivation=steps, **fields)


def attained(theorem):
    """Whether the derivation of a minimum shows that it is attained."""
    derivation = derive(theorem)
    try:
        conclude(theorem.statement, derivation)
    except DerivationError:
        return False
    return True
