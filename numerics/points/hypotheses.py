"""Hypotheses as facts about numbers: which can be computed, whether they hold at a point, and by what they fail."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from itertools import islice, product

import numpy as np
from sympy import Basic, Eq, Ge, Gt, Le, Lt, MatrixSymbol, Ne, S, Symbol, sympify, to_nnf
from sympy.assumptions import AppliedPredicate
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or

from numerics.evaluation.walk import evaluate, is_known
from numerics.tolerances.digits_carried import AGREEMENT, DIGITS
from numerics.tolerances.float_tolerances import DEFINITE, SPECTRAL_SLACK, SYMMETRY
from numerics.tolerances.point_limits import MOST_ALTERNATIVES
from numerics.values.binding import is_exact
from numerics.values.elimination import definiteness, rank
from numerics.values.number_types import Number
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["alternatives", "compared", "holds", "not_computable", "residual"]

Values = Mapping[Expression, Number]


_ORDERED: Mapping[type, Callable[[Number, Number], Number]] = {
    Gt: lambda gap, slack: gap > slack,
    Ge: lambda gap, slack: gap >= -slack,
    Lt: lambda gap, slack: gap < -slack,
    Le: lambda gap, slack: gap <= slack,
}
_RELATIONS = {"eq": Eq, "ne": Ne, "gt": Gt, "ge": Ge, "lt": Lt, "le": Le}


# -- which can be computed ------------------------------------------------------------------------------------------
@cache
def not_computable(relation: Basic) -> str:
    """Why no numbers decide a relation or predicate, in a clause; empty where they do."""
    if isinstance(relation, BooleanTrue | BooleanFalse):
        return ""
    if isinstance(relation, And | Or | Not):
        return next((reason for a in relation.args if (reason := not_computable(a))), "")
    if isinstance(relation, AppliedPredicate):
        name = _predicate(relation)
        if name in _RELATIONS:
            return not_computable(_RELATIONS[name](*relation.arguments))
        if name not in _OF_MATRICES and name not in _OF_SCALARS:
            return f"nothing is known of the predicate Q.{name}"
        return _unknown_term(relation.arguments)
    if type(relation) in _ORDERED or isinstance(relation, Eq | Ne):
        return _unknown_term(relation.args)
    return f"it is a {type(relation).__name__}, not a relation such as sigma2 > 0 or a predicate such as Q.symmetric(A)"


def _unknown_term(expressions: Iterable[Basic]) -> str:
    for expression in map(sympify, expressions):
        if expression.has(Expectation):
            return f"{expression} holds an expectation"
        random = expression.atoms(RandomMatrix)
        if random:
            return f"{min(map(str, random))} in it is random"
        strange = sorted(str(node) for node in _nodes(expression) if not is_known(node))
        if strange:
            return f"{strange[0]} has no value"
    return ""


def _nodes(expression: Basic) -> Iterable[Basic]:
    if isinstance(expression, Symbol | MatrixSymbol):
        return
    yield expression
    for argument in expression.args:
        if isinstance(argument, Basic) and not _is_plumbing(argument):
            yield from _nodes(argument)


def _is_plumbing(node: Basic) -> bool:
    """Names, lists of blocks and functions of an eigenvalue, which the nodes above them evaluate."""
    return type(node).__name__ in {"Str", "Tuple", "Lambda", "ImmutableDenseMatrix"} or node.is_Number


# -- whether they hold ----------------------------------------------------------------------------------------------
def holds(relation: Basic, values: Values) -> bool:
    """Whether a relation, predicate or combination of them holds at these values (by symbol or name).

    Exactly where the values are whole numbers and fractions, to 40 digits where roots come up, and up to rounding
    for floats. Raises ValueError naming the relation where it cannot be computed or is not defined at these values.
    """
    if reason := not_computable(relation):
        message = f"the hypothesis {relation} cannot be computed ({reason}): give a relation such as sigma2 > 0"
        raise ValueError(message)
    if isinstance(relation, BooleanTrue | BooleanFalse):
        return bool(relation)
    if isinstance(relation, And):
        return all(holds(a, values) for a in relation.args)
    if isinstance(relation, Or):
        return any(holds(a, values) for a in relation.args)
    if isinstance(relation, Not):
        return not holds(relation.args[0], values)
    if isinstance(relation, AppliedPredicate):
        return _predicate_holds(relation, values)
    left, right = (_value(side, values) for side in relation.args)
    return compared(relation, left, right)


def compared(relation: Basic, left: Number, right: Number) -> bool:
    """Whether an equation or inequality holds, or the negation of an equation, of sides of these values."""
    gap = np.asarray(left - right)
    slack = _rounding(left, right)
    if isinstance(relation, Eq | Ne):
        return bool(np.all(abs(gap) <= slack)) == isinstance(relation, Eq)
    return bool(np.all(_ORDERED[type(relation)](gap, slack if _is_multiprecision(gap) else 0)))


def _value(expression: Basic, values: Values) -> Number:
    if not _all_exact(values):
        return evaluate(expression, values)
    try:
        return evaluate(expression, values, exact=True)
    except ValueError:
        # a root or a logarithm; where it is not defined, this says so
        return evaluate(expression, values, precision=DIGITS)


def _all_exact(values: Values) -> bool:
    return is_exact(values) or all(isinstance(v, int) for v in values.values())


def _rounding(*sides: Number) -> Number:
    """By how much equal sides may be apart: not at all as fractions."""
    if all(isinstance(x, int | Fraction) for side in sides for x in np.asarray(side).flat):
        return 0
    scale = max(1.0, *(float(np.max(abs(np.asarray(side)))) for side in sides))
    return (AGREEMENT if any(map(_is_multiprecision, sides)) else SYMMETRY) * scale


def _is_multiprecision(value: Number) -> bool:
    return any(type(x).__name__ == "mpf" for x in np.asarray(value).flat)


# -- predicates -----------------------------------------------------------------------------------------------------
def _predicate(relation: AppliedPredicate) -> str:
    return str(getattr(relation.function, "name", relation.function))


def _predicate_holds(relation: AppliedPredicate, values: Values) -> bool:
    name = _predicate(relation)
    if name in _RELATIONS:
        return holds(_RELATIONS[name](*relation.arguments), values)
    value = _value(relation.arguments[0], values)
    if name in _OF_MATRICES:
        array = np.atleast_2d(np.asarray(value))
        types = {type(x) for x in array.flat}
        if types == {Fraction}:
            return _OF_MATRICES[name](array)
        exact = all(issubclass(t, int | Fraction) for t in types)
        return _OF_MATRICES[name](array * Fraction(1) if exact else array.astype(np.float64))
    if np.size(value) != 1:
        message = f"the hypothesis {relation} is about a matrix: Q.{name} is a property of numbers"
        raise ValueError(message)
    return _number_has(name, np.asarray(value).flat[0])


def _number_has(name: str, x: Number) -> bool:
    if isinstance(x, int | Fraction):
        return getattr(S(x.numerator) / S(x.denominator), f"is_{name}") is True
    x = float(x)
    match name:
        case "integer" | "rational" | "even" | "odd" | "prime" | "composite":
            return x == int(x) and (name == "rational" or _number_has(name, int(x)))
        case _:
            return getattr(sympify(x), f"is_{name}") is True


_OF_SCALARS = frozenset(
    {
        "positive",
        "negative",
        "zero",
        "nonzero",
        "nonnegative",
        "nonpositive",
        "integer",
        "rational",
        "real",
        "even",
        "odd",
        "prime",
        "composite",
        "extended_positive",
        "extended_negative",
        "extended_nonnegative",
        "extended_nonpositive",
        "extended_real",
        "finite",
    }
)


def _vanishes(part: np.ndarray, whole: np.ndarray) -> bool:
    exact = part.dtype == object
    return not part.size or bool(abs(part).max() <= (0 if exact else SYMMETRY * max(1.0, float(abs(whole).max()))))


def _is_square(a: np.ndarray) -> bool:
    return a.shape[0] == a.shape[1]


def _rank(a: np.ndarray) -> int:
    return rank(a) if a.dtype == object else int(np.linalg.matrix_rank(a))


def _definite(a: np.ndarray, strictly: bool) -> bool:
    if a.dtype == object:
        return definiteness(a) >= (2 if strictly else 1)
    scale = float(abs(a).max())
    if not (_is_square(a) and abs(a - a.T).max() <= SYMMETRY * scale):
        return False
    least = float(np.linalg.eigvalsh(a)[0])
    return least > DEFINITE * scale if strictly else least >= -SPECTRAL_SLACK * scale


def _defect(name: str, a: np.ndarray) -> np.ndarray | None:
    """The entries that vanish where a matrix has a property that is an equation; None for other properties."""
    rows, columns = a.shape
    unit, below = np.eye(rows, columns, dtype=np.int64), np.tri(rows, columns, k=-1, dtype=np.int64)
    match name:
        case "symmetric" if _is_square(a):
            return a - a.T
        case "diagonal":
            return a - a * unit
        case "upper_triangular":
            return np.asarray(a * below)
        case "lower_triangular":
            return np.asarray(a * (1 - below - unit))
        case "orthogonal" | "unitary" if _is_square(a):
            return a.T @ a - unit
        case "normal" if _is_square(a):
            return a @ a.T - a.T @ a
        case _:
            return None


def _has_no_defect(name: str) -> Callable[[np.ndarray], bool]:
    def test(a: np.ndarray) -> bool:
        defect = _defect(name, a)
        return defect is not None and _vanishes(defect, a)

    return test


_OF_MATRICES: Mapping[str, Callable[[np.ndarray], bool]] = {
    **{
        name: _has_no_defect(name)
        for name in ("symmetric", "diagonal", "upper_triangular", "lower_triangular", "orthogonal", "unitary", "normal")
    },
    "triangular": lambda a: any(_has_no_defect(f"{side}_triangular")(a) for side in ("upper", "lower")),
    "unit_triangular": lambda a: _OF_MATRICES["triangular"](a) and _vanishes(np.diagonal(a) - 1, a) and _is_square(a),
    "square": _is_square,
    "invertible": lambda a: _is_square(a) and _rank(a) == len(a),
    "singular": lambda a: _is_square(a) and _rank(a) < len(a),
    "fullrank": lambda a: _rank(a) == min(a.shape),
    "positive_definite": lambda a: _definite(a, strictly=True),
    "positive_semidefinite": lambda a: _definite(a, strictly=False),
    "real_elements": lambda a: True,
    "complex_elements": lambda a: True,
    "integer_elements": lambda a: all(x == int(x) for x in a.flat),
}


# -- what drawing points asks of them -------------------------------------------------------------------------------
def residual(relation: Basic, values: Values) -> np.ndarray | None:
    """The fractions (k) that all vanish where an equation holds; None for a relation that is no equation.

    Raises ValueError where it has no rational value.
    """
    if isinstance(relation, Eq):
        left, right = (evaluate(side, values, exact=True) for side in relation.args)
        return np.asarray(left - right, dtype=object).reshape(-1) * Fraction(1)
    if isinstance(relation, AppliedPredicate) and _predicate(relation) in {*_OF_MATRICES, "zero"}:
        value = np.atleast_2d(np.asarray(evaluate(relation.arguments[0], values, exact=True), dtype=object))
        defect = value if _predicate(relation) == "zero" else _defect(_predicate(relation), value * Fraction(1))
        return None if defect is None else np.asarray(defect, dtype=object).reshape(-1) * Fraction(1)
    return None


@cache
def alternatives(relations: tuple[Basic, ...]) -> tuple[tuple[Basic, ...], ...]:
    """Sets of relations and predicates without "and" and "or": where all of one set hold, all ``relations`` do."""
    choices = islice(product(*(_branches(_normal(r)) for r in relations)), MOST_ALTERNATIVES)
    found = [tuple(dict.fromkeys(r for branch in choice for r in branch)) for choice in choices]
    return tuple(
        tuple(r for r in branch if not isinstance(r, BooleanTrue))
        for branch in found
        if not any(isinstance(r, BooleanFalse) for r in branch)
    )


def _normal(relation: Basic) -> Basic:
    combined = isinstance(relation, And | Or | Not) or type(relation).__name__ in {"Implies", "Equivalent", "Xor"}
    return to_nnf(relation, simplify=False) if combined else relation


def _branches(relation: Basic) -> tuple[tuple[Basic, ...], ...]:
    if isinstance(relation, Or):
        return tuple(branch for a in relation.args for branch in _branches(a))
    if isinstance(relation, And):
        parts = product(*(_branches(a) for a in relation.args))
        return tuple(tuple(r for branch in choice for r in branch) for choice in parts)
    if isinstance(relation, AppliedPredicate) and _predicate(relation) in _RELATIONS:
        return ((_RELATIONS[_predicate(relation)](*relation.arguments),),)
    return ((relation,),)
