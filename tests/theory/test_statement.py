"""What a theorem is: frozen values, with notation that unfolds and folds."""

import dataclasses

import pytest
from sympy import Gt, Identity, Integer, MatAdd, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from theory import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    MatrixNormal,
    Minimum,
    PositiveDefiniteMatrix,
    Source,
    Step,
    Theorem,
    Witness,
)
from theory.core.substitution import replaced
from theory.statements import Statement

d, M = symbols("d M", integer=True, positive=True)
H, A, B = PositiveDefiniteMatrix("H", d), MatrixSymbol("A", d, d), MatrixSymbol("B", d, d)
v, b = MatrixSymbol("v", d, 1), MatrixSymbol("b", d, 1)
tau, rho, sigma2 = symbols("tau rho sigma2", nonnegative=True)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)

EQUALITY = Equality(Trace(A * H), tau)
STATEMENTS = (
    EQUALITY,
    Bound(Trace(A), tau),
    Minimum(Trace(v.T * A * v), (v,), (A * b,), tau, unique=True),
    Witness(EQUALITY, (A,), (B,)),
)


def theorem(**fields):
    return Theorem(**{"slug": "t", "title": "", "statement": EQUALITY, **fields})


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: type(s).__name__)
def test_statements_are_values(statement):
    assert statement == dataclasses.replace(statement)
    assert hash(statement) == hash(dataclasses.replace(statement))
    with pytest.raises(dataclasses.FrozenInstanceError):
        statement.note = "changed"
    assert not any("status" in field.name or "verdict" in field.name for field in dataclasses.fields(statement))


def test_expressions_in_reading_order():
    equality, bound, minimum, witness = STATEMENTS
    assert equality.expressions() == (Trace(A * H), tau)
    assert bound.expressions() == (Trace(A), tau)
    assert minimum.expressions() == (Trace(v.T * A * v), A * b, tau)
    assert witness.expressions() == (Trace(B * H), tau, B)
    with pytest.raises(TypeError, match="abstract class Statement"):
        Statement()


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: type(s).__name__)
def test_replacing_keeps_the_kind(statement):
    changed = statement.replace({tau: sigma2, H: Identity(d)})
    assert type(changed) is type(statement)
    assert not any(e.has(tau) for e in changed.expressions())
    assert statement.replace({}) == statement


def test_a_minimum_keeps_its_variables_when_replaced():
    changed = STATEMENTS[2].replace({A: B})
    assert changed == Minimum(Trace(v.T * B * v), (v,), (B * b,), tau, unique=True)


def test_a_witness_is_attained_at_its_values():
    assert STATEMENTS[3].attained == Equality(Trace(B * H), tau)


def test_numbers_become_expressions():
    assert Equality(1, 2).lhs == Integer(1)
    assert isinstance(Equality(1, 2).rhs, Integer)


@pytest.mark.parametrize(
    ("kind", "arguments"), [(Minimum, (tau, (v, A), (b,), tau)), (Witness, (EQUALITY, (v, A), (b,)))]
)
def test_one_value_for_each_variable(kind, arguments):
    with pytest.raises(ValueError, match="2 variables but 1 values: give one value for each variable"):
        kind(*arguments)


@pytest.mark.parametrize(("kind", "arguments"), [(Minimum, (tau, v, b, tau)), (Witness, (EQUALITY, (v,), b))])
def test_one_variable_is_a_tuple_of_one(kind, arguments):
    with pytest.raises(ValueError, match=r"give a tuple, \(\w+,\) for one"):
        kind(*arguments)


# -- notation -------------------------------------------------------------------------------------------------------
def test_notation_unfolds_from_the_last_to_the_first():
    notation = ((rho, Trace(A) + sigma2), (tau, rho**2 + rho))
    unfolded = theorem(notation=notation).unfold()
    assert unfolded.rhs == (Trace(A) + sigma2) ** 2 + Trace(A) + sigma2
    assert theorem(notation=notation).unfold(Equality(rho, 0)) == Equality(Trace(A) + sigma2, 0)
    assert theorem().unfold() == EQUALITY


def test_hypotheses_unfold_too():
    named = theorem(notation=((tau, Trace(A) + sigma2),))
    assert named.unfolded(Gt(tau, 0)) == Gt(Trace(A) + sigma2, 0)


def test_folding_is_the_other_way_round():
    named = theorem(notation=((rho, Trace(A) + sigma2), (tau, rho**2)))
    assert named.folded(named.unfolded(3 * tau + Trace(B))) == 3 * tau + Trace(B)
    assert named.folded(Trace(B)) == Trace(B)


@pytest.mark.parametrize("definition", [X.T * X, Trace(X.T * X), Expectation(X.T * X)])
def test_random_abbreviations_are_refused(definition):
    symbol = B if definition.is_Matrix else tau
    with pytest.raises(ValueError, match=r"t abbreviates .*X.* which is random, by .*: write it out"):
        theorem(notation=((symbol, definition),))


def test_zeros_do_not_stay_behind():
    zero = ZeroMatrix(d, 1)
    assert replaced(v + b, {v: zero}) == b
    assert replaced(MatAdd(A * v, b), {v: zero}) == b
    assert replaced(A * v, {v: zero}) == zero
    assert replaced(v + b, {v: zero, b: zero}) == zero
    assert replaced(Trace(v.T * A * v) + tau, {v: zero}).doit() == tau
    assert replaced(v + b, {}) == v + b


# -- the rest -------------------------------------------------------------------------------------------------------
def test_theorems_are_values_without_a_verdict():
    assert theorem() == theorem()
    assert {f.name for f in dataclasses.fields(Theorem)} == {
        "slug",
        "title",
        "statement",
        "assumptions",
        "derivation",
        "source",
        "depends_on",
        "notation",
        "corollaries",
    }
    with pytest.raises(dataclasses.FrozenInstanceError):
        theorem().slug = "other"


def test_sources_read_as_text():
    assert str(Source("arXiv 2402.14951", "the optimal GD-β")) == "arXiv 2402.14951, the optimal GD-β"
    assert str(Source("derived here")) == str(theorem().source) == "derived here"


def test_hypotheses_and_steps():
    law = Assumption("inputs", "inputs are Gaussian", violations=("heavy tails",))
    assert law != Assumption("inputs", Gt(Symbol("x"), 0))
    assert law.violations == ("heavy tails",)
    assert Assumption("x", Gt(Symbol("x"), 0)).violations == ()
    assert Step("rule", "reason").because == "reason"
