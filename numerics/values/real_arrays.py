"""A value that somebody gives, as an array of finite real numbers or as a refusal: nothing is read into it."""

import math
from collections.abc import Iterator
from fractions import Fraction

import mpmath
import numpy as np
import sympy
from sympy import Basic, MatrixBase

from numerics.tolerances.float_tolerances import INT64
from numerics.tolerances.shown_lengths import WRITTEN_OUT_BITS
from numerics.values.number_types import Number
from numerics.values.visible_text import shortened

__all__ = ["real_array", "shown", "whole_number"]

_EXACT = frozenset({int, Fraction})


def real_array(name: str, value: Number) -> np.ndarray:
    """The value as integers, float64 or, in an object array, ints, Fractions and mpmath numbers; any shape.

    Raises ValueError, one line that names the value and the remedy, for what is not finite, real or rectangular, and
    for what Python or NumPy would turn into numbers: truth values, texts, dates, complex numbers with imaginary part 0,
    masked arrays.

    >>> real_array("H", [[2, 1], [1, 2]]).shape
    (2, 2)
    """
    if type(value) is np.ndarray and value.dtype == object and _EXACT.issuperset(map(type, value.flat)):
        return value.copy()  # as the points of a search have it, thousands of times
    if isinstance(value, MatrixBase):
        value = value.tolist()
    is_large = _looked_through(name, value)
    try:
        array = np.asarray(value, dtype=object if is_large or isinstance(value, Basic) else None)
    except ValueError as error:
        message = f"{name} is not a rectangular array ({error}): give rows of equal length"
        raise ValueError(message) from error
    if array.dtype.kind in "iu" or (array.dtype.kind == "f" and np.isfinite(array).all()):
        return array
    if array.dtype.kind != "O":
        example = f", such as {shown(array.flat[0])}" if array.size and array.dtype.kind != "f" else ""
        what = "nan or inf" if array.dtype.kind == "f" else f"data of type {array.dtype}"
        message = f"{name} holds {what}{example}: give finite real numbers"
        raise ValueError(message)
    if all(type(x) is Fraction or type(x) is int for x in array.flat):
        return array.copy()  # as points have them, which are looked at by the million
    numbers = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        numbers[index] = _number(name, array[index])
    return numbers


def whole_number(name: str, value: Number) -> int | None:
    """One whole number as an int, however it is written (20, 20.0, Fraction(20), an array of one entry); else None."""
    try:
        array = real_array(name, value)
    except ValueError:
        return None
    number = array.item() if array.size == 1 else None
    return int(number) if number is not None and number % 1 == 0 else None


def shown(value: Number) -> str:
    """The value as a message shows it: on one line, and not at length."""
    if isinstance(value, int) and value.bit_length() > WRITTEN_OUT_BITS:
        return f"a whole number of {value.bit_length()} bits"
    return shortened(str(value) if isinstance(value, np.generic) else repr(value))


def _looked_through(name: str, value: Number) -> bool:
    """Whether nested lists hold whole numbers beyond int64; ValueError for what NumPy would convert in silence."""
    is_large = False
    if type(value) is Fraction or (type(value) is np.ndarray and value.dtype.kind != "b"):
        return is_large
    for part in _parts(value):
        if isinstance(part, np.ma.MaskedArray) or part is np.ma.masked:
            message = f"{name} is a masked array: give numbers for all entries (filled() puts them in)"
            raise ValueError(message)
        if isinstance(part, bool | np.bool_) or (isinstance(part, np.ndarray) and part.dtype.kind == "b"):
            example = part if not isinstance(part, np.ndarray) else part.dtype
            message = f"{name} holds data of type bool, such as {example}: give finite real numbers"
            raise ValueError(message)
        is_large |= isinstance(part, int) and not -INT64 <= part < INT64
    return is_large


def _parts(value: Number) -> Iterator[Number]:
    """What nested lists are made of; arrays as a whole."""
    todo = [value]
    while todo:
        part = todo.pop()
        if isinstance(part, list | tuple):
            todo.extend(part)
        else:
            yield part


def _number(name: str, x: Number) -> Number:
    if isinstance(x, sympy.Rational):
        return Fraction(int(x.p), int(x.q))
    if isinstance(x, Fraction) or (isinstance(x, int) and not isinstance(x, bool)):
        return x
    if isinstance(x, np.integer):
        return int(x)
    if isinstance(x, mpmath.mpf) and mpmath.isfinite(x):
        return x
    if isinstance(x, float | np.floating | sympy.Float) and math.isfinite(x):
        return float(x)
    message = f"{name} holds {shown(x)}: give a finite int, Fraction or float"
    raise ValueError(message)
