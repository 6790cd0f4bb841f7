"""Moments of (XᵀX)⁻¹ for Gaussian X: what is integrable, when it exists, and the way there.

For X n×p with independent rows N(0, Σ), E of a product with r factors (XᵀX)⁻¹ exists exactly if n > p + 2r − 1: the
least eigenvalue λ of XᵀX has a density that behaves like λ^((n−p−1)/2) at 0, and λ^(−r) times that is integrable where
(n − p − 1)/2 − r > −1 (von Rosen 1988).
"""

from functools import cache
from typing import NamedTuple

from sympy import Basic, Gt

from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.gram import gram_symbol, random_in
from theory.algebra.words.inverses import invert_matrix
from theory.algebra.words.letters import Letter, inverse_letter, matrix_letter
from theory.algebra.words.normal_form import Key, Number, TracePolynomial
from theory.algebra.words.word_operations import Loop, sort_loops
from theory.algebra.words.word_rewriting import rewrite
from theory.moments.stein_haff import Wishart, integrate_wishart, order_in

__all__ = ["HIGHEST_ORDER", "Condition", "existence_condition", "integrate_inverse", "inverse_order", "split_inverse"]

HIGHEST_ORDER = 3  # factors K in one product: the system has (2r−1)!! unknowns, 15 at r = 3


class Condition(NamedTuple):
    """What sizes have to satisfy, in words and as a relation."""

    name: str
    relation: Basic


def split_inverse(polynomial: TracePolynomial, symbol: RandomMatrix) -> tuple[TracePolynomial, TracePolynomial]:
    """(the terms with a factor (XᵀX)⁻¹, the others), after those factors that meet an XᵀX have cancelled."""
    inverse = _inverse_letter(symbol)
    parts: tuple[dict[Key, Number], dict[Key, Number]] = ({}, {})
    for key, value in _cancelled(polynomial, symbol).terms.items():
        parts[0 if order_in(key, inverse) else 1][key] = value
    first, second = (TracePolynomial(polynomial.rows, polynomial.cols, terms) for terms in parts)
    return first, second


def inverse_order(polynomial: TracePolynomial, symbol: RandomMatrix) -> int:
    """The largest number of factors (XᵀX)⁻¹ in one term."""
    return max((order_in(key, _inverse_letter(symbol)) for key in polynomial.terms), default=0)


def existence_condition(symbol: RandomMatrix, order: int) -> Condition:
    """For moments of this order of (XᵀX)⁻¹, or the inverse itself (order 0), to exist: n > p + 2·order − 1."""
    rows, cols = symbol.shape
    least = cols + 2 * order - 1
    inverse = f"({symbol.name}ᵀ{symbol.name})⁻¹"
    what = f"the moments of order {order} of {inverse} exist" if order else f"{inverse} exists"
    return Condition(f"{what} for {rows} > {least}", Gt(rows, least))


def integrate_inverse(polynomial: TracePolynomial, symbol: RandomMatrix) -> TracePolynomial:
    """E over X of terms with a factor (XᵀX)⁻¹ and deterministic letters, as :func:`split_inverse` returns them.

    Raises UnsupportedExpressionError, naming the term, where X is left outside (XᵀX)⁻¹, for an order above
    ``HIGHEST_ORDER``, for an X with a mean or with dependent rows, and for sizes at which the moment does not exist.
    """
    wishart = _wishart(symbol)
    for key in polynomial.terms:
        _check_term(key, polynomial, symbol, wishart.inverse)
    return integrate_wishart(polynomial, wishart)


def _check_term(key: Key, polynomial: TracePolynomial, symbol: RandomMatrix, inverse: Letter) -> None:
    order = order_in(key, inverse)
    condition = existence_condition(symbol, order)
    mixed = any(letter.random == symbol for word in (key[2], *key[1]) for letter in word)
    if mixed:
        fault = f"{symbol} stands both inside and outside of {to_sympy(_single(inverse))}, which does not cancel"
    elif order > HIGHEST_ORDER:
        fault = f"it is of order {order} in {to_sympy(_single(inverse))}; the highest order is {HIGHEST_ORDER}"
    elif order and condition.relation == False:  # noqa: E712  (SymPy's false)
        fault = f"it exists for n > p + {2 * order - 1} only, n and p being the numbers of rows and columns of {symbol}"
    else:
        return
    term = to_sympy(TracePolynomial(polynomial.rows, polynomial.cols, {key: 1}))
    message = f"E[{term}] has no closed form here: {fault}"
    raise UnsupportedExpressionError(message)


# -- the law --------------------------------------------------------------------------------------------------------
@cache
def _wishart(symbol: RandomMatrix) -> Wishart:
    rows, cols = symbol.shape
    mean, row, column = (from_sympy(a) for a in symbol.args[1:])
    variance = TracePolynomial(1, 1, {(scalars, loops, ()): v for (scalars, loops, _), v in row.terms.items()})
    if mean or row != TracePolynomial.identity(rows).scale(variance) or random_in(row) or random_in(column):
        message = (
            f"{symbol} has the mean {symbol.mean} and the covariances {symbol.row_covariance} and "
            f"{symbol.column_covariance}: moments of ({symbol.name}ᵀ{symbol.name})⁻¹ are known for mean zero, "
            "a multiple of the identity as row covariance, and a column covariance that is not random"
        )
        raise UnsupportedExpressionError(message)
    margin = TracePolynomial.identity(rows).trace() - TracePolynomial.identity(cols).trace()
    return Wishart(_inverse_letter(symbol), invert_matrix(column.scale(variance)), margin)


@cache
def _inverse_letter(symbol: RandomMatrix) -> Letter:
    letter = matrix_letter(symbol)
    return inverse_letter(_single(letter.T) @ _single(letter))


def _single(letter: Letter) -> TracePolynomial:
    return TracePolynomial(letter.rows, letter.cols, {((), (), (letter,)): 1})


# -- cancellation ---------------------------------------------------------------------------------------------------
def _cancelled(polynomial: TracePolynomial, symbol: RandomMatrix) -> TracePolynomial:
    """The polynomial with (XᵀX)⁻¹XᵀX = I, and with 1/(xᵀx) of a vector x spelled as the letter (xᵀx)⁻¹."""
    terms: dict[Key, Number] = {}
    for (scalars, loops, word), value in rewrite(polynomial).terms.items():
        powers = [(g, p) for g, p in scalars if g.argument is not None and gram_symbol(g.argument) == symbol]
        rest = tuple(item for item in scalars if item not in powers)
        key = (rest, _with_reciprocals(loops, sum(int(p) for _, p in powers), symbol), word)
        terms[key] = terms.get(key, 0) + value
    return TracePolynomial(polynomial.rows, polynomial.cols, terms)


def _with_reciprocals(loops: tuple[Loop, ...], power: int, symbol: RandomMatrix) -> tuple[Loop, ...]:
    letter = matrix_letter(symbol)
    remaining = list(loops)
    while power and (letter.T, letter) in remaining:
        remaining.remove((letter.T, letter))
        power -= 1
    return sort_loops((*remaining, *[(_inverse_letter(symbol),)] * power)) if power else tuple(remaining)
