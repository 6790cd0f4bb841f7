"""What an experiment says of itself: one question, a setting, a criterion fixed beforehand, and what a seed does."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from zlib import crc32

import numpy as np

from proofs_checks.experiment_parts.answer import Answer
from proofs_checks.experiment_parts.floor import Floor, PointBelowFloor
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.illustrations.series import Illustration

__all__ = ["Experiment", "Profiled", "RunData"]

RunData = Mapping[str, object]
"""What a run found, by name: numbers, texts, arrays and lists of them, null. NaN and infinities are kept as null."""


@dataclass(frozen=True, kw_only=True)
class Experiment(ABC):
    """One question that training answers. A subclass is a frozen dataclass whose fields are the setting.

    Its docstring says what each field is. ``question`` is one sentence that ends in a question mark; ``criterion`` says
    beforehand which results mean yes, no and undecided. ``packages`` are those that have to be installed beside the
    usual ones. ``seeds`` is how many times each arm is run, with seeds 0, 1, …

    An experiment changes no theorem's verdict.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    question: ClassVar[str]
    criterion: ClassVar[str]
    packages: ClassVar[tuple[str, ...]] = ()

    seeds: int = 12

    def __post_init__(self) -> None:
        """Raise ValueError, in one line, for a setting that cannot work; subclasses call this and check the rest."""
        if self.seeds < 1:
            message = f"seeds is {self.seeds}: give at least 1"
            raise ValueError(message)

    @property
    @abstractmethod
    def arms(self) -> tuple[str, ...]:
        """What is compared: names of small letters, digits, ``_``, ``-`` and ``.``."""

    @abstractmethod
    def run_seed(self, arm: str, seed: int) -> RunData:
        """Train once, and say what came out.

        It depends on the setting, the arm and the seed alone: everything random comes from ``generator``. A run that
        diverges says so in its result, and is a failure that is counted; what it raises ends the experiment.
        """

    @abstractmethod
    def floors(self) -> tuple[Floor, ...]:
        """Closed forms and other known levels, drawn as lines. Never what a run is stopped or sorted by."""

    @abstractmethod
    def judge(self, results: Results) -> Answer:
        """The answer by the criterion. Whoever judges sees results alone, and may be handed planted ones."""

    @abstractmethod
    def pictures(self, results: Results) -> tuple[Illustration, ...]:
        """Curves with bands over seeds, and the floors as lines."""

    @abstractmethod
    def table(self, results: Results) -> ResultTable:
        """A row for each arm, or each thing that is compared."""

    def below_floors(self, results: Results) -> tuple[PointBelowFloor, ...]:
        """Weights whose exact risk came out below a proved floor: points at which a theorem is recomputed."""
        return ()

    def generator(self, seed: int, *about: str) -> np.random.Generator:
        """Random numbers of that seed for a purpose: arms that name the same purposes see the same numbers."""
        keys = tuple(crc32(text.encode()) for text in (self.slug, *about))
        return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=keys))


@dataclass(frozen=True, kw_only=True)
class Profiled:
    """The same experiment in two sizes, with the CPU minutes that each takes; a file of an experiment defines one."""

    quick: Experiment
    full: Experiment
    quick_minutes: float
    full_minutes: float

    def profile(self, name: str) -> Experiment:
        """``quick`` or ``full``. Raises ValueError."""
        if name not in ("quick", "full"):
            message = f"there is no profile {name!r}: there are quick and full"
            raise ValueError(message)
        return self.quick if name == "quick" else self.full
