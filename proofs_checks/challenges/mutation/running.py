"""Several theorems attacked by wrong versions of themselves, in several processes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from proofs_checks.challenges.mutation.judge import attack_theorem
from proofs_checks.challenges.mutation.mutant_outcome import Attacked
from proofs_checks.context import Context
from proofs_checks.settings.process_numbers import INTERRUPTED
from proofs_checks.workers import as_finished
from theory.theorem_record import Theorem

__all__ = ["STEP", "Run", "attack_all"]

STEP = "mutants"
"""What a theorem is told to be at, to those who watch."""


@dataclass(frozen=True)
class Run:
    """What was asked for, and what of it was finished; ``interrupted`` is the exit code of what was cut off."""

    wanted: tuple[Theorem, ...]
    evidence: tuple[str, ...]
    context: Context
    attacked: tuple[Attacked, ...]
    interrupted: int = INTERRUPTED

    @property
    def complete(self) -> bool:
        return len(self.attacked) == len(self.wanted)

    @property
    def exit_code(self) -> int:
        """1 where an equality or a minimum could be wrong without being noticed, else 0."""
        return int(any(a.alarms for a in self.attacked)) if self.complete else self.interrupted


def attack_all(
    theorems: Sequence[Theorem],
    context: Context,
    evidence: tuple[str, ...],
    workers: int,
    on_progress: Callable[[Theorem, str], None],
) -> Iterator[Attacked]:
    """One after the other, whatever the number of workers. Raises ValueError for fewer than one."""
    if workers < 1:
        message = f"{workers} workers: give at least one"
        raise ValueError(message)
    attack = partial(attack_theorem, context=context, evidence=evidence)
    if workers == 1 or len(theorems) < 2:
        for theorem in theorems:
            on_progress(theorem, STEP)
            yield attack(theorem)
        return
    finished: dict[int, Attacked] = {}
    turn = 0
    for index, attacked in as_finished(attack, theorems, workers):
        if attacked is None:
            on_progress(theorems[index], STEP)
            continue
        finished[index] = attacked
        while turn in finished:
            yield finished.pop(turn)
            turn += 1
