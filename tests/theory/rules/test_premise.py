"""Theorems used in other theorems: within their hypotheses, in the direction they hold, and named."""

from dataclasses import replace

import pytest
from sympy import Ge, Gt, Identity, MatrixSymbol, Trace, ZeroMatrix

from tests.theory.rules.small import A, H, M, Psi, S, V, X, b, claim, d, second_moment, sigma2, v, w
from theory import Assumption, Bound, Equality, Expectation, MatrixNormal, Minimum, Witness, establishing
from theory.algebra.positivity.certificate import NotCertifiedError
from theory.algebra.vocabulary.scalars import quad
from theory.rules import Below, DerivationError, FromTheorem, Premise, derive

NOISE, LAW = Assumption("noise", Gt(sigma2, 0)), Assumption("Gaussian", "inputs are Gaussian")
SIGNAL = Assumption("signal", Gt(Trace(H * Psi) + sigma2, 0))

SECOND = claim(
    Equality(second_moment, H * A * H + (H * A.T * H + Trace(H * A) * H) / M), slug="second", assumptions=(LAW,)
)
JENSEN = claim(Bound(quad(v, Psi), Expectation(quad(v, Psi)) + sigma2), slug="jensen", assumptions=(NOISE,))
NEAREST = claim(Minimum(quad(v - b, H) + sigma2, (v,), (b,), sigma2), slug="nearest", assumptions=(SIGNAL,))
EXISTS = claim(Witness(Equality(Trace(A), sigma2), (A,), (A,)), slug="exists")


@pytest.fixture(autouse=True)
def _registered(monkeypatch):
    known = {t.slug: t for t in (SECOND, JENSEN, NEAREST, EXISTS)}
    monkeypatch.setattr("theory.rules.premise.theorem", known.__getitem__)
    monkeypatch.setattr("theory.establishing.registered", known.__getitem__)
    # what is remembered of registered theorems is not asked
    monkeypatch.setattr("theory.establishing._known", establishing._known.__wrapped__)


def using(statement, *rules, slugs=("second",), assumptions=(LAW,)):
    return claim(statement, *rules, depends_on=slugs, assumptions=assumptions)


def test_an_equality_replaces_its_left_side():
    end = derive(using(Equality(second_moment, A), Premise("second"))).end
    assert end.expression == SECOND.statement.rhs
    assert (end.relation, end.premises) == ("=", (("second", {}),))


def test_backwards():
    start = SECOND.statement.rhs
    end = derive(using(Equality(start, A), Premise("second", backwards=True))).end
    assert end.expression == second_moment


def test_other_values_for_its_symbols():
    start = Expectation(S * Psi * S)
    end = derive(using(Equality(start, A), Premise("second", at={A: Psi}))).end
    assert end.expression == SECOND.statement.replace({A: Psi}).rhs


def test_some_terms_of_a_sum():
    start = quad(v - b, H) + sigma2 + Trace(A)
    end = derive(using(Bound(A[0, 0], start), Premise("nearest"), slugs=("nearest",), assumptions=(SIGNAL,))).end
    assert end.expression == sigma2 + Trace(A)
    assert end.relation == "≥"
    assert isinstance(end.certificates[0], FromTheorem)


def test_what_it_does_not_speak_of():
    with pytest.raises(DerivationError, match=r"step 1 \(reason 1\) fails: .*does not occur in Trace\(A\)"):
        derive(using(Equality(Trace(A), 0), Premise("second")))


@pytest.mark.parametrize("slug", ["jensen", "nearest"])
def test_bounds_are_read_in_one_direction(slug):
    statement = {"jensen": JENSEN, "nearest": NEAREST}[slug].statement
    low = statement.lhs if slug == "jensen" else statement.value
    with pytest.raises(DerivationError, match="is no equality and cannot be read backwards"):
        derive(using(Bound(0, low), Premise(slug, backwards=True), slugs=(slug,), assumptions=(NOISE, SIGNAL)))


def test_a_witness_rewrites_nothing():
    with pytest.raises(DerivationError, match="a Witness cannot be used as a premise"):
        derive(using(Equality(Trace(A), 0), Premise("exists"), slugs=("exists",)))


def test_premises_are_named():
    with pytest.raises(DerivationError, match="claim uses second: name second in depends_on"):
        derive(using(Equality(second_moment, A), Premise("second"), slugs=()))


def test_a_theorem_does_not_rest_on_itself():
    itself = replace(SECOND, derivation=using(None, Premise("second")).derivation, depends_on=("second",))
    with pytest.raises(DerivationError, match="second uses second: leave the step out"):
        derive(itself)


@pytest.mark.parametrize("assumptions", [(), (NOISE,), (replace(LAW, relation="other"),)])
def test_sentences_are_not_repeated(assumptions):
    """The random symbols of what the theorem states carry the laws that its sentences name."""
    used = derive(using(Equality(second_moment, A), Premise("second"), assumptions=assumptions))
    assert used.end.expression == SECOND.statement.rhs


@pytest.mark.parametrize("column", [Psi, 2 * H])
def test_a_theorem_says_nothing_of_other_laws(column):
    other = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), column)
    start = Expectation(other.T * other / M * A * other.T * other / M)
    stated = FromTheorem("second", start, SECOND.statement.rhs)
    with pytest.raises(DerivationError, match="second states"):
        derive(using(Equality(start, A), Odd(SECOND.statement.rhs, (stated,))))


@pytest.mark.parametrize("assumptions", [(), (LAW,), (SIGNAL,), (replace(NOISE, relation=Ge(sigma2, 0)),)])
def test_relations_are_assumed_too(assumptions):
    with pytest.raises(DerivationError, match="claim uses jensen: assume noise too"):
        derive(from_jensen({v: v}, Expectation(quad(v, Psi)) + sigma2, assumptions))


class Odd(Below):
    """A step from one side of an equality to the other, by certificates."""

    def apply(self, state):
        return state.to(self.to, certificates=self.certificates)


LOW = {v: b}
START = Expectation(quad(b, Psi)) + sigma2


def from_jensen(at, start, assumptions):
    return using(Bound(0, start), Premise("jensen", at=at), slugs=("jensen",), assumptions=assumptions)


def test_hypotheses_hold_at_the_values():
    assert derive(from_jensen(LOW, START, (NOISE,))).end.expression == quad(b, Psi)
    noisier = {sigma2: sigma2 + 1}
    assert derive(from_jensen(noisier, Expectation(quad(v, Psi)) + sigma2 + 1, ())).end.relation == "≥"
    doubled = {sigma2: 2 * sigma2}
    assert derive(from_jensen(doubled, Expectation(quad(v, Psi)) + 2 * sigma2, (NOISE,))).end.relation == "≥"


def test_a_hypothesis_that_fails_at_the_values():
    with pytest.raises(DerivationError, match="claim uses jensen: assume noise too"):
        derive(from_jensen({sigma2: 0 * sigma2}, Expectation(quad(v, Psi)), (NOISE,)))


def test_a_certificate_of_an_author_is_held_to_the_same():
    by_hand = FromTheorem("jensen", Expectation(quad(v, Psi)) + sigma2, quad(v, Psi))
    statement = Bound(quad(v, Psi), Expectation(quad(v, Psi)) + sigma2)
    rule = Below(quad(v, Psi), (by_hand,))
    assert derive(using(statement, rule, slugs=("jensen",), assumptions=(NOISE,))).end.relation == "≥"
    with pytest.raises(DerivationError, match="assume noise too"):
        derive(using(statement, rule, slugs=("jensen",), assumptions=()))
    with pytest.raises(DerivationError, match="name jensen in depends_on"):
        derive(using(statement, rule, slugs=(), assumptions=(NOISE,)))


def test_a_certificate_says_what_the_theorem_says():
    for wrong in (
        FromTheorem("jensen", Expectation(quad(v, Psi)), quad(v, Psi)),
        FromTheorem("jensen", Expectation(quad(v, Psi)) + sigma2, quad(v, H)),
        FromTheorem("jensen", Expectation(quad(b, Psi)) + sigma2, quad(v, Psi), ((v, b),)),
    ):
        rule = Below(wrong.smaller, (wrong,))
        with pytest.raises(DerivationError, match="jensen states"):
            derive(using(Bound(wrong.smaller, wrong.larger), rule, slugs=("jensen",), assumptions=(NOISE,)))
        with pytest.raises(NotCertifiedError, match="where a derivation is executed"):
            wrong.verify()


@pytest.mark.parametrize(
    ("at", "match"),
    [
        ({Psi: H - Psi}, "⪰ 0 is not shown"),
        ({Psi: A}, "⪰ 0 is not shown"),
        ({sigma2: sigma2 - 1}, "sigma2 is nonnegative and sigma2 - 1 is not shown to be"),
        ({v: A}, "v is d×1 and A is d×d"),
        ({v: ZeroMatrix(d, d)}, "v is d×1 and 0 is d×d"),
        ({v: sigma2}, "sigma2 cannot stand for v"),
        ({sigma2: v}, "v cannot stand for sigma2"),
        ({v: w}, "w, which stands for v, is random"),
        ({d: M - 1}, "d is positive and M - 1 is not shown to be"),
        ({d: M / 2}, "d is integer and M/2 is not shown to be"),
        ({Trace(A): sigma2}, r"sigma2 cannot stand for Trace\(A\)"),
    ],
)
def test_values_are_of_the_kind_of_their_symbols(at, match):
    low, high = JENSEN.statement.expressions()
    rule = Below(low, (FromTheorem("jensen", high, low, tuple(at.items())),))
    with pytest.raises(DerivationError, match=match):
        derive(using(Bound(low, high), rule, slugs=("jensen",), assumptions=(NOISE,)))


def test_values_that_definite_matrices_may_take():
    for value, definite in ((H + Psi, True), (A * A.T, False), (Psi, False)):
        start = quad(v - b, value) + sigma2
        theorem = using(
            Bound(sigma2, start),
            Premise("nearest", at={H: value}),
            slugs=("nearest",),
            assumptions=(Assumption("there", Gt(Trace(value * Psi) + sigma2, 0)),),
        )
        if definite:
            assert derive(theorem).end.expression == sigma2
        else:
            with pytest.raises(DerivationError, match="≻ 0 is not shown"):
                derive(theorem)


def test_random_symbols_are_not_replaced():
    with pytest.raises(DerivationError, match="Y cannot stand for X"):
        derive(using(Equality(second_moment, A), Premise("second", at={X: MatrixSymbol("Y", M, d)})))
    assert str(Premise("second")) == "by second"
    assert V.shape == A.shape
