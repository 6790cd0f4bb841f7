"""Fractional powers of traces and sums: closed, but their powers add up."""

from sympy import Rational, Symbol, Trace, sqrt, symbols

from theory import PositiveDefiniteMatrix, equal
from theory.algebra.words.convert import from_sympy, to_sympy

d = symbols("d", integer=True, positive=True)
A = PositiveDefiniteMatrix("A", d)
s = Symbol("s", positive=True)
t = Trace(A**2)


def test_powers_of_one_root_cancel():
    assert equal(Trace((t ** Rational(1, 4) * A) * (t ** Rational(-1, 4) * A)), t)
    assert equal(sqrt(s + t) ** 3 / sqrt(s + t) * sqrt(s + t) ** -2, 1)


def test_what_is_printed_is_read_back():
    polynomial = from_sympy(t ** Rational(1, 4) * A)
    assert from_sympy(to_sympy(polynomial, matrix=True)) == polynomial


def test_different_roots_are_not_confused():
    assert not equal(sqrt(t), sqrt(Trace(A) ** 2))
