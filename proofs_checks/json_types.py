"""What JSON can hold, and what is read from it: a document that says something else is refused, not guessed at."""

from collections.abc import Mapping, Sequence

__all__ = ["Json", "JsonObject", "array_in", "number_in", "object_in", "text_in"]

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""A value."""

JsonObject = Mapping[str, Json]
"""An object, by the names of its fields."""


def object_in(value: Json) -> JsonObject:
    """The value, which has to be an object. Raises TypeError."""
    if not isinstance(value, Mapping):
        raise TypeError(_instead(value, "an object"))
    return value


def array_in(value: Json) -> Sequence[Json]:
    """The value, which has to be an array. Raises TypeError."""
    if not isinstance(value, list | tuple):
        raise TypeError(_instead(value, "an array"))
    return value


def text_in(value: Json) -> str:
    """The value, which has to be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(_instead(value, "a text"))
    return value


def number_in(value: Json) -> float:
    """The value, which has to be a number. Raises TypeError."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(_instead(value, "a number"))
    return value


def _instead(value: Json, wanted: str) -> str:
    return f"{value!r:.80} stands where {wanted} is wanted"
