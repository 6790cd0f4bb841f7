"""Certificates that a user has written himself, or taken the check out of."""

from dataclasses import replace

from sympy import Integer, Trace

from tests.adversary.false_certificates import down_to, from_below
from tests.adversary.vocabulary import (
    A,
    Cases,
    Certificate,
    Combination,
    G,
    H,
    I,
    Lie,
    Mean,
    Multiple,
    Square,
    Termwise,
    WeightedSquare,
    a,
    ax,
    bx,
    by,
    false,
    one,
    r,
)
from theory import Bound
from theory.rules import Below

__all__ = ["CLAIMS"]


def patched(certificate):
    """A certificate of the tool whose check has been taken out."""
    object.__setattr__(certificate, "verify", lambda: None)
    return certificate


class BoldSquare(Square):
    """A square that is as large as it likes."""

    @property
    def expression(self):
        return self.root


class BoldTermwise(Termwise):
    """Terms that are not looked at."""

    def verify(self):
        """Pass."""


class Impostor:
    """No certificate, but it says that it is one."""

    __class__ = Square
    root = Integer(1)
    parts = ()
    positive = ()

    def __init__(self, expression):
        self.expression = expression

    def verify(self):
        """Pass."""


class Duck:
    """No certificate at all: it only looks like one."""

    parts = ()

    def __init__(self, expression):
        self.expression = expression

    def verify(self):
        """Pass."""


class Changing(Certificate):
    """A certificate whose expression depends on who looks."""

    looks = 0

    @property
    def expression(self):
        type(self).looks += 1
        return Integer(-1)

    @property
    def parts(self):
        return ()

    def verify(self):
        """Pass."""


CLAIMS: Cases = {
    "a lie about a number": false(lambda: from_below(Lie(r)), "r = -1"),
    "a lie about a matrix": false(
        lambda: down_to(Trace(H) ** 2, Trace(H * H), Lie(Trace(H * H) - Trace(H) ** 2)), "I_2"
    ),
    "a subclass of Square": false(lambda: from_below(BoldSquare(r)), "r = -1"),
    "a subclass of Termwise": false(lambda: from_below(BoldTermwise(r)), "r = -1"),
    "a subclass inside a Combination": false(lambda: from_below(Combination(((1, BoldTermwise(r)),))), "r = -1"),
    "a subclass inside a Mean": false(lambda: from_below(Mean(BoldTermwise(ax * bx))), "b = -a"),
    "a subclass inside a Multiple": false(
        lambda: down_to(1, 0, Multiple(Integer(-1), Square(Integer(1)), BoldTermwise(Integer(-1)))), "1 <= 0"
    ),
    "an impostor": false(lambda: from_below(Impostor(r)), "r = -1"),
    "a duck": false(lambda: from_below(Duck(r)), "r = -1"),
    "a certificate that counts its readers": false(lambda: down_to(1, 0, Changing()), "1 <= 0"),
    "a certificate whose check was taken out": false(lambda: from_below(patched(Termwise(r))), "r = -1"),
    "a weight whose check was taken out": false(lambda: from_below(patched(WeightedSquare(A, G, I))), "G = -I"),
    "a certificate that lost its condition": false(
        lambda: from_below(replace(WeightedSquare(a, r * H, one, (r,)), positive=())), "r = -1"
    ),
    "a string as a certificate": false(lambda: by(Bound(0, r), Below(0, ("obviously",))), "r = -1"),
    "no certificate": false(lambda: by(Bound(0, r), Below(0, ())), "r = -1"),
}
