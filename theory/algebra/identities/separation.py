"""Rational points at which two expressions differ."""

import random
from collections.abc import Iterable, Iterator

from sympy import (
    Basic,
    ImmutableMatrix,
    Integer,
    MatPow,
    MatrixSymbol,
    Pow,
    Rational,
    Symbol,
    diag,
    lcm_list,
)

from theory.algebra.identities.explicit import as_matrix, explicit
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["separating_point"]

ATTEMPTS = 6  # points tried: polynomials that differ, differ at almost every point, so one is nearly always enough
SHIFT = 40  # times I: puts the eigenvalues of the drawn matrices where a matrix is the principal root of its power
DRAWS = 40  # of one scalar, until its assumptions hold

Values = dict[Basic, Expression]


def separating_point(a: Basic, b: Basic) -> Values | None:
    """Rational values at which two sides without expectations differ, or None if none of a few points separates them.

    Sizes are 2, 3 and 4; the values have the properties that the symbols are declared with. Where a root of a symbol
    occurs, its value is a whole power, so that the root is rational too.
    """
    generator = random.Random(20240214)
    for attempt in range(ATTEMPTS):
        try:
            values = _point((a, b), attempt, generator)
            sides = [as_matrix(explicit(side, values)) for side in (a, b)]
        except (ValueError, ArithmeticError, TypeError):
            continue  # a singular matrix, or a value that a function or an assumption does not allow
        if sides[0].shape == sides[1].shape and any(map(_is_nonzero, sides[0] - sides[1])):
            return values
    return None


def _is_nonzero(entry: Expression) -> bool:
    return bool(entry.is_finite and entry.is_nonzero)


def _point(exprs: tuple[Basic, ...], attempt: int, generator: random.Random) -> Values:
    matrices = _sorted_atoms(exprs, MatrixSymbol)
    sizes = sorted({s for m in matrices for n in m.shape for s in n.free_symbols}, key=str)
    scalars = [s for s in _sorted_atoms(exprs, Symbol) if s not in sizes]
    powers = set().union(*(e.atoms(MatPow, Pow) for e in exprs))
    roots = sorted((p for p in powers if p.exp.is_Rational and not p.exp.is_Integer), key=str)
    root = int(lcm_list([Integer(1), *(p.exp.q for p in roots)]))
    values: Values = {}
    for i, size in enumerate(sizes):
        values[size] = _admitted(size, (Integer(2 + (i + attempt + k) % 3) for k in range(3)))
    for symbol in scalars:
        exponent = root if any(p.base == symbol for p in roots) else 1
        values[symbol] = _admitted(symbol, (_scalar(symbol, generator) ** exponent for _ in range(DRAWS)))
    for symbol in matrices:
        values[symbol] = value = _matrix(symbol, tuple(int(n.subs(values)) for n in symbol.shape), generator)
        if any(p.base == symbol for p in roots):
            if not isinstance(symbol, PositiveSemidefiniteMatrix):
                value = value + SHIFT * ImmutableMatrix.eye(value.rows)
            values |= {p: value ** (p.exp * root) for p in roots if p.base == symbol}
            values[symbol] = value**root
    return values


def _sorted_atoms(exprs: tuple[Basic, ...], *kinds: type[Basic]) -> list[Expression]:
    return sorted(set().union(*(e.atoms(*kinds) for e in exprs)), key=str)


def _admitted(symbol: Symbol, candidates: Iterable[Expression]) -> Expression:
    """The first candidate that has every property the symbol was declared with."""
    facts = symbol.assumptions0.items()
    for value in candidates:
        if all(getattr(value, f"is_{fact}", None) in (truth, None) for fact, truth in facts):
            return value
    message = f"no value was found that has all the properties of {symbol}"
    raise ValueError(message)


def _scalar(symbol: Symbol, generator: random.Random) -> Expression:
    sign = generator.choice((-1, 1))
    return Rational(sign * generator.randint(1, 9), 1 if symbol.is_integer else generator.randint(1, 5))


def _matrix(symbol: MatrixSymbol, shape: tuple[int, ...], generator: random.Random) -> ImmutableMatrix:
    entries = _entries(shape, generator)
    if isinstance(symbol, PositiveSemidefiniteMatrix):
        n = shape[0]
        lower = ImmutableMatrix(n, n, lambda i, j: int(i == j) if i <= j else generator.randint(-2, 2))
        return ImmutableMatrix(lower * diag(*(generator.randint(1, 4) for _ in range(n))) * lower.T)
    return entries + entries.T if isinstance(symbol, SymmetricMatrix) else entries


def _entries(shape: tuple[int, ...], generator: random.Random) -> ImmutableMatrix:
    values: Iterator[Rational] = (
        Rational(generator.randint(-4, 4), generator.randint(1, 3)) for _ in range(shape[0] * shape[1])
    )
    return ImmutableMatrix(*shape, list(values))
