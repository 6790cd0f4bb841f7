"""Which certificates count, and what is asked of every one of them before it is believed."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import sympy as sp
from sympy import Basic, Dummy, ImmutableMatrix, Lambda, MatrixSymbol, Symbol

from theory.algebra import positivity
from theory.algebra.identities.explicit import as_matrix, explicit
from theory.algebra.positivity.certificate import Certificate, require_nonnegative
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.multiple import Multiple
from theory.algebra.positivity.product import Product
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.agreement import proves_same
from theory.core.known import Context
from theory.core.premises import FromTheorem, require_stated
from theory.core.shown import require_defined
from theory.core.unconvinced import NotShownError
from theory.gathering import classes_in
from theory.moments.closed_form import integrated

__all__ = ["KINDS", "rebuilt", "require_certificate"]


KINDS: tuple[type[Certificate], ...] = (*classes_in(positivity, Certificate), FromTheorem)
"""What the files of the certificates define, and what theorems certify: all kinds, compared by identity.

A subclass, a user's too, is none of them; nor is what somebody defines elsewhere, or later.
"""

_CONTINUOUS = (sp.Add, sp.Mul, sp.MatAdd, sp.MatMul, sp.Trace, sp.Transpose, sp.Inverse, sp.MatPow, sp.Pow)


def rebuilt(certificate: object) -> Certificate:
    """The certificate made anew from plain arguments: nothing that was put into the object itself is believed.

    Raises NotShownError for a kind that is not known, and for an argument that is no expression.
    """
    kind: Callable[..., Certificate] | None = next((kind for kind in KINDS if kind is type(certificate)), None)
    if kind is None or not is_dataclass(certificate):
        message = f"{type(certificate).__name__} is no certificate that is known here"
        raise NotShownError(message, "use one of theory.certificates")
    return kind(*(_plain(getattr(certificate, f.name)) for f in fields(certificate)))


def _plain(value: object) -> object:
    match value:
        case Certificate():
            return rebuilt(value)
        case tuple() | list():
            return tuple(map(_plain, value))
        case Basic():
            return value
        case _ if type(value) in (int, bool, str):
            return value
    message = f"{value!r} is no SymPy expression"
    raise NotShownError(message)


def require_certificate(context: Context, certificate: object) -> None:
    """Raise NotShownError or NotCertifiedError unless a certificate shows its expression to be ≥ 0.

    Its arguments have to be defined and real, not its expression alone: √r squared is r, and says nothing of r < 0.
    What it takes to be > 0 has to follow from the hypotheses.
    """
    shown = rebuilt(certificate)
    arguments = [argument for f in fields(shown) for argument in _expressions(getattr(shown, f.name))]
    require_defined(context, (*arguments, shown.expression))
    for scalar in getattr(shown, "positive", ()):
        if not context.signs.positive(context.written_out(scalar)):
            message = f"{scalar} > 0 is taken for granted"
            raise NotShownError(message, "add it to the hypotheses")
    for part in shown.parts:
        require_certificate(context, part)
    match shown:
        case FromTheorem():
            _require_premise(context, shown)
        case Multiple():
            _require_multiple(context, shown)
        case Combination():
            for coefficient, _ in shown.terms:
                require_nonnegative(coefficient, shown.positive, signs=context.signs)
        case Product() | Mean():
            pass  # nothing is asked beside what their parts show
        case _:
            shown.verify(context.signs)


def _expressions(value: Expression) -> Iterator[Basic]:
    """The SymPy expressions in an argument; functions of an eigenvalue are looked at where they are summed."""
    match value:
        case Lambda() | str() | bool() | Certificate():
            return
        case tuple() | list():
            for each in value:
                yield from _expressions(each)
        case int() | Basic():
            yield sp.sympify(value)
        case _:
            message = f"{value!r} is no SymPy expression"
            raise NotShownError(message)


def _require_premise(context: Context, certificate: FromTheorem) -> None:
    require_stated(context, certificate)
    factor = context.written_out(certificate.factor)
    if not context.premise(certificate.slug).is_equality and not context.signs.nonnegative(factor):
        message = f"the bound {certificate.slug} is multiplied by {factor}, which is not shown to be ≥ 0"
        raise NotShownError(message)


def _require_multiple(context: Context, multiple: Multiple) -> None:
    _require_dense_factor(context, multiple)
    factor, shown = multiple.factor.expression, multiple.certificate.expression
    if not proves_same(context, factor * multiple.scalar, shown):
        message = f"({factor})({multiple.scalar}) is not shown to be {shown}"
        raise NotShownError(message)


def _require_dense_factor(context: Context, multiple: Multiple) -> None:
    """Raise NotShownError unless the factor is ≠ 0 on a dense set of the domain, where the scalar is continuous.

    The factor has to be a polynomial in what ranges over sets with an interior: no size, no whole number, nothing
    that hypotheses confine other than by strict inequalities. That it is ≠ 0 somewhere is seen at size one; then it is
    at every size, where blocks of 0 leave the same value.
    """
    factor, scalar = (context.written_out(e) for e in (multiple.factor.expression, multiple.scalar))
    whole = {s for s in factor.atoms(Symbol) if s.is_integer}
    sizes = {s for m in factor.atoms(MatrixSymbol) for n in m.shape for s in n.free_symbols}
    if whole - sizes or _mentions(factor, whole):
        message = f"the factor {factor} holds whole numbers, between which there is nothing"
        raise NotShownError(message)
    if not _is_polynomial(factor):
        message = f"the factor {factor} is no polynomial"
        raise NotShownError(message)
    confined = factor.atoms(Symbol, MatrixSymbol) & context.facts.narrowed
    if confined:
        message = f"the hypotheses confine {', '.join(sorted(map(str, confined)))} to a set without interior"
        raise NotShownError(message)
    if not _is_continuous(_closed(scalar)):
        message = f"{scalar} is not shown to be continuous"
        raise NotShownError(message)
    if not _differs_from_zero_at_size_one(factor, sizes):
        message = f"the factor {factor} is not shown to differ from 0 where every size is 1"
        raise NotShownError(message)


def _mentions(factor: Basic, whole: set[Symbol]) -> bool:
    """Whether a whole number stands in the factor itself, the shapes of its matrices and identities apart."""
    inner = factor.replace(
        lambda node: isinstance(node, sp.MatrixSymbol), lambda node: sp.MatrixSymbol(node.name, 1, 1)
    )
    plain = inner.replace(lambda node: isinstance(node, sp.Identity | sp.ZeroMatrix), lambda node: node.func(1))
    return bool(plain.atoms(Symbol) & whole)


def _is_polynomial(expression: Basic) -> bool:
    powers = expression.atoms(sp.Pow, sp.MatPow)
    nodes = (sp.Add, sp.Mul, sp.MatAdd, sp.MatMul, sp.Trace, sp.Transpose, sp.Pow, sp.MatPow)
    return _is_made_of(expression, nodes) and all(p.exp.is_Integer and p.exp >= 0 for p in powers)


def _closed(scalar: Basic) -> Basic:
    """With its expectations integrated, where they can be: what is left of them is not known to be continuous."""
    try:
        return integrated(scalar)
    except UnsupportedExpressionError:
        return scalar


def _is_continuous(expression: Basic) -> bool:
    """Whether it is continuous wherever it is defined, by its nodes."""
    return _is_made_of(expression, _CONTINUOUS)


def _is_made_of(expression: Expression, nodes: tuple[type, ...]) -> bool:
    leaves = (Symbol, Dummy, MatrixSymbol, sp.Identity, sp.ZeroMatrix)
    if isinstance(expression, sp.Number | MatrixSymbol) or type(expression) in leaves:
        return True
    return type(expression) in nodes and all(_is_made_of(a, nodes) for a in expression.args)


def _differs_from_zero_at_size_one(factor: Basic, sizes: set[Symbol]) -> bool:
    at_one = factor.xreplace(dict.fromkeys(sizes, sp.Integer(1)))
    matrices = at_one.atoms(MatrixSymbol)
    if any(tuple(m.shape) != (1, 1) for m in matrices):
        return False
    values = {m: ImmutableMatrix(1, 1, [Dummy(str(m.name), real=True)]) for m in matrices}
    values |= {s: Dummy(s.name, real=True) for s in at_one.atoms(Symbol)}
    return bool(sp.expand(as_matrix(explicit(at_one, values))[0, 0]) != 0)
