"""What became of the mutants, for a terminal and as JSON."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from proofs_checks.challenges.mutation.mutant_outcome import (
    JUDGES,
    Attacked,
    DerivationFate,
    Fate,
    Judged,
    JudgedDerivation,
)
from proofs_checks.challenges.mutation.running import Run
from proofs_checks.evidence import kind_named
from proofs_checks.json_text import document_text
from proofs_checks.settings.process_numbers import MUTATION_SCHEMA

__all__ = ["print_attacked", "to_json"]


NOTABLE = (Fate.contradiction, Fate.survived, Fate.unseen, Fate.equivalent)
"""What is listed in full; open bounds only where they say more than the right one."""


def print_attacked(run: Run, console: Console) -> None:
    """A row for each theorem, the totals, and whatever was not killed though it might be wrong."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("theorem", overflow="fold")
    for name in ("mu-\ntants", "killed", *(kind_named(name).heading for name in run.evidence), "im-\nplied", "open"):
        table.add_column(name, justify="right", no_wrap=True)
    for attacked in run.attacked:
        table.add_row(attacked.slug, *_cells(attacked, run), style="bold red" if attacked.alarms else None)
    console.print(table)
    for attacked in run.attacked:
        for judged in filter(_is_notable, attacked.judged):
            console.print(
                Text(f"{judged.fate} in {attacked.slug}: {_one_line(judged)}{_effect(judged)}"), soft_wrap=True
            )
    for attacked in run.attacked:
        for wrong in attacked.derivations:
            if wrong.fate is DerivationFate.contradiction:
                text = f"{wrong.fate} in a derivation of {attacked.slug}: {wrong.text}, {wrong.detail}"
                console.print(Text(" ".join(text.split()), "bold red"), soft_wrap=True)
    for line in (*_totals(run), *_derivation_totals(run)):
        console.print(line)
    if not run.complete:
        console.print(
            Text(f"incomplete: {len(run.wanted) - len(run.attacked)} theorems were not attacked", "bold yellow")
        )


def _cells(attacked: Attacked, run: Run) -> list[str]:
    by_evidence = [attacked.killed_by(e) for e in run.evidence]
    return [
        str(len(attacked.judged)),
        str(len(attacked.with_fate(Fate.killed))),
        *(f"{killed}/{total}" if total else "–" for killed, total in by_evidence),
        str(len(attacked.with_fate(Fate.implied)) or "–"),
        str(len(attacked.with_fate(Fate.open)) or "–"),
    ]


def _is_notable(judged: Judged) -> bool:
    return judged.fate in NOTABLE or judged.missed_by_sampling or (judged.fate is Fate.open and bool(judged.stronger))


def _one_line(judged: Judged) -> str:
    return " ".join(str(judged).split())


def _effect(judged: Judged) -> str:
    return "" if judged.effect is None else f" (off by {judged.effect:.2g} of what sampling would have shown)"


def _totals(run: Run) -> list[str]:
    fates = _fates(run)
    rejected = sum(a.equivalent for a in run.attacked), sum(a.ill_typed for a in run.attacked)
    seen, must = (sum(a.visible[i] for a in run.attacked) for i in (0, 1))
    lines = [
        f"{sum(fates.values())} mutants: " + ", ".join(f"{fates[fate]} {fate}" for fate in Fate if fates[fate]),
        f"besides, {rejected[0]} were the same claim in other words and {rejected[1]} were ill-typed",
        f"values were compared at {sum(a.points for a in run.attacked)} admissible points of "
        f"{sum(a.tried for a in run.attacked)} drawn",
    ]
    if must:
        lines.append(f"sampling alone refutes {seen} of the {must} that are off by more than it would have shown")
    return [*lines, *(f"{fate}: {fate.meaning}" for fate in Fate if fates[fate])]


def _derivation_totals(run: Run) -> list[str]:
    fates = Counter(judged.fate for attacked in run.attacked for judged in attacked.derivations)
    if not fates:
        return []
    counts = ", ".join(f"{fates[fate]} {fate}" for fate in DerivationFate if fates[fate])
    lines = [f"{sum(fates.values())} mutated derivations: {counts}"]
    return [*lines, *(f"{fate}: {fate.meaning}" for fate in DerivationFate if fates[fate])]


def _fates(run: Run) -> Counter[Fate]:
    return Counter(judged.fate for attacked in run.attacked for judged in attacked.judged)


def to_json(run: Run) -> str:
    """One document: settings, ``complete``, exit code, totals, every mutant of every theorem, and timing."""
    document = {
        "schema": MUTATION_SCHEMA,
        "seed": run.context.seed,
        "samples": run.context.samples,
        "evidence": list(map(str, run.evidence)),
        "complete": run.complete,
        "exit_code": run.exit_code,
        "totals": {str(fate): n for fate, n in sorted(_fates(run).items())},
        "theorems": [_theorem(attacked) for attacked in run.attacked],
        "timing": {attacked.slug: round(attacked.seconds, 3) for attacked in run.attacked},
    }
    return document_text(document)


def _theorem(attacked: Attacked) -> dict[str, object]:
    killed = {name: attacked.killed_by(name) for name in JUDGES}
    return {
        "slug": attacked.slug,
        "equivalent": attacked.equivalent,
        "ill_typed": attacked.ill_typed,
        "points": attacked.points,
        "points_tried": attacked.tried,
        "killed_by": {name: {"killed": k, "of": n} for name, (k, n) in killed.items() if n},
        "mutants": [_mutant(judged) for judged in attacked.judged],
        "derivations": [_derivation(judged) for judged in attacked.derivations],
    }


def _derivation(judged: JudgedDerivation) -> dict[str, object]:
    return {
        "statement": judged.statement,
        "kind": judged.kind,
        "change": judged.text,
        "fate": str(judged.fate),
        "detail": judged.detail,
    }


def _mutant(judged: Judged) -> dict[str, object]:
    return {
        "statement": judged.statement,
        "kind": judged.kind,
        "where": judged.where,
        "change": judged.text,
        "fate": str(judged.fate),
        "verdicts": {str(e): str(v) for e, v in judged.verdicts.items()},
        "stronger": judged.stronger,
        "effect": judged.effect,
    }
