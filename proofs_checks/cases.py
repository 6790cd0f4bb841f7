"""Which symbols a theorem needs values for, and points that give them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
from sympy import Basic, Ge, Gt, MatrixSymbol, Symbol, sympify

from numerics import free_parameters, rational_point
from numerics.binding import name_of, sort_by_name
from proofs_checks.assumptions import relations_of
from proofs_checks.claims import claims_of
from theory.statement import Minimum, Theorem

__all__ = ["complete", "dimensions_of", "enlarged", "parameters_of", "size_plan"]

MOST_RAISES = 12
"""A hypothesis that sizes this much larger do not satisfy is not about small sizes at all."""


@cache
def parameters_of(theorem: Theorem) -> tuple[Basic, ...]:
    """Every deterministic symbol of the statement and of the hypotheses."""
    statement = theorem.unfold()
    expressions = [e for claim in claims_of(theorem) for e in claim.expressions()]
    expressions += [e for part in (theorem, *theorem.parts) for e in part.unfold().expressions()]
    # the variables of a minimisation may be absent from a degenerate objective
    expressions += list(statement.over) if isinstance(statement, Minimum) else []
    expressions += [relation for _, relation in relations_of(theorem)]
    return free_parameters(*expressions)


def dimensions_of(symbols: tuple[Basic, ...]) -> tuple[Symbol, ...]:
    """The symbols that are sizes: those in shapes, and every positive integer."""
    extents = {e for s in symbols if isinstance(s, MatrixSymbol) for n in s.shape for e in sympify(n).free_symbols}
    whole = {s for s in symbols if isinstance(s, Symbol) and s.is_integer and s.is_positive}
    return sort_by_name(extents | whole)


def size_plan(theorem: Theorem, low: int = 2) -> Iterator[dict[Symbol, int]]:
    """All sizes ``low``, then each of them in turn one larger, as far as the hypotheses admit them."""
    dimensions = dimensions_of(parameters_of(theorem))
    base = dict.fromkeys(dimensions, low)
    for sizes in (base, *({**base, symbol: low + 1} for symbol in dimensions)):
        yield enlarged(theorem, sizes)


def enlarged(theorem: Theorem, sizes: Mapping[Symbol, int]) -> dict[Symbol, int]:
    """The sizes, with those on the larger side of a hypothesis such as M > d + 1 raised until it holds."""
    found = dict(sizes)
    for _, relation in relations_of(theorem):
        if isinstance(relation, Gt | Ge) and relation.free_symbols <= found.keys():
            for _ in range(MOST_RAISES):
                if relation.subs(found) == True:  # noqa: E712  (SymPy's true)
                    break
                found.update({s: found[s] + 1 for s in relation.lhs.free_symbols})
    return found


def complete(
    symbols: tuple[Basic, ...], given: Mapping[str, Any], rng: np.random.Generator
) -> tuple[dict[Basic, Any], tuple[str, ...]]:
    """A user's values by name for these symbols, random fractions for the rest; the names of the rest."""
    sizes = _known_sizes(symbols, given)
    point = rational_point(symbols, rng, sizes=sizes)
    point.update({s: given[name_of(s)] for s in symbols if name_of(s) in given})
    free = tuple(name_of(s) for s in sort_by_name(symbols) if name_of(s) not in given and s not in sizes)
    return point, free


def _known_sizes(symbols: tuple[Basic, ...], given: Mapping[str, Any]) -> dict[Basic, int]:
    sizes = {s: given[name_of(s)] for s in dimensions_of(symbols) if name_of(s) in given}
    for symbol in symbols:
        if isinstance(symbol, MatrixSymbol) and name_of(symbol) in given:
            array = np.asarray(given[name_of(symbol)])
            shape = (*array.shape, 1) if array.ndim == 1 else array.shape
            pairs = zip(symbol.shape, shape, strict=False)
            sizes.update({n: k for n, k in pairs if isinstance(n, Symbol) and n not in sizes})
    return sizes
