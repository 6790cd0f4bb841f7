"""What is taken for real numbers, and what Python and NumPy would take for them as well."""

import datetime
from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy

from numerics.values.real_arrays import real_array, whole_number


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "match"),
    [
        (True, "H holds data of type bool, such as True"),
        (np.True_, "bool"),
        ([True, False], "bool"),
        ([[1, 0], [0, True]], "bool"),
        ([1.5, True], "bool"),
        ([np.array([1, 2]), np.array([True, False])], "bool"),
        (np.eye(2, dtype=bool), "bool"),
        (np.array([True, 2], dtype=object), "H holds True: give"),
        ("1", "H holds data of type <U1, such as 1"),
        (Text("1"), "data of type <U1"),
        (["1", "2"], "data of type <U1, such as 1"),
        ([[1, "2"], [3, 4]], "data of type <U"),
        (b"1", r"data of type \|S1"),
        (np.array(["1_0"]), "data of type <U3, such as 1_0"),
        (np.array(["1"], dtype=object), "H holds '1': give"),
        (1 + 0j, "data of type complex128"),
        ([1, 2 + 0j], "complex128"),
        (np.eye(2, dtype=np.complex64), "complex64"),
        (np.array([1j, 2], dtype=object), "H holds 1j"),
        (datetime.date(2019, 1, 1), r"H holds datetime\.date"),
        ([datetime.date(2019, 1, 1)], r"H holds datetime\.date"),
        (np.array(["2019-01"], dtype="datetime64[M]"), r"data of type datetime64\[M\], such as 2019-01"),
        (np.array([3], dtype="timedelta64[D]"), "data of type timedelta64"),
        (np.zeros(2, dtype=[("a", float)]), "data of type"),
        (np.ma.masked_array([1.0, 2.0], mask=[0, 1]), "H is a masked array"),
        (np.ma.masked_array([1.0, 2.0]), "H is a masked array"),
        ([np.ma.masked, 1.0], "H is a masked array"),
        (None, "H holds None"),
        ([1, None], "H holds None"),
        ({}, "H holds {}"),
        ({1, 2}, "H holds {1, 2}"),
        (len, "H holds <built-in"),
        (Decimal("0.1"), "H holds Decimal"),
        (float("nan"), "nan or inf"),
        ([[1.0, np.inf]], "nan or inf"),
        ([Fraction(1), float("nan")], "H holds nan"),
        (mpmath.mpf("nan"), r"H holds mpf\('nan'\)"),
        (np.array([mpmath.inf], dtype=object), r"H holds mpf\('\+inf'\)"),
        (sympy.Symbol("x"), "H holds x"),
        (sympy.pi, "H holds pi"),
        (sympy.nan, "H holds nan"),
        (sympy.oo, "H holds oo"),
        (sympy.I, "H holds I"),
        (sympy.true, "H holds True|H holds true"),
        ([[1, 2], [3]], "H is not a rectangular array"),
        ([1, [2]], "H is not a rectangular array"),
    ],
    ids=str,
)
def test_what_is_no_array_of_real_numbers(value, match):
    with pytest.raises(ValueError, match=match) as caught:
        real_array("H", value)
    assert ": give" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, 1),
        (-0.0, 0.0),
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]]),
        (((1, 2.5),), [[1, 2.5]]),
        (np.float32(0.5), 0.5),
        (np.uint8(3), 3),
        (np.eye(2, dtype=">f8"), [[1, 0], [0, 1]]),
        (Fraction(1, 3), Fraction(1, 3)),
        ([Fraction(1, 3), 2, np.int64(4), sympy.Rational(1, 2)], [Fraction(1, 3), 2, 4, Fraction(1, 2)]),
        (sympy.Matrix([[1, 2]]), [[1, 2]]),
        (mpmath.mpf("0.5"), mpmath.mpf("0.5")),
        (10**30, 10**30),
        # as floats these would be 2**63 and -1.0
        ([2**63, -1], [2**63, -1]),
        ([2**63 + 1, 1], [2**63 + 1, 1]),
    ],
    ids=str,
)
def test_what_is_one(value, expected):
    found = real_array("H", value)
    assert found.tolist() == expected
    assert found.dtype.kind in "iufO"


@pytest.mark.parametrize("value", [20, 20.0, Fraction(20), np.int8(20), np.array([[20]]), [20.0], mpmath.mpf(20)])
def test_a_whole_number_is_one_however_it_is_written(value):
    found = whole_number("M", value)
    assert found == 20
    assert type(found) is int


@pytest.mark.parametrize(
    "value", [1.5, True, "20", "２０", None, [1, 2], [], Fraction(1, 2), 20 + 0j, float("inf"), {}]
)
def test_others_are_none(value):
    assert whole_number("M", value) is None
