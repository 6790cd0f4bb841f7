"""A theorem made anew from plain values: nothing that was put into its objects themselves is believed."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import cast

from sympy import Basic

from theory.core.unconvinced import NotShownError
from theory.statements import KINDS
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem

__all__ = ["plain_theorem"]

RECORDS = (Theorem, Assumption, Corollary, Source, *KINDS)


def plain_theorem(claim: object) -> Theorem:
    """The theorem in objects of its own. Rules are taken as they are: what they propose is decided upon.

    Raises NotShownError for a subclass of Theorem, Assumption or a kind of statement, and for what is no expression.
    """
    if type(claim) is not Theorem:
        message = f"a {type(claim).__name__} is no theory.Theorem, of which subclasses do not count"
        raise NotShownError(message)
    return cast(Theorem, _plain(claim))


def _plain(value: object) -> object:
    record: Callable[..., object] | None = next((kind for kind in RECORDS if kind is type(value)), None)
    if record is not None and is_dataclass(value):
        return record(**{f.name: _plain(getattr(value, f.name)) for f in fields(value)})
    if type(value) is Step:
        return Step(value.rule, str(value.because))
    if isinstance(value, tuple | list):
        return tuple(map(_plain, value))
    if isinstance(value, Basic) or value is None or type(value) in (str, bool, int):
        return value
    message = f"{value!r} is a {type(value).__name__}, which is not known in a theorem"
    raise NotShownError(message, "use the kinds of statement and the records that theory exports")
