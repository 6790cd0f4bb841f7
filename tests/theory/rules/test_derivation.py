"""The executor of derivations, and the blind test of every registered theorem."""

from dataclasses import replace

import pytest
from sympy import Dummy, Gt, MatrixSymbol, Symbol, Trace

import theory
from proofs_checks.context import Context
from proofs_checks.evidence import derivation as evidence
from proofs_checks.verdict import Verdict
from tests.theorem_shares import daily_theorems
from tests.theory.rules.small import A, B, H, M, Psi, X, b, claim, second_moment, sigma2, v
from theory import Assumption, Bound, Equality, FlowBound, Limit, LoewnerBound, Minimum, StationaryPoint, Witness
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.vocabulary.scalars import quad
from theory.core.domains import holds
from theory.establishing import context_of
from theory.rules import Below, CompleteSquare, DerivationError, Expand, Integrate, Rewrite, agree, derive, start_of
from theory.statements import FlowConvergence

VALUE = H * A * H + (H * A.T * H + Trace(H * A) * H) / M


def verdict(theorem):
    return evidence.check(theorem, Context()).verdict


def judged(theorem):
    """What the derivation, whose steps all follow, says of the claim; as a check it is an ERROR unless it proves."""
    found = evidence.judge(theorem.statement, theorem, derive(theorem))
    assert verdict(theorem) is (Verdict.PROVED if found is Verdict.PROVED else Verdict.ERROR)
    return found


# -- the executor ---------------------------------------------------------------------------------------------------
def test_states_stand_after_each_step():
    derivation = derive(claim(Equality(second_moment, VALUE), Expand(), Integrate()))
    assert len(derivation.states) == 3
    assert derivation.states[0].expression == second_moment
    assert derivation.states[-1] is derivation.end
    assert verdict(claim(Equality(second_moment, VALUE), Expand(), Integrate())) is Verdict.PROVED


@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_wrong_step_is_named(position):
    rules = [Expand(), Integrate(), Rewrite(VALUE)]
    rules[position - 1] = Rewrite(VALUE + H)
    theorem = claim(Equality(second_moment, VALUE), *rules)
    with pytest.raises(DerivationError, match=rf"step {position} \(reason {position}\) fails"):
        derive(theorem)
    assert verdict(theorem) is Verdict.ERROR


def test_a_step_that_cannot_be_decided_is_named():
    """tr((H + Ψ + bbᵀ)⁻¹) in closed form, which no rule reaches"""
    K = (H + Psi).I
    inverse = (H + Psi + b * b.T).I
    closed = Trace(K) - quad(b, K * K) / (1 + quad(b, K))
    with pytest.raises(DerivationError, match=r"step 1 \(reason 1\) fails: it is not shown that"):
        derive(claim(Equality(Trace(inverse), closed), Rewrite(closed)))


def test_where_derivations_start():
    low, high = Trace(H), Trace(H) + sigma2
    assert start_of(Equality(low, high)) == low
    assert start_of(Bound(low, high)) == high
    assert start_of(Minimum(high, (v,), (b,), low)) == high
    assert start_of(Witness(Equality(Trace(A), high), (A,), (H,))) == low


def test_agreement_reads_the_notation_only_as_far_as_needed():
    tau, rho = Symbol("tau", nonnegative=True), Symbol("rho", nonnegative=True)
    theorem = claim(notation=((tau, Trace(H * Psi) + sigma2), (rho, tau**2)))
    assert agree(theorem, tau + sigma2, sigma2 + tau)
    assert agree(theorem, rho, tau**2)
    assert agree(theorem, tau - sigma2, Trace(Psi * H))
    assert agree(theorem, rho, (sigma2 + Trace(H * Psi)) ** 2)
    assert not agree(theorem, rho, tau)


def test_random_notation_is_refused():
    with pytest.raises(ValueError, match=r"claim abbreviates .*X.*, which is random, by B: write it out"):
        claim(notation=((B, X.T * X),))


def test_hypotheses_become_positive_scalars():
    tau = Symbol("tau", nonnegative=True)
    theorem = claim(
        Equality(Trace(A), Trace(A)),
        Expand(),
        notation=((tau, Trace(H * Psi) + sigma2),),
        assumptions=(Assumption("varies", Gt(tau, 0)), Assumption("law", "all is Gaussian")),
    )
    assert derive(theorem).end.positive == (tau, Trace(H * Psi) + sigma2)


# -- what the end of a derivation establishes -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("theorem", "expected"),
    [
        (claim(Equality(second_moment, H * A * H), Integrate()), Verdict.REFUTED),
        (claim(Equality(second_moment, VALUE), Expand()), Verdict.INCONCLUSIVE),
        (claim(Equality(sigma2 + 1, 1), Below(1, (Termwise(sigma2),))), Verdict.INCONCLUSIVE),
        (claim(Bound(1, sigma2 + 1), Below(1, (Termwise(sigma2),))), Verdict.PROVED),
        (claim(Bound(0, sigma2 + 1), Below(1, (Termwise(sigma2),))), Verdict.INCONCLUSIVE),
        (claim(Witness(Bound(sigma2 + 5, sigma2), (A,), (H,)), Expand()), Verdict.INCONCLUSIVE),
        (claim(Witness(Equality(sigma2 + 5, sigma2), (A,), (H,)), Expand()), Verdict.REFUTED),
        (claim(Witness(Equality(Trace(A), Trace(H)), (A,), (H,)), Expand()), Verdict.PROVED),
    ],
)
def test_verdicts_of_the_end(theorem, expected):
    assert judged(theorem) is expected


OBJECTIVE = quad(v, H) - 2 * Trace(b.T * v)
AT, LEAST = H.I * b, -quad(b, H.I)


@pytest.mark.parametrize(
    ("statement", "rules", "expected"),
    [
        (Minimum(OBJECTIVE, (v,), (AT,), LEAST, unique=True), (CompleteSquare(v),), Verdict.PROVED),
        (Minimum(OBJECTIVE, (v,), (2 * AT,), LEAST, unique=True), (CompleteSquare(v),), Verdict.REFUTED),
        (Minimum(OBJECTIVE, (v,), (AT,), LEAST + 1), (CompleteSquare(v),), Verdict.REFUTED),
        (Minimum(OBJECTIVE, (v,), (AT,), OBJECTIVE), (Expand(),), Verdict.INCONCLUSIVE),
        (
            Minimum(OBJECTIVE + sigma2, (v,), (AT,), LEAST),
            (Below(OBJECTIVE, (Termwise(sigma2),)), CompleteSquare(v)),
            Verdict.REFUTED,
        ),
        (Minimum(OBJECTIVE + Trace(A), (v, A), (AT, H), LEAST + Trace(A)), (CompleteSquare(v),), Verdict.INCONCLUSIVE),
    ],
)
def test_minima_are_proved_only_where_they_are_attained(statement, rules, expected):
    assert judged(claim(statement, *rules)) is expected


def test_a_minimiser_that_depends_on_a_variable_makes_no_sense():
    statement = Minimum(OBJECTIVE + Trace(A), (v, A), (AT, A), LEAST + Trace(A))
    result = evidence.check(claim(statement, CompleteSquare(v)), Context())
    assert (result.verdict, result.cap) == (Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE)
    assert result.detail == "the value A of A depends on A"


# -- blind ----------------------------------------------------------------------------------------------------------
def fresh(expression):
    if getattr(expression, "is_Matrix", False):
        return MatrixSymbol(f"claimed_{Dummy().dummy_index}", *expression.shape)
    return Dummy("claimed", real=True)


def blinded(theorem):
    """The theorem with every claimed side replaced by a symbol that nothing is known of, and no corollaries."""
    match theorem.statement:
        case Bound() | LoewnerBound() as s:
            statement = replace(s, lhs=fresh(s.lhs))
        case Limit() as s:
            statement = replace(s, value=fresh(s.value))
        case FlowBound() as s:
            statement = replace(s, bound=fresh(s.bound))
        case StationaryPoint() as s:
            statement = replace(s, at=tuple(map(fresh, s.at)))
        case FlowConvergence() as s:
            statement = replace(s, to=tuple(map(fresh, s.to)))
        case Equality() as s:
            statement = replace(s, rhs=fresh(s.rhs))
        case Minimum() as s:
            statement = replace(s, value=fresh(s.value), at=tuple(map(fresh, s.at)))
        case Witness() as s:
            statement = replace(s, claim=replace(s.claim, rhs=fresh(s.claim.rhs)))
    return replace(theorem, statement=statement, corollaries=())


@pytest.mark.parametrize("theorem", daily_theorems(), ids=lambda t: t.slug)
def test_derivations_never_read_the_claim(theorem):
    blind = blinded(theorem)
    assert blind.statement != theorem.statement
    if not theorem.derivation:  # both sides are evaluated, and there is nothing that could read the claim
        assert type(theorem.statement) is Equality
        assert verdict(blind) is not Verdict.PROVED
        return
    seeing, unseeing = derive(theorem), derive(blind)
    assert [s.expression for s in unseeing.states] == [s.expression for s in seeing.states]
    assert unseeing.end.minimizer == seeing.end.minimizer
    assert unseeing.unique == seeing.unique
    assert verdict(blind) is not Verdict.PROVED


@pytest.mark.parametrize(("slug", "minimiser"), [("optimal_one_step_gd", "Gamma_star")])
def test_the_minimiser_is_found_not_read(slug, minimiser):
    theorem = theory.theorem(slug)
    notation = tuple((s, definition) for s, definition in theorem.notation if s.name != minimiser)
    assert len(notation) == len(theorem.notation) - 1
    assert derive(replace(theorem, notation=notation)).end.minimizer == derive(theorem).end.minimizer


def relations_of(slug, values):
    """The hypotheses of a theorem that are no sentences, at the values of its symbols."""
    theorem = theory.theorem(slug)
    relations = [theorem.unfolded(a.relation) for a in theorem.assumptions if not isinstance(a.relation, str)]
    return [relation.xreplace(dict(values)) for relation in relations]


@pytest.mark.parametrize("theorem", daily_theorems(), ids=lambda t: t.slug)
def test_what_rests_on_a_theorem_assumes_what_it_assumes(theorem):
    used = [premise for state in derive(theorem).states for premise in state.premises]
    assert {slug for slug, _ in used} <= set(theorem.depends_on)
    loose = replace(theorem, assumptions=())
    if any(not holds(context_of(loose), relation) for premise in used for relation in relations_of(*premise)):
        with pytest.raises(DerivationError):
            derive(loose)
    elif all(isinstance(a.relation, str) for a in theorem.assumptions):
        assert derive(loose).end.expression == derive(theorem).end.expression


@pytest.mark.parametrize(
    ("slug", "match"),
    [
        ("optimal_one_step_gd", "≻ 0 is not shown .* add a hypothesis"),
        ("risk_of_zero_initialised_gd", "≻ 0 is not shown .* add a hypothesis"),
        ("attention_gap_lower_bound", "is not shown to be invertible: add Assumption"),
    ],
)
def test_where_labels_must_vary(slug, match):
    theorem = theory.theorem(slug)
    laws = tuple(a for a in theorem.assumptions if isinstance(a.relation, str))
    assert len(laws) < len(theorem.assumptions)
    with pytest.raises(DerivationError, match=match):
        derive(replace(theorem, assumptions=laws))
