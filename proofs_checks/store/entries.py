"""Evidence as text that nothing executes, and back: JSON with a checksum, which an edit by hand does not survive.

Infinities are written as Python reads them: what is read back has to be what was written.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from proofs_checks.json_text import exact_text, parsed
from proofs_checks.json_types import Json, number_in, object_in, text_in
from proofs_checks.settings.process_numbers import ENTRY_SCHEMA
from proofs_checks.verdict import CheckResult, Counterexample, Verdict

__all__ = ["BrokenEntryError", "as_entry", "from_entry", "sealed", "unsealed"]


class BrokenEntryError(ValueError):
    """A file that is no entry, or one whose checksum is not that of what it holds."""


def sealed(content: Mapping[str, object], *, one_line: bool = False) -> str:
    """JSON with the checksum of its content."""
    document = {"schema": ENTRY_SCHEMA, **content}
    return exact_text({**document, "checksum": _checksum(document)}, by_name=one_line)


def unsealed(text: str | bytes) -> dict[str, Json]:
    """What was sealed. Raises BrokenEntryError, with the reason."""
    try:
        document = dict(object_in(parsed(text)))
        checksum = document.pop("checksum")
        schema = document.pop("schema")
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        message = f"it is no entry of the store ({type(error).__name__})"
        raise BrokenEntryError(message) from error
    if schema != ENTRY_SCHEMA:
        message = f"its form is {schema!r}, not {ENTRY_SCHEMA}"
        raise BrokenEntryError(message)
    if checksum != _checksum({"schema": schema, **document}):
        message = "its checksum is not that of what it holds: somebody has edited it"
        raise BrokenEntryError(message)
    return document


def _checksum(document: Mapping[str, object]) -> str:
    return hashlib.sha256(exact_text(document, by_name=True).encode()).hexdigest()


def as_entry(key: str, result: CheckResult | None) -> dict[str, object]:
    """A finished check; None where this kind of evidence does not exist for the statement."""
    return {"key": key, "result": None if result is None else asdict(replace(result, stored=False))}


def from_entry(entry: Mapping[str, Json]) -> CheckResult | None:
    """What ``as_entry`` was given. Raises BrokenEntryError for a result that is none."""
    result = entry["result"]
    if result is None:
        return None
    try:
        found = object_in(result)
        counterexample = found["counterexample"]
        return CheckResult(
            check=text_in(found["check"]),
            verdict=Verdict(text_in(found["verdict"])),
            detail=text_in(found["detail"]),
            data=object_in(found["data"]),
            counterexample=None if counterexample is None else _counterexample(object_in(counterexample)),
            seconds=number_in(found["seconds"]),
            cap=None if found["cap"] is None else Verdict(text_in(found["cap"])),
            reach={size: int(number_in(largest)) for size, largest in object_in(found["reach"]).items()},
            stored=True,
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        message = f"it holds no result of a check ({error!r})"
        raise BrokenEntryError(message) from error


def _counterexample(found: Mapping[str, Json]) -> Counterexample:
    make: Callable[..., Counterexample] = Counterexample
    return make(**{name: _tuples(value) for name, value in found.items()})


def _tuples(value: Json) -> Json:
    """JSON has lists for them."""
    if isinstance(value, list):
        return tuple(map(_tuples, value))
    return {name: _tuples(v) for name, v in value.items()} if isinstance(value, dict) else value
