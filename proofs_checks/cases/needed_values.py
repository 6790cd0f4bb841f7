"""Which symbols a theorem needs values for, and points that give them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import numpy as np
from sympy import Basic, MatrixSymbol, Symbol

from numerics import free_parameters, rational_point
from numerics.points.admissible_sizes import admissible_sizes
from numerics.points.hypotheses import not_computable
from numerics.points.meeting import meet, meets
from numerics.values.binding import leaves, name_of, sort_by_name
from numerics.values.kinds import sizes_among
from numerics.values.number_types import Number
from proofs_checks.cases.given_decimals import as_written
from proofs_checks.cases.hypotheses_at_numbers import relations_of
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.settings.case_sizes import NAMES_SHOWN
from theory.theorem_record import Theorem

__all__ = ["complete", "dimensions_of", "enlarged", "given_among", "parameters_of", "size_plan", "your_numbers"]


@cache
def parameters_of(theorem: Theorem) -> tuple[Basic, ...]:
    """Every deterministic symbol of the statement and of the hypotheses."""
    expressions = [e for claim in claims_of(theorem) for e in claim.expressions()]
    expressions += [e for part in (theorem, *theorem.parts) for e in part.unfold().expressions()]
    expressions += [relation for _, relation in relations_of(theorem)]
    return free_parameters(*expressions)


def dimensions_of(symbols: tuple[Basic, ...]) -> tuple[Symbol, ...]:
    """The symbols that are sizes: those in shapes, and every positive integer."""
    return sizes_among(symbols)


def size_plan(theorem: Theorem, low: int = 2) -> Iterator[dict[Symbol, int]]:
    """All sizes ``low``, then each of them in turn one larger, as far as the hypotheses admit them."""
    dimensions = dimensions_of(parameters_of(theorem))
    base = dict.fromkeys(dimensions, low)
    planned = [enlarged(theorem, sizes) for sizes in (base, *({**base, symbol: low + 1} for symbol in dimensions))]
    # where d = 1 is a hypothesis several of them are the same
    yield from (sizes for i, sizes in enumerate(planned) if sizes not in planned[:i])


def enlarged(theorem: Theorem, sizes: Mapping[Symbol, int]) -> dict[Symbol, int]:
    """The nearest sizes at which hypotheses such as M > d + 1 hold, rather larger than smaller; else the same."""
    relations = [relation for _, relation in relations_of(theorem) if not not_computable(relation)]
    found = admissible_sizes(sizes, relations)
    return {s: found[s] for s in sizes} if found is not None else dict(sizes)


def complete(
    symbols: tuple[Basic, ...], given: Mapping[str, Number], rng: np.random.Generator, relations: Iterable[Basic] = ()
) -> tuple[dict[Basic, Number], tuple[str, ...]]:
    """A user's values by name for these symbols, random fractions for the rest; the names of the rest.

    The random ones are chosen so that the ``relations`` hold, as far as the user's values leave room for that.
    """
    sizes = _known_sizes(symbols, given)
    point = rational_point(symbols, rng, sizes=sizes)
    point.update({s: given[name_of(s)] for s in symbols if name_of(s) in given})
    drawn = [s for s in sort_by_name(symbols) if name_of(s) not in given and s not in sizes]
    open_ = [r for r in relations if leaves(r) & set(drawn) and leaves(r) <= point.keys() and not meets(point, r)]
    if open_ and (found := meet(as_written(point), relations, set(symbols) - set(drawn))) is not None:
        point.update({s: found[s] for s in drawn})
    return point, tuple(map(name_of, drawn))


def given_among(symbols: tuple[Basic, ...], given: Mapping[str, Number]) -> set[str]:
    """The names of these symbols that a user gave a value to, sizes apart: without any, a claim is not about them."""
    sizes = {name_of(s) for s in dimensions_of(symbols)}
    return {name_of(s) for s in symbols} & given.keys() - sizes


def your_numbers(free: tuple[str, ...]) -> str:
    """What a point made of a user's values and of random ones for the names in ``free`` is called."""
    if not free:
        return "your numbers"
    more = f" and {len(free) - NAMES_SHOWN} more" if len(free) > NAMES_SHOWN else ""
    return f"your numbers with random {', '.join(free[:NAMES_SHOWN])}{more}"


def _known_sizes(symbols: tuple[Basic, ...], given: Mapping[str, Number]) -> dict[Basic, int]:
    sizes = {s: given[name_of(s)] for s in dimensions_of(symbols) if name_of(s) in given}
    for symbol in symbols:
        if isinstance(symbol, MatrixSymbol) and name_of(symbol) in given:
            array = np.asarray(given[name_of(symbol)])
            shape = (*array.shape, 1) if array.ndim == 1 else array.shape
            pairs = zip(symbol.shape, shape, strict=False)
            sizes.update({n: k for n, k in pairs if isinstance(n, Symbol) and n not in sizes})
    return sizes
