"""Claims without a derivation: what is found is executed, and what is found for a false claim proves nothing."""

from dataclasses import replace

import pytest
from sympy import Eq, Identity, Inverse, Lt, MatrixSymbol, Q, Rational, Trace, ZeroMatrix, exp, log, oo, symbols

from numerics.proposals.budget import OutOfTimeError
from proofs_checks import proving
from proofs_checks.evidence import derivation
from proofs_checks.proving import prove
from proofs_checks.report.python_source import derivation_source
from theory.establishing import establish
from theory.rules import Below
from theorycheck import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    FlowBound,
    Limit,
    LoewnerBound,
    MatrixNormal,
    Minimum,
    PositiveDefiniteMatrix,
    PositiveSemidefinite,
    PositiveSemidefiniteMatrix,
    StationaryPoint,
    Step,
    Theorem,
    Verdict,
    Witness,
    quad,
    verify,
)

d, M, n = symbols("d M n", integer=True, positive=True)
r, s = symbols("r s", real=True)
p, q = symbols("p q", positive=True)
k = symbols("k", nonnegative=True)
H, W = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("W", n)
P = PositiveSemidefiniteMatrix("P", d)
X, V = MatrixSymbol("X", n, d), MatrixSymbol("V", d, n)
v, a = MatrixSymbol("v", d, 1), MatrixSymbol("a", d, 1)
ONE = Identity(d)
Z = MatrixNormal("Z", ZeroMatrix(M, d), Identity(M), H)
S = Z.T * Z / M
BEST_LINEAR = Inverse(X.T * Inverse(W) * X)


def minimum(at, value, *, unique=True):
    return Minimum(quad(v - a, H) + p * quad(v, ONE), over=(v,), at=(at,), value=value, unique=unique)


RIDGE = Inverse(H + p * ONE) * H * a

TRUE = {
    "bound": (Bound(Trace(P * P), Trace(P) ** 2), ()),
    "bound of an expectation": (Bound(Trace(H) ** 2, Expectation(Trace(S) ** 2)), ()),
    "Loewner bound": (LoewnerBound(2 * ONE - H, Inverse(H)), ()),
    "Loewner bound of an expectation": (LoewnerBound(H * H, Expectation(S * S)), ()),
    "minimum": (minimum(RIDGE, quad(a, H) - quad(H * a, Inverse(H + p * ONE))), ()),
    "minimum of a quotient": (
        Minimum((p * k**2 + q) / (k + 1) ** 2, over=(k,), at=(q / p,), value=p * q / (p + q), unique=True),
        (),
    ),
    "minimum under an equation": (
        Minimum(
            Trace(V * W * V.T), over=(V,), at=(BEST_LINEAR * X.T * Inverse(W),), value=Trace(BEST_LINEAR), unique=True
        ),
        (Eq(V * X, ONE), Q.fullrank(X), n >= d),
    ),
    "minimum over two": (
        Minimum(
            (r - s) ** 2 + p * (s - 1) ** 2 + q * r**2,
            over=(r, s),
            at=(p / (q + p * (1 + q)), p * (1 + q) / (q + p * (1 + q))),
            value=p * q / (p + q + p * q),
            unique=True,
        ),
        (),
    ),
    "minimum over two that are tied": (
        Minimum(p * r**2 + q * s**2, (r, s), (q / (p + q), p / (p + q)), p * q / (p + q), unique=True),
        (Eq(r + s, 1),),
    ),
    "minimum at an end": (Minimum(Trace(P * H), over=(P,), at=(0 * P,), value=0, unique=True), ()),
    "minimum of an exponential": (Minimum(exp(r) - r, over=(r,), at=(0 * r,), value=1, unique=True), ()),
    "bound of a logarithm": (Bound(log(p), p - 1), ()),
    "bound between ends": (
        LoewnerBound(H + p * q * Inverse(H), (p + q) * ONE),
        (PositiveSemidefinite(H - p * ONE), PositiveSemidefinite(q * ONE - H)),
    ),
    "bound of an inverse under the expectation": (
        LoewnerBound(Inverse(H + p * ONE), Expectation(Inverse(S + p * ONE))),
        (),
    ),
    "maximum": (StationaryPoint(2 * Trace(a.T * v) - quad(v, H), over=(v,), at=(Inverse(H) * a,)), ()),
    "limit": (Limit((M * (p - 1) + 1) / (M * (p - 1)), (M,), oo, 1), (Lt(p, 1),)),
    "limit of a trace at a fixed ratio": (
        Limit(Trace(H) * (p * M + 1) / (q * M) + Expectation(Trace(S)) / M, (M,), oo, Trace(H) * p / q),
        (),
    ),
    "witness of an equality": (Witness(Equality(quad(v, H), quad(a, Inverse(H))), over=(v,), at=(Inverse(H) * a,)), ()),
    "stationary point": (StationaryPoint(quad(v - a, H) + p * quad(v, ONE), over=(v,), at=(RIDGE,)), ()),
    "witness": (Witness(Bound(Trace(P) - 1, s), over=(s,), at=(Trace(P),)), ()),
    "flow bound": (FlowBound(quad(v, H) / 2, over=(v,), quantity=quad(v, H) / 2, bound=0 * r), ()),
}

FALSE = {
    "reversed": Bound(Trace(P) ** 2, Trace(P * P)),
    "a constant": Bound(Trace(P * P) * (1 + Rational(1, 10**12)), Trace(P) ** 2),
    "another minimum": minimum(RIDGE, quad(a, H)),
    "another minimiser": minimum(Inverse(H + 2 * p * ONE) * H * a, quad(a, H) - quad(H * a, Inverse(H + p * ONE))),
    "not unique": Minimum((r - s) ** 2, over=(r, s), at=(r * 0, s * 0), value=0, unique=True),
    "a saddle": StationaryPoint((r - s) ** 2, over=(r, s), at=(r * 0, s * 0)),
    "a Loewner bound": LoewnerBound(Inverse(H), 2 * ONE - H),
    "a limit": Limit((M + 2) / M, (M,), oo, 2 + 0 * r),
    "growing along the flow": FlowBound(-quad(v, H) / 2, over=(v,), quantity=quad(v, H) / 2, bound=0 * r),
}


def claim(statement, relations=()):
    assumptions = tuple(Assumption(str(relation), relation) for relation in relations)
    return Theorem(slug="claim", title="a claim", statement=statement, assumptions=assumptions)


@pytest.mark.parametrize("name", TRUE)
def test_found_executed_and_written_as_source(name):
    theorem = claim(*TRUE[name])
    found = prove(theorem).theorem
    assert found.derivation
    assert establish(found).derivation is not None
    written: dict[str, object] = {}
    exec(derivation_source(found.derivation), written)
    assert establish(replace(theorem, derivation=written["derivation"])).derivation is not None


@pytest.mark.parametrize("name", FALSE)
def test_nothing_is_found_for_a_false_claim(name):
    attempt = prove(claim(FALSE[name]))
    assert attempt.theorem.derivation == ()
    assert attempt.tried


def test_verify_shows_what_was_found_and_says_what_was_tried():
    proved = verify(TRUE["bound"][0])
    assert proved.verdict is Verdict.PROVED
    assert proved.checks[0].detail.startswith("found by search: 1 step")
    assert isinstance(proved.derivation[0].rule, Below)
    refuted = verify(FALSE["reversed"])
    assert refuted.verdict is Verdict.REFUTED
    assert "none was found: no certificate was found: visible signs, linear program" in refuted.checks[0].detail


def test_a_proposal_that_does_not_follow_is_dropped(monkeypatch):
    """Whatever a search comes up with, the core decides."""
    wrong = FALSE["reversed"]
    steps = (Step(Below(wrong.lhs, ()), "because"),)
    monkeypatch.setattr(proving, "derivations", lambda theorem, budget: iter([steps]))
    attempt = prove.__wrapped__(claim(wrong))
    assert attempt.theorem.derivation == ()
    assert attempt.tried.startswith("what was proposed does not follow: step 1 (because) fails")
    assert verify(wrong).verdict is Verdict.REFUTED


@pytest.mark.parametrize("error", [OutOfTimeError("the search was given up after 0 s"), ZeroDivisionError("by 0")])
def test_a_search_that_fails_is_no_fault_of_the_claim(monkeypatch, error):
    def failing(theorem, budget):
        raise error
        yield

    monkeypatch.setattr(proving, "derivations", failing)
    monkeypatch.setattr(derivation, "prove", prove.__wrapped__)
    report = verify(TRUE["minimum over two"][0])
    assert report.verdict is Verdict.CONFIRMED
    assert f"the search ended with {type(error).__name__}" in report.checks[0].detail


def test_corollaries_are_proved_with_the_theorem_or_leave_it_confirmed():
    bound, other = TRUE["bound"][0], Bound(0 * r, (r - s) ** 2)
    hard = Bound(r**2, exp(r) + exp(-r) - 2)
    whole = verify(replace(claim(bound), corollaries=(other,)))
    assert whole.verdict is Verdict.PROVED
    assert all(part.derivation for part in (whole.theorem, *whole.theorem.parts))
    half = verify(replace(claim(bound), corollaries=(hard,)))
    assert half.verdict is Verdict.CONFIRMED
    assert "comes without a derivation: give one; none was found" in half.checks[0].detail
    false = verify(replace(claim(bound), corollaries=(FALSE["reversed"],)))
    assert false.verdict is Verdict.REFUTED


def test_a_given_derivation_and_an_equality_are_left_alone():
    given = claim(TRUE["bound"][0])
    assert prove(claim(Equality(Trace(P), Trace(P)))).theorem.derivation == ()
    found = prove(given).theorem
    assert prove(found).theorem is found
