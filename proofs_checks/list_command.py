"""The command ``theorycheck list``: which theorems there are, filtered, and what earlier runs have found of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from proofs_checks.context import Context
from proofs_checks.evidence import CHECKS
from proofs_checks.json_text import document_text
from proofs_checks.report.theorem_report import Report
from proofs_checks.runner import check_theorem, judged_by_premises
from proofs_checks.store.evidence_store import EvidenceStore, default_folder
from proofs_checks.store.memory import Memory
from proofs_checks.titled_lines import write_titled_lines
from theory.registry import module_of
from theory.theorem_record import Theorem

__all__ = ["Wish", "listed", "write_json", "write_lines"]

_NAMES = tuple(name for name, _ in CHECKS)


@dataclass(frozen=True)
class Wish:
    """What a theorem has to have to be listed; each is any part of a name, in letters of either size.

    ``paper`` is sought in its source and in the module that states it, ``kind`` in the kinds of its statement and
    corollaries (``Bound``, ``Minimum`` …), ``hypothesis`` in the names and relations of its hypotheses.
    """

    paper: str = ""
    kind: str = ""
    hypothesis: str = ""

    def holds_of(self, theorem: Theorem) -> bool:
        sources = (str(theorem.source), module_of(theorem.slug) or "")
        hypotheses = [f"{a.name} {a.relation}" for a in theorem.assumptions]
        return (
            _somewhere(self.paper, sources)
            and _somewhere(self.kind, _kinds(theorem))
            and (not self.hypothesis or _somewhere(self.hypothesis, hypotheses))
        )


def listed(theorems: Iterable[Theorem], wish: Wish) -> tuple[Theorem, ...]:
    """Those that have it. Raises ValueError, with what there is to choose from, where a filter leaves none."""
    among = tuple(theorems)
    found = tuple(theorem for theorem in among if wish.holds_of(theorem))
    if among and not found:
        kinds = ", ".join(sorted({kind for theorem in among for kind in _kinds(theorem)}))
        works = "; ".join(sorted({theorem.source.work for theorem in among}))
        message = f"no theorem of {len(among)} has all that is asked for: kinds are {kinds}; sources are {works}"
        raise ValueError(message)
    return found


def write_lines(theorems: tuple[Theorem, ...], verdicts: bool, stream: TextIO) -> None:
    """A line each: slug, what is known of it where that is asked for, title; more on a narrow terminal."""
    known = _last_verdicts(theorems) if verdicts else {}
    shown = {t.slug: f"{known.get(t.slug, '–'):12}  " if verdicts else "" for t in theorems}
    write_titled_lines(((t.slug, shown[t.slug], t.title) for t in theorems), stream)


def write_json(theorems: tuple[Theorem, ...], stream: TextIO) -> None:
    """One document: of each theorem what it states, where, and its last verdict, null where none is valid any more."""
    known = _last_verdicts(theorems)
    print(document_text({"schema": 1, "theorems": [_entry(t, known) for t in theorems]}), file=stream)


def _entry(theorem: Theorem, known: dict[str, str]) -> dict[str, object]:
    return {
        "slug": theorem.slug,
        "title": theorem.title,
        "module": module_of(theorem.slug),
        "source": str(theorem.source),
        "kinds": list(_kinds(theorem)),
        "hypotheses": [assumption.name for assumption in theorem.assumptions],
        "depends_on": list(theorem.depends_on),
        "verdict": known.get(theorem.slug),
    }


def _kinds(theorem: Theorem) -> tuple[str, ...]:
    return tuple(dict.fromkeys(type(statement).__name__ for statement in theorem.statements))


def _somewhere(part: str, texts: Iterable[str]) -> bool:
    return any(part.casefold() in text.casefold() for text in texts)


def _last_verdicts(theorems: tuple[Theorem, ...]) -> dict[str, str]:
    """By slug, where the store holds every piece of evidence of a run with the default seed, valid today."""
    place = default_folder()
    if place is None:
        return {}
    reports = judged_by_premises(_stored_reports(theorems, Memory(EvidenceStore(place))))
    return {report.theorem.slug: str(report.verdict) for report in reports}


def _stored_reports(theorems: tuple[Theorem, ...], memory: Memory) -> Iterator[Report]:
    for theorem in theorems:
        task = memory.task(theorem, Context(), _NAMES)
        if task.known.keys() >= set(_NAMES):
            yield check_theorem(theorem, task.context, known=task.known)
