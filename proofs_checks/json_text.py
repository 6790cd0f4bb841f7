"""JSON, in two forms: documents that anybody may read, and what the store gets back as it was.

Nothing else in the packages writes or reads it.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from math import isfinite
from numbers import Integral, Rational

import numpy as np

from proofs_checks.json_types import Json

__all__ = ["as_data", "as_null", "document_text", "exact_text", "parsed"]

Infinite = Callable[[float], str | None]

_HALVES = re.compile("[\ud800-\udfff]")
"""What UTF-8 has no bytes for; JSON writes it as an escape."""


def as_null(number: float) -> None:
    """No number at all: for documents in which what is undefined is null, with a reason beside it."""


def as_data(value: object, infinite: Infinite = str) -> Json:
    """The value in what JSON has: null, true, false, whole numbers, finite floats, text, lists, and objects.

    Arrays become lists, dataclasses objects, fractions text such as ``"1/3"``. JSON has no infinity and no NaN:
    ``infinite`` says what is written for one, ``"inf"``, ``"-inf"`` and ``"nan"`` unless it is given. Raises TypeError,
    naming the value, for anything else: its text would be a guess at what a reader needs of it.

    >>> from fractions import Fraction
    >>> as_data({"half": Fraction(1, 2), "far": [float("inf"), 2.0]})
    {'half': '1/2', 'far': ['inf', 2.0]}
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Rational):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, float | np.floating):
        return float(value) if isfinite(value) else infinite(float(value))
    if isinstance(value, np.ndarray | np.bool_):
        return as_data(value.tolist(), infinite)
    if isinstance(value, Mapping):
        return {_key(key): as_data(entry, infinite) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(entry, infinite) for entry in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_data(getattr(value, each.name), infinite) for each in fields(value)}
    message = f"{value!r} is a {type(value).__name__}, for which JSON has no form: say which one it is to have"
    raise TypeError(message)


def document_text(document: Mapping[str, object], infinite: Infinite = str) -> str:
    """A document for readers: strict JSON, indented, in letters and not in escapes, that UTF-8 has bytes for."""
    return _escaped(json.dumps(as_data(document, infinite), indent=2, ensure_ascii=False, allow_nan=False))


def exact_text(value: object, *, by_name: bool = False) -> str:
    """Text from which ``parsed`` gives the value back, tuples as lists.

    Infinities are written as Python reads them. ``by_name`` sorts what has names, and takes no more room than it needs:
    equal values then have equal texts, of which a digest can be taken. Raises TypeError for what would not come back.
    """
    return _escaped(json.dumps(value, ensure_ascii=False, sort_keys=by_name, indent=None if by_name else 1))


def parsed(text: str | bytes) -> Json:
    """What a text says. Raises ValueError for what is no JSON, and for what is nested too deeply to be read."""
    try:
        return json.loads(text)
    except RecursionError as error:
        message = "it is nested too deeply"
        raise ValueError(message) from error


def _key(name: object) -> str:
    if not isinstance(name, str):
        message = f"{name!r} names an entry of an object, and is a {type(name).__name__}: give text"
        raise TypeError(message)
    return str(name)


def _escaped(text: str) -> str:
    return _HALVES.sub(lambda half: f"\\u{ord(half.group()):04x}", text)
