"""The row of the table of kinds that is about numbers: what SymPy's assumptions say of a scalar symbol."""

from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
from sympy import Basic, Rational, Symbol

from numerics.values.matrix_checks import exact_fraction, printed
from numerics.values.number_types import Number
from numerics.values.symbol_kind import NumberSource, SymbolKind, WrongKindError
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["NUMBER"]

_NUMBER_KINDS: dict[str, Callable[[np.ndarray], Number]] = {
    "integer": lambda a: a % 1 == 0,
    "noninteger": lambda a: a % 1 != 0,
    "positive": lambda a: a > 0,
    "negative": lambda a: a < 0,
    "nonnegative": lambda a: a >= 0,
    "nonpositive": lambda a: a <= 0,
    "nonzero": lambda a: a != 0,
    "zero": lambda a: a == 0,
    "even": lambda a: a % 2 == 0,
    "odd": lambda a: a % 2 == 1,
}
"""What SymPy's assumptions ask of the entries of an array; of the others SymPy itself is asked, number by number."""

_DOMAINS = {"zero": "= 0", "positive": "> 0", "negative": "< 0", "nonnegative": "≥ 0", "nonpositive": "≤ 0"}


def _check_number(symbol: Symbol, array: np.ndarray) -> None:
    for name, wanted in symbol._assumptions_orig.items():
        known = _NUMBER_KINDS.get(name)
        holds = _asked_of_sympy(array, name) if known is None else known(array)
        wrong = array[np.asarray(holds, dtype=bool) != wanted]
        if wrong.size:
            message = _number_message(symbol, wrong.flat[0])
            raise WrongKindError(message)


def _asked_of_sympy(array: np.ndarray, assumption: str) -> np.ndarray:
    # a float of a symbol declared irrational is a rounding of it
    found = [getattr(Rational(exact_fraction(x)), f"is_{assumption}") for x in array.astype(object).flat]
    return np.array(found, dtype=bool).reshape(array.shape)


def _number_message(symbol: Symbol, value: Number) -> str:
    declared = dict(symbol._assumptions_orig)
    is_size = declared == {"integer": True, "positive": True}
    domain = next((f" {text}" for name, text in _DOMAINS.items() if getattr(symbol, f"is_{name}")), "")
    others = ", ".join(f"{name}={wanted}" for name, wanted in declared.items() if name not in {"integer", *_DOMAINS})
    wanted = "whole number of at least 1" if is_size else f"{'whole ' if symbol.is_integer else ''}number{domain}"
    remedy = f"give a {wanted}{f', as {symbol} has {others}' if others else ''}"
    return f"{'the size ' if is_size else ''}{symbol} is {printed(value)}: {remedy}"


def _check(symbol: Expression, array: np.ndarray, singular: bool) -> None:
    _check_number(symbol, array)


def _value(symbol: Expression, source: NumberSource, shape: tuple[int, int]) -> Number:
    return source.number(symbol)


def _edges(symbol: Expression, value: Number) -> Iterator[tuple[str, Number]]:
    """The sign that a random number does not have."""
    if symbol.is_nonnegative is None and symbol.is_nonpositive is None:
        yield "of the other sign", -value if value else Fraction(-1)


def _borders(symbol: Expression, value: Number) -> Iterator[Number]:
    try:
        _check_number(symbol, np.asarray(Fraction(0)))
    except WrongKindError:
        return
    yield 0 * value


def _simple(symbol: Expression, value: Number) -> Fraction:
    return Fraction(-1 if symbol.is_nonpositive else 1)


def _weaker(symbol: Expression) -> Basic | None:
    if symbol.is_integer:
        return None
    if symbol.is_positive:
        return Symbol(symbol.name, nonnegative=True)
    return Symbol(symbol.name, real=True) if symbol.is_nonnegative else None


NUMBER = SymbolKind(check=_check, value=_value, edges=_edges, borders=_borders, simple=_simple, weaker=_weaker)
