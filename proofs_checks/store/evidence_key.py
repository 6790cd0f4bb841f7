"""What a piece of evidence depends on: the key that it is stored under."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from secrets import token_hex

import numpy as np

from proofs_checks.context import Context
from proofs_checks.json_text import exact_text
from proofs_checks.json_types import Json
from proofs_checks.store.source_digests import code_digest, statement_files, versions
from theory.registry import module_of, theorem
from theory.theorem_record import Theorem

__all__ = ["EvidenceKeys", "evidence_keys", "statement_version"]


@dataclass(frozen=True)
class EvidenceKeys:
    """What the evidence about one theorem depends on; ``key_of`` gives the key of one kind of it."""

    about: str

    def key_of(self, check: str) -> str:
        return hashlib.sha256(f"{check}\0{self.about}".encode()).hexdigest()


def evidence_keys(stated: Theorem, context: Context) -> EvidenceKeys | None:
    """The keys of all evidence about a theorem; None where no digest holds all of it.

    That is so for a theorem that no file states, and where a file may depend on more than it imports.
    """
    slugs = _with_premises(stated)
    if slugs is None:
        return None
    files = statement_files(module for module in map(module_of, slugs) if module is not None)
    if files is None:
        return None
    about = {
        "theorem": stated.slug,
        "files": files,
        "code": code_digest(),
        "settings": {"seed": context.seed, "samples": context.samples, "values": _values(context.values)},
        "versions": versions(),
    }
    return EvidenceKeys(exact_text(about, by_name=True))


def statement_version(slugs: Iterable[str]) -> str:
    """One text for the files that state these theorems; one of its own each time where no digest holds all of it."""
    modules = [module_of(slug) for slug in sorted(slugs)]
    found = statement_files(module for module in modules if module is not None)
    return exact_text(found, by_name=True) if found is not None and None not in modules else token_hex()


@cache
def _with_premises(stated: Theorem) -> tuple[str, ...] | None:
    """The slugs of a registered theorem and of all that it rests on."""
    found: dict[str, None] = {}
    waiting = [stated]
    while waiting:
        one = waiting.pop()
        if module_of(one.slug) is None or theorem(one.slug) is not one:
            return None
        if one.slug not in found:
            found[one.slug] = None
            waiting += [theorem(slug) for slug in one.depends_on]
    return tuple(sorted(found))


def _values(values: Mapping[str, Json] | None) -> dict[str, Json] | None:
    """A user's numbers, exactly."""
    if values is None:
        return None
    arrays = {name: np.asarray(value) for name, value in values.items()}
    return {name: [str(a.dtype), a.shape, repr(a.tolist())] for name, a in sorted(arrays.items())}
