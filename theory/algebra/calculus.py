"""Derivatives of trace polynomials, exact and for every size.

A differential replaces every occurrence of a variable V by its direction dV, one at a time (product rule), with
d(K⁻¹) = −K⁻¹ dK K⁻¹. The differential of a scalar is linear in dV, hence a sum of traces tr(dV Q), and the sum of
their Qᵀ is the gradient.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from sympy import Basic, MatrixSymbol, Symbol, sympify

from theory.algebra.convert import from_sympy, to_sympy
from theory.algebra.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.gram import random_in
from theory.algebra.letters import Generator, Letter
from theory.algebra.normal_form import Key, TracePolynomial, multiply_scalars
from theory.algebra.symbols import SymmetricMatrix
from theory.algebra.words import Word

__all__ = ["directional_derivative", "gradient", "hessian_quadratic_form"]

Directions = Mapping[Basic, TracePolynomial]


class _Direction(MatrixSymbol):
    """dV for a matrix V; a class of its own, so that it differs from every symbol of a user."""


class _SymmetricDirection(SymmetricMatrix):
    """dV for a symmetric V."""


class _ScalarDirection(Symbol):
    """dV for a scalar V."""


class _Increment(NamedTuple):
    """A variable, the symbol that stands for its direction, and the direction."""

    variable: Basic
    symbol: Basic
    direction: Basic


def gradient(expr: Any, variable: Basic) -> Basic:
    """The gradient of a scalar f, of the shape of V: (∇f)_ij = ∂f/∂V_ij, so that df = tr((∇f)ᵀ dV).

    ``variable`` is a matrix, vector or scalar symbol; it may stand inside inverses and denominators. A symmetric V
    moves among symmetric matrices only: its gradient is the symmetric G with df = tr(G dV). Raises ShapeError for a
    matrix f, and UnsupportedExpressionError for random symbols outside an ``Expectation``, for V inside a function
    or under a root, and for a V that is random, or the size of a matrix.
    """
    function = _function(expr, variable)
    if not function.is_scalar:
        message = f"{expr} is a {function.rows}×{function.cols} matrix: a gradient is taken of a scalar"
        raise ShapeError(message)
    symbol = _direction_symbol(variable)
    differential = _differential(function, {variable: from_sympy(symbol)})
    if isinstance(variable, Symbol):
        return to_sympy(differential).xreplace({symbol: sympify(1)})
    total = TracePolynomial.zero(*variable.shape)
    for key, value in differential.terms.items():
        total = total + _cofactor(key, symbol).times(value)
    if isinstance(variable, SymmetricMatrix):
        total = (total + total.transpose()).times(Fraction(1, 2))
    return to_sympy(total, matrix=True)


def directional_derivative(expr: Any, variables: Any, directions: Any) -> Basic:
    """d/dt f(V + t D) at t = 0, of the shape of f.

    ``variables`` and ``directions`` are one symbol and one expression of its shape, or two sequences of equal
    length: the variables then move together. Raises what :func:`gradient` raises except for a matrix f, and
    ShapeError for a direction that does not fit its variable.
    """
    return _derivative(expr, variables, directions, order=1)


def hessian_quadratic_form(expr: Any, variables: Any, directions: Any) -> Basic:
    """d²/dt² f(V + t D) at t = 0, of the shape of f: the Hessian of f as a quadratic form in D.

    Arguments and errors as in :func:`directional_derivative`. A direction stays fixed even where it contains V.
    """
    return _derivative(expr, variables, directions, order=2)


def _derivative(expr: Any, variables: Any, directions: Any, order: int) -> Basic:
    increments = _increments(variables, directions)
    polynomial = _function(expr, *(each.variable for each in increments))
    moves = {each.variable: from_sympy(each.symbol) for each in increments}
    for _ in range(order):
        polynomial = _differential(polynomial, moves)
    matrix = getattr(expr, "is_Matrix", False)
    derivative = to_sympy(polynomial, matrix).xreplace({each.symbol: each.direction for each in increments})
    return to_sympy(from_sympy(derivative), matrix)


# -- arguments ------------------------------------------------------------------------------------------------------
def _function(expr: Any, *variables: Basic) -> TracePolynomial:
    expr = sympify(expr)
    polynomial = from_sympy(expr)
    random = sorted(map(str, random_in(polynomial)))
    if random:
        message = f"{expr} is random ({', '.join(random)}): differentiate an Expectation of it"
        raise UnsupportedExpressionError(message)
    sizes = {s for matrix in expr.atoms(MatrixSymbol) for size in matrix.shape for s in size.free_symbols}
    for variable in variables:
        if variable in sizes:
            message = f"{variable} is the size of a matrix: there is no derivative by it"
            raise UnsupportedExpressionError(message)
    return polynomial


def _direction_symbol(variable: Basic) -> Basic:
    name = f"d{variable}"
    if isinstance(variable, Symbol):
        return _ScalarDirection(name)
    if isinstance(variable, SymmetricMatrix):
        return _SymmetricDirection(name, *variable.shape)
    if isinstance(variable, MatrixSymbol):
        return _Direction(name, *variable.shape)
    message = f"{variable} is a {type(variable).__name__}: differentiate by a Symbol or a MatrixSymbol"
    raise UnsupportedExpressionError(message)


def _increments(variables: Any, directions: Any) -> list[_Increment]:
    if isinstance(variables, Basic) and not isinstance(variables, Sequence):
        variables, directions = [variables], [directions]
    if len(variables) != len(directions):
        message = f"{len(variables)} variables but {len(directions)} directions: give one direction for each variable"
        raise ShapeError(message)
    return [_increment(v, sympify(d)) for v, d in zip(variables, directions, strict=True)]


def _increment(variable: Basic, direction: Basic) -> _Increment:
    symbol, value = _direction_symbol(variable), from_sympy(direction)
    shape = getattr(variable, "shape", (1, 1))
    if (value.rows, value.cols) != shape:
        message = f"the direction {direction} is {value.rows}×{value.cols}, but {variable} is {shape[0]}×{shape[1]}"
        raise ShapeError(message)
    if isinstance(variable, SymmetricMatrix) and value != value.transpose():
        message = f"{variable} is symmetric and {direction} is not: give a symmetric direction"
        raise ShapeError(message)
    return _Increment(variable, symbol, direction)


# -- differentials --------------------------------------------------------------------------------------------------
def _differential(polynomial: TracePolynomial, moves: Directions) -> TracePolynomial:
    """Σ over the occurrences of the variables, each replaced by its direction."""
    total = TracePolynomial.zero(polynomial.rows, polynomial.cols)
    for (scalars, loops, word), value in polynomial.terms.items():
        for i, (generator, power) in enumerate(scalars):
            rest = multiply_scalars(scalars[:i] + scalars[i + 1 :], ((generator, power - 1),) if power != 1 else ())
            fixed = TracePolynomial(polynomial.rows, polynomial.cols, {(rest, loops, word): value * power})
            total = total + fixed.scale(_of_generator(generator, moves))
        for i, loop in enumerate(loops):
            others = (scalars, loops[:i] + loops[i + 1 :], word)
            fixed = TracePolynomial(polynomial.rows, polynomial.cols, {others: value})
            for part in _of_word(loop, moves):
                total = total + fixed.scale(part.trace())
        for part in _of_word(word, moves):
            total = total + part.scale(TracePolynomial(1, 1, {(scalars, loops, ()): value}))
    return total


def _of_generator(generator: Generator, moves: Directions) -> TracePolynomial:
    if generator.argument is not None:
        inverse_square = TracePolynomial.generator(generator, 2)
        return -_differential(generator.argument, moves).scale(inverse_square)
    assert generator.expr is not None
    if generator.expr.has(MatrixSymbol):
        _refuse_inside(generator.expr, moves)
    scalars = [v for v in moves if isinstance(v, Symbol) and generator.expr.has(v)]
    parts = [moves[v].scale(from_sympy(generator.expr.diff(v))) for v in scalars]
    return sum(parts, start=TracePolynomial.scalar(0))


def _of_word(word: Word, moves: Directions) -> Iterator[TracePolynomial]:
    for i, letter in enumerate(word):
        changed = _of_letter(letter, moves)
        if changed:
            yield _product(word[:i], letter.rows) @ changed @ _product(word[i + 1 :], letter.cols)


def _of_letter(letter: Letter, moves: Directions) -> TracePolynomial:
    here = TracePolynomial.letter(letter)
    if letter.argument is not None:
        return -(here @ _differential(letter.argument, moves) @ here)
    assert letter.base is not None
    if letter.base not in moves:
        _refuse_inside(letter.base, moves)
        return TracePolynomial.zero(letter.rows, letter.cols)
    move = moves[letter.base].transpose() if letter.transposed else moves[letter.base]
    if letter.power == 1:
        return move
    if letter.power == -1:
        return -(here @ move @ here)
    message = f"{letter.base} stands under a root: its derivative is not a trace polynomial"
    raise UnsupportedExpressionError(message)


def _refuse_inside(expr: Basic, moves: Directions) -> None:
    inside = [str(v) for v in moves if expr.has(v)]
    if inside:
        message = (
            f"{expr} is a function of {', '.join(inside)} that is not a trace polynomial: its derivative is unknown"
        )
        raise UnsupportedExpressionError(message)


def _product(word: Word, size: Any) -> TracePolynomial:
    """A part of a word as a polynomial; the identity if it is empty."""
    if not word:
        return TracePolynomial.identity(size)
    return TracePolynomial(word[0].rows, word[-1].cols, {((), (), word): 1})


def _cofactor(key: Key, symbol: Basic) -> TracePolynomial:
    """Qᵀ of a term tr(dV Q)."""
    scalars, loops, _ = key
    index, position = next((i, j) for i, loop in enumerate(loops) for j, a in enumerate(loop) if a.base == symbol)
    loop = loops[index]
    letter = loop[position]
    rest = _product(loop[position + 1 :] + loop[:position], letter.cols)
    fixed = TracePolynomial(1, 1, {(scalars, loops[:index] + loops[index + 1 :], ()): 1})
    return (rest if letter.transposed else rest.transpose()).scale(fixed)
