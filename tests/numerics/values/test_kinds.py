"""The table of kinds: what each kind of symbol refuses, and the near misses that it takes."""

import re

import mpmath
import numpy as np
import pytest
from sympy import Dummy, MatrixSymbol, Symbol, symbols

from numerics.values.binding import bind
from numerics.values.kinds import refuse_wrong_kinds
from tests.numerics.setting import F
from theory import MatrixNormal, PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix

d, M = symbols("d M", integer=True, positive=True)
plain, symmetric = MatrixSymbol("A", d, d), SymmetricMatrix("A", d)
semidefinite, definite = PositiveSemidefiniteMatrix("A", d), PositiveDefiniteMatrix("A", d)
ORDER = (plain, symmetric, semidefinite, definite)
"""From the kind that takes everything to the one that takes least."""


def takes(symbol, value):
    try:
        refuse_wrong_kinds(bind({symbol}, {symbol: value}))
    except ValueError as error:
        return not is_a_good_message(str(error))
    return True


def is_a_good_message(text):
    return "\n" not in text and (": give" in text or ": symmetrise" in text)


def floats(rows):
    return np.array(rows, dtype=float)


def many_digits(rows):
    return np.array([[mpmath.mpf(x) for x in row] for row in rows], dtype=object)


def fractions(rows):
    return np.array([[F(x) for x in row] for row in rows], dtype=object)


@pytest.mark.parametrize("convert", [list, np.array, floats, many_digits, fractions])
@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([[2, 1], [1, 2]], 4),
        ([[1]], 4),
        ([[1, 0], [0, 1]], 4),
        ([[1, 1], [1, 1]], 3),
        ([[0, 0], [0, 0]], 3),
        ([[0, 0], [0, 5]], 3),
        ([[1, 2], [2, 1]], 2),
        ([[0, 1], [1, 0]], 2),
        ([[-1]], 2),
        ([[1, 2, 0], [2, 4, 0], [0, 0, -1]], 2),
        ([[2, 1], [0, 2]], 1),
        ([[0, 1], [-1, 0]], 1),
        ([[1, 1000000], [1000001, 1]], 1),
    ],
)
def test_matrices(rows, kinds, convert):
    assert [takes(symbol, convert(rows)) for symbol in ORDER] == [i < kinds for i in range(4)]


RAGGED_SPECTRUM = [[1, 0], [0, F(1, 10**12)]]


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        # decided exactly, where the numbers are exact
        (fractions(RAGGED_SPECTRUM), 4),
        ([[10**12, 0], [0, 1]], 4),
        (fractions([[1, 0], [0, F(-1, 10**12)]]), 2),
        (fractions([[1, F(1, 10**12)], [0, 1]]), 1),
        (fractions([[1, 1], [1, 1 + F(1, 10**30)]]), 4),
        (fractions([[10**400, 0], [0, 1]]), 4),
        (fractions([[10**400, 10**400], [10**400, 10**400]]), 3),
        (fractions([[10**400, 1], [1, F(-1, 10**400)]]), 2),
        # to rounding, where they are floats: relative to the matrix, whatever its units
        (floats([[1, 1], [1, 1 - 1e-13]]), 3),
        (floats([[1, 1], [1, 1 + 1e-15]]), 3),
        (floats([[1, 0], [0, 1e-14]]), 3),
        # of condition 1e12, rotated or not: floats still tell it from a singular one
        (floats([[1, 0], [0, 1e-12]]), 4),
        (floats([[1, 1], [1, 1 + 4e-12]]), 4),
        (1e-200 * floats([[1, 1], [1, 1 - 1e-13]]), 3),
        (1e200 * floats([[2, 1], [1 + 1e-13, 2]]), 4),
        (floats([[2, 1], [1 + 1e-8, 2]]), 1),
        (floats([[1, 0], [0, -1e-8]]), 2),
        (1e-12 * floats([[1, 0], [0, -1e-8]]), 2),
        # many digits are there to be used: ≻ 0 is exact, ⪰ 0 as for floats
        (np.array([[mpmath.mpf(1), 0], [0, mpmath.mpf("1e-30")]], dtype=object), 4),
        (np.array([[mpmath.mpf(1), 0], [0, -mpmath.mpf("1e-30")]], dtype=object), 3),
        # mixed with floats, digits are those of floats
        (np.array([[F(1), 0.0], [0.0, F(1, 10**30)]], dtype=object), 3),
        # a batch is as good as its worst matrix
        (floats([[[2, 1], [1, 2]], [[1, 2], [2, 1]]]), 2),
        (floats([[[2, 1], [1, 2]], [[1, 1], [1, 1]]]), 3),
        (floats([[[2, 1], [1, 2]], [[2, 1], [0, 2]]]), 1),
        (np.zeros((0, 2, 2)), 4),
    ],
)
def test_near_misses(value, kinds):
    assert [takes(symbol, value) for symbol in ORDER] == [i < kinds for i in range(4)]


def test_a_singular_value_can_be_left_to_others():
    refuse_wrong_kinds({definite: floats([[1, 1], [1, 1]])}, singular=True)
    with pytest.raises(ValueError, match="A has the eigenvalue -1: give a positive semidefinite matrix"):
        refuse_wrong_kinds({definite: floats([[1, 2], [2, 1]])}, singular=True)


def test_messages_name_the_entries_and_the_eigenvalue():
    with pytest.raises(ValueError, match=r"A is not symmetric \(\[0,2\] is 7, \[2,0\] is 0\): symmetrise it"):
        refuse_wrong_kinds({symmetric: floats([[1, 2, 7], [2, 1, 0], [0, 0, 1]])})
    with pytest.raises(ValueError, match=r"A is not symmetric \(\[0,1\] is 1/3, \[1,0\] is 0\)"):
        refuse_wrong_kinds({symmetric: fractions([[1, F(1, 3)], [0, 1]])})
    with pytest.raises(ValueError, match=r"A has the eigenvalue -1: give a positive definite matrix"):
        refuse_wrong_kinds({definite: floats([[1, 2], [2, 1]])})


@pytest.mark.parametrize("symbol", [MatrixNormal("X", plain, definite, definite), plain], ids=["random", "plain"])
def test_any_matrix_is_a_draw(symbol):
    refuse_wrong_kinds({symbol: floats([[1, 2], [3, 4]])})


def test_an_unknown_kind_of_matrix_is_refused():
    class Orthogonal(MatrixSymbol):
        pass

    class Diagonal(PositiveDefiniteMatrix):
        pass

    for symbol in (Orthogonal("Q", 2, 2), Diagonal("D", 2)):
        with pytest.raises(ValueError, match=r"is a (Orthogonal|Diagonal), .* not known: use MatrixSymbol"):
            refuse_wrong_kinds({symbol: np.eye(2)})


NUMBERS = (-3, -1, 0, 1, 2, 3, F(1, 2), F(-1, 2), 2.0, -0.0, 0.5, 1e300, mpmath.mpf("0.5"), mpmath.mpf(2), np.int8(-3))


@pytest.mark.parametrize(
    ("assumptions", "admits"),
    [
        ({}, lambda x: True),
        ({"real": True}, lambda x: True),
        ({"finite": True, "rational": True}, lambda x: True),
        ({"positive": True}, lambda x: x > 0),
        ({"negative": True}, lambda x: x < 0),
        ({"nonnegative": True}, lambda x: x >= 0),
        ({"nonpositive": True}, lambda x: x <= 0),
        ({"nonzero": True}, lambda x: x != 0),
        ({"zero": True}, lambda x: x == 0),
        ({"zero": False}, lambda x: x != 0),
        ({"integer": True}, lambda x: x == int(x)),
        ({"integer": False}, lambda x: x != int(x)),
        ({"integer": True, "nonnegative": True}, lambda x: x == int(x) and x >= 0),
        ({"integer": True, "positive": True}, lambda x: x == int(x) and x >= 1),
        ({"even": True}, lambda x: x % 2 == 0),
        ({"odd": True}, lambda x: x % 2 == 1),
        ({"positive": False}, lambda x: x <= 0),
        ({"prime": True}, lambda x: x in {2, 3}),
        ({"imaginary": True}, lambda x: False),
        ({"irrational": True}, lambda x: False),
        ({"infinite": True}, lambda x: False),
        ({"commutative": False}, lambda x: False),
    ],
    ids=lambda v: str(v) if isinstance(v, dict) else "",
)
def test_numbers(assumptions, admits):
    for symbol in (Symbol("t", **assumptions), Dummy("t", **assumptions)):
        assert [takes(symbol, x) for x in NUMBERS] == [admits(x) for x in NUMBERS]


@pytest.mark.parametrize(
    ("assumptions", "value", "message"),
    [
        ({"positive": True}, -3, "t is -3: give a number > 0"),
        ({"nonnegative": True}, -0.5, "t is -0.5: give a number ≥ 0"),
        ({"integer": True, "positive": True}, 1.5, "the size t is 1.5: give a whole number of at least 1"),
        ({"integer": True}, F(1, 2), "t is 1/2: give a whole number"),
        ({"integer": True, "nonnegative": True}, -1, "t is -1: give a whole number ≥ 0"),
        ({"even": True}, 3, "t is 3: give a whole number, as t has even=True"),
        ({"imaginary": True}, 3, "t is 3: give a number, as t has imaginary=True"),
    ],
)
def test_messages_name_the_value_and_what_is_wanted(assumptions, value, message):
    symbol = Symbol("t", **assumptions)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        refuse_wrong_kinds(bind({symbol}, {symbol: value}))


def test_the_wrong_one_of_a_batch_is_named():
    symbol = Symbol("t", positive=True)
    with pytest.raises(ValueError, match="t is -2: give a number > 0"):
        refuse_wrong_kinds(bind({symbol}, {symbol: [1.0, -2.0, 3.0]}))
    assert takes(symbol, [1.0, 2.0])
