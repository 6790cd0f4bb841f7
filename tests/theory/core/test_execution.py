"""Rules that propose anything at all: the core takes over a step only where it follows."""

from dataclasses import dataclass, replace

import pytest
from sympy import Gt, Integer, Rational, oo, sqrt

from tests.adversary.vocabulary import A, Chameleon, Forged, Shifty, ax, leap, p, q, r, s, tampered
from theory import Expectation
from theory.certificates import Square, Termwise
from theory.core.execution import execute
from theory.core.known import Context
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.rules import Below, Rewrite, TakeLimit


@dataclass(frozen=True)
class OwnState(State):
    """A subclass, which could show what it likes."""


def run(start, *rules, **known):
    return execute(start, [(rule, "so it is said") for rule in rules], Context(**known))


def raising(state):
    raise KeyError(state.expression)


@pytest.mark.parametrize(
    "rule",
    [
        leap(s),
        leap(r, relation="≤"),
        leap(s, relation=Chameleon("=")),
        leap(s, relation=["="]),
        leap(s, relation="≥"),
        leap(s, relation="≥", certificates=(Termwise(s - r),)),
        leap(s, relation="≥", certificates=(Square(r - s),)),
        leap(s, relation="∂"),
        leap(s, relation="→"),
        leap(s, relation="→", limit=((r,), oo)),
        leap(r, minimizer={r: Integer(0)}),
        leap(s, relations=(Shifty(r, s),)),
        leap(sqrt(r) ** 2 * sqrt(s) / sqrt(s) + sqrt(s)),
        leap(r + 0 * s, certificates=(Square(Integer(0)),)),
        tampered(r, positive=(r,)),
        tampered(r, theorem=object()),
        Forged(lambda state: None),
        Forged(lambda state: state.expression),
        Forged(lambda state: OwnState(state.expression)),
        Forged(lambda state: replace(state, expression="r")),
        Forged(raising),
        object(),
    ],
)
def test_a_hostile_rule_shows_nothing(rule):
    with pytest.raises(DerivationError, match=r"step 1 \(so it is said\) fails"):
        run(r, rule)


def test_steps_that_follow_are_taken_in_order():
    found = run(r**2 + s**2, Rewrite(s**2 + r**2), Below(s**2, (Square(r),)), Below(0, (Square(s),)))
    assert [state.relation for state in found.states] == ["=", "=", "≥", "≥"]
    assert found.end.expression == 0
    assert [c.expression for c in found.left_out] == [r**2, s**2]
    with pytest.raises(DerivationError, match="step 2"):
        run(r**2 + s**2, Rewrite(s**2 + r**2), Below(0, (Square(r),)))


def test_a_value_once_given_is_kept():
    first = Forged(
        lambda state: state.to(Integer(0), relation="≥", certificates=(Square(r),), minimizer={r: Integer(0)})
    )
    assert run(r**2, first).values == {r: 0}
    for later in ({r: Integer(1)}, {}):
        with pytest.raises(DerivationError, match="changed a value"):
            run(r**2, first, leap(Integer(0), minimizer=later))


@pytest.mark.parametrize("value", [p - q, -p, p + ax, A, p * r])
def test_a_value_lies_in_its_domain(value):
    step = Forged(lambda state: state.to(Integer(0), relation="≥", certificates=(Square(p),), minimizer={p: value}))
    with pytest.raises(DerivationError):
        run(p**2, step)


def test_a_value_satisfies_the_hypotheses_on_the_variable():
    step = Forged(
        lambda state: state.to(Integer(0), relation="≥", certificates=(Square(r),), minimizer={r: Integer(0)})
    )
    run(r**2, step, hypotheses=(("below", Gt(1, r)),))
    with pytest.raises(DerivationError, match="hypothesis"):
        run(r**2, step, hypotheses=(("above", Gt(r, 1)),))


def test_nothing_random_leaves_its_expectation():
    with pytest.raises(DerivationError):
        run(Expectation(ax), leap(ax))
    with pytest.raises(DerivationError, match="random"):
        run(Integer(0), leap(ax - ax + ax))


JOINTLY, IN_TURN = ((p, q),), ((p,), (q,))


@pytest.mark.parametrize(
    ("start", "groups", "variables", "end"),
    [
        (1 / p + 1 / q, JOINTLY, [(p, q)], 0),
        ((p + r) / p, ((p,),), [(p,)], 1),
        (p / (p + q), IN_TURN, [(p,), (q,)], 1),
        (p / (p + q), ((q,), (p,)), [(q,), (p,)], 0),
    ],
)
def test_limits_that_are_taken(start, groups, variables, end):
    assert run(start, *map(TakeLimit, variables), tending=groups, to=oo).end.expression == end


@pytest.mark.parametrize(
    ("start", "groups", "variables"),
    [
        (p / (p + q), JOINTLY, [(p, q)]),
        (p / (p + q), JOINTLY, [(p,)]),
        (p / (p + q), IN_TURN, [(q,)]),
        (p / (p + q), IN_TURN, [(p,), (p,)]),
        (1 / p, (), [(p,)]),
        (p**2 / (p + 1), ((p,),), [(p,)]),
        ((r * p + 1) / (s * p + 1), ((p,),), [(p,)]),
        (p ** Rational(1, 2), ((p,),), [(p,)]),
    ],
)
def test_limits_that_are_not(start, groups, variables):
    with pytest.raises(DerivationError):
        run(start, *map(TakeLimit, variables), tending=groups, to=oo)


@pytest.mark.parametrize(
    ("hypothesis", "is_free"), [(Gt(p, 1), True), (Gt(p, q), True), (Gt(1, p), False), (Gt(q, p), False)]
)
def test_hypotheses_hold_on_the_way_to_a_limit(hypothesis, is_free):
    known = {"tending": ((p,),), "to": oo, "hypotheses": (("hypothesis", hypothesis),)}
    if is_free:
        assert run(1 / p, TakeLimit((p,)), **known).end.expression == 0
    else:
        with pytest.raises(DerivationError, match="while p tends"):
            run(1 / p, TakeLimit((p,)), **known)
