"""Derivatives of trace polynomials, exact and for every size.

A differential replaces every occurrence of a variable V by its direction dV, one at a time (product rule), with
d(K⁻¹) = −K⁻¹ dK K⁻¹. The differential of a scalar is linear in dV, hence a sum of traces tr(dV Q), and the sum of
their Qᵀ is the gradient.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sympy import (
    Add,
    Basic,
    Function,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    Pow,
    Symbol,
    ZeroMatrix,
    default_sort_key,
    sympify,
)

from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation, free_random_symbols
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix, as_constants
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.letters import Generator, Letter
from theory.algebra.words.normal_form import Key, TracePolynomial, multiply_scalars
from theory.algebra.words.word_operations import Word

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


def gradient(expr: Expression, variable: Basic) -> Basic:
    """The gradient of a scalar f, of the shape of V: (∇f)_ij = ∂f/∂V_ij, so that df = tr((∇f)ᵀ dV).

    ``variable`` is a matrix, vector or scalar symbol; it may stand inside inverses and denominators. A symmetric V
    moves among symmetric matrices only: its gradient is the symmetric G with df = tr(G dV). Nothing is integrated:
    the gradient of an ``Expectation`` of a polynomial is the ``Expectation`` of the gradient. Raises ShapeError for a
    matrix f, and UnsupportedExpressionError for random symbols outside an ``Expectation``, for V inside a function
    or under a root, for a V that is random, or the size of a matrix, or a parameter of a law, and for a V that stands
    with random symbols in an inverse, or in an expectation whose value is a matrix.

    >>> from theorycheck import gradient, quad, setting
    >>> gradient(quad(setting.beta, setting.H), setting.beta)
    2*H*beta
    """
    expr = expression(expr, "the function")
    outside, means = _with_means_as_symbols(expr, [variable])
    function = _function(outside, variable)
    if not function.is_scalar:
        message = f"{expr} is a {function.rows}×{function.cols} matrix: a gradient is taken of a scalar"
        raise ShapeError(message)
    terms = [_gradient(function, variable)]
    for mean in means:
        if mean.moves:
            if mean.node.is_Matrix:
                message = f"{mean.node} depends on {variable}: write the trace or the product with it inside of it"
                raise UnsupportedExpressionError(message)
            terms.append(_scaled(_gradient(function, mean.symbol), mean.under(lambda f: gradient(f, variable))))
    total = terms[0] if len(terms) == 1 else _sum(terms)
    return total.xreplace({mean.symbol: mean.node for mean in means})


def _gradient(function: TracePolynomial, variable: Basic) -> Basic:
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


def _scaled(factor: Basic, term: Basic) -> Basic:
    if factor == 1 or _is_zero(term):
        return term
    return MatMul(factor, term) if term.is_Matrix else factor * term


def _sum(terms: Sequence[Basic]) -> Basic:
    present = [t for t in terms if not _is_zero(t)]
    if len(present) < 2:
        return present[0] if present else terms[0]
    # SymPy's matrix operators would evaluate the expectations
    return MatAdd(*present) if present[0].is_Matrix else Add(*present)


def _is_zero(term: Basic) -> bool:
    return isinstance(term, ZeroMatrix) or term == 0


def directional_derivative(expr: Expression, variables: Expression, directions: Expression) -> Basic:
    """d/dt f(V + t D) at t = 0, of the shape of f.

    ``variables`` and ``directions`` are one symbol and one expression of its shape, or two sequences of equal
    length: the variables then move together. Raises what :func:`gradient` raises except for a matrix f, and
    ShapeError for a direction that does not fit its variable.
    """
    return _derivative(expr, variables, directions, order=1)


def hessian_quadratic_form(expr: Expression, variables: Expression, directions: Expression) -> Basic:
    """d²/dt² f(V + t D) at t = 0, of the shape of f: the Hessian of f as a quadratic form in D.

    Arguments and errors as in :func:`directional_derivative`. A direction stays fixed even where it contains V.

    >>> from theorycheck import hessian_quadratic_form, quad, setting
    >>> hessian_quadratic_form(quad(setting.beta, setting.H), setting.beta, setting.beta_star)
    2*Trace(beta_star.T*H*beta_star)
    """
    return _derivative(expr, variables, directions, order=2)


def _derivative(expr: Expression, variables: Expression, directions: Expression, order: int) -> Basic:
    increments = _increments(variables, directions)
    derivative = expression(expr, "the function")
    for _ in range(order):
        derivative = _moved(derivative, increments)
    derivative = derivative.xreplace({each.symbol: each.direction for each in increments})
    if derivative.has(Expectation):
        return derivative
    return to_sympy(from_sympy(derivative), matrix=getattr(derivative, "is_Matrix", False))


def _moved(expr: Basic, increments: list[_Increment]) -> Basic:
    """The differential of an expression, in the symbols of the directions."""
    outside, means = _with_means_as_symbols(expr, [each.variable for each in increments])
    polynomial = _function(outside, *(each.variable for each in increments))
    moves = {each.variable: from_sympy(each.symbol) for each in increments}
    inside = {mean.symbol: _direction_symbol(mean.symbol) for mean in means if mean.moves}
    moves |= {symbol: from_sympy(direction) for symbol, direction in inside.items()}
    moved = to_sympy(_differential(polynomial, moves), getattr(expr, "is_Matrix", False))
    differentials = {
        inside[mean.symbol]: mean.under(lambda f: _moved(f, increments)) for mean in means if mean.symbol in inside
    }
    return moved.xreplace({mean.symbol: mean.node for mean in means} | differentials)


# -- under the expectation ------------------------------------------------------------------------------------------
class _MeanSymbol(Symbol):
    """An expectation as a scalar; a class of its own, so that it differs from every symbol of a user."""


class _MatrixMeanSymbol(MatrixSymbol):
    """An expectation as a matrix."""


@dataclass(frozen=True)
class _Mean:
    """An expectation, the symbol in its place, and whether it depends on the variables."""

    node: Expectation
    symbol: Basic
    moves: bool

    def under(self, derivative: Callable[[Basic], Basic]) -> Expectation:
        """E of the derivative of the integrand, whatever the random symbols are."""
        integrand = self.node.integrand
        fixed = as_constants(free_random_symbols(integrand))
        found = derivative(integrand.xreplace(fixed))
        return Expectation(found.xreplace({constant: x for x, constant in fixed.items()}), self.node.given)


def _with_means_as_symbols(expr: Basic, variables: Sequence[Basic]) -> tuple[Basic, list[_Mean]]:
    """The expression with a symbol for every expectation in it that stands in no other one."""
    random = sorted(map(str, free_random_symbols(expr) | {v for v in variables if isinstance(v, RandomMatrix)}))
    if random:
        message = f"{expr} is random ({', '.join(random)}): differentiate an Expectation of it"
        raise UnsupportedExpressionError(message)
    if not expr.has(Expectation):
        return expr, []
    means = []
    for i, node in enumerate(sorted(_outermost(expr), key=default_sort_key)):
        name = f"E[…]_{i}"
        symbol = _MatrixMeanSymbol(name, *node.shape) if node.is_Matrix else _MeanSymbol(name, real=True)
        means.append(_Mean(node, symbol, any(_depends(node, v) for v in variables)))
    return expr.xreplace({mean.node: mean.symbol for mean in means}), means


def _outermost(expr: Basic) -> set[Expectation]:
    if isinstance(expr, Expectation):
        return {expr}
    return set().union(*map(_outermost, expr.args))


def _depends(node: Expectation, variable: Basic) -> bool:
    """Whether an expectation depends on a variable, which then stands only where a derivative can be taken inside."""
    integrand = node.args[0]
    if not integrand.has(variable):
        return False
    laws = [x for x in integrand.atoms(RandomMatrix) if any(a.has(variable) for a in x.args[1:])]
    if laws:
        message = f"{variable} is a parameter of the law of {laws[0]}: call .doit() first"
        raise UnsupportedExpressionError(message)
    for part in integrand.atoms(Pow, MatPow, Function):
        whole = isinstance(part, Pow | MatPow) and part.exp.is_Integer and part.exp > 0
        if not whole and part.has(variable) and part.has(RandomMatrix):
            message = (
                f"{part} is not a polynomial in {variable} and what is random: it is not known that E[∂f] is ∂E[f]"
            )
            raise UnsupportedExpressionError(message)
    return True


# -- arguments ------------------------------------------------------------------------------------------------------
def _function(expr: Basic, *variables: Basic) -> TracePolynomial:
    polynomial = from_sympy(expr)
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


def _increments(variables: Expression, directions: Expression) -> list[_Increment]:
    if isinstance(variables, Basic) and not isinstance(variables, Sequence):
        variables, directions = [variables], [directions]
    if len(variables) != len(directions):
        message = f"{len(variables)} variables but {len(directions)} directions: give one direction for each variable"
        raise ShapeError(message)
    return [_increment(v, expression(d, "a direction")) for v, d in zip(variables, directions, strict=True)]


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


def _product(word: Word, size: Expression) -> TracePolynomial:
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
