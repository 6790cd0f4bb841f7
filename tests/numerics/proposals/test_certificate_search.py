"""Certificates that are found by each method, and what no method may find."""

import pytest
from sympy import Eq, Identity, MatrixSymbol, Rational, Symbol, Trace, symbols

from numerics.proposals import certificate_search
from numerics.proposals.budget import Budget
from numerics.proposals.certificate_search import Found, NotFound, search
from theory import PositiveDefiniteMatrix, PositiveSemidefinite, PositiveSemidefiniteMatrix, inner, quad
from theory.algebra.words.convert import from_sympy
from theory.core.accepted_certificates import require_certificate
from theory.core.agreement import proves_same
from theory.core.known import Context

d, M = symbols("d M", integer=True, positive=True)
r, s, t = symbols("r s t", real=True)
p, q = symbols("p q", positive=True)
c = Symbol("c", real=True)
H, K = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("K", d)
I = Identity(d)  # noqa: E741  (the identity)
P, Q = PositiveSemidefiniteMatrix("P", d), PositiveSemidefiniteMatrix("Q", d)
A, B = MatrixSymbol("A", d, d), MatrixSymbol("B", d, d)
a, b = MatrixSymbol("a", d, 1), MatrixSymbol("b", d, 1)

NONNEGATIVE = {
    "visible signs": (Trace(P * Q) + p, "visible signs"),
    "a common denominator": ((p + q) / 2 - 2 * p * q / (p + q), "linear program over a common denominator"),
    "pairs": (p * r**2 + s**2 / p - 2 * r * s, "linear program"),
    "three at a time": ((r - 2 * s + 3 * t) ** 2, "semidefinite program"),
    "a trace product": (Trace(P) * Trace(Q) - Trace(P * Q), "linear program"),
    "a weighted trace product": (
        Trace(H * A * H * A.T) * quad(a, H) - quad(A.T * H * a, H),
        "linear program",
    ),
    "a multiplier": (Trace(A * A.T) * Trace(B * B.T) - Trace(A.T * B) ** 2, "linear program after multiplication by"),
    "a size": (M * Trace(P) - Trace(P), "linear program"),
    "monomials between": (p**3 + q**3 + 1 - 3 * p * q, "linear program"),
    "a size within a square": (r**2 + s**2 / M - 2 * r * s / M, "linear program"),
}


def found_for(expression, hypotheses=()):
    context = Context(hypotheses=tuple(("", h) for h in hypotheses))
    return search(from_sympy(expression), context, Budget(20)), context


def require_accepted(found, expression, context):
    require_certificate(context, found.certificate)
    assert proves_same(context, found.certificate.expression, expression)


@pytest.mark.parametrize("name", NONNEGATIVE)
def test_found_by_the_method_and_accepted_by_the_core(name):
    expression, method = NONNEGATIVE[name]
    found, context = found_for(expression)
    assert isinstance(found, Found)
    assert found.method.startswith(method)
    require_accepted(found, expression, context)


@pytest.mark.parametrize("factor", [Rational(7, 3), Rational(1, 1_000_003)])
def test_a_multiple_is_found_by_the_same_method(factor):
    for expression, method in NONNEGATIVE.values():
        found, context = found_for(factor * expression)
        assert isinstance(found, Found)
        assert found.method.startswith(method)
        require_accepted(found, factor * expression, context)


def test_hypotheses_are_multiplied_and_conjugated():
    for expression, hypotheses in [
        (r**3 - r, (r >= 1,)),
        (Trace(A * Q * A.T) - Trace(A * P * A.T), (PositiveSemidefinite(Q - P),)),
        ((r - s) * (r - t), (r >= s, s >= t)),
        (quad(a, I - B), (PositiveSemidefinite(I - B), PositiveSemidefinite(B))),
        (quad(a, P - P * P), (PositiveSemidefinite(I - P),)),
        (quad(a, I) - quad(a, B), (Eq(B * B, B), Eq(B.T, B))),
        (quad(a, H.inverse() - K.inverse()), (PositiveSemidefinite(K - H),)),
    ]:
        found, context = found_for(expression, hypotheses)
        assert isinstance(found, Found), expression
        require_accepted(found, expression, context)
        assert isinstance(found_for(expression)[0], NotFound)


@pytest.mark.parametrize(
    "expression",
    [
        r * s,
        p * r**2 + s**2 / p - 2 * r * s - r**2 * Rational(1, 10**12),
        Trace(P * P) - Trace(P) ** 2,
        Trace(A * A),
        quad(a, H) * quad(b, H) - (1 + c**2) * Trace(a.T * H * b) ** 2,
        Trace(P) / M - Trace(P),
        inner(a, b),
        r**4 - r**2 + t * 0,
    ],
    ids=str,
)
def test_nothing_is_found_for_what_is_negative_somewhere(expression):
    found, _ = found_for(expression)
    assert isinstance(found, NotFound)
    assert "linear program" in found.tried


def test_time_that_runs_out_is_said():
    found = search(from_sympy((r - 2 * s + 3 * t) ** 2), Context(), Budget(0))
    assert isinstance(found, NotFound)
    assert found.tried == "the search was given up after 0 s"


def test_a_method_that_errs_finds_nothing_that_the_core_accepts(monkeypatch):
    """A program that leaves a term out proposes a certificate of something else."""
    honest = certificate_search.METHODS[0][1]
    lying = (("lie", lambda *given: honest(*given)[:-1]),)
    monkeypatch.setattr(certificate_search, "METHODS", lying)
    expression = p * r**2 + 2 * s**2 / p - 2 * r * s
    found, context = found_for(expression)
    assert not proves_same(context, found.certificate.expression, expression)
