"""What can go wrong at one place of an expression, by the kind of the slip."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial, singledispatch

import sympy as sp
from sympy import (
    Add,
    Basic,
    Identity,
    Integer,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    Max,
    Min,
    Mul,
    Pow,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
)

from numerics.values.kinds import kind_of
from proofs_checks.challenges.mutation.statement_letters import Alphabet
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["KINDS", "Build", "Change", "changes_at", "text_of"]

KINDS = (
    "coefficient",
    "sign",
    "exponent",
    "size",
    "transpose",
    "dropped",
    "doubled",
    "order",
    "swapped",
    "zero",
    "function",
    "added",
    "scaled",
)
"""Kinds of slips, in the order in which they take turns. A number, a sign, a power, a size (M for d, M + 1 for M), a
transpose, a term or factor lost or written twice, factors in the wrong order, a letter for another or for 0, a norm for
another, a term too many, and last the whole side times a number, which says least about the evidence."""

Build = Callable[[], Expression]


@dataclass(frozen=True)
class Change:
    """One slip: what stands there afterwards, and what a reader is told, is built when asked for: most never are."""

    kind: str
    build: Build
    text: Callable[[], str] = str


def changes_at(node: Basic, alphabet: Alphabet) -> Iterator[Change]:
    """The slips at this node itself, not at its parts."""
    for change in _changes(node, alphabet):
        yield replace(change, text=partial(text_of, node, change.build))


def text_of(node: Basic, build: Build) -> str:
    """What a reader is told of a slip at a node."""
    return f"{node} → {build()}"


def _given(kind: str, value: Expression) -> Change:
    return Change(kind, lambda: value)


@singledispatch
def _changes(node: Basic, alphabet: Alphabet) -> Iterator[Change]:
    yield from ()


@_changes.register
def _(node: sp.Number, alphabet: Alphabet) -> Iterator[Change]:
    for other in dict.fromkeys((node + 1, node - 1, 2 * node, node / 2)):
        if other not in (0, node, -node):
            yield _given("coefficient", other)
    if node < 0:
        yield _given("sign", -node)


@_changes.register
def _(node: Symbol, alphabet: Alphabet) -> Iterator[Change]:
    size = node in alphabet.sizes
    for other in alphabet.like(node):
        yield _given("size" if size else "swapped", other)
    if size:
        yield _given("size", node + 1)
        yield _given("size", node - 1)
    else:
        yield _given("zero", Integer(0))


@_changes.register
def _(node: MatrixSymbol, alphabet: Alphabet) -> Iterator[Change]:
    if isinstance(node, RandomMatrix):
        return
    for other in alphabet.like(node):
        yield _given("swapped", other)
    yield _given("zero", ZeroMatrix(*node.shape))
    if not kind_of(node).symmetric:
        yield _given("transpose", node.T)


@_changes.register
def _(node: Transpose, alphabet: Alphabet) -> Iterator[Change]:
    yield _given("transpose", node.arg)


@_changes.register
def _(node: Inverse, alphabet: Alphabet) -> Iterator[Change]:
    yield _given("exponent", node.arg)
    yield Change("exponent", partial(MatPow, node.arg, -2))


@_changes.register(Pow)
@_changes.register(MatPow)
def _(node: Pow, alphabet: Alphabet) -> Iterator[Change]:
    if not isinstance(node.exp, sp.Number):
        return
    for exponent in (node.exp + 1, node.exp - 1, -node.exp):
        if exponent != 0:
            yield Change("exponent", partial(node.func, node.base, exponent))


@_changes.register(Add)
@_changes.register(MatAdd)
def _(node: Basic, alphabet: Alphabet) -> Iterator[Change]:
    for i, term in enumerate(node.args):
        yield Change("sign", partial(_with, node, i, -term))
        yield Change("dropped", partial(_with, node, i))
        yield Change("coefficient", partial(_with, node, i, 2 * term))
        yield Change("coefficient", partial(_with, node, i, term / 2))


@_changes.register(Mul)
@_changes.register(MatMul)
def _(node: Basic, alphabet: Alphabet) -> Iterator[Change]:
    for i, factor in enumerate(node.args):
        if isinstance(factor, sp.Number):
            continue
        yield Change("dropped", partial(_with, node, i))
        yield Change("doubled", partial(_with, node, i, factor, factor))
    if isinstance(node, MatMul):
        for i in range(len(node.args) - 1):
            first, second = node.args[i : i + 2]
            if isinstance(first, MatrixExpr) and isinstance(second, MatrixExpr):
                yield Change("order", partial(MatMul, *node.args[:i], second, first, *node.args[i + 2 :]))
        yield Change("transpose", lambda: Transpose(node).doit())


@_changes.register
def _(node: Trace, alphabet: Alphabet) -> Iterator[Change]:
    if isinstance(node.arg, MatMul):
        first, *rest = node.arg.args
        if rest and isinstance(first, MatrixExpr):
            yield Change("function", lambda: Trace(first) * Trace(MatMul(*rest)))
    yield Change("function", lambda: Trace(node.arg * node.arg))


NORMS = (OperatorNorm, FrobeniusNorm, SmallestEigenvalue)


@_changes.register(OperatorNorm)
@_changes.register(FrobeniusNorm)
@_changes.register(SmallestEigenvalue)
def _(node: Expression, alphabet: Alphabet) -> Iterator[Change]:
    for norm in NORMS:
        if not isinstance(node, norm):
            yield Change("function", partial(norm, *node.args))


@_changes.register
def _(node: Min, alphabet: Alphabet) -> Iterator[Change]:
    yield Change("function", partial(Max, *node.args))


@_changes.register
def _(node: Identity, alphabet: Alphabet) -> Iterator[Change]:
    for other in alphabet.matrices:
        if other.shape == node.shape:
            yield _given("swapped", other)


def _with(node: Basic, i: int, *parts: Basic) -> Basic:
    """The sum or product with another part, or none, in place of the i-th."""
    rest = (*node.args[:i], *parts, *node.args[i + 1 :])
    return rest[0] if len(rest) == 1 else node.func(*rest)
