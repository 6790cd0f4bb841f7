"""What stands in the place of a symbol lies in its kind and satisfies the hypotheses on it."""

from collections.abc import Mapping

from sympy import Basic, Dummy, Eq, Ge, Gt, Le, Lt, MatrixSymbol, Ne, Q, Symbol, sympify
from sympy.assumptions.assume import AppliedPredicate
from sympy.logic.boolalg import And, BooleanTrue, Or

from theory.algebra.vocabulary.expectation_node import free_random_symbols
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.agreement import proves_same
from theory.core.known import Context
from theory.core.substitution import replaced
from theory.core.unconvinced import NotShownError

__all__ = ["holds", "require_hypotheses_on", "require_in_domain"]

_ARITHMETIC = ("integer", "rational", "even", "odd", "prime", "composite", "irrational", "noninteger")


def require_in_domain(context: Context, symbol: Basic, value: Expression) -> None:
    """Raise NotShownError unless a value is not random and of the shape and kind of the symbol it stands for."""
    value = context.written_out(sympify(value))
    if free_random_symbols(value):
        message = f"{value}, which stands for {symbol}, is random"
        raise NotShownError(message)
    if type(symbol) in (Symbol, Dummy) and not getattr(value, "is_Matrix", False):
        _require_scalar_kind(context, symbol, value)
    elif isinstance(symbol, MatrixSymbol) and type(symbol) in _MATRICES and getattr(value, "is_Matrix", False):
        _require_matrix_kind(context, symbol, value)
    else:
        message = f"{value} cannot stand for {symbol}"
        raise NotShownError(message, "give a scalar to a scalar, a matrix to a matrix")


_MATRICES = (MatrixSymbol, SymmetricMatrix, PositiveSemidefiniteMatrix, PositiveDefiniteMatrix)


def _require_scalar_kind(context: Context, symbol: Expression, value: Expression) -> None:
    signs, special = context.signs, context.facts.specialised(value)
    for name in _ARITHMETIC:
        if getattr(symbol, f"is_{name}") and not getattr(special, f"is_{name}"):
            message = f"{symbol} is {name} and {value} is not shown to be"
            raise NotShownError(message)
    shown = {
        "positive": signs.positive(value),
        "negative": signs.positive(-value),
        "nonnegative": signs.nonnegative(value),
        "nonpositive": signs.nonnegative(-value),
        "nonzero": signs.nonzero(value),
    }
    for name, is_shown in shown.items():
        if getattr(symbol, f"is_{name}") and not is_shown:
            message = f"{symbol} is {name} and {value} is not shown to be"
            raise NotShownError(message)
    unknown = set(symbol._assumptions_orig) - {*_ARITHMETIC, *shown, "real", "commutative", "finite", "extended_real"}
    if any(symbol._assumptions_orig[name] for name in unknown) or False in symbol._assumptions_orig.values():
        message = f"{symbol} is declared with properties that are not checked"
        raise NotShownError(message, ", ".join(sorted(unknown)))


def _require_matrix_kind(context: Context, symbol: MatrixSymbol, value: Expression) -> None:
    facts = context.facts
    wanted, found = (tuple(facts.specialised(sympify(n)) for n in m.shape) for m in (symbol, value))
    if wanted != found:
        message = f"{symbol} is {wanted[0]}×{wanted[1]} and {value} is {found[0]}×{found[1]}"
        raise NotShownError(message)
    signs = context.signs
    if type(symbol) is PositiveDefiniteMatrix and not signs.definite(value):
        message = f"{symbol} ≻ 0 and {value} ≻ 0 is not shown"
        raise NotShownError(message)
    if type(symbol) is PositiveSemidefiniteMatrix and not signs.semidefinite(value):
        message = f"{symbol} ⪰ 0 and {value} ⪰ 0 is not shown"
        raise NotShownError(message)
    if type(symbol) is SymmetricMatrix and not signs.symmetric(value):
        message = f"{symbol} is symmetric and {value} is not shown to be"
        raise NotShownError(message)


def holds(context: Context, relation: Expression) -> bool:
    """Whether a relation is a hypothesis, or follows from the kinds and hypotheses by signs and normal forms."""
    relation = context.written_out(relation)
    if isinstance(relation, BooleanTrue) or relation in context.facts.relations:
        return True
    relation = context.facts.specialised(relation)
    if isinstance(relation, BooleanTrue) or relation in context.facts.relations:
        return True
    signs = context.signs
    match relation:
        case Gt():
            return _exceeds(context, relation.lhs, relation.rhs)
        case Lt():
            return _exceeds(context, relation.rhs, relation.lhs)
        case Ge():
            return signs.nonnegative(relation.lhs - relation.rhs)
        case Le():
            return signs.nonnegative(relation.rhs - relation.lhs)
        case Ne():
            return signs.nonzero(relation.lhs if relation.rhs == 0 else relation.lhs - relation.rhs)
        case Eq():
            return proves_same(context, relation.lhs, relation.rhs)
        case And():
            return all(holds(context, part) for part in relation.args)
        case Or():
            return any(holds(context, part) for part in relation.args)
        case AppliedPredicate() if len(relation.arguments) == 1:
            return _predicate_holds(context, relation.function, relation.arguments[0])
    return False


def _exceeds(context: Context, larger: Expression, smaller: Expression) -> bool:
    """Whether larger > smaller; between whole numbers, larger ≥ smaller + 1 is the same."""
    difference = larger - smaller
    if context.signs.positive(difference):
        return True
    return bool(difference.is_integer) and context.signs.nonnegative(difference - 1)


def _predicate_holds(context: Context, predicate: Expression, subject: Expression) -> bool:
    signs = context.signs
    tests = {
        Q.symmetric: signs.symmetric,
        Q.positive_definite: signs.definite,
        PositiveSemidefinite: signs.semidefinite,
        Q.invertible: signs.invertible,
        Q.positive: signs.positive,
        Q.nonnegative: signs.nonnegative,
        Q.nonzero: signs.nonzero,
        Q.negative: lambda e: signs.positive(-e),
        Q.nonpositive: lambda e: signs.nonnegative(-e),
    }
    return predicate in tests and bool(tests[predicate](subject))


def require_hypotheses_on(context: Context, values: Mapping[Basic, Expression]) -> None:
    """Raise NotShownError unless the hypotheses that speak of these variables hold at the values."""
    written_out = {variable: context.written_out(value) for variable, value in values.items()}
    for name, relation in context.hypotheses:
        if isinstance(relation, str):
            continue
        relation = context.written_out(relation)
        if relation.has(*written_out) and not holds(context, replaced(relation, written_out)):
            message = f"the hypothesis {name!r} is not shown to hold at {_listed(written_out)}"
            raise NotShownError(message)


def _listed(values: Mapping[Basic, Expression]) -> str:
    return ", ".join(f"{symbol} = {value}" for symbol, value in values.items())
