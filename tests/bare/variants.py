"""A claim said otherwise: renamed, rescaled, transposed. ``VARIANTS`` maps a name to a function of (statement,
relations) that returns the same.
"""

from dataclasses import fields, replace

from sympy import Basic, MatMul, MatrixSymbol, Rational, Symbol, sympify
from sympy.assumptions.assume import AppliedPredicate

from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.core.substitution import replaced
from theorycheck import Bound, Equality, LoewnerBound, Minimum, StationaryPoint, Witness

FACTOR = Rational(7, 3)


def renamed(statement, relations):
    """Every letter that is not random with another name, which sorts the other way round."""
    letters = sorted(_letters(statement, relations), key=lambda s: str(s.name), reverse=True)
    shapes = {s: _named(s, f"q_{number:02}") for number, s in enumerate(letters) if isinstance(s, Symbol)}
    names = {
        s: type(s)(f"q_{number:02}", *(sympify(n).xreplace(shapes) for n in s.shape))
        for number, s in enumerate(letters)
        if isinstance(s, MatrixSymbol)
    }
    return _mapped(statement, relations, {**shapes, **names})


def rescaled(statement, relations):
    """Both sides, objectives and relations times a number > 0."""
    return _times(statement), tuple(map(_relation_times, relations))


def transposed(statement, relations):
    """Every matrix that is not symmetric, vectors apart, as the transpose of another one."""
    mapping = {
        m: MatrixSymbol(f"{m.name}t", *reversed(m.shape)).T
        for m in _letters(statement, relations)
        if type(m) is MatrixSymbol and 1 not in m.shape
    }
    return _mapped(statement, relations, mapping)


VARIANTS = {"renamed": renamed, "rescaled": rescaled, "transposed": transposed}


def _letters(statement, relations):
    """The scalars and matrices that are not random."""
    found = {x for e in (*statement.expressions(), *statement.varied, *relations) for x in _atoms(e)}
    return {x for x in found if type(x) is Symbol or type(x) is MatrixSymbol or isinstance(x, SymmetricMatrix)}


def _atoms(expression):
    """Every letter, those of laws included."""
    for atom in expression.atoms(Symbol, MatrixSymbol):
        yield atom
        if type(atom) not in (Symbol, MatrixSymbol) and isinstance(atom, MatrixSymbol):
            for part in atom.args[1:]:
                yield from _atoms(part)
        elif isinstance(atom, MatrixSymbol):
            yield from (s for n in atom.shape for s in sympify(n).free_symbols)


def _named(symbol, name):
    return Symbol(name, **{key: value for key, value in symbol._assumptions_orig.items() if key != "commutative"})


def _mapped(value, relations, mapping):
    return _in(value, mapping), tuple(_in(r, mapping) for r in relations)


def _in(value, mapping):
    """A value with letters replaced; a variable that becomes a transpose is the letter, its value transposed."""
    if isinstance(value, tuple):
        return tuple(_in(v, mapping) for v in value)
    if isinstance(value, Basic):
        return replaced(value, mapping)
    if not hasattr(value, "expressions"):
        return value
    parts = {f.name: _in(getattr(value, f.name), mapping) for f in fields(value)}
    if "over" in parts:
        turned = [not isinstance(v, Symbol | MatrixSymbol) for v in parts["over"]]
        for name in ("over", "at"):
            parts[name] = tuple(v.T if t else v for v, t in zip(parts[name], turned, strict=True))
    return type(value)(**parts)


def _times(statement):
    match statement:
        case Bound() | LoewnerBound() | Equality():
            return type(statement)(*(_scaled(side) for side in (statement.lhs, statement.rhs)))
        case Minimum():
            return replace(statement, objective=FACTOR * statement.objective, value=FACTOR * statement.value)
        case StationaryPoint():
            return replace(statement, objective=FACTOR * statement.objective)
        case Witness():
            return replace(statement, claim=_times(statement.claim))
    message = f"{type(statement).__name__} is not rescaled"
    raise ValueError(message)


def _scaled(side):
    """Without the evaluation by which SymPy would integrate an expectation."""
    return MatMul(FACTOR, side, evaluate=False) if getattr(side, "is_Matrix", False) else FACTOR * side


def _relation_times(relation):
    """Both sides of a relation, or what a predicate speaks of."""
    if isinstance(relation, AppliedPredicate):
        return relation.function(FACTOR * relation.arguments[0])
    return type(relation)(FACTOR * relation.lhs, FACTOR * relation.rhs, evaluate=False)
