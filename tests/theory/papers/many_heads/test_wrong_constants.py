"""What is nearly the irreducible error of many heads, and is not: no derivation arrives at it."""

from dataclasses import replace

import pytest
from sympy import Gt

import theory
from theory import Assumption, Bound, Equality, FamilySum
from theory.core.unconvinced import DerivationError, NotShownError
from theory.establishing import conclude, derive, establish
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.many_heads.best_constant_predictor import t_2, tau
from theory.papers.many_heads.risk_of_many_heads_splits import EVEN, EVEN_PART, Gamma_eff
from theory.setting import (
    H,
    M,
    beta_star,
    d,
    excess_of_coefficient,
    head_query,
    heads,
    heads_coefficient,
    one_step_gd_excess,
    query_coefficient,
    sigma2,
)

MU = theory.quad(beta_star, H)
WRONG_GAPS = {
    "one head's floor": MU / (M + 1),
    "d + 1 for d": 2 * MU / (2 + M * (d + 1)),
    "t2 lost": 2 * MU / (2 + M * d + M * sigma2**2 / tau**2),
    "M for M + 1": 2 * MU / (2 + M * d + M * sigma2**2 / (tau**2 + M * t_2)),
    "the exact gap of one head at no task noise": 2 * MU / (M + 2),
}


@pytest.fixture(scope="module")
def derived():
    return derive(theory.theorem("gap_of_many_heads"))


@pytest.mark.parametrize("name", WRONG_GAPS)
def test_the_derivation_arrives_at_no_other_gap(derived, name):
    claim = theory.theorem("gap_of_many_heads").statement
    conclude(claim, derived)
    with pytest.raises(NotShownError):
        conclude(Bound(TRACE_FORM + WRONG_GAPS[name], claim.rhs), derived)


@pytest.mark.long
@pytest.mark.parametrize(
    "wrong",
    [
        EVEN_PART,
        theory.Expectation(theory.quad(EVEN + beta_star, H)) + one_step_gd_excess(beta_star, Gamma_eff),
        EVEN_PART + one_step_gd_excess(beta_star, 2 * Gamma_eff),
    ],
)
def test_the_split_has_no_other_parts(wrong):
    theorem = theory.theorem("risk_of_many_heads_splits")
    with pytest.raises(DerivationError):
        establish(replace(theorem, statement=Equality(theorem.statement.lhs, wrong)))


def test_risks_of_heads_do_not_add_up():
    each = FamilySum(excess_of_coefficient(query_coefficient(head_query)), heads)
    theorem = theory.theorem("risk_of_many_heads_splits")
    with pytest.raises(DerivationError):
        establish(replace(theorem, statement=Equality(excess_of_coefficient(heads_coefficient()), each), derivation=()))


def test_under_a_hypothesis_on_the_number_of_heads_nothing_is_shown():
    """The argument needs every number below: at two heads alone more may be equal."""
    theorem = theory.theorem("risk_of_many_heads_splits")
    bound = Assumption("few heads", Gt(3, heads))
    with pytest.raises(DerivationError):
        establish(replace(theorem, assumptions=(*theorem.assumptions, bound)))


@pytest.mark.parametrize("slug", ["gradient_descent_finds_optimal_gd", "gradient_steps_shorten_initialisation_error"])
def test_without_a_bound_on_its_length_a_step_is_not_shown_to_be_a_descent(slug):
    theorem = theory.theorem(slug)
    longer = tuple(a for a in theorem.assumptions if a.name != "a short step")
    assert len(longer) < len(theorem.assumptions)
    with pytest.raises(DerivationError):
        establish(replace(theorem, assumptions=longer))
