"""Verdicts read back from the JSON of a run, for a document that quotes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from numerics.tolerances.file_limits import JSON_BYTES
from numerics.values.file_contents import contents_of
from numerics.values.real_arrays import shown
from numerics.values.visible_text import shortened
from proofs_checks.json_text import parsed
from proofs_checks.json_types import Json, JsonObject, object_in
from proofs_checks.report.as_json import document_of, fingerprint
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.settings.process_numbers import REPORT_SCHEMA
from proofs_checks.verdict import Verdict
from theory.theorem_record import Theorem

__all__ = ["Finding", "Findings", "findings_of", "read_findings"]

REMEDY = "give the report.json of theorycheck verify --report"

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Finding:
    """The verdict on one theorem and those of its checks, the claim that they are about, and a contradiction if any."""

    verdict: Verdict
    checks: tuple[tuple[str, Verdict], ...]
    fingerprint: str
    note: str = ""


@dataclass(frozen=True)
class Findings:
    """What a run found, by slug."""

    theorems: Mapping[str, Finding]
    seed: int
    samples: int
    complete: bool

    def about(self, theorem: Theorem) -> Finding | str:
        """The finding, or why there is none: a verdict on another claim of the same name does not count."""
        found = self.theorems.get(theorem.slug)
        if found is None:
            return "not checked"
        return found if found.fingerprint == fingerprint(theorem) else "not checked since the statement changed"


def findings_of(outcome: Outcome) -> Findings:
    """What a run found, without what it was found by."""
    return _from_document(cast("JsonObject", document_of(outcome)))


def read_findings(path: Path) -> Findings:
    """The findings in a JSON file that ``verify`` wrote. Raises ValueError, in one line, for any other file."""
    content = contents_of(path, JSON_BYTES, REMEDY)
    try:
        document = object_in(parsed(content.decode("utf-8-sig")))
        schema = document["schema"]
        findings = _from_document(document) if schema == REPORT_SCHEMA else None
    except (LookupError, TypeError, AttributeError, ValueError, OverflowError) as error:
        message = f"{path} is not a report ({_reason(error)}): {REMEDY}"
        raise ValueError(message) from error
    if findings is None:
        message = f"{path} has schema {shown(schema)}, not {REPORT_SCHEMA}: run theorycheck verify again"
        raise ValueError(message)
    if not findings.theorems:
        message = f"{path} holds no verdict: run theorycheck verify again"
        raise ValueError(message)
    return findings


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it lacks {shown(error.args[0])}"
    return shortened(str(error)) if isinstance(error, ValueError) else "it holds something else"


def _from_document(document: Mapping[str, Json]) -> Findings:
    theorems = {_of_kind(str, t["slug"]): _finding(t) for t in map(object_in, _of_kind(list, document["theorems"]))}
    seed, samples = (_of_kind(int, document[name]) for name in ("seed", "samples"))
    return Findings(theorems, seed, samples, _of_kind(bool, document["complete"]))


def _finding(theorem: Mapping[str, Json]) -> Finding:
    judged = map(object_in, _of_kind(list, theorem["checks"]))
    checks = tuple((_of_kind(str, c["check"]), _verdict(c["verdict"])) for c in judged)
    fingerprint, note = (_of_kind(str, theorem[name]) for name in ("fingerprint", "note"))
    return Finding(_verdict(theorem["verdict"]), checks, fingerprint, note)


def _verdict(value: Json) -> Verdict:
    # what is no text is none of its names either
    return Verdict(cast("str", value))


def _of_kind(kind: type[Kind], value: object) -> Kind:
    """The value, if it is of this very type: a truth value is no whole number, and infinity none either."""
    if type(value) is not kind:
        message = f"no {kind.__name__}: {shown(value)}"
        raise ValueError(message)
    return value
