"""The kinds of evidence. Each is one file of this folder that defines ``KIND``; nothing else lists them."""

from importlib import import_module
from pkgutil import iter_modules

from proofs_checks.evidence_kind import Check, EvidenceKind
from proofs_checks.verdict import CheckResult, Verdict

__all__ = ["CHECKS", "KINDS", "kind_named", "strength_of", "words_of"]


def _found() -> tuple[EvidenceKind, ...]:
    """Strongest first. Raises ValueError for two kinds of one name or order."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    kinds = sorted((module.KIND for module in modules), key=lambda kind: kind.order)
    for field in ("name", "order"):
        values = [getattr(kind, field) for kind in kinds]
        twice = next((v for i, v in enumerate(values) if v in values[:i]), None)
        if twice is not None:
            message = f"two kinds of evidence have the {field} {twice!r}: give each its own"
            raise ValueError(message)
    return tuple(kinds)


KINDS: tuple[EvidenceKind, ...] = _found()

CHECKS: tuple[tuple[str, Check], ...] = tuple((kind.name, kind.check) for kind in KINDS)

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_named(name: str) -> EvidenceKind:
    """The kind of that name. Raises KeyError."""
    return _BY_NAME[name]


def words_of(check: str) -> str:
    """The kind of evidence in words; also of ``premises``, which is no evidence but what theorems are skipped by."""
    return _BY_NAME[check].words if check in _BY_NAME else check.replace("_", " ")


def strength_of(result: CheckResult) -> str:
    """What the evidence would have caught; empty where it says nothing of the claim."""
    says_nothing = result.verdict in (Verdict.ERROR, Verdict.SKIPPED, Verdict.VACUOUS)
    if says_nothing or result.check not in _BY_NAME:
        return ""
    strength = _BY_NAME[result.check].strength
    return strength if isinstance(strength, str) else strength(result)
