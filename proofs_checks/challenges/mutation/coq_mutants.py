"""Wrong versions of theorems that Coq accepts, each exported with the right theorem's derivation and given to Coq.

``python -m proofs_checks.challenges.mutation.coq_mutants FILE [SLUG]...`` adds a line to FILE for each mutant as it is
judged, and leaves out those that have one: a run that was ended is taken up again.
"""

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from proofs_checks.challenges.mutation.mutants import mutants_of
from proofs_checks.json_text import exact_text, parsed
from proofs_checks.kernel.checking import check_theorem
from proofs_checks.kernel.kernel_result import KernelStatus
from theory import theorem, theorems
from theory.theorem_record import Theorem

__all__ = ["JudgedMutant", "judged_mutants", "main", "wrong_versions"]

Key = tuple[str, int]


@dataclass(frozen=True)
class JudgedMutant:
    """The number of a mutant of a theorem, what was changed, and what the kernel says of it."""

    slug: str
    number: int
    change: str
    status: KernelStatus
    reason: str


def wrong_versions(right: Theorem) -> list[tuple[str, Theorem]]:
    """The theorem with each wrong statement in the place of its own, corollaries apart, and what was changed."""
    whole = replace(right, corollaries=())
    found = mutants_of(whole, whole.statement).chosen
    return [(mutant.text, replace(whole, statement=mutant.statement)) for mutant in found]


def judged_mutants(slugs: Collection[str], done: Collection[Key] = ()) -> Iterator[JudgedMutant]:
    """What the kernel says of mutants of these theorems, by turns and one at a time, but for those that are done."""
    versions = {slug: wrong_versions(theorem(slug)) for slug in slugs}
    for number in range(max(map(len, versions.values()), default=0)):
        for slug, wrong in versions.items():
            if number >= len(wrong) or (slug, number) in done:
                continue
            change, mutant = wrong[number]
            found = check_theorem(mutant, theorem(slug))
            yield JudgedMutant(slug, number, change, found.status, found.reason)


def main(file: Path, slugs: list[str]) -> int:
    """The exit code: 1 if a mutant is accepted."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = [cast("dict[str, str | int]", parsed(line)) for line in lines]
    chosen = slugs or [each.slug for each in theorems()]
    for each in judged_mutants(chosen, {(str(line["slug"]), int(line["number"])) for line in found}):
        found.append({**vars(each), "status": str(each.status)})
        with file.open("a", encoding="utf-8") as opened:
            opened.write(exact_text(found[-1], by_name=True) + "\n")
    counts = {str(status): sum(line["status"] == str(status) for line in found) for status in KernelStatus}
    sys.stdout.write(f"{len(found)} mutants: {', '.join(f'{n} {status}' for status, n in counts.items() if n)}\n")
    return int(counts[str(KernelStatus.ACCEPTED)] > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
