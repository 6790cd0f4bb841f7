"""Rules of a user that return anything at all, states that were tampered with, and steps that are no steps."""

from dataclasses import dataclass, replace

from sympy import Eq, Integer, Symbol, Trace, oo

from tests.adversary.vocabulary import (
    A,
    B,
    C,
    Cases,
    Chameleon,
    E,
    Fickle,
    Forged,
    G,
    H,
    I,
    K,
    Lie,
    M,
    O,
    P,
    Shifty,
    Square,
    Termwise,
    a,
    ax,
    by,
    false,
    g,
    leap,
    p,
    quad,
    r,
    s,
    t,
    tampered,
    unsound,
    zero,
)
from theory import Assumption, Bound, Equality, FlowBound, Limit, LoewnerBound, Minimum, StationaryPoint, Step, Theorem
from theory.rules import Below, Expand, Integrate, Lemma, MinimiseAt, Rewrite, Rule, State, TakeLimit

__all__ = ["CLAIMS"]

UNEQUAL = Equality(r, s)
"""r is not s: at r = 1, s = 0."""


def never_equal(*rules, **more):
    return by(UNEQUAL, *rules, **more)


@dataclass(frozen=True)
class BoldState(State):
    """A state that shows what its reader wants to see."""

    @property
    def relations(self):
        return ()

    @relations.setter
    def relations(self, value):
        """Forget it."""


class BoldExpand(Expand):
    """Not what its name says."""

    def apply(self, state):
        return state.to(s)


class BoldRewrite(Rewrite):
    """Allowed whatever it likes."""

    def apply(self, state):
        return state.to(self.to, relations=(Equality(r, s),))


class BoldBelow(Below):
    """A bound without its certificates."""

    def apply(self, state):
        return state.to(self.to, relation="≥")


class BoldSymbol(Symbol):
    """A symbol that equals every other."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = Symbol.__hash__


class Raises(Rule):
    """A rule that fails in its own way."""

    def __init__(self, error):
        self.error = error

    def apply(self, state):
        raise self.error


class Unprintable(Rule):
    """A rule whose name cannot be read."""

    def apply(self, state):
        return state.to(s)

    def __str__(self):
        raise ValueError


class NotARule:
    """It can be applied, and is no rule."""

    def apply(self, state):
        return state.to(s)


class Counting(Rule):
    """Honest the first time, and never again."""

    def __init__(self):
        self.calls = 0

    def apply(self, state):
        self.calls += 1
        return state.to(r if self.calls == 1 else s)


def overwrite(state):
    """The state before is changed, so that what comes after is what stood there."""
    object.__setattr__(state, "expression", s)
    return state.to(s)


def overwrite_positive(state):
    object.__setattr__(state, "positive", (r,))
    return state.to(state.expression)


def overwrite_minimizer(state):
    state.minimizer[r] = Integer(1)
    return state.to(state.expression)


def overwrite_notation(state):
    object.__setattr__(state.theorem, "notation", ((r, s),))
    return state.to(s)


def overwrite_statement(state):
    object.__setattr__(state.theorem, "statement", Equality(s, s))
    return state.to(s)


def overwrite_side(state):
    object.__setattr__(state.theorem.statement, "rhs", r)
    return state.to(r)


def with_theorem(**fields):
    """A step after which the derivation belongs to another theorem."""
    return Forged(lambda state: replace(state.to(state.expression), theorem=replace(state.theorem, **fields)))


CLAIMS: Cases = {
    # -- what a rule may return
    "a leap": false(lambda: never_equal(leap(s)), "r is not s"),
    "a leap of two steps": false(lambda: never_equal(leap(r + s), leap(s)), "r is not s"),
    "a leap over an expectation": false(
        lambda: by(Equality(E(ax**2), E(ax) ** 2), leap(E(ax) ** 2), Integrate()), "the variance"
    ),
    "nothing": false(lambda: never_equal(Forged(lambda state: None)), "r is not s"),
    "a number": false(lambda: never_equal(Forged(lambda state: 1)), "r is not s"),
    "an expression": false(lambda: never_equal(Forged(lambda state: s)), "r is not s"),
    "a string as an expression": false(lambda: never_equal(leap("s")), "r is not s"),
    "a truth as an expression": false(lambda: never_equal(leap(True)), "r is not s"),
    "a relation as an expression": false(lambda: never_equal(leap(Eq(r, s))), "r is not s"),
    "a matrix for a number": false(lambda: never_equal(leap(A)), "r is not s"),
    "a number for a matrix": false(lambda: by(Equality(A, B), leap(Integer(0)), leap(B)), "A is not B"),
    "nothing as an expression": false(lambda: never_equal(leap(None)), "r is not s"),
    "a tuple of states": false(lambda: never_equal(Forged(lambda state: (state, state.to(s)))), "r is not s"),
    "a state of another kind": false(lambda: never_equal(Forged(lambda state: BoldState(s))), "r is not s"),
    "a new state": false(lambda: never_equal(Forged(lambda state: State(s))), "r is not s"),
    "a new state, and a step from there": false(
        lambda: never_equal(
            Forged(lambda state: State(r)), Forged(lambda state: State(s, relations=(Equality(r, s),)))
        ),
        "r is not s",
    ),
    "a symbol that equals every other": false(
        lambda: by(Equality(r, s), leap(BoldSymbol("s", real=True)), leap(s)), "r is not s"
    ),
    # -- relations
    "an arrow": false(lambda: never_equal(leap(s, relation="→")), "r is not s"),
    "a gradient": false(lambda: never_equal(leap(s, relation="∂")), "r is not s"),
    "a relation that nobody knows": false(lambda: never_equal(leap(s, relation="≈")), "r is not s"),
    "no relation": false(lambda: never_equal(leap(s, relation=None)), "r is not s"),
    "a relation that equals every other": false(lambda: never_equal(leap(s, relation=Chameleon("="))), "r is not s"),
    "a bound by a relation that equals every other": false(
        lambda: by(Bound(0, r), leap(Integer(0), relation=Chameleon("≥"))), "r = -1"
    ),
    "an order by a relation that equals every other": false(
        lambda: by(LoewnerBound(O, G), leap(Integer(0), relation=Chameleon("≥"))), "G = -I"
    ),
    "a flow by a relation that equals every other": false(
        lambda: by(FlowBound(-quad(a, I), (a,), quad(a, I), 0), leap(Integer(0), relation=Chameleon("≥"))),
        "4 |a|^2 > 0",
    ),
    "a minimum by a relation that equals every other": false(
        lambda: by(
            Minimum(-(r**2), (r,), (0,), 0), leap(Integer(0), relation=Chameleon("="), minimizer={r: Integer(0)})
        ),
        "r = 1",
    ),
    "a bound without certificates": false(lambda: by(Bound(0, r), leap(Integer(0), relation="≥")), "r = -1"),
    "a bound downwards": false(
        lambda: by(Bound(r**2, 0), leap(r**2, relation="≤", certificates=(Square(r),))), "r = 1"
    ),
    "a bound for an equality": false(lambda: by(Equality(r**2, 0), Below(0, (Square(r),))), "r = 1"),
    "a limit inside an equality": false(lambda: by(Equality(p / (1 + p), 0), TakeLimit((p,), 0)), "p = 1: 1/2"),
    "a limit inside a bound": false(lambda: by(Bound(1, M / (M + 1)), TakeLimit((M,))), "M = 1: 1/2"),
    "a minimum inside an equality": false(lambda: by(Equality(r**2, 0), MinimiseAt(r, Integer(0), Square(r))), "r = 1"),
    "a minimum inside a bound": false(
        lambda: by(Bound(1, (r - 1) ** 2 + s), MinimiseAt(r, Integer(1), Square(r - 1))), "r = 1, s = 0"
    ),
    "an inequality for a limit": false(
        lambda: by(Limit(1 + 1 / M, (M,), oo, 0), Below(0, (Termwise(1 + 1 / M),)), TakeLimit((M,))), "1"
    ),
    # -- fields that a step has no business with
    "another theorem": false(lambda: never_equal(with_theorem(notation=((r, s),)), Rewrite(s)), "r is not s"),
    "another statement": false(lambda: never_equal(with_theorem(statement=Equality(r, r))), "r is not s"),
    "another hypothesis": false(
        lambda: never_equal(with_theorem(assumptions=(Assumption("r", Eq(r, s)),)), Rewrite(s)), "r is not s"
    ),
    "no theorem": false(
        lambda: never_equal(tampered(r, theorem=None), Rewrite(s, using=(Equality(r, s),))), "r is not s"
    ),
    "another sign": false(
        lambda: by(Bound(0, r), tampered(r, positive=(r,)), Below(0, (Termwise(r, (r,)),))), "r = -1"
    ),
    "another sign, for a premise": false(
        lambda: by(Bound(1, r), tampered(r, positive=(r - 1,)), Below(1, (Termwise(r - 1, (r - 1,)),))), "r = 0"
    ),
    "a minimiser out of nothing": false(
        lambda: by(
            Minimum((r - 1) ** 2, (r,), (0,), 0), tampered((r - 1) ** 2, minimizer={r: Integer(0)}), leap(Integer(0))
        ),
        "1 at 0",
    ),
    "a minimiser that was another": false(
        lambda: by(
            Minimum((r - 1) ** 2 + s**2, (r, s), (0, 0), 0),
            MinimiseAt(r, Integer(1), Square(r - 1)),
            tampered(s**2, minimizer={r: Integer(0)}),
            MinimiseAt(s, Integer(0), Square(s)),
        ),
        "1 at (0, 0)",
    ),
    "a gradient in nothing": false(
        lambda: by(StationaryPoint(quad(a, P), (a,), (zero,)), leap(Integer(0), relation="∂", minimizer={a: zero})),
        "P = 0",
    ),
    "premises that were dropped": false(
        lambda: never_equal(leap(s, premises=(("no_such_theorem", {}),))), "r is not s"
    ),
    "lemmas out of nothing": false(lambda: never_equal(leap(s, lemmas=("it is well known that r = s",))), "r is not s"),
    # -- certificates and relations in disguise
    "certificates for an equality": false(lambda: never_equal(leap(s, certificates=(Lie(r - s),))), "r is not s"),
    "certificates that are seen once": false(
        lambda: by(Bound(0, r), leap(Integer(0), relation="≥", certificates=Fickle((Lie(r),)))), "r = -1"
    ),
    "certificates in a generator": false(
        lambda: by(
            Bound(0, r), Forged(lambda state: state.to(Integer(0), relation="≥", certificates=(c for c in [Lie(r)])))
        ),
        "r = -1",
    ),
    "certificates in a list": false(
        lambda: by(Bound(0, r), leap(Integer(0), relation="≥", certificates=[Lie(r)])), "r = -1"
    ),
    "a relation that does not hold": false(
        lambda: by(Equality(A * C, B * C), Rewrite(B * C, using=(Equality(A, B),))), "A is not B"
    ),
    "a relation of numbers that does not hold": false(
        lambda: never_equal(Rewrite(s, using=(Equality(r, s),))), "r is not s"
    ),
    "a relation that holds for traces": false(
        lambda: by(Equality(A * B, B * A), Rewrite(B * A, using=(Equality(Trace(A * B), Trace(B * A)),))),
        "AB is not BA",
    ),
    "a relation that is a bound": false(
        lambda: by(Equality(r**2 + s, s), Rewrite(s, using=(Bound(0, r**2),))), "r = 1"
    ),
    "a relation that changes its mind": false(
        lambda: by(Equality(A * C, B * C), Rewrite(B * C, using=(Shifty(A, B),))), "A is not B"
    ),
    "a relation that divides by what may be 0": unsound(
        lambda: by(
            Equality(Trace(A) * r / Trace(A * B), Trace(A) * r / Trace(B * A)),
            Rewrite(Trace(A) * r / Trace(B * A), using=(Equality(Trace(A * B), Trace(B * A)),)),
        ),
        "tr AB = 0",
    ),
    "relations that turn in a circle": false(
        lambda: by(Equality(A, A + B), Rewrite(A + B, using=(Equality(A, A + B),))), "B is not 0"
    ),
    "a subclass of Rewrite": false(lambda: never_equal(BoldRewrite(s)), "r is not s"),
    "a subclass of Expand": false(lambda: never_equal(BoldExpand()), "r is not s"),
    "a subclass of Below": false(lambda: by(Bound(0, r), BoldBelow(0, ())), "r = -1"),
    # -- changed in place
    "the state before": false(lambda: never_equal(Forged(overwrite)), "r is not s"),
    "the signs before": false(
        lambda: by(Bound(0, r), Forged(overwrite_positive), Below(0, (Termwise(r, (r,)),))), "r = -1"
    ),
    "the minimisers before": false(
        lambda: by(
            Minimum((r**2 - 1) ** 2, (r,), (1,), 0, unique=True),
            Below(0, (Square(r**2 - 1),)),
            Forged(overwrite_minimizer),
        ),
        "r = -1",
    ),
    "the abbreviations of the theorem": false(lambda: never_equal(Forged(overwrite_notation)), "r is not s"),
    "the statement of the theorem": unsound(lambda: never_equal(Forged(overwrite_statement)), "r is not s"),
    "a side of the statement": unsound(lambda: by(Equality(r, s), Forged(overwrite_side)), "r is not s"),
    # -- rules that fail, and what is no rule
    "a division by zero": false(lambda: never_equal(Raises(ZeroDivisionError("1/0"))), "r is not s"),
    "a type error": false(lambda: never_equal(Raises(TypeError("no"))), "r is not s"),
    "an error without words": false(lambda: never_equal(Raises(RuntimeError())), "r is not s"),
    "a recursion without end": false(lambda: never_equal(Raises(RecursionError("deep"))), "r is not s"),
    "a rule that is not written": false(lambda: never_equal(Rule()), "r is not s"),
    "a rule without a name": false(lambda: never_equal(Unprintable()), "r is not s"),
    "something that can be applied": false(lambda: never_equal(NotARule()), "r is not s"),
    "a sentence": false(lambda: never_equal("clearly r = s"), "r is not s"),
    "a function": false(lambda: never_equal(lambda state: state.to(s)), "r is not s"),
    "a class instead of a rule": false(lambda: never_equal(Expand), "r is not s"),
    "a rule that counts": false(lambda: never_equal(Counting()), "r is not s"),
    "no step at all": false(lambda: never_equal(), "r is not s"),
    "a sentence about something true": unsound(
        lambda: by(Bound(0, quad(a, H)), "clearly"), "true, but nothing was executed: at most CONFIRMED"
    ),
    "a step without its comma": unsound(
        lambda: Theorem(slug="case", title="a case", statement=UNEQUAL, derivation=(Step(leap(s), "so it is said"))),
        "r is not s",
    ),
    "a derivation of strings": unsound(
        lambda: Theorem(slug="case", title="a case", statement=UNEQUAL, derivation=("r = s",)), "r is not s"
    ),
    "a lemma about something else": false(lambda: never_equal(Lemma("it is well known")), "r is not s"),
    # -- the end is not the claim
    "a true derivation of another claim": false(
        lambda: by(Equality(Trace(A * B), Trace(A) * Trace(B)), Rewrite(Trace(B * A))), "d = 2"
    ),
    "a derivation that stops early": false(lambda: by(Equality(E(g), Trace(H) + 1), Expand()), "tr H"),
    "a derivation of the other side": false(
        lambda: by(Equality(E(g), Trace(K)), leap(Trace(K)), Rewrite(Trace(K))), "tr H"
    ),
    "a derivation with the right end and a wrong start": false(
        lambda: by(Bound(t, r + s), leap(t + (r - s) ** 2), Below(t, (Square(r - s),))), "t = 10"
    ),
}
