"""Several theorems attacked by wrong versions of themselves, in several processes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from proofs_checks.challenges.mutation.judge import attack_theorem
from proofs_checks.challenges.mutation.mutant_outcome import Attacked
from proofs_checks.context import Context
from proofs_checks.engines.engine_interface import Engine
from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.settings.process_numbers import INTERRUPTED
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
    engine: Engine,
    on_progress: Callable[[Theorem, str], None],
) -> Iterator[Attacked]:
    """One after the other, whoever works for the engine."""
    attack = partial(attack_theorem, context=context, evidence=evidence)
    finished: dict[int, Attacked] = {}
    turn = 0
    for index, attacked in engine.as_finished(attack, theorems):
        assert not isinstance(attacked, WorkerDiedError), "nobody asked to survive it"
        if attacked is None:
            on_progress(theorems[index], STEP)
            continue
        finished[index] = attacked
        while turn in finished:
            yield finished.pop(turn)
            turn += 1
