"""What an expression presupposes, node by node: inverses, roots, logarithms, sizes, laws and expectations exist.

Nodes are known by their class, compared by identity; any other node, a user's subclass of a known one too, is refused.
Everything is real.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import sympy as sp
from sympy import Basic, Integer, MatrixSymbol, Symbol
from sympy.core.numbers import NumberSymbol
from sympy.core.symbol import Str
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.matrices.expressions.special import OneMatrix
from sympy.matrices.immutable import ImmutableDenseMatrix

from theory.algebra.signs.facts import GenericMatrix
from theory.algebra.vocabulary.bound_names import BoundName
from theory.algebra.vocabulary.expectation_node import Expectation, MatrixExpectation
from theory.algebra.vocabulary.family_sum import FamilySum, MatrixFamilySum, members_in
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import FixedMatrix, MatrixNormal, RandomMatrix
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["Obligation", "obligations"]


@dataclass(frozen=True)
class Obligation:
    """``prop`` of ``of`` has to be shown."""

    prop: str
    of: Basic

    def __str__(self) -> str:
        return f"{self.of} {_WORDS[self.prop]}"

    @property
    def remedy(self) -> str:
        """The hypothesis that would show it; empty if there is none."""
        return _REMEDIES[self.prop].format(self.of)


_WORDS = {
    "known": "is of a kind that is not known here",
    "real": "is not shown to be real",
    "size": "is not shown to be a whole number ≥ 1",
    "invertible": "is not shown to be invertible",
    "nonzero": "is not shown to differ from 0",
    "positive": "is not shown to be > 0",
    "nonnegative": "is not shown to be ≥ 0",
    "semidefinite": "is not shown to be ⪰ 0",
    "symmetric": "is not shown to be symmetric",
    "moments": "is not shown to exist",
}
_REMEDIES = {
    "known": "",
    "real": 'declare the symbol real, or add Assumption("…", Q.real({}))',
    "size": "declare it as a positive integer, or add a hypothesis that makes it one",
    "invertible": 'add Assumption("…", Q.invertible({}))',
    "nonzero": 'add Assumption("…", Ne({}, 0))',
    "positive": 'add Assumption("…", Gt({}, 0))',
    "nonnegative": 'add Assumption("…", Ge({}, 0))',
    "semidefinite": 'add Assumption("…", PositiveSemidefinite({}))',
    "symmetric": 'add Assumption("…", Q.symmetric({}))',
    "moments": "its moments may be infinite",
}

Found = Iterator[Obligation]


def obligations(expression: Expression) -> Found:
    """What has to be shown for an expression to be defined, that of its parts first."""
    kind = type(expression)
    if isinstance(expression, sp.Number | NumberSymbol):
        if not (expression.is_real and expression.is_finite):
            yield Obligation("real", expression)
        return
    rule = _RULES.get(kind)
    if rule is None:
        yield Obligation("known", expression)
        return
    yield from rule(expression)


# -- leaves -----------------------------------------------------------------------------------------------------------
def _of_symbol(symbol: Symbol) -> Found:
    if symbol.is_commutative is not True:
        yield Obligation("known", symbol)
    elif not symbol.is_real:
        yield Obligation("real", symbol)


def _of_matrix_symbol(symbol: MatrixSymbol) -> Found:
    yield from _of_sizes(symbol.shape)


def _of_sizes(sizes: Iterable[Expression]) -> Found:
    for size in sizes:
        if not (isinstance(size, Integer) and size > 0):
            yield Obligation("size", size)


def _of_random(symbol: RandomMatrix) -> Found:
    for parameter in symbol.args[1:]:
        yield from obligations(parameter)
    for covariance in symbol.args[2:]:
        yield Obligation("semidefinite", covariance)


def _nothing(node: Basic) -> Found:
    return iter(())


# -- functions --------------------------------------------------------------------------------------------------------
def _of_parts(node: Basic) -> Found:
    for argument in node.args:
        yield from obligations(argument)


def _of_power(node: sp.Pow) -> Found:
    yield from _of_parts(node)
    base, exponent = node.args
    if exponent.is_integer:
        if not exponent.is_nonnegative:
            yield Obligation("nonzero", base)
    elif exponent.is_nonnegative and exponent.is_rational:
        yield Obligation("nonnegative", base)
    else:
        yield Obligation("positive", base)


def _of_matrix_power(node: sp.MatPow) -> Found:
    base, exponent = node.args
    yield from obligations(base)
    if not exponent.is_Rational:
        yield Obligation("known", node)
    if not exponent.is_Integer:
        yield Obligation("semidefinite", base)
    if not exponent.is_nonnegative:
        yield Obligation("invertible", base)


def _of_inverse(node: sp.Inverse) -> Found:
    yield from obligations(node.arg)
    yield Obligation("invertible", node.arg)


def _of_logarithm(node: sp.log) -> Found:
    yield from _of_parts(node)
    if len(node.args) != 1:
        yield Obligation("known", node)
    yield Obligation("positive", node.args[0])


def _of_element(node: MatrixElement) -> Found:
    """An index lies in its range, from 0 on."""
    matrix, *indices = node.args
    yield from obligations(matrix)
    for index, size in zip(indices, matrix.shape, strict=True):
        if not (isinstance(index, Integer) and index >= 0):
            yield Obligation("known", node)
        elif index > 0 and not (isinstance(size, Integer) and index < size):
            yield Obligation("nonnegative", size - 1 - index)


def _of_blocks(node: sp.BlockMatrix) -> Found:
    for block in node.blocks:
        yield from obligations(block)


def _of_entries(node: ImmutableDenseMatrix) -> Found:
    yield from _of_sizes(node.shape)
    for entry in node:
        yield from obligations(entry)


# -- expectations, spectra --------------------------------------------------------------------------------------------
def _of_expectation(node: Expectation) -> Found:
    yield from obligations(node.args[0])
    for symbol in (*node.args[1], *node.args[2]):
        yield from obligations(symbol)
    yield Obligation("moments", node)


def _of_spectral_sum(node: SpectralSum) -> Found:
    """The function is defined wherever an eigenvalue may be: on the real line, or on its half where A ⪰ 0 is asked."""
    yield from obligations(node.matrix)
    variable, function = node.variable, node.function.expr
    if variable.is_nonnegative:
        yield Obligation("semidefinite" if not variable.is_positive else "invertible", node.matrix)
        yield Obligation("semidefinite", node.matrix)
        eigenvalue = sp.Dummy("mu", positive=variable.is_positive, nonnegative=True)
    else:
        yield Obligation("symmetric", node.matrix)
        eigenvalue = sp.Dummy("mu", real=True)
    yield from obligations(function.xreplace({variable: eigenvalue}))


def _of_family_sum(node: FamilySum) -> Found:
    """What is summed is defined, whatever the matrices of a member are; outside of a sum a member is not known."""
    yield from _of_sizes((node.size,))
    yield from obligations(node.body.xreplace({m: m.of(1) for m in members_in(node.body)}))


def _of_smallest_eigenvalue(node: SmallestEigenvalue) -> Found:
    yield from obligations(node.matrix)
    yield Obligation("symmetric", node.matrix)


_RULES: dict[type, Callable[[Expression], Found]] = {
    **dict.fromkeys((Symbol, sp.Dummy), _of_symbol),
    **dict.fromkeys(
        (
            MatrixSymbol,
            SymmetricMatrix,
            PositiveSemidefiniteMatrix,
            PositiveDefiniteMatrix,
            GenericMatrix,
            FixedMatrix,
        ),
        _of_matrix_symbol,
    ),
    **dict.fromkeys((RandomMatrix, MatrixNormal), _of_random),
    **dict.fromkeys((sp.Identity, sp.ZeroMatrix, OneMatrix), lambda node: _of_sizes(node.shape)),
    **dict.fromkeys((Str, BoundName), _nothing),
    **dict.fromkeys((sp.Add, sp.Mul, sp.MatAdd, sp.MatMul, sp.Trace, sp.Transpose, sp.Tuple), _of_parts),
    **dict.fromkeys((sp.Min, sp.Max, sp.Abs, sp.sign, sp.floor, sp.ceiling, FrobeniusNorm, OperatorNorm), _of_parts),
    **dict.fromkeys((sp.exp, sp.sin, sp.cos, sp.atan, sp.sinh, sp.cosh, sp.tanh), _of_parts),
    sp.Pow: _of_power,
    sp.MatPow: _of_matrix_power,
    sp.Inverse: _of_inverse,
    sp.log: _of_logarithm,
    MatrixElement: _of_element,
    sp.BlockMatrix: _of_blocks,
    ImmutableDenseMatrix: _of_entries,
    **dict.fromkeys((Expectation, MatrixExpectation), _of_expectation),
    **dict.fromkeys((FamilySum, MatrixFamilySum), _of_family_sum),
    SpectralSum: _of_spectral_sum,
    SmallestEigenvalue: _of_smallest_eigenvalue,
}
