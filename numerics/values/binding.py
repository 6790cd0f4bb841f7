"""Which symbols an expression consists of, and which value each of them has. No arithmetic happens here."""

import difflib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

import numpy as np
import sympy
from sympy import Basic, Lambda, MatrixSymbol, Symbol, sympify

from numerics.tolerances.memory_budgets import EXPRESSIONS_REMEMBERED
from numerics.values.extents import extent_at
from numerics.values.number_types import Number
from numerics.values.real_arrays import real_array, shown, whole_number
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = [
    "bind",
    "free_parameters",
    "is_exact",
    "leaves",
    "name_of",
    "nearest",
    "sort_by_name",
    "suggestion",
    "values_by_name",
]


def leaves(*exprs: Basic) -> set[Basic]:
    """Every Symbol and MatrixSymbol of the expressions, those of shapes included.

    A ``RandomMatrix`` is a leaf like any other: its law is not entered (:func:`free_parameters` does that). Raises
    ValueError for what is no expression, text above all.
    """
    return set[Basic]().union(*(_leaves(expression(e, "the expression")) for e in exprs))


@lru_cache(EXPRESSIONS_REMEMBERED)
def _leaves(expr: Basic) -> frozenset[Basic]:
    """Of one expression: the same few are evaluated at many points."""
    found: set[Basic] = set()
    seen: set[Basic] = set()
    todo: list[Basic] = [expr]
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, Symbol | MatrixSymbol):
            found.add(node)
        if isinstance(node, Lambda):
            found |= _leaves(node.expr) - set(node.variables)
            continue
        todo += map(sympify, node.shape) if isinstance(node, MatrixSymbol) else node.args
    return frozenset(found)


def free_parameters(*exprs: Basic) -> tuple[Basic, ...]:
    """All deterministic symbols of the expressions, of the laws of their random symbols and of shapes, by name.

    >>> from theorycheck import Expectation, free_parameters, setting
    >>> sorted(map(str, free_parameters(Expectation(setting.sample_covariance()))))
    ['H', 'M', 'd']
    """
    found = leaves(*exprs)
    todo = [s for s in found if isinstance(s, RandomMatrix)]
    entered: set[Basic] = set()
    while todo:
        random = todo.pop()
        if random in entered:
            continue
        entered.add(random)
        law = leaves(random.mean, random.row_covariance, random.column_covariance)
        todo += [s for s in law if isinstance(s, RandomMatrix)]
        found |= law
    return sort_by_name(s for s in found if not isinstance(s, RandomMatrix))


def name_of(symbol: Expression) -> str:
    """The plain name of a symbol; a string is its own name."""
    return symbol if isinstance(symbol, str) else str(symbol.name)


def sort_by_name(symbols: Iterable[Expression]) -> tuple[Number, ...]:
    """The symbols in the order of their names, which does not depend on hashes."""
    return tuple(sorted(symbols, key=lambda s: (name_of(s), type(s).__name__)))


def values_by_name(values: object) -> dict[str, Number]:
    """A mapping (or anything with ``.values()`` that returns one, such as a Problem) keyed by plain names.

    Raises ValueError for what is no mapping, for a key that is neither a symbol nor a name, and for two keys of one
    name.
    """
    mapping = values if isinstance(values, Mapping) else _of_a_problem(values)
    named: dict[str, Number] = {}
    for key, value in mapping.items():
        if not isinstance(key, str | Symbol | MatrixSymbol):
            message = f"{key!r} cannot be given a value: use a SymPy symbol, a matrix symbol or a name as the key"
            raise ValueError(message)
        if name_of(key) in named:
            message = f"{name_of(key)} is given two values: give one"
            raise ValueError(message)
        named[name_of(key)] = value
    return named


def _of_a_problem(values: object) -> Mapping[Expression, Number]:
    ask = getattr(values, "values", None)
    mapping = ask() if callable(ask) and not isinstance(values, type) else None
    if not isinstance(mapping, Mapping):
        message = (
            f"the values are {shown(values)}, a {type(values).__name__}: give a Problem, or a mapping such as "
            '{"H": [[2, 1], [1, 2]], "M": 20}'
        )
        raise ValueError(message)
    return mapping


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that may have been meant, or None; small and capital letters are told apart by few."""
    by_spelling = {n.casefold(): n for n in sorted(names)}
    near = difflib.get_close_matches(name.casefold(), by_spelling, n=1)
    return by_spelling[near[0]] if near else None


def suggestion(name: str, others: Iterable[str]) -> str:
    """Words for a message that ``name`` was not found among ``others``: empty where none of them is near it."""
    near = nearest(name, others)
    return "" if near is None else f" (is it what {near!r} was meant for?)"


def bind(symbols: Iterable[Basic], values: object) -> dict[Basic, Number]:
    """The value of each symbol: an ndarray (..., n, m) for a matrix, an int for a dimension, a 0-d or batch-shaped
    ndarray for another scalar. Sizes are read off the matrices and cross-checked.

    Raises ValueError naming the symbol, the shape or value found and the one expected.
    """
    wanted = _refuse_clashes(set(symbols))
    given = values_by_name(values)
    matrices = [s for s in wanted if isinstance(s, MatrixSymbol)]
    if isinstance(values, Mapping):
        # a matrix that the expression does not mention still says how large d is
        matrices += [s for s in values if isinstance(s, MatrixSymbol) and s not in wanted]
    bound: dict[Basic, Number] = {s: _matrix(s, _lookup(s, given)) for s in sort_by_name(matrices)}
    sizes = _sizes(bound, given)
    for symbol in wanted:
        if isinstance(symbol, Symbol):
            bound[symbol] = sizes[symbol] if symbol in sizes else _scalar(symbol, _lookup(symbol, given))
    return bound


def is_exact(values: object) -> bool:
    """Whether all given values are whole numbers or fractions, and at least one was given as a fraction."""
    try:
        arrays = [real_array(name, value) for name, value in values_by_name(values).items() if value is not None]
    except ValueError:  # a value that no symbol uses
        return False
    rational = [a.dtype == object and all(isinstance(x, int | Fraction) for x in a.flat) for a in arrays]
    return any(rational) and all(r or a.dtype.kind in "iu" for r, a in zip(rational, arrays, strict=True))


def _refuse_clashes(symbols: set[Basic]) -> set[Basic]:
    seen: dict[str, Basic] = {}
    for symbol in symbols:
        if seen.setdefault(name_of(symbol), symbol) != symbol:
            message = f"the name {name_of(symbol)} stands for two different symbols: rename one of them"
            raise ValueError(message)
    return symbols


def _lookup(symbol: Basic, given: Mapping[str, Number]) -> Number:
    name = name_of(symbol)
    if name in given and given[name] is not None:
        return given[name]
    kind = f" ({symbol.shape[0]}×{symbol.shape[1]})" if isinstance(symbol, MatrixSymbol) else ""
    held = ", ".join(sorted(given)) or "nothing"
    message = f"{name}{kind} has no value{suggestion(name, given)}: add it to the values, which hold {held}"
    raise ValueError(message)


def _matrix(symbol: MatrixSymbol, value: Number) -> np.ndarray:
    array = real_array(name_of(symbol), value)
    rows, columns = symbol.shape
    if array.ndim == 0 and rows == columns == 1:
        array = array.reshape(1, 1)
    elif array.ndim == 1 and columns == 1:
        array = array[:, None]
    elif array.ndim == 1 and rows == 1:
        array = array[None, :]
    if array.ndim < 2:
        message = f"{symbol} has a value of shape {array.shape}: give an array of shape (..., {rows}, {columns})"
        raise ValueError(message)
    return array


def _scalar(symbol: Symbol, value: Number) -> Number:
    return real_array(name_of(symbol), value)


def _sizes(bound: Mapping[Basic, np.ndarray], given: Mapping[str, Number]) -> dict[Basic, int]:
    """The value of every symbol that occurs in a shape."""
    claims = [(sympify(n), k, s) for s, a in bound.items() for n, k in zip(s.shape, a.shape[-2:], strict=True)]
    sizes: dict[Basic, int] = {}
    origin: dict[Basic, Basic | None] = {}
    for size in sort_by_name({s for extent, _, _ in claims for s in extent.free_symbols}):
        if given.get(name_of(size)) is not None:
            sizes[size], origin[size] = _whole(size, given[name_of(size)]), None
    # a plain letter first, then sums such as d + 1, which may have one letter left to solve for
    for extent, length, symbol in sorted(claims, key=lambda c: not c[0].is_Symbol):
        for new, size in _solve(extent, length, sizes).items():
            sizes[new], origin[new] = size, symbol
        if extent_at(extent, sizes) != length:
            known = [s for s in sort_by_name(extent.free_symbols) if s in sizes]
            found = [f"{s} = {sizes[s]} {f'from {origin[s]}' if origin[s] else 'as given'}" for s in known]
            message = (
                f"{symbol} has a value of shape {bound[symbol].shape} where (..., {symbol.shape[0]}, "
                f"{symbol.shape[1]}) is expected, with {', '.join(found) or extent}: make the shapes agree"
            )
            raise ValueError(message)
    return sizes


def _solve(extent: Expression, length: int, sizes: Mapping[Basic, int]) -> dict[Basic, int]:
    """The one size that extent = length determines, if there is just one and it is unknown."""
    unknown = [s for s in extent.free_symbols if s not in sizes]
    if len(unknown) != 1:
        return {}
    solutions = [sympify(length)] if extent.is_Symbol else sympy.solve(extent.subs(sizes) - length, unknown[0])
    return {unknown[0]: int(solutions[0])} if solutions and solutions[0].is_Integer and solutions[0] > 0 else {}


def _whole(symbol: Basic, value: Number) -> int:
    size = whole_number(name_of(symbol), value)
    if size is None or size < 1:
        message = f"the size {symbol} is {shown(value)}: give a whole number of at least 1"
        raise ValueError(message)
    return size
