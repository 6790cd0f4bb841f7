"""Steps down rest on certificates whose premises and hypotheses the executor asks for."""

from dataclasses import replace

import pytest
from sympy import Ge, Gt, Inverse, Ne, Symbol, Trace

from theory import Assumption, Bound, Expectation, Step, Theorem, theorem
from theory.algebra.positivity.certificate import NotCertifiedError
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.regularised_inverse import RegularisedInverse
from theory.algebra.positivity.termwise import Termwise
from theory.rules import Below, DerivationError, FromTheorem, Premise, Rewrite, derive
from theory.setting import H, M, Psi, d, prompt, sigma2
from theory.theorem_record import Corollary

LOWER, UPPER = theorem("bayes_risk_lower_bound"), theorem("one_step_gd_is_nearly_optimal")
NEEDED = theorem("bounded_signal_to_noise_is_needed")
t = Trace(H * Psi)
gram = prompt.X.T * prompt.X


def claim(rhs, *rules, assumptions=LOWER.assumptions, depends_on=("bayes_risk_lower_bound",)):
    steps = tuple(Step(rule, "a step") for rule in rules)
    statement = Bound(LOWER.statement.lhs, rhs)
    return Theorem("claim", "a claim", statement, assumptions=assumptions, derivation=steps, depends_on=depends_on)


def test_a_bound_is_used_below_a_factor_that_is_not_negative():
    end = derive(claim(t * LOWER.statement.rhs, Premise("bayes_risk_lower_bound"))).end
    assert end.expression == t * LOWER.statement.lhs
    assert [slug for slug, _ in end.premises] == ["bayes_risk_lower_bound"]


@pytest.mark.parametrize("factor", [-1, Symbol("x", real=True), sigma2 - t])
def test_a_bound_is_not_used_below_another_factor(factor):
    with pytest.raises(DerivationError, match=r"multiplied by .*, which is not shown to be ≥ 0"):
        derive(claim(factor * LOWER.statement.rhs, Premise("bayes_risk_lower_bound")))


def test_a_bound_is_not_used_inside_a_square():
    with pytest.raises(DerivationError, match="not linear"):
        derive(claim(LOWER.statement.rhs**2, Premise("bayes_risk_lower_bound")))


def below():
    """The bound as a certificate, not as a rule."""
    bound, R = LOWER.statement.lhs, LOWER.statement.rhs
    return Below(t * bound, (Combination(((t, FromTheorem("bayes_risk_lower_bound", R, bound)),)),))


def test_a_premise_in_a_certificate_counts_as_one():
    whole = t * LOWER.statement.rhs
    assert derive(claim(whole, below())).end.premises
    with pytest.raises(DerivationError, match="in depends_on"):
        derive(claim(whole, below(), depends_on=()))
    # without noise the bound is not even defined
    with pytest.raises(DerivationError, match="is not shown to differ from 0"):
        derive(claim(whole, below(), assumptions=LOWER.assumptions[:-1]))


def test_a_hypothesis_of_a_premise_may_follow_from_those_of_the_theorem():
    """τ = tr(HΨ) + σ² > 0 because σ² > 0."""
    excess = theorem("minimal_excess_of_one_step_gd")
    steps = (Step(Premise(excess.slug), "the minimal excess"),)
    changes = {"slug": "claim", "derivation": steps, "assumptions": LOWER.assumptions}
    following = replace(excess, **changes, corollaries=(), depends_on=(excess.slug,))
    derive(following)
    with pytest.raises(DerivationError, match="is not shown to be invertible"):
        derive(replace(following, assumptions=LOWER.assumptions[:-1]))


def test_what_a_certificate_takes_to_be_positive_follows_from_the_hypotheses():
    x = Symbol("x", real=True)
    step = Below(t, (Termwise(x, positive=(x,)),))
    with pytest.raises(DerivationError, match="x > 0 is taken for granted: add it to the hypotheses"):
        derive(claim(t + x, step))
    assert derive(claim(t + x, step, assumptions=(Assumption("x", Gt(x, 0)),))).end.expression == t


def test_the_moments_of_a_step_must_exist():
    step = Rewrite(Expectation(sigma2 * Trace(H * Inverse(gram))))
    value = d * sigma2 / (M - d - 1)
    defined = Assumption("the value is defined", Ne(M - d - 1, 0))
    derive(claim(value, step, assumptions=NEEDED.assumptions))
    with pytest.raises(DerivationError, match=r"X\.T\*X is not shown to be invertible"):
        derive(claim(value, step, assumptions=(defined,)))
    rows = (Assumption("rows", Ge(M, d)), defined)
    with pytest.raises(DerivationError, match=r"is not shown to exist: add Assumption\(\"…\", Gt\(M, d \+ 1\)\)"):
        derive(claim(value, step, assumptions=rows))


def test_a_regularised_inverse_is_below_the_inverse():
    positive = (M - d - 1, sigma2)
    Mean(RegularisedInverse(gram / sigma2, Psi, H, positive)).verify()
    RegularisedInverse(H, Psi, Psi).verify()
    for W, R, known in (
        (gram / sigma2, Psi, (sigma2,)),
        (Psi, H, positive),
        (-gram, Psi, positive),
        (H, prompt.X.T * prompt.X * Psi, positive),
    ):
        with pytest.raises(NotCertifiedError):
            RegularisedInverse(W, R, H, known).verify()


def test_a_corollary_has_its_own_derivation():
    part, *rest = UPPER.parts
    assert not rest
    assert part.statement == UPPER.corollaries[0].statement
    assert derive(part).end.expression == part.statement.lhs
    assert UPPER.statements == (UPPER.statement, part.statement)
    plain = replace(UPPER, corollaries=(part.statement,))
    assert plain.parts == (replace(part, derivation=()),)
    assert isinstance(UPPER.corollaries[0], Corollary)
