"""Verdicts read back from the JSON of a run, for a document that quotes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofs_checks.json_text import parsed
from proofs_checks.report.as_json import document_of, fingerprint
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.settings.process_numbers import REPORT_SCHEMA
from proofs_checks.verdict import Verdict
from theory.theorem_record import Theorem

__all__ = ["Finding", "Findings", "findings_of", "read_findings"]


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
    return _from_document(document_of(outcome))


def read_findings(path: Path) -> Findings:
    """The findings in a JSON file that ``verify`` wrote. Raises ValueError, in one line, for any other file."""
    remedy = "give the report.json of theorycheck verify --report"
    try:
        document = parsed(path.read_text(encoding="utf-8"))
        schema = document["schema"]
        findings = _from_document(document) if schema == REPORT_SCHEMA else None
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}): {remedy}"
        raise ValueError(message) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"{path} is not a report ({error!r}): {remedy}"
        raise ValueError(message) from error
    if findings is None:
        message = f"{path} has schema {schema!r}, not {REPORT_SCHEMA}: run theorycheck verify again"
        raise ValueError(message)
    return findings


def _from_document(document: Mapping[str, Any]) -> Findings:
    theorems = {t["slug"]: _finding(t) for t in document["theorems"]}
    return Findings(theorems, int(document["seed"]), int(document["samples"]), bool(document["complete"]))


def _finding(theorem: Mapping[str, Any]) -> Finding:
    checks = tuple((str(c["check"]), Verdict(c["verdict"])) for c in theorem["checks"])
    return Finding(Verdict(theorem["verdict"]), checks, str(theorem["fingerprint"]), str(theorem["note"]))
