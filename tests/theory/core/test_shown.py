"""What an expression presupposes is shown by kinds and hypotheses, or the hypothesis to add is named."""

import pytest
from sympy import (
    Eq,
    Ge,
    Gt,
    Identity,
    Integer,
    Inverse,
    MatPow,
    MatrixSymbol,
    Ne,
    Q,
    Rational,
    Symbol,
    Trace,
    acos,
    exp,
    log,
    sqrt,
)
from sympy.matrices.expressions.matexpr import MatrixElement

from tests.adversary.vocabulary import A, B, E, G, H, I, M, P, R, X, a, ax, b, d, g, inner, n, one, p, quad, r, s, x, z
from theory import MatrixNormal, PositiveSemidefinite, PositiveSemidefiniteMatrix, RandomMatrix
from theory.algebra.definedness.obligations import Obligation
from theory.core.known import Context
from theory.core.shown import _is_met, require_defined, undefined_in
from theory.core.unconvinced import NotShownError


def under(*relations):
    return Context(hypotheses=tuple((str(relation), relation) for relation in relations))


GRAM = X.T * X
N = MatrixSymbol("N", M, M)
x_other = MatrixNormal("x2", 0 * a, H, one)
by_moments = RandomMatrix("Y", 0 * X, Identity(M), H)
rows_alike = MatrixNormal("W", 0 * X, PositiveSemidefiniteMatrix("S", M), H)


def law_of(covariance):
    return MatrixNormal("Z", 0 * X, Identity(M), covariance)


DEFINED = {
    "a polynomial": (Trace(A * B) + r**2, ()),
    "1/p": (1 / p, ()),
    "1/r": (1 / r, (Ne(r, 0),)),
    "1/(r − s)": (1 / (r - s), (Gt(r, s),)),
    "1/zᵀz": (1 / quad(z, I), (Ne(z, 0 * z),)),
    "a root": (sqrt(r), (Ge(r, 0),)),
    "a root of a square": (sqrt(r**2 + s**2), ()),
    "a logarithm": (log(r), (Gt(r, 0),)),
    "P + H": (Inverse(P + H), ()),
    "I + PR": (Inverse(I + P * R), ()),
    "A": (Inverse(A), (Q.invertible(A),)),
    "orthogonal": (Inverse(A), (Q.orthogonal(A),)),
    "a root of a matrix": (MatPow(P, Rational(1, 2)), ()),
    "a power of a definite one": (MatPow(H, Rational(-1, 2)), ()),
    "a moment": (E(ax**4), ()),
    "an inverse moment": (E(Trace(Inverse(GRAM))), (Gt(M, d + 1),)),
    "almost surely": (Inverse(GRAM), (Ge(M, d),)),
    "an entry": (MatrixElement(A, 0, 0), ()),
    "almost surely, times a number": (Inverse(p * GRAM), (Ge(M, d),)),
    "almost surely > 0": (log(quad(x, I)), ()),
    "a root by hypothesis": (MatPow(A, Rational(1, 2)), (PositiveSemidefinite(A),)),
    "a size by hypothesis": (Trace(Identity(p)), (Q.integer(p),)),
    "a size": (Trace(Identity(d - 1)), (Gt(d, 1),)),
    "a mean that is > 0": (log(E(exp(ax))), ()),
    "a mean inverted": (1 / E(quad(x, I)), ()),
}
UNDEFINED = {
    "1/r": (1 / r, (), "r"),
    "1/r where r ≥ 0": (1 / r, (Ge(r, 0),), "r"),
    "1/(r − s)": (1 / (r - s), (Ne(r, 0),), "r - s"),
    "1/zᵀz": (1 / quad(z, I), (), "z"),
    "a root": (sqrt(r), (), "r"),
    "a root of −p": (sqrt(-p), (), "I"),
    "a logarithm": (log(r), (Ge(r, 0),), "r"),
    "A": (Inverse(A), (), "invertible"),
    "of another": (Inverse(A), (Q.invertible(B),), "invertible"),
    "P": (Inverse(P), (), "invertible"),
    "H − P": (Inverse(H - P), (), "invertible"),
    "I + GP": (Inverse(I + G * P), (), "invertible"),
    "a root of G": (MatPow(G, Rational(1, 2)), (), "G"),
    "an inverse root of P": (MatPow(P, Rational(-1, 2)), (), "P"),
    "an inverse moment": (E(Trace(Inverse(GRAM))), (Ge(M, d),), "Gt"),
    "a reciprocal": (E(1 / ax), (), "x"),
    "a Gram matrix of too few": (Inverse(GRAM), (Ge(M, d - 1),), "X"),
    "acos": (acos(r), (), "acos"),
    "an imaginary letter": (Symbol("w", imaginary=True) * r, (), "w"),
    "a law of G": (E(Trace(MatrixNormal("v", 0 * a, G, one).T * a)), (), "G"),
    "a size that may be 0": (Trace(Identity(d - 1)), (), "d - 1"),
    "a size that is no whole number": (Trace(Identity(p)), (), "p"),
    "half of a size": (Trace(Identity(n / 2)), (), "n/2"),
    "a mean of 0 inverted": (1 / E(ax), (), "x"),
    "a mean without closed form": (1 / (E(exp(ax)) - 1), (), "- 1"),
    "a moment in a moment": (E(ax * E(1 / inner(b, x_other))), (), "b"),
    "a difference of Gram matrices": (Inverse(GRAM - law_of(P).T * law_of(P)), (Ge(M, d),), "invertible"),
    "a Gram matrix with −": (log(-quad(x, I)), (), "-"),
    "a Gram matrix times what may be 0": (Inverse(r * GRAM), (Ge(M, d),), "r"),
    "a Gram matrix times a form": (1 / (quad(x, I) * ax), (), "a"),
    "a Gram matrix times any matrix": (Inverse(quad(x, I) * G), (), "invertible"),
    "a weighted Gram matrix": (Inverse(X.T * N * X), (Ge(M, d),), "invertible"),
    "two vectors": (1 / inner(x, x_other), (), "x2"),
    "a Gram matrix of a law known by moments": (
        Inverse(by_moments.T * by_moments),
        (Ge(M, d),),
        "invertible",
    ),
    "a Gram matrix of a singular law": (Inverse(law_of(P).T * law_of(P)), (Ge(M, d),), "invertible"),
    "a Gram matrix of rows that may be equal": (Inverse(rows_alike.T * rows_alike), (Ge(M, d),), "invertible"),
    "an entry out of range": (MatrixElement(A, n, 0), (), "n"),
}


@pytest.mark.parametrize("name", DEFINED)
def test_what_is_defined_is_shown(name):
    expression, hypotheses = DEFINED[name]
    require_defined(under(*hypotheses), [expression])
    assert undefined_in(under(*hypotheses), [expression]) == []


@pytest.mark.parametrize("name", UNDEFINED)
def test_what_may_be_undefined_is_named(name):
    expression, hypotheses, named = UNDEFINED[name]
    with pytest.raises(NotShownError) as refused:
        require_defined(under(*hypotheses), [expression])
    assert named in str(refused.value)


@pytest.mark.parametrize("name", [name for name, (_, hypotheses) in DEFINED.items() if hypotheses])
def test_the_hypotheses_are_what_shows_it(name):
    with pytest.raises(NotShownError):
        require_defined(under(), [DEFINED[name][0]])


def test_abbreviations_are_written_out_before_they_are_asked():
    known = Context(notation=((p, r - s),), hypotheses=(("order", Gt(r, s)),))
    require_defined(known, [1 / p])
    require_defined(Context(notation=((r, s**2 + 1),)), [1 / r])
    with pytest.raises(NotShownError):
        require_defined(Context(notation=((r, s**2),)), [1 / r])


def test_how_many_parts_are_missing_is_said():
    with pytest.raises(NotShownError, match="and 1 more such part"):
        require_defined(under(), [1 / r, sqrt(s)])
    require_defined(under(Eq(r, 2), Eq(s, 3)), [1 / r, sqrt(s), Integer(1) / g])


def test_an_obligation_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="the obligation measurable is unknown"):
        _is_met(Context(), Obligation("measurable", r))


def test_moments_of_what_is_no_expectation_any_more_are_definedness():
    assert _is_met(Context(), Obligation("moments", r**2))
    assert not _is_met(Context(), Obligation("moments", 1 / r))
