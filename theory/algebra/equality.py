"""``equal``: True only by normal form, False only with a point at which the sides differ, else ``Undecidable``."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

from sympy import (
    Basic,
    ImmutableMatrix,
    Integer,
    MatPow,
    MatrixSymbol,
    Rational,
    Symbol,
    diag,
    expand,
    lcm_list,
    sympify,
    together,
)

from theory.algebra.convert import check_names, from_sympy, to_sympy
from theory.algebra.errors import ShapeError, Undecidable
from theory.algebra.expectation_node import Expectation
from theory.algebra.explicit import explicit
from theory.algebra.inverses import clear_reciprocals
from theory.algebra.normal_form import TracePolynomial
from theory.algebra.rewriting import replacements_of, rewrite
from theory.algebra.symbols import PositiveSemidefiniteMatrix, SymmetricMatrix

__all__ = ["equal", "residual", "separating_point"]

ATTEMPTS = 6  # points tried: polynomials that differ, differ at almost every point, so one is nearly always enough


def equal(a: Any, b: Any, relations: Sequence[Any] = ()) -> bool:
    """Whether two scalar or matrix expressions are equal for all values of their symbols.

    ``relations`` are equalities ``lhs = rhs`` (anything with ``lhs`` and ``rhs``; lhs one product) that letters are
    declared to satisfy. Unevaluated expectations are integrated first. Where every size is a number the decision is
    made entry by entry. Raises ``Undecidable`` naming the remainder, ShapeError, NameClashError.
    """
    a, b = sympify(a), sympify(b)
    check_names(a, b)
    rest = residual(a, b, relations)
    if not rest:
        return True
    if not relations:
        if _concrete(a, b):
            return _equal_entrywise(a, b)
        if separating_point(a, b) is not None:
            return False
    message = f"cannot decide {a} = {b}: no rule reduces {to_sympy(rest)} to 0, and no point was found to separate them"
    raise Undecidable(message)


def residual(a: Basic, b: Basic, relations: Sequence[Any] = ()) -> TracePolynomial:
    """A nonzero multiple of a − b, in normal form with inverses rewritten and no denominators: 0 proves equality."""
    left, right = from_sympy(a), from_sympy(b)
    if (left.rows, left.cols) != (right.rows, right.cols):
        message = f"{a} is {left.rows}×{left.cols} and {b} is {right.rows}×{right.cols}: they cannot be equal"
        raise ShapeError(message)
    rules = replacements_of([(from_sympy(r.lhs), from_sympy(r.rhs)) for r in relations])
    difference = clear_reciprocals(left - right)
    while True:
        reduced = clear_reciprocals(rewrite(difference, rules))
        if reduced == difference:
            return reduced
        difference = reduced


# -- points ---------------------------------------------------------------------------------------------------------
def separating_point(a: Basic, b: Basic) -> dict[Basic, Any] | None:
    """Rational values at which the two sides differ, or None if none of a few random points separates them."""
    closed = [_integrated(side) for side in (a, b)]
    for values in _points(*closed):
        try:
            sides = [_as_matrix(explicit(side, values)) for side in closed]
        except (ValueError, ZeroDivisionError, ArithmeticError):
            continue  # a singular matrix or a value outside a function's domain: another point will do
        if any(entry.is_nonzero for entry in sides[0] - sides[1]):
            return values
    return None


def _integrated(expr: Basic) -> Basic:
    return expr.replace(lambda node: isinstance(node, Expectation), lambda node: node.doit())


def _as_matrix(value: Any) -> ImmutableMatrix:
    return value if getattr(value, "is_Matrix", False) else ImmutableMatrix([[value]])


def _points(*exprs: Basic) -> Iterator[dict[Basic, Any]]:
    generator = random.Random(20240214)
    matrices = sorted(set().union(*(e.atoms(MatrixSymbol) for e in exprs)), key=str)
    dimensions = sorted({s for m in matrices for n in m.shape for s in n.free_symbols}, key=str)
    scalars = sorted(set().union(*(e.atoms(Symbol) for e in exprs)) - set(dimensions), key=str)
    root = lcm_list([Integer(1), *(p.exp.q for e in exprs for p in e.atoms(MatPow) if p.exp.is_Rational)])
    powers = sorted(set().union(*(e.atoms(MatPow) for e in exprs)), key=str)
    for attempt in range(ATTEMPTS):
        values: dict[Basic, Any] = {n: Integer(2 + (i + attempt) % 3) for i, n in enumerate(dimensions)}
        values |= {s: _scalar(s, generator) for s in scalars}
        for m in matrices:
            rows, cols = (int(n.subs(values)) for n in m.shape)
            value = _matrix(m, rows, cols, generator)
            if root > 1 and isinstance(m, PositiveSemidefiniteMatrix):
                values |= {p: value ** (p.exp * root) for p in powers if p.base == m}
                value = value**root
            values[m] = value
        yield values


def _scalar(symbol: Symbol, generator: random.Random) -> Any:
    if symbol.is_integer:
        return Integer(generator.randint(2, 7))
    sign = 1 if symbol.is_nonnegative else generator.choice((-1, 1))
    return Rational(sign * generator.randint(1, 9), generator.randint(1, 5))


def _matrix(symbol: MatrixSymbol, rows: int, cols: int, generator: random.Random) -> ImmutableMatrix:
    def entries(n: int, m: int) -> ImmutableMatrix:
        return ImmutableMatrix(n, m, lambda _i, _j: Rational(generator.randint(-4, 4), generator.randint(1, 3)))

    if isinstance(symbol, PositiveSemidefiniteMatrix):
        lower = ImmutableMatrix(rows, rows, lambda i, j: int(i == j) if i <= j else generator.randint(-2, 2))
        return ImmutableMatrix(lower * diag(*(generator.randint(1, 4) for _ in range(rows))) * lower.T)
    if isinstance(symbol, SymmetricMatrix):
        half = entries(rows, rows)
        return half + half.T
    return entries(rows, cols)


# -- concrete sizes -------------------------------------------------------------------------------------------------
def _concrete(*exprs: Basic) -> bool:
    matrices = set().union(*(e.atoms(MatrixSymbol) for e in exprs))
    fractional = any(not p.exp.is_Integer for e in exprs for p in e.atoms(MatPow))
    return bool(matrices) and not fractional and all(n.is_Integer for m in matrices for n in m.shape)


def _equal_entrywise(a: Basic, b: Basic) -> bool:
    """Decide by entries; Cayley–Hamilton holds here, which words of generic size cannot see."""
    closed = [_integrated(side) for side in (a, b)]
    values = {m: _generic(m) for m in set().union(*(e.atoms(MatrixSymbol) for e in closed))}
    sides = [_as_matrix(explicit(side, values)) for side in closed]
    return all(expand(together(entry).as_numer_denom()[0]) == 0 for entry in sides[0] - sides[1])


def _generic(symbol: MatrixSymbol) -> ImmutableMatrix:
    def entry(i: int, j: int) -> Symbol:
        if isinstance(symbol, SymmetricMatrix):
            i, j = min(i, j), max(i, j)
        return Symbol(f"{symbol.name}[{i},{j}]", real=True)

    return ImmutableMatrix(int(symbol.shape[0]), int(symbol.shape[1]), entry)
