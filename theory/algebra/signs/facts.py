"""Hypotheses as facts: kinds that symbols have beside those they were declared with, signs, equations.

A fact is read off a relation whose class is known here, by identity; of any other relation nothing is used.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sympy import Basic, Eq, Expr, Ge, Gt, Le, Lt, MatrixSymbol, Ne, Q, Symbol, Transpose
from sympy.assumptions.assume import AppliedPredicate
from sympy.core.facts import InconsistentAssumptions
from sympy.logic.boolalg import And

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite
from theory.algebra.vocabulary.simultaneous_substitution import substituted

__all__ = ["NO_FACTS", "Facts", "GenericMatrix", "facts_from"]

Equation = tuple[Basic, Basic]

_SIGNS = {Gt: "positive", Lt: "negative", Ge: "nonnegative", Le: "nonpositive", Ne: "nonzero"}
_MIRRORED = {Gt: Lt, Lt: Gt, Ge: Le, Le: Ge, Ne: Ne}


@cache
def _scalar_predicates() -> dict[Any, str]:
    """SymPy's predicates of scalars that are understood; asked for late, because SymPy loads its handlers with them."""
    return {
        Q.positive: "positive",
        Q.negative: "negative",
        Q.nonnegative: "nonnegative",
        Q.nonpositive: "nonpositive",
        Q.nonzero: "nonzero",
        Q.real: "real",
        Q.integer: "integer",
        Q.even: "even",
        Q.odd: "odd",
    }


@cache
def _matrix_kinds() -> dict[Any, type[MatrixSymbol]]:
    """Predicates of matrices that are a kind of symbol."""
    return {
        Q.symmetric: SymmetricMatrix,
        Q.diagonal: SymmetricMatrix,
        PositiveSemidefinite: PositiveSemidefiniteMatrix,
        Q.positive_definite: PositiveDefiniteMatrix,
    }


class GenericMatrix(MatrixSymbol):
    """A matrix of no particular kind that parametrises one of a kind; a class of its own: no symbol equals it."""


@dataclass(frozen=True)
class Facts:
    """What hypotheses say, in symbols of the kinds that they give.

    ``kinds`` maps a symbol to one of a stronger kind, or to its value. ``positive``, ``nonnegative`` and ``nonzero``
    are scalars (``nonzero`` matrices too), ``equations`` pairs of sides, ``predicates`` pairs (predicate, matrix),
    ``strict`` the symbols of which the hypotheses are strict inequalities alone, so that they leave an open set.
    """

    kinds: Mapping[Basic, Basic] = field(default_factory=dict)
    positive: tuple[Expr, ...] = ()
    nonnegative: tuple[Expr, ...] = ()
    nonzero: tuple[Basic, ...] = ()
    equations: tuple[Equation, ...] = ()
    predicates: frozenset[tuple[Any, Basic]] = frozenset()
    relations: frozenset[Basic] = frozenset()
    narrowed: frozenset[Basic] = frozenset()

    def specialised(self, expression: Basic) -> Basic:
        """The expression in symbols of the kinds that the hypotheses give."""
        return substituted(expression, self.kinds)

    def has(self, predicate: Any, matrix: Basic) -> bool:
        """Whether a predicate is known of a matrix, or of its transpose."""
        return (predicate, matrix) in self.predicates or (predicate, Transpose(matrix).doit()) in self.predicates


NO_FACTS = Facts()


def facts_from(relations: Iterable[Basic]) -> Facts:
    """The facts in hypotheses; what is not understood is kept under ``relations`` alone."""
    whole = tuple(dict.fromkeys(part for relation in relations for part in _conjuncts(relation)))
    kinds = _kinds(whole)
    known = tuple(dict.fromkeys(substituted(r, kinds) for r in whole))
    signs: dict[str, list[Any]] = {"positive": [], "nonnegative": [], "nonzero": []}
    for relation in known:
        for name, scalar in _signs_of(relation):
            signs[name].append(scalar)
    return Facts(
        kinds=kinds,
        equations=tuple((r.lhs, r.rhs) for r in known if type(r) is Eq and r.lhs != r.rhs),
        predicates=frozenset(_predicates(known)),
        relations=frozenset((*whole, *known)),
        narrowed=frozenset(s for r in whole if type(r) not in (Gt, Lt, Ne) for s in r.free_symbols),
        **{name: tuple(dict.fromkeys(scalars)) for name, scalars in signs.items()},
    )


def _conjuncts(relation: Basic) -> Iterator[Basic]:
    if isinstance(relation, And):
        for part in relation.args:
            yield from _conjuncts(part)
    else:
        yield relation


# -- signs ------------------------------------------------------------------------------------------------------------
def _signs_of(relation: Basic) -> Iterator[tuple[str, Basic]]:
    kind = type(relation)
    if kind is Ne:
        yield "nonzero", _difference(relation.lhs, relation.rhs)
    elif kind in (Gt, Lt, Ge, Le):
        larger, smaller = (relation.lhs, relation.rhs) if kind in (Gt, Ge) else (relation.rhs, relation.lhs)
        if kind in (Gt, Lt):
            yield "positive", larger - smaller
            if larger.is_integer and smaller.is_integer:
                yield "nonnegative", larger - smaller - 1
        else:
            yield "nonnegative", larger - smaller
    elif kind is AppliedPredicate and len(relation.arguments) == 1:
        scalar = relation.arguments[0]
        match _scalar_predicates().get(relation.function):
            case "positive" | "nonnegative" | "nonzero" as name:
                yield name, scalar
            case "negative":
                yield "positive", -scalar
            case "nonpositive":
                yield "nonnegative", -scalar


def _difference(a: Basic, b: Basic) -> Basic:
    """The difference a − b, and the matrix a itself where b is 0."""
    if getattr(a, "is_Matrix", False):
        return a if getattr(b, "is_ZeroMatrix", False) or b == 0 else a - b
    return a - b


def _predicates(relations: Iterable[Basic]) -> Iterator[tuple[Any, Basic]]:
    for relation in relations:
        if type(relation) is AppliedPredicate and len(relation.arguments) == 1:
            yield relation.function, relation.arguments[0]


# -- kinds ------------------------------------------------------------------------------------------------------------
def _kinds(relations: tuple[Basic, ...]) -> dict[Basic, Basic]:
    """Symbols with what stands for them: all that is said of their sign or kind, then values that equations give."""
    found: dict[Basic, Basic] = {}
    for symbol in dict.fromkeys(s for r in relations for s in _subjects(r)):
        better = _scalar_kind(symbol, relations) if isinstance(symbol, Symbol) else _matrix_kind(symbol, relations)
        if better != symbol:
            found[symbol] = better
    equations = [(r.lhs, r.rhs) for r in relations if type(r) is Eq]
    while equations:
        left, right = (substituted(side, found) for side in equations.pop(0))
        solved = _solved(left, right) or _solved(right, left)
        if solved is not None:
            found = {symbol: substituted(value, solved) for symbol, value in found.items()} | solved
    return found


def _subjects(relation: Basic) -> Iterator[Basic]:
    """The symbols that a relation says something of directly."""
    if type(relation) not in (*_SIGNS, Eq, AppliedPredicate):
        return
    for side in relation.arguments if type(relation) is AppliedPredicate else relation.args:
        inside = side.args[0] if isinstance(side, Transpose) else side
        if type(inside) in (Symbol, MatrixSymbol, SymmetricMatrix, PositiveSemidefiniteMatrix):
            yield inside


def _scalar_kind(symbol: Symbol, relations: tuple[Basic, ...]) -> Basic:
    properties = {name: True for relation in relations for name in _properties(symbol, relation)}
    if not properties:
        return symbol
    declared = {name: value for name, value in symbol._assumptions_orig.items() if name != "commutative"}
    try:
        return Symbol(symbol.name, **{**declared, **properties})
    except InconsistentAssumptions:  # nothing is used of what contradicts itself, and no point will satisfy it
        return symbol


def _properties(symbol: Symbol, relation: Basic) -> Iterator[str]:
    """What a relation between a symbol and a number, or a predicate of the symbol, says of its sign or kind."""
    kind = type(relation)
    if kind is AppliedPredicate:
        if relation.arguments == (symbol,) and relation.function in _scalar_predicates():
            yield _scalar_predicates()[relation.function]
        return
    if kind not in _SIGNS or symbol not in relation.args:
        return
    other = relation.rhs if relation.lhs == symbol else relation.lhs
    kind = kind if relation.lhs == symbol else _MIRRORED[kind]
    if other == 0:
        yield _SIGNS[kind]
    elif kind in (Gt, Ge) and other.is_nonnegative:
        yield "positive" if kind is Gt or other.is_positive else "nonnegative"
    elif kind in (Lt, Le) and other.is_nonpositive:
        yield "negative" if kind is Lt or other.is_negative else "nonpositive"


_RANKS = (MatrixSymbol, SymmetricMatrix, PositiveSemidefiniteMatrix, PositiveDefiniteMatrix)


def _matrix_kind(symbol: MatrixSymbol, relations: tuple[Basic, ...]) -> Basic:
    """The symbol as one of the strongest kind that is said of it; a skew matrix as B − Bᵀ."""
    rows, cols = symbol.shape
    if rows != cols:
        return symbol
    transposed = Transpose(symbol).doit()
    said = {r.function for r in relations if type(r) is AppliedPredicate and r.arguments == (symbol,)}
    sides = [{r.lhs, r.rhs} for r in relations if type(r) is Eq]
    if type(symbol) is MatrixSymbol and any(pair in ({transposed, -symbol}, {symbol, -transposed}) for pair in sides):
        generic = GenericMatrix(symbol.name, rows, cols)
        return generic - generic.T
    kinds = _matrix_kinds()
    rank = max([_RANKS.index(type(symbol)), *(_RANKS.index(kinds[p]) for p in said if p in kinds)])
    if any(pair == {symbol, transposed} for pair in sides):
        rank = max(rank, 1)
    if rank == 2 and said & {Q.invertible, Q.fullrank}:
        rank = 3
    return _RANKS[rank](symbol.name, rows, cols) if _RANKS[rank] is not type(symbol) else symbol


def _solved(symbol: Basic, value: Basic) -> dict[Basic, Basic] | None:
    """An equation read as the value of a symbol; None where the value holds the symbol, or cannot be one."""
    if type(symbol) not in (Symbol, *_RANKS) or value.has(symbol) or value.atoms(RandomMatrix):
        return None
    if isinstance(symbol, Symbol):
        size = symbol.is_integer and symbol.is_positive
        return {symbol: value} if not size or (value.is_integer and value.is_positive) else None
    return {symbol: value} if tuple(symbol.shape) == tuple(value.shape) else None
