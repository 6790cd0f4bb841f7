"""Objects of the right class that a user has tampered with: faces that change with each reading, methods that were
replaced, subclasses that begin elsewhere.
"""

from sympy import Eq, Integer

from tests.adversary.vocabulary import (
    A,
    B,
    C,
    Cases,
    Combination,
    Forged,
    I,
    Shifty,
    Square,
    Termwise,
    WeightedSquare,
    a,
    b,
    by,
    false,
    inner,
    leap,
    one,
    p,
    quad,
    r,
    s,
    unsound,
    zero,
)
from theory import Assumption, Bound, Equality, Minimum, StationaryPoint, Step, Theorem, Witness
from theory.rules import Below, MinimiseAt, Rewrite, StationaryAt

__all__ = ["CLAIMS"]


class Turncoat(tuple):
    """A tuple that is honest for some readings, and then another."""

    honest_readings = 0
    other: tuple = ()

    def __iter__(self):
        self.__dict__["readings"] = self.__dict__.get("readings", 0) + 1
        return super().__iter__() if self.__dict__["readings"] <= self.honest_readings else iter(self.other)


def turncoat(readings, first, later):
    made = Turncoat(first)
    made.honest_readings, made.other = readings, later
    return made


class TwoFaced(str):
    """The name of a relation that becomes another name after it was looked up."""

    lookups = 0
    later = "="
    patience = 2

    def __hash__(self):
        self.lookups += 1
        return hash(str(self)) if self.lookups <= self.patience else hash(self.later)

    def __eq__(self, other):
        return str.__eq__(str(self) if self.lookups <= self.patience else self.later, other)

    def __ne__(self, other):
        return not self == other


def two_faced(first, later, patience):
    made = TwoFaced(first)
    made.later, made.patience = later, patience
    return made


class BeginsElsewhere(Theorem):
    """A theorem whose derivations begin where they should not."""

    def with_variables_shown(self):
        return Bound(0, r**2)


class HidesItsCorollaries(Theorem):
    """A theorem that does not show what else it claims."""

    @property
    def parts(self):
        return ()


def patched(thing, **methods):
    """An object of a known class some of whose methods were replaced."""
    for name, method in methods.items():
        object.__setattr__(thing, name, method)
    return thing


def overwrite_assumptions(state):
    object.__setattr__(state.theorem, "assumptions", (Assumption("r", Eq(r, s)),))
    return state.to(state.expression)


def bold(root):
    """A square that says that it vanishes where it is wanted to."""
    return patched(Square(root), vanishes_only_at_zero_of=lambda matrix: True)


def late_terms(readings):
    """A combination that is 0 while it is checked, and r when it is added up."""
    terms = turncoat(readings, ((0, Square(r)),), ((1, Termwise(r)),))
    return by(Bound(0, r), Below(0, (Combination(terms),)))


def shifting(readings):
    """A relation that holds for some readings."""
    relation = Shifty(A, B)
    relation.honest_readings = readings
    return by(Equality(A * C, B * C), Rewrite(B * C, using=(relation,)))


def stationary_equality(patience):
    """a = 0 in |a|² + r, by a step that turns from a gradient into an equality."""
    step = Forged(
        lambda state: state.to(
            r,
            relation=two_faced("∂", "=", patience),
            certificates=(WeightedSquare(a, 2 * I, one),),
            minimizer={a: zero},
        )
    )
    return by(Equality(quad(a, I) + r, r), step)


def descending_equality(patience):
    """r² = 0, by a step down that turns into an equality."""
    step = Forged(lambda state: state.to(Integer(0), relation=two_faced("≥", "=", patience), certificates=(Square(r),)))
    return by(Equality(r**2, 0), step)


def theorem_of(kind, statement, *rules, **more):
    steps = tuple(Step(rule, "so it is said") for rule in rules)
    return kind(slug="case", title="a case", statement=statement, derivation=steps, **more)


CLAIMS: Cases = {
    **{f"a combination that turns after {n} readings": false(lambda n=n: late_terms(n), "r = -1") for n in range(1, 9)},
    **{f"a relation that turns after {n} readings": false(lambda n=n: shifting(n), "A is not B") for n in range(1, 7)},
    **{
        f"a gradient that becomes an equality after {n} lookups": false(
            lambda n=n: stationary_equality(n), "a is any vector", "a = 1, r = 0: 1 and 0"
        )
        for n in range(1, 5)
    },
    **{
        f"a step down that becomes an equality after {n} lookups": false(lambda n=n: descending_equality(n), "r = 1")
        for n in range(1, 5)
    },
    "a theorem that begins elsewhere": false(
        lambda: theorem_of(BeginsElsewhere, Bound(0, r), Below(0, (Square(r),))), "r = -1"
    ),
    "a theorem that hides its corollaries": unsound(
        lambda: theorem_of(HidesItsCorollaries, Equality(r + s, s + r), corollaries=(Equality(r, s),)), "r is not s"
    ),
    "a bound that begins elsewhere": false(
        lambda: by(patched(Bound(0, r), origin=lambda taken=(): r**2), Below(0, (Square(r),))), "r = -1"
    ),
    "an equality that is content with anything": false(
        lambda: by(patched(Equality(r, s), conclude=lambda derivation: None), Rewrite(r)), "r is not s"
    ),
    "a minimum that does not look at its domain": unsound(
        lambda: by(
            patched(Minimum((p + 1) ** 2, (p,), (-1,), 0), require_domain=lambda context: None),
            Below(0, (Square(p + 1),)),
        ),
        "the variable is positive",
    ),
    "a witness that does not look at its domain": unsound(
        lambda: by(
            patched(Witness(Equality(p**2, 1), (p,), (-1,)), require_domain=lambda context: None),
            Rewrite(Integer(1)),
        ),
        "the variable is positive",
    ),
    "a square that says that it vanishes once": false(
        lambda: by(Minimum((r**2 - 1) ** 2, (r,), (1,), 0, unique=True), MinimiseAt(r, Integer(1), bold(r**2 - 1))),
        "r = -1",
    ),
    "a square that says that it vanishes once, for a gradient": false(
        lambda: by(
            StationaryPoint(inner(a, b) ** 2, (a,), (zero,)),
            StationaryAt(a, zero, (Combination(((2, bold(inner(a, b))),)),)),
        ),
        "a orthogonal to b, or b = 0",
    ),
    "hypotheses that were overwritten": false(
        lambda: by(Equality(r, s), Forged(overwrite_assumptions), Rewrite(s)), "r is not s"
    ),
    "a leap under a relation of its own": false(
        lambda: by(Equality(r, s), leap(s, relation=TwoFaced("="))), "r is not s"
    ),
}
