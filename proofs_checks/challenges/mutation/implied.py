"""Wrong bounds that are only weaker: the right one implies them, by a certificate."""

from collections.abc import Sequence

from sympy import (
    Add,
    Basic,
    Dummy,
    Expr,
    MatMul,
    Pow,
    Symbol,
    Trace,
    Transpose,
    default_sort_key,
    expand,
    fraction,
    together,
)

from theory.algebra.positivity.certificate import NotCertifiedError, require_nonnegative, require_semidefinite
from theory.algebra.vocabulary.errors import Undecidable, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.statements import Statement

__all__ = ["is_visibly_nonnegative", "weakening_of"]

Positive = Sequence[Basic]


def weakening_of(true: Statement, other: Statement) -> Expr:
    """By how much another bound on the same quantity is weaker: it follows where this is ≥ 0, whatever z is.

    Expectations in it are closed, those of what is visibly ≥ 0 as numbers ≥ 0. Raises ValueError for what is no bound.
    """
    return _closed(true.weakening(other))


def _closed(scalar: Expr) -> Expr:
    nodes = sorted(scalar.atoms(Expectation), key=default_sort_key)
    return scalar.xreplace({node: _number_for(node, f"mean_{i}") for i, node in enumerate(nodes)})


def _number_for(node: Expectation, name: str) -> Symbol:
    square = isinstance(node.integrand, Pow) and node.integrand.exp.is_even
    return Symbol(name, real=True, nonnegative=True if square or _is_nonnegative(node.integrand) else None)


def is_visibly_nonnegative(scalar: Basic, positive: Positive) -> bool:
    """By its terms, as they are or over one denominator, where sizes are 1 and more."""
    if _over_one_denominator(scalar):
        return True
    try:
        simplified = to_sympy(from_sympy(scalar))
    except (UnsupportedExpressionError, Undecidable):
        return False
    return _certified(simplified, positive) or _over_one_denominator(simplified)


def _certified(scalar: Basic, positive: Positive) -> bool:
    try:
        require_nonnegative(scalar, positive)
    except (NotCertifiedError, UnsupportedExpressionError, Undecidable):
        return False
    return True


def _over_one_denominator(scalar: Expr) -> bool:
    """The numbers in it as letters, ≥ 0 where their terms show it, sizes as 1 + (something ≥ 0)."""
    letters: dict[Basic, Basic] = {}
    for node in _numbers(scalar):
        size = isinstance(node, Symbol) and node.is_integer and node.is_positive
        letters[node] = 1 + _dummy(nonnegative=True) if size else _dummy(nonnegative=_is_nonnegative(node))
    parts = (expand(part) for part in fraction(together(scalar.xreplace(letters))))
    return all(all(term.is_nonnegative for term in Add.make_args(part)) for part in parts)


def _numbers(scalar: Basic) -> set[Basic]:
    """The parts of a rational expression that are no sums, products or powers."""
    if scalar.is_Number:
        return set()
    if scalar.is_Add or scalar.is_Mul or (scalar.is_Pow and scalar.exp.is_Integer):
        return set().union(*map(_numbers, scalar.args))
    return {scalar}


def _is_nonnegative(number: Basic) -> bool:
    match number:
        case OperatorNorm() | FrobeniusNorm():
            return True
        case SmallestEigenvalue():
            return _semidefinite(number.args[0])
        case Trace() if _is_square(number.arg):
            return True
    return _certified(number, ())


def _is_square(matrix: Basic) -> bool:
    """W Q Wᵀ with Q ⪰ 0, as it is written: multiplied out it would not show."""
    factors = matrix.args if isinstance(matrix, MatMul) else ()
    half = len(factors) // 2
    pairs = zip(factors[:half], reversed(factors[len(factors) - half :]), strict=True)
    mirrored = bool(half) and all(a.doit() == Transpose(b).doit() for a, b in pairs)
    return mirrored and all(map(_semidefinite, factors[half : len(factors) - half]))


def _semidefinite(matrix: Basic) -> bool:
    try:
        require_semidefinite(matrix)
    except (NotCertifiedError, UnsupportedExpressionError):
        return False
    return True


def _dummy(*, nonnegative: bool) -> Dummy:
    return Dummy(real=True, nonnegative=True if nonnegative else None)
